# The main job on real input: a published equipment list comes in, a demand is entered, matched,
# booked, priced, shown in the accounts, and everything is exported again.
. "$TOP/tests/cli/lib.sh"

shared=${SHAREDESK_SHARED:-$TOP/../shared}
lists=$shared/data/uniquip

# The number behind a key of a JSON answer
count_of() {
    printf '%s\n' "$out" | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" | head -n 1
}

# A working day that is neither past nor too near, 10:00 to 12:00 local
next_monday() {
    day=$(date -d 'monday next week' +%Y-%m-%d)
}

need_lists() {
    [ -f "$lists/st-andrews-2015.csv" ] || {
        t_skip "the real equipment lists are not here"
        return 1
    }
}

t_desk
next_monday

t_case "a real equipment list comes in, every row accounted for"
if need_lists; then
    sd add organisation uid=sta name="University of St Andrews" kind=university
    sd import resources "$lists/st-andrews-2015.csv" --profile uniquip --owner sta --json
    t_like "$code" '^[03]$'
    added=$(count_of added)
    sum=$((added + $(count_of changed) + $(count_of unchanged) + $(count_of merged) + $(count_of rejected)))
    # 554 lines of CR or LF, of which the first is the header
    t_true test "$added" -gt 300
    t_true test "$sum" -gt 500
fi

t_case "the list of four years later updates instead of doubling"
if need_lists; then
    sd import resources "$lists/st-andrews-2019.csv" --profile uniquip --owner sta --json
    t_like "$code" '^[03]$'
    t_true test "$(count_of changed)" -gt 200
    t_true test "$(count_of added)" -lt 200
    sd import resources "$lists/st-andrews-2019.csv" --profile uniquip --owner sta --json
    t_is "$(count_of added) $(count_of changed)" "0 0"
fi

t_case "a demand is entered and matched"
sd add organisation uid=prov name="Institute of Biophysics" kind=institute member_from=2020-01-01
sd add organisation uid=yunhe name="Yunhe Biotech" kind=enterprise member_from=2020-01-01
sd add resource uid=glacios name="Glacios cryo-TEM" description="冷冻电镜 for grid screening" \
    kind=instrument owner=prov price_member=100 price_outside=200 cost=20 \
    open_hours="Mon-Fri 08:00-18:00" access=open
t_code 0
sd add demand uid=d117 title="Cryo-EM grid screening" kind=instrument requester=yunhe minutes=120 \
    budget=1000 value=6000
t_code 0
sd match d117 --json
t_code 0
t_like "$out" '"demand":"D1"'
t_like "$out" '"uid":"glacios"'
t_like "$out" '"parts":\{"capability":'
t_like "$out" '"price":"200\.00"'

t_case "why, for a pair that fits and one that is blocked"
sd add resource uid=locked name="Titan Krios" kind=instrument owner=prov access=agreement
sd match d117 --why glacios
t_code 0
t_like "$out" '[0-9]'
sd match d117 --json
t_like "$out" '"uid":"locked".*"blocked":\["'

t_case "a free slot is found and booked"
sd free glacios --from "${day}T08:00" --to "${day}T18:00" --minutes 120 --json
t_code 0
t_like "$out" '"resource":"R[0-9]+","start":"'"$day"'T08:00:00'
sd book glacios --for yunhe --from "${day}T10:00" --to "${day}T12:00" --demand d117 --json
t_code 0
sd list bookings --json
t_like "$out" '"status":"confirmed"'

t_case "a clash is refused and names who has the slot"
sd book glacios --for sta --from "${day}T11:00" --to "${day}T13:00"
t_code 1
sd add organisation uid=other name="Other" kind=team
sd book glacios --for other --from "${day}T11:00" --to "${day}T13:00"
t_code 1
t_like "$err" 'Yunhe Biotech'
sd book glacios --for other --from "${day}T12:00" --to "${day}T13:00"
t_code 0

t_case "the price, line by line"
sd price glacios yunhe 120 --json
t_code 0
t_like "$out" '"total":"200\.00"'
sd price glacios other 60 --json
t_like "$out" '"total":"200\.00"'

t_case "use is charged, and shown in the accounts"
sd --as-of "${day}T13:00" complete B1
t_code 0
sd --as-of "${day}T13:00" ledger --json
t_code 0
t_like "$out" '"account":"receivable:O[0-9]+",.*"balance":"200\.00"'
t_like "$out" '"account":"payable:O[0-9]+",.*"balance":"-140\.00"'
sd --as-of "${day}T13:00" statement yunhe
t_code 0
t_like "$out" '200\.00'
sd --as-of "${day}T13:00" standing --json
t_code 0
t_like "$out" '"standing":'
sd show d117 --json
t_like "$out" '"status":"met"'
sd check
t_code 0

t_case "everything goes out, into an empty desk, and out again byte for byte"
sd export all -o first
t_code 0
t_true test -f first/organisations.csv
t_desk
sd import first/*.csv --json
t_code 0
t_is "$(count_of rejected)" 0
sd export all -o second
t_code 0
t_true diff -r first second
sd import first/*.csv --json
t_is "$(count_of added) $(count_of changed)" "0 0"
sd check
t_code 0
