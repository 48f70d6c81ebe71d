# The line itself: options anywhere, usage errors, help, what stands in the environment.
. "$TOP/tests/cli/lib.sh"

t_desk
t_case "the version"
sd --version
t_code 0
t_like "$out" '^sharedesk [0-9]'

t_case "help of the program and of a verb"
sd --help
t_code 0
t_like "$out" 'list records of a kind'
sd list --help
t_code 0
t_like "$out" '[-][-]filter EXPR'
sd add demand --help
t_code 0
t_like "$out" '^Fields of demands'
t_like "$out" '^  title\*  +What is wanted'
t_like "$out" '^  priority .*normal high urgent'
t_unlike "$out" '^  merged_into'
sd add --help
t_like "$out" '^  demand  +Demand'
sd set D1 --help --lang zh
t_like "$out" '^  title\*  +一句话说明需要什么'
sd --help list
t_code 0
t_like "$out" '[-][-]filter EXPR'

t_case "wrong usage is exit 2, with what, why and a hint"
sd frobnicate
t_code 2
t_like "$err" '^sharedesk: .*: .*frobnicate.*\. Try "sharedesk --help"'
sd list
t_code 2
sd list resources --nonsense
t_code 2
t_like "$err" 'nonsense'
sd list resources --limit none
t_code 2
sd list resources --limit
t_code 2
sd list resources demands
t_code 2
sd list cabbages
t_code 2
t_like "$err" 'organisations'

t_case "options stand before the verb, after it and between its arguments"
sd add organisation name=Alpha uid=alpha kind=university
t_code 0
sd --json list organisations
first=$out
sd list --json organisations
t_is "$out" "$first"
sd list organisations --json
t_is "$out" "$first"
desk=$SHAREDESK_DESK
unset SHAREDESK_DESK
sd list organisations --json -d "$desk"
t_is "$out" "$first"
sd "-d$desk" list organisations --json
t_is "$out" "$first"
sd --desk="$desk" list organisations --json
t_is "$out" "$first"

t_case "-- ends the options"
export SHAREDESK_DESK="$desk"
sd add organisation -- name=--odd uid=odd
t_code 0
sd show odd --json
t_like "$out" '"name":"--odd"'

t_case "a missing desk says how to make one"
sd -d "$PWD/none.db" list demands
t_code 1
t_like "$err" 'sharedesk init'
t_true test ! -e "$PWD/none.db"

t_case "init does not touch what is there"
cp "$desk" before
sd init
t_code 1
t_same "$desk" before

t_case "a file that is no desk, a directory, a missing directory"
echo "this is no desk" >letter.txt
sd -d letter.txt list demands
t_code 1
t_like "$err" '^sharedesk: .*letter.txt'
t_is "$(cat letter.txt)" "this is no desk"
sd -d "$PWD" list demands
t_code 1
sd -d "$PWD/no/such/dir/desk.db" init
t_code 1

t_case "Chinese on request, under a locale without Chinese"
sd --lang zh list cabbages
t_code 2
t_unlike "$err" 'there is no kind'
LC_ALL=C sd --lang zh list resources
t_code 0
sd --lang fr list resources
t_code 2

t_case "a program that was copied without its catalogues says so"
mkdir alone
cp "$SHAREDESK" alone/sharedesk
t_run alone/sharedesk --lang zh list resources
t_code 0
t_like "$err" '缺少中文文本.*The Chinese texts are missing: copy the directory locale'
t_run alone/sharedesk --lang en list resources
t_is "$err" ""
cp -r "$(dirname "$SHAREDESK")/locale" alone/
t_run alone/sharedesk --lang zh list resources
t_is "$err" ""

t_case "a demo desk, the same one on the same day"
sd --as-of 2026-11-22T09:00 -d "$PWD/demo-1.db" init --demo
t_code 0
sd --as-of 2026-11-22T09:00 -d "$PWD/demo-2.db" init --demo
t_code 0
for kind in organisations resources demands bookings postings; do
    sd --csv -d "$PWD/demo-1.db" list $kind
    cp "$t_out" one
    sd --csv -d "$PWD/demo-2.db" list $kind
    t_same one "$t_out"
done
sd -d "$PWD/demo-1.db" check
t_code 0
