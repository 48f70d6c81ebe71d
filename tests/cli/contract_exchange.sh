# The exchange format as its contract words it: kinds, references, rejects, what travels and returns.
. "$TOP/tests/cli/lib.sh"

# all_same DESK: everything out of it, into an empty desk, and out again gives the same bytes
all_same() {
    rm -rf one two again.sharedesk*
    sd -d "$1" export all -o one
    t_code 0
    sd -d again.sharedesk init
    sd -d again.sharedesk import one/*.csv --json
    t_code 0
    sd -d again.sharedesk export all -o two
    t_true diff -r one two
    sd -d again.sharedesk import one/*.csv --json
    t_like "$out" '"added":0,"changed":0,.*"merged":0,"rejected":0'
    sd -d again.sharedesk check
    t_code 0
}

t_case "the number that list --csv puts first is no field of the record"
t_desk
printf 'uid,name,kind\no1,Alpha,university\n' >organisations.csv
sd import organisations.csv
sd list organisations --csv
cp "$t_out" organisations.csv
sd import organisations.csv --json
t_like "$out" '"added":0,"changed":0,"unchanged":1'
t_unlike "$out" 'unknown'
sd show o1 --json
t_like "$out" '"extra":null'
printf 'id,uid,name,price_member\nR7,r1,SEM,100\n' >some.csv
sd import some.csv
t_code 0
sd show r1 --json
t_like "$out" '"id":"R1".*"extra":null'

t_case "a kind that cannot be told is a refusal that names the candidates, and changes nothing"
printf 'uid,name\nx1,X\n' >some.csv
sd import some.csv
t_code 1
t_like "$err" 'organisations.*people.*resources'
sd show x1
t_code 1

t_case "a name that two rows of the command have is refused, naming both"
t_desk
printf 'uid,name\no1,Twin\no2,Twin\no3,Single\n' >organisations.csv
printf 'uid,name,owner\nr1,A,Twin\nr2,B,Single\nr3,C,o2\n' >resources.csv
sd import resources.csv organisations.csv --json
t_code 3
t_like "$out" '"added":5,.*"rejected":1'
t_like "$out" '"line":2,"column":"owner","value":"Twin","reason":".*o1.*o2'

t_case "nor does a name fit that the desk has once and the command once more"
printf 'uid,name\no4,Single\n' >organisations.csv
printf 'uid,name,owner\nr4,D,Single\nr5,E,O3\n' >resources.csv
sd import resources.csv organisations.csv --json
t_code 3
t_like "$out" '"added":2,.*"rejected":1'
t_like "$out" '"value":"Single","reason":".*O3.*o4'

t_case "a row that would lie within itself costs that row and those that hang on it, no more"
t_desk
printf 'uid,name,parent\no1,A,o2\no2,B,o1\no3,C,\no4,D,o3\n' >organisations.csv
printf 'uid,name,facility\nr1,A,r1\nr2,B,\nr3,C,r2\n' >resources.csv
printf 'uid,name,parent\nz1,Z,z2\nz2,Y,z3\nz3,X,z1\nz4,W,\n' >regions.csv
sd import organisations.csv resources.csv regions.csv --json
t_code 3
t_like "$out" '"added":5,.*"rejected":6'
t_like "$out" '"file":"organisations.csv","line":2,"column":"parent","value":"o2"'
t_like "$out" '"file":"resources.csv","line":2,"column":"facility","value":"r1"'
sd check
t_code 0

t_case "links may point ahead, across files and in a ring"
t_desk
printf 'uid,demand,resource,minutes\nq1,Wanted,SEM,60\n' >quotes.csv
printf 'uid,name,owner,facility\nr1,SEM,Alpha,r2\nr2,Lab,o1,\n' >resources.csv
printf 'uid,title,requester\nd1,Wanted,Beta\n' >demands.csv
printf 'uid,name,parent\no2,Beta,o1\no1,Alpha,\n' >organisations.csv
printf 'uid,title,month,run\nm1,Meeting,2026-12,g1\n' >meetings.csv
printf 'uid,title,month,meeting\ng1,Run,2026-12,m1\n' >runs.csv
sd import quotes.csv resources.csv meetings.csv runs.csv demands.csv organisations.csv --json
t_true test "$code" -eq 0
t_like "$out" '"rejected":0'
all_same "$SHAREDESK_DESK"

t_case "a rejected row is told with its column, and its value as it is written"
t_desk
printf 'uid,name\nr1,R\n' >resources.csv
printf 'uid,name\no1,O\n' >organisations.csv
printf '%s\n' uid,resource,organisation,start,end \
    b1,r1,o1,2026-12-01T09:00,2026-12-01T08:00 \
    b2,r1,o1,2026-12-02T09:00,2026-12-02T11:00 \
    b3,r1,o1,2026-12-02T10:00,2026-12-02T12:00 \
    b4,r9,o1,2026-12-03T10:00,2026-12-03T12:00 >bookings.csv
sd import bookings.csv resources.csv organisations.csv --json
t_code 3
t_like "$out" '"added":3,"changed":0,"unchanged":0,"merged":0,"rejected":3'
t_like "$out" '"line":2,"column":"end","value":"2026-12-01T08:00"'
t_like "$out" '"line":4,"column":"start","value":"2026-12-02T10:00"'
t_like "$out" '"line":5,"column":"resource","value":"r9"'
printf 'uid,name,price_member\nr2,R2,cheap\n' >resources.csv
printf '%s\n' uid,resource,organisation,start,end \
    b5,r2,o1,2026-12-02T10:00,2026-12-02T12:00 >bookings.csv
sd import bookings.csv resources.csv --json
t_like "$out" '"file":"bookings.csv","line":2,"column":"resource","value":"r2"'

t_case "the reject file has all of them, of several files too, and each file its own to be mended"
sd import bookings.csv resources.csv --reject rejected.csv
t_code 3
t_is "$(wc -l <rejected.csv)" 3
t_like "$(cat rejected.csv)" '^b5,r2,.*,bookings.csv,2,resource,r2,'
t_like "$(cat rejected.csv)" 'resources.csv,2,price_member,cheap,'
sed -i 's/cheap/5/' rejected-resources.csv
sd import resources rejected-resources.csv
t_code 0
sd import bookings rejected-bookings.csv
t_code 0

t_case "bare dates: a start begins the day, an end includes it"
t_desk
printf 'uid,name\no1,O\n' >organisations.csv
printf 'uid,name\nr1,R\n' >resources.csv
printf 'uid,resource,organisation,start,end\nb1,r1,o1,2026-12-01,2026-12-02\n' >bookings.csv
TZ=Asia/Shanghai sd import organisations.csv resources.csv bookings.csv
t_code 0
TZ=Asia/Shanghai sd show b1 --json
t_like "$out" '"start":"2026-12-01T00:00:00\+08:00","end":"2026-12-03T00:00:00\+08:00"'

t_case "unknown columns stay in extra, its keys sorted, and an empty cell erases nothing"
t_desk
printf 'uid,name,zeta,alpha,notes\no1,O,z,"a ""b""",first\n' >organisations.csv
sd import organisations.csv
t_like "$err" 'zeta.*extra'
printf 'uid,name,notes,zeta\no1,O,,\n' >organisations.csv
sd import organisations.csv --json
t_like "$out" '"unchanged":1'
sd export organisations
t_like "$out" ',first,.*,"\{""alpha"":""a \\""b\\"""",""zeta"":""z""\}"$'

t_case "labels in Chinese and English, grade open, an encoding by any of its names"
t_desk
printf 'uid,name,kind,grade,status\nr1,A,仪器设备,开放,在用\nr2,B,Key laboratory,open,Active\n' >resources.csv
sd import resources.csv
t_code 0
sd export resources
t_like "$out" '^r1,A,,,instrument,common,'
t_like "$out" '^r2,B,,,facility.key_lab,common,'
printf 'uid,name\nr3,Caf\216\n' >resources.csv
for name in MacRoman mac_roman macintosh MAC-ROMAN; do
    sd import --encoding $name resources.csv --json
    t_code 0
    t_like "$out" '"encoding":"MacRoman"'
done
sd list resources --filter uid=r3 --json
t_like "$out" '"name":"Café"'

t_case "everything travels: also after a person was forgotten, doubles merged, postings reversed"
sd --as-of 2026-11-22T09:00 -d demo init --demo
sd -d demo list bookings --filter status=confirmed --sort start --limit 2 --csv
first=$(sed -n 2p "$t_out" | cut -d, -f1) second=$(sed -n 3p "$t_out" | cut -d, -f1)
for change in "forget P7 --yes" "merge O27 O28" "merge P3 P4" "retire R3" "pay O1 100" undo \
    "complete $first" "cancel $second --no-show" "set D5 notes=x"; do
    # shellcheck disable=SC2086
    sd --as-of 2026-11-22T09:00 -d demo $change
    t_code 0
done
sd -d demo show P7 --json
t_like "$out" '"name":null'
all_same demo

t_case "nasty texts travel unchanged, with and without a mark for spreadsheets"
t_desk
{
    echo 'uid,title,notes,description'
    printf "d1,=1+1,'=x,''+y\n"
    printf 'd2,"a""b","two\r\nlines","tab\t\001\033[31m"\n'
    printf 'd3," blank ","\r","-5"\n'
    printf '"d,4",\342\200\256x,\357\273\277y,@z\n'
} >demands.csv
sd import demands.csv --json
t_like "$out" '"added":4'
all_same "$SHAREDESK_DESK"
sd export all --bom -o marked
sd -d third.sharedesk init
sd -d third.sharedesk import marked/*.csv
t_code 0
sd -d third.sharedesk export all -o three
t_true diff -r one three

t_case "NUL is rejected, with its column; slips of quotes cost their row only"
t_desk
printf 'uid,name,notes\no1,A,one\0two\no2,"B"x,\no3,C,"x"\n' >organisations.csv
sd import organisations.csv --json
t_code 3
t_like "$out" '"added":1,.*"rejected":2'
t_like "$out" '"line":2,"column":"notes","value":"one","reason":".*NUL'
t_like "$out" '"line":3,"column":"",'
