# Every verb answers programs too: --json with one JSON value, --csv with a header and rows.
. "$TOP/tests/cli/lib.sh"

NOW=2026-11-22T09:00
sd --as-of "$NOW" -d before.sharedesk init --demo

# The first booking of the demo in such a state that fits a pattern.
booking() { # STATUS [PATTERN]
    sd -d before.sharedesk list bookings --filter "status=$1" --sort start --csv
    sed 1d "$t_out" | grep -e "${2:-,}" | head -n 1 | cut -d, -f1
}
asked=$(booking requested) ahead=$(booking confirmed 'T13:30') later=$(booking confirmed '2026-12')
sd -d before.sharedesk --as-of $NOW survey --csv
used=$(sed 1d "$t_out" | head -n 1 | cut -d, -f1)

# what is done, one a line
cat >done.txt <<X
init
add region uid=new name=New
set R1 notes=x
retire R5
retire R6 R7
retire R6 --back
undo
redo
merge O1 O2
forget P9 --yes
confirm $asked
check-in $asked
move $ahead --from 2027-01-11T13:30
book R1 --for O4 --from 2027-01-04T09:00 --to 2027-01-04T10:00
book R1 --for O4 --from 2027-01-05T09:00 --to 2027-01-05T10:00 --series FREQ=DAILY;COUNT=2
complete $ahead
cancel $later
release
pay O5 10
fund deposit F1 100
post --debit cash --credit receivable:O5 --amount 5 --title x
voucher grant O4 F4 50
claim file $used 50 --evidence photo
award grant Best --kind achievement --to O4
survey answer $used 5 4 3 4 5
export all -o all
import all/regions.csv
rebuild
backup copy.sharedesk
restore copy.sharedesk --yes
X
cat >asked.txt <<'X'
list regions
show R1
find SEM
free R1
calendar
price R1 O4 95
match D5
standing
standing O4
ledger
statement O4
fund
voucher
claim
award
invoice
survey
log --limit 5
log R1
check
brief
report efficiency
report idle
X

run_all() { # FORMAT FILE
    # shellcheck disable=SC2094
    while read -r line; do
        set -f
        # shellcheck disable=SC2086
        set -- "$1" "$2" $line
        set +f
        format=$1 file=$2
        shift 2
        [ "$1" = init ] && SHAREDESK_DESK=fresh$format.sharedesk
        sd --as-of "$NOW" "$format" "$@"
        SHAREDESK_DESK=$PWD/desk.sharedesk
        t_code 0
        cp "$t_out" answer
        if [ "$format" = --json ]; then
            t_is "$(sqlite3 :memory: "SELECT json_valid(readfile('answer'))")" 1
        else
            # tells of each row that has not the columns of the first
            t_is "$(sqlite3 :memory: '.import --csv answer answer' 'SELECT 1 FROM answer WHERE 0' 2>&1)" ''
        fi
        set -- "$format" "$file"
    done <"$2"
}

export SHAREDESK_DESK="$PWD/desk.sharedesk"
for format in --json --csv; do
    t_case "each verb that does something answers $format"
    if t_need sqlite3; then
        rm -rf desk.sharedesk* all copy.sharedesk*
        cp before.sharedesk desk.sharedesk
        run_all "$format" done.txt
    fi
    t_case "each verb that is asked something answers $format"
    if t_need sqlite3; then
        run_all "$format" asked.txt
    fi
done

t_case "the log as a table: a row a field"
t_desk
sd add organisation uid=o1 name=Alpha
sd set o1 notes=one url=http://example.org
sd log o1 --csv
t_is "$(head -n 1 "$t_out")" "change,at,actor,action,undone,record,new,field,before,after"
t_like "$out" ',set,false,O1,false,notes,,one$'
t_like "$out" ',set,false,O1,false,url,,http://example.org$'

t_case "a refused booking is told in either format, and by its status"
sd add resource uid=r1 name=SEM owner=o1
sd book r1 --for o1 --from 2027-01-04T09:00 --to 2027-01-04T10:00
sd book r1 --for o1 --from 2027-01-04T09:30 --to 2027-01-04T10:00 --csv
t_code 1
t_like "$out" '^done,booking,resource,start,end,'
t_like "$out" '^false,,R1,'

t_case "nothing is said where quiet is asked for"
sd --quiet add organisation uid=o2 name=Beta
t_is "$out$err" ""
sd --quiet undo
t_is "$out$err" ""
