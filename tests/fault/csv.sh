# Files that are no CSV, or half: refused as a whole with a reason, or row by row; never half a row.
. "$TOP/tests/cli/lib.sh"

t_desk
sd add organisation uid=kept name="Kept as it is"

# FILE WHY: refused as a whole
refused() {
    sd import organisations "$1"
    t_code 1
    t_like "$err" "^sharedesk: $1: .*$2"
}

# FILE ADDED REJECTED WHY: so many of each, and why
partly() {
    sd import organisations "$1" --json --reject rejected.csv
    t_like "$out" "\"added\":$2,.*\"rejected\":$3,"
    t_like "$out" "$4"
    if [ "$3" -eq 0 ]; then t_code 0; else t_code 3; fi
}

t_case "files without a header, or without commas"
printf '' >empty.csv
refused empty.csv 'empty'
printf '\n\r\n\n' >blank.csv
refused blank.csv 'empty'
printf 'uid;name\na;A\n' >semicolon.csv
refused semicolon.csv 'semicolons.*commas'
printf 'uid\tname\na\tA\n' >tab.csv
refused tab.csv 'tabs'
printf 'uid,uid,name\na,b,A\n' >double.csv
refused double.csv 'both "uid"'
printf '\377\376u\0i\0d\0,\0n\0a\0m\0e\0\n\0a\0,\0A' >odd.csv
refused odd.csv 'UTF-16'
refused missing.csv '.+\. '
refused . '.+'

t_case "rows that are broken cost only themselves"
printf 'uid,name\nq1,"unclosed\nq2,B\nq3,C\n' >quote.csv
partly quote.csv 2 1 '"line":2.*quote'
printf 'uid,name\nn1,A\000B\nn2,B\n' >nul.csv
partly nul.csv 1 1 '"line":2.*NUL'
printf 'uid,name\nr1,A,more,and more\nr2\nr3,C\n' >ragged.csv
partly ragged.csv 1 2 '"line":2.*more cells'
printf 'uid,name,kind\nk1,A,circus\nk2,B,university' >kind.csv
partly kind.csv 1 1 '"column":"kind","value":"circus"'
printf 'uid,name\nu 1,A\n,B\nu3,C\n' >uid.csv
partly uid.csv 1 2 '"column":"uid"'

t_case "noise is refused or rejected, whatever it holds"
for seed in 1 2 3 4 5 6; do
    awk -v seed=$seed 'BEGIN { srand(seed); printf "uid,name,notes\n"
        for (i = 0; i < 4000; i++) printf "%c", 1 + int(rand() * 255) }' >"noise.csv"
    sd import organisations noise.csv --json
    t_like "$code" '^(0|1|3)$'
    sd check
    t_code 0
done

t_case "a file cut anywhere adds whole rows only"
awk 'BEGIN { print "uid,name,notes"
    for (i = 0; i < 20; i++) printf "c%d,\"Cut, \"\"%d\"\"\",\"two\nlines %d\"\n", i, i, i }' >whole.csv
size=$(wc -c <whole.csv)
at=30
while [ "$at" -lt "$size" ]; do
    head -c "$at" whole.csv >cut.csv
    t_desk
    sd import organisations cut.csv --json
    t_like "$code" '^(0|3)$'
    sd list organisations --csv --columns name,notes
    # all but the last row are as they were written
    "$SHAREDESK" list organisations --json | sed '1d;$d' | grep -vE '"name":"Cut, \\"[0-9]+\\"","' |
        grep -c uid >odd
    t_true test "$(cat odd)" -le 1
    at=$((at + 97))
done

t_case "long things"
{ printf 'uid,name\nlong,'; head -c 2000000 /dev/zero | tr '\0' x; echo; } >long.csv
sd import organisations long.csv --json
t_like "$code" '^(0|3)$'
awk 'BEGIN { printf "uid,name"; for (i = 0; i < 5000; i++) printf ",c%d", i; print ""; print "wide,W" }' >wide.csv
sd import organisations wide.csv --json --quiet
t_code 0
sd check
t_code 0

t_case "what was there is untouched"
t_desks=0
SHAREDESK_DESK=$PWD/desk-1.sharedesk
sd show kept --json
t_like "$out" '"name":"Kept as it is"'
sd check
t_code 0
