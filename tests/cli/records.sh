# Any record: add, set, show, list, find, retire, merge, forget, log, undo, redo.
. "$TOP/tests/cli/lib.sh"

t_case "add and show"
t_desk
sd add organisation uid=hexi name="Hexi University" name_alt=河西大学 kind=university code=HX
t_code 0
t_like "$out" '^O1 Hexi University'
sd add resource uid=sem1 name="扫描电镜 SEM-1" kind=instrument owner=O1 price_member=100 code=SEM-1
t_code 0
sd show R1 --json
t_code 0
t_like "$out" '"id":"R1"'
t_like "$out" '"uid":"sem1"'
t_like "$out" '"owner":"O1"'
t_like "$out" '"price_member":"100.00"'
t_like "$out" '"price_outside":null'

t_case "a reference is uid, number, code or exact name"
for ref in sem1 R1 SEM-1 "扫描电镜 SEM-1"; do
    sd show "$ref" --json
    t_code 0
    t_like "$out" '"id":"R1"'
done
sd show R99
t_code 1
sd show nobody
t_code 1

t_case "two hits are a refusal that names them"
sd add organisation name=Twin uid=twin-1
sd add organisation name=Twin uid=twin-2
sd show Twin
t_code 1
t_like "$err" 'O2.*O3|O3.*O2'

t_case "what is wrong is told by field, and nothing is written"
sd add organisation kind=circus name=X
t_code 1
t_like "$err" 'university'
sd add resource name=Bad owner=nobody
t_code 1
sd add person name=Bad orcid=0000-0002-1234-5678
t_code 1
sd add organisation name=Bad ror=01k4yrm30
t_code 1
sd add organisation kind=university
t_code 1
sd add organisation name=A colour=red
t_code 2
sd list organisations --json
t_unlike "$out" '"name":"(X|Bad|A)"'
sd add person name="Lin Y." orcid=0000-0002-1825-0097
t_code 0

t_case "set, and set to nothing"
sd set R1 price_outside=180 price_member=
t_code 0
sd show R1 --json
t_like "$out" '"price_outside":"180.00"'
t_like "$out" '"price_member":null'

t_case "filters"
sd add resource uid=free1 name=Library kind=database.library grade=common owner=hexi
sd list resources --filter 'kind=instrument' --json
t_like "$out" 'sem1'
t_unlike "$out" 'free1'
sd list resources --filter 'price_outside>=180 and name~电镜' --json
t_like "$out" 'sem1'
sd list resources --filter 'not kind=instrument' --json
t_unlike "$out" 'sem1'
sd list resources --filter 'owner=HX' --json
t_like "$out" 'free1'
sd list resources --filter 'price_outside>' 
t_code 2
sd list resources --filter 'nofield=1'
t_code 2

t_case "sort and limit"
for n in 3 1 2; do sd add fund uid=f$n name=Fund-$n source=public; done
sd list funds --sort name --csv --columns name
t_is "$(printf '%s\n' "$out" | tail -n +2 | cut -d, -f2 | tr '\n' ' ')" "Fund-1 Fund-2 Fund-3 "
sd list funds --sort -name --limit 1 --json
t_like "$out" 'Fund-3'
t_unlike "$out" 'Fund-1'

t_case "search, in both languages, for two characters as for a prefix"
sd find 电镜 --json
t_like "$out" '"type":"resources","id":"R1","uid":"sem1"'
sd find hexi univ --json
t_like "$out" '"id":"O1"'
sd find universty --json
t_like "$out" '"id":"O1"'
sd find 河西 --json
t_like "$out" '"id":"O1"'
sd find 电竟 --json # a slip of the input method
t_is "$out" "$(sd find 电镜 --json && printf '%s\n' "$out")"
sd find 店天
t_unlike "$out" 'R[0-9]'
sd find nothinglikeit
t_code 0

t_case "escape sequences are shown, not sent"
sd add organisation uid=evil name="$(printf 'Evil\033[31m red \302\233 \342\200\256x')"
sd list organisations
t_true sh -c "! grep -q '$(printf '\033')' '$t_out'"
t_like "$out" 'Evil.*u\{?1b|x1b|\\e'
sd list organisations --json
t_like "$out" '\\u001[bB]'
t_like "$out" '\\u202e'

t_case "a month has one meeting; an import restores what was"
sd add meeting uid=m1 title=First month=2027-01
t_code 0
sd add meeting uid=m2 title=Second month=2027-01
t_code 1
t_like "$err" '^sharedesk: 2027-01: it has its meeting already: First \(M1\)\. .*`sharedesk retire M1`'
sd add meeting uid=m2 title=Second month=2027-02
sd set m2 month=2027-01
t_code 1
sd set m2 place="Room 3"
t_code 0
printf 'uid,title,month\nm3,Third,2027-01\n' >meetings.csv
sd import meetings.csv
t_code 0
sd retire m1 m3
sd set m2 month=2027-01
t_code 0

t_case "retire and back"
sd retire evil
t_code 0
sd list organisations --json
t_unlike "$out" '"evil"'
sd list organisations --retired --json
t_like "$out" '"evil"'
sd retire evil --back
sd list organisations --json
t_like "$out" '"evil"'

t_case "merge moves the links"
sd add organisation uid=hexi2 name="Hexi Univ." notes=double
sd add resource uid=r-double name=Laser owner=hexi2
sd merge hexi2 hexi
t_code 0
sd show r-double --json
t_like "$out" '"owner":"O1"'
sd show hexi2 --json
t_like "$out" '"id":"O1"'

t_case "history tells before and after; undo and redo"
sd set R1 location="Room 5"
sd log R1
t_like "$out" 'Room 5'
sd undo
t_code 0
sd show R1 --json
t_like "$out" '"location":null'
sd redo
t_code 0
sd show R1 --json
t_like "$out" '"location":"Room 5"'
sd log --json
t_like "$out" '"field":"location"'

t_case "forget erases a person, and asks first"
sd add person uid=zhao name="Zhao Wei" email=zhao@example.org phone=555
sd forget zhao
t_code 1
sd forget zhao --yes
t_code 0
sd show zhao --json
t_unlike "$out" 'Zhao Wei|example.org|555'
sd log --json
t_unlike "$out" 'Zhao Wei|example.org'
t_true sh -c "! grep -q 'zhao@example' '$SHAREDESK_DESK'"
sd check
t_code 0

t_case "check, backup, restore"
sd check --json
t_code 0
t_like "$out" '"ok":true'
sd backup copy.db
t_code 0
sd backup copy.db
t_code 1
sd -d copy.db show R1 --json
t_code 0
sd set R1 location="Room 6"
sd restore copy.db --yes
t_code 0
sd show R1 --json
t_like "$out" '"location":"Room 5"'
sd rebuild
t_code 0
sd find 电镜 --json
t_like "$out" 'sem1'

t_case "a restricted session reads and writes only in the exchange directory"
sd --restricted backup /tmp/elsewhere.db
t_code 1
sd --restricted backup ../up.db
t_code 1
sd --restricted backup inside.db
t_code 0
t_true test -f "$PWD/exchange/inside.db"

t_case "who works in Chinese writes kinds, fields, relations, days and hours in Chinese"
t_desk
sd --lang zh add 机构 名称=松州大学 类别=高等院校
t_code 0
sd --lang zh add 资源 名称=电镜 类别=仪器设备 成员价=１２０ 开放时间="周一至周五 8：30－12：00；周六 9:00-12:00"
t_code 0
sd show R1 --json
t_like "$out" '"kind":"instrument".*"open_hours":"Mon-Fri 8:30-12:00;Sat 9:00-12:00".*"price_member":"120.00"'
sd --lang zh add 需求 标题=形貌 需求方=松州大学 时长=３小时 最晚结束=2026年12月5日 优先级=紧急
t_code 0
sd show D1 --json
t_like "$out" '"minutes":180.*"latest":"2026-12-06T00:00.*"priority":"urgent"'
sd --lang zh list 资源 --filter '类别=仪器设备 且 （成员价＞100 或 名称~光谱） 且 非 状态=维护中' --sort 成员价
t_code 0
t_like "$out" 'R1 +电镜'
sd --lang zh list 资源 --filter '价钱>3'
t_code 2
t_like "$err" '可用的字段：uid、名称'
sd --lang zh add 需求 标题=x 优先级=高
t_code 1
t_like "$err" '普通、优先、紧急'
