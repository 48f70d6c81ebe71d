# What goes wrong: "sharedesk: WHAT: WHY. HINT" on stderr, nothing on stdout, the exit status, no change.
. "$TOP/tests/cli/lib.sh"

t_desk
sd add organisation uid=o1 name=Alpha code=A1 member_from=2020-01-01
sd add organisation uid=o2 name=Beta
sd add organisation uid=twin1 name=Twin
sd add organisation uid=twin2 name=Twin
sd add resource uid=r1 name=SEM kind=instrument owner=o1 price_member=100 code=SEM-1
sd add person uid=p1 name=Li
sd add demand uid=d1 title=Wanted requester=o2 minutes=60
sd --as-of 2026-11-22T09:00 book r1 --for o1 --from 2026-12-01T09:00 --to 2026-12-01T10:00
sd --as-of 2026-11-22T09:00 complete B1
sd --as-of 2026-11-22T09:00 post --reverse E1
printf 'uid,name\nx1,X\n' >some.csv
printf '' >organisations.csv
printf 'uid;name\nx1;X\n' >people.csv
printf 'uid,name,name\nx1,X,Y\n' >regions.csv
printf 'nothing\n' >no.desk

# each: status, then the words of the line
cat >refused.txt <<'X'
1 show nobody
1 show R99
1 show Twin
1 match R1
1 add organisation kind=circus name=X
1 add organisation uid=o1 name=X
1 add organisation code=A1 name=X
1 add organisation kind=university
1 add organisation ror=01k4yrm30 name=X
1 add person orcid=0000-0002-1234-5678 name=X
1 add resource name=X price_member=-1
1 add resource name=X price_member=lots
1 add resource name=X price_member=99999999999999999999
1 add resource name=X seats=some
1 add resource name=X capacity_minutes_month=-5
1 add resource name=X open_hours=always
1 add resource name=X owner=nobody
1 add demand title=X minutes=0
1 add demand title=X minutes=100000001
1 add demand title=X latest=9999-12-31
1 add resource name=X notice=9223372036854775807
1 add resource name=X horizon_days=9223372036854775807
1 add demand title=X divisible=maybe
1 add demand title=X earliest=2026-12-02 latest=2026-12-01
1 add demand title=X earliest=soon
1 add booking resource=r1 organisation=o1 start=2026-12-01T09:30 end=2026-12-01T09:40
1 add posting entry=E1 account=cash amount=5
1 set R1 name=
1 set R1 uid=other
1 set E1 title=X
1 set B1 end=2026-12-05
1 merge o1 o1
1 merge E1 E2
1 merge o1 r1
1 retire E1
1 forget p1
1 cancel B1
1 book r1 --for o1 --from 2027-03-29T10:00 --to 9999-12-30T10:00
1 book r1 --for o1 --from 2027-03-29T10:00 --minutes 2147483647
1 book r1 --for o1 --from 9999-12-31T23:00 --to 9999-12-31T23:59 --series nonsense
1 complete B1
1 post --reverse E1
1 invoice issue o2
1 invoice show 7
1 import nowhere.csv
1 import some.csv
1 import organisations.csv
1 import people.csv
1 import regions.csv
1 export organisations -o no/such/directory.csv
1 export all -o some.csv
1 backup no/such/copy.sharedesk
1 restore nowhere.sharedesk --yes
1 restore no.desk --yes
1 init
1 -d nowhere.sharedesk list organisations
1 -d no.desk list organisations
1 -c nowhere.ini list organisations
1 redo
2 frobnicate
2 list
2 list cabbages
2 list organisations people
2 list organisations --nonsense
2 list organisations --limit
2 list organisations --limit none
2 list organisations --sort nothing
2 list organisations --filter nothing=1
2 list organisations --filter name=
2 --lang xx list organisations
2 --as-of soon list organisations
2 add organisation name=X colour=red
2 set R1 name
2 price r1 o1
2 price r1 o1 many
2 free r1 --from 2026-12-02 --to 2026-12-01
2 book r1 --for o1
2 book r1 --for o1 --from 2027-03-29T10:00 --minutes 99999999999999999
2 export all
2 import some.csv --profile guess
2 import some.csv --on-conflict guess
2 import organisations some.csv --encoding klingon
2 allocate 2026-13
2 meeting November show
2 post --debit cash
X

t_case "every refusal says what, why and what to do, and changes nothing"
sd export all -o before
while read -r want line; do
    set -f
    # shellcheck disable=SC2086
    sd $line
    set +f
    t_code "$want"
    t_is "$(wc -c <"$t_out" | tr -d ' ')" 0
    t_is "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 1
    t_like "$err" '^sharedesk: [^ ].*: .*[^.]\. [^ ]'
done <refused.txt
sd export all -o after
t_true diff -r before after

t_case "undo of another's change, and of nothing, says so"
t_desk
sd undo
t_code 1
t_like "$err" '^sharedesk: undo: .*\. '

t_case "control characters of what was written are shown, not sent"
sd show "$(printf 'a\033[31mb\342\200\256')"
t_code 1
t_like "$err" 'a.*1b.*\[31mb'
t_true sh -c "! grep -q '$(printf '\033')' '$t_err'"

t_case "an empty reference is shown as such"
sd show ''
t_code 1
t_like "$err" '^sharedesk: "": .*\. '

t_case "sums beyond the largest number are refused in words"
sd add organisation uid=rich name=Rich
sd pay rich 0.01
sd pay rich 92233720368547758.07
t_code 1
t_like "$err" '^sharedesk: .*: the sum does not fit .*\. '
sd check
t_code 0
