# import and export from the command line: answers, exit codes, encodings, reject files.
. "$TOP/tests/cli/lib.sh"

t_case "a list that somebody typed comes in once, however often it is imported"
t_desk
printf 'title,minutes,budget\nSEM time,120,500\nXRD time,60,\n' >demands.csv
sd import demands.csv --json
t_code 0
t_like "$out" '"added":2,"changed":0,"unchanged":0,"merged":0,"rejected":0,"encoding":"UTF-8","rows":\[\]'
sd import demands.csv --json
t_like "$out" '"added":0,"changed":0,"unchanged":2'

t_case "the kind is a word before the files"
printf 'uid,name\no1,A\n' >list
sd import organisations list
t_code 0
sd import list
t_code 1
t_like "$err" 'organisations'

t_case "rejected rows are told, written and can be mended"
printf 'uid,title,requester\nd1,A,nobody\nd2,B,o1\n' >demands.csv
sd import demands.csv --reject rejected.csv --json
t_code 3
t_like "$out" '"added":1.*"rejected":1'
t_like "$out" '"file":"demands.csv","line":2,"column":"requester","value":"nobody","reason":"'
t_like "$(cat rejected.csv)" '^uid,title,requester,reject_line,reject_column,reject_value,reject_reason$'
sed -i 's/^d1,A,nobody/d1,A,o1/' rejected.csv
sd import demands rejected.csv
t_code 0

t_case "all good: no reject file"
sd import demands.csv demands.csv --reject none.csv
t_code 3
printf 'uid,title,requester\nd9,A,o1\n' >good-demands.csv
sd import demands good-demands.csv --reject none-2.csv
t_code 0
t_true test ! -e none-2.csv

t_case "only tried, nothing is changed"
printf 'uid,title\nd77,A\n' >demands.csv
sd import demands.csv --dry-run
t_code 0
sd show d77
t_code 1

t_case "Chinese spreadsheets: GB18030 is found out and told"
if t_need iconv; then
    printf 'uid,name,kind\nc1,河西大学,高等院校\n' | iconv -t GB18030 >organisations.csv
    sd import organisations.csv --json
    t_like "$out" '"encoding":"GB18030"'
    sd list organisations --filter 'uid=c1' --json
    t_like "$out" '河西大学.*university'
fi

t_case "wrong words"
sd import demands.csv --on-conflict guess
t_code 2
t_like "$err" 'replace, keep, newer, ask'
sd import demands.csv --profile guess
t_code 2
sd import demands.csv --encoding klingon
t_code 2
sd import nowhere.csv
t_code 1
sd export all
t_code 2
sd import demands.csv --on-conflict ask </dev/null
t_code 1

t_case "everything out, into an empty desk, and out again is the same"
sd -d demo init --demo
t_code 0
sd -d demo export all -o one
t_code 0
sd -d empty init
sd -d empty import one/*.csv
t_code 0
sd -d empty export all -o two
t_true diff -r one two
t_is "$(find one -type f | wc -l)" "$(find two -type f | wc -l)"
sd -d demo check
t_code 0

t_case "one kind to standard output, filtered"
sd -d demo export resources --filter 'kind=service'
t_like "$out" '^uid,name,name_alt,'
t_is "$(printf '%s\n' "$out" | grep -c '^srv-')" 14

t_case "a spreadsheet gets no formulas, and they come back"
sd add demand uid=f1 title='=1+1'
sd export demands --bom --filter 'uid=f1' -o demands.csv
t_like "$(cat demands.csv)" "'=1\+1"
sd import demands.csv
t_code 0
t_like "$out" '1 unchanged'

t_case "bookings as a calendar, the ledger as a journal"
sd -d demo export bookings --profile ical --filter 'status=confirmed'
t_code 0
t_like "$out" '^BEGIN:VEVENT'
t_is "$(printf '%s\n' "$out" | grep -c '^BEGIN:VEVENT')" \
    "$("$SHAREDESK" -d demo list bookings --filter 'status=confirmed' --csv | grep -c ',bok-')"
sd -d demo export people --profile ical
t_code 2
sd -d demo export entries --profile hledger -o journal
t_code 0
t_like "$(cat journal)" '^    receivable:O[0-9]+ .*  CNY [0-9]+\.[0-9][0-9]$'
# every transaction adds up to zero
t_is "$(awk '/^    / { sum += $NF } /^$/ { if (sum > 0.001 || sum < -0.001) print "off"; sum = 0 }' journal)" ""
if t_need hledger; then
    t_true hledger -f journal check
fi
