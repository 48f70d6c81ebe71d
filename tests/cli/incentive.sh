# Price, ledger, funds, vouchers, claims, awards, statements, invoices, standing, questionnaires.
. "$TOP/tests/cli/lib.sh"

TZ=UTC
export TZ
at() { # TIME VERB...: as the clock stood then
    t_then=$1
    shift
    sd --as-of "$t_then" "$@"
}

scene() {
    t_desk
    sd add organisation uid=prov name=Provider
    sd add organisation uid=user name=User
    sd add resource uid=sem name=SEM kind=instrument owner=prov price_outside=100 charge_step=15
    sd add fund uid=inno name="Innovation fund" source=innovation
}

t_case "the price of the rules' example, line by line"
scene
sd set sem free_minutes_month=30
sd fund deposit inno 1000
t_code 0
sd voucher grant user inno 500 --share 40
t_code 0
sd price sem user 95 --json
t_code 0
t_like "$out" '"total":"75.00"'
t_like "$out" '"amount":"125.00"'
t_like "$out" '"amount":"-50.00"'
sd price sem user 95 --voucher none --json
t_like "$out" '"total":"125.00"'
sd price sem prov 95 --json
t_like "$out" '"total":"0.00"'

t_case "what is asked wrongly"
sd price sem user none
t_code 2
sd price sem user 0
t_code 2
sd price sem
t_code 2
sd price nothing user 60
t_code 1

t_case "a restricted resource has a price only under an agreement that names the user"
sd set sem grade=restricted free_minutes_month=
sd price sem user 60
t_code 1
t_like "$err" 'agreement'
sd add agreement title=Named organisation=prov partner=user price=80
sd price sem user 60 --voucher none --json
t_code 0
t_like "$out" '"total":"80.00"'

t_case "a charge is split, and the ledger adds up to zero"
scene
at 2026-12-01T08:00 book sem --for user --from 2026-12-01T09:00 --to 2026-12-01T10:00
t_code 0
at 2026-12-01T10:00 complete B1
t_code 0
sd ledger --json
t_like "$out" '"account":"receivable:O2".*"balance":"100.00"'
t_like "$out" '"account":"payable:O1".*"balance":"-70.00"'
t_like "$out" '"account":"operator".*"balance":"-10.00"'
sum=$(sd ledger --csv; printf '%s\n' "$out" | awk -F, 'NR > 1 { s += $NF } END { printf "%.2f", s }')
t_is "$sum" 0.00

t_case "payment, statement, invoice"
at 2026-12-05T09:00 pay user 40 --notes "bank 17"
t_code 0
sd statement user --json
t_like "$out" '"closing":\{"receivable":"60.00","payable":"0.00"\}'
sd statement user --from 2026-12-02 --to 2026-12-31 --json
t_like "$out" '"opening":\{"receivable":"100.00"'
at 2026-12-31T12:00 invoice issue user --json
t_code 0
t_like "$out" '"number":"2026-0001"'
t_like "$out" '"total":"100.00"'
t_like "$out" '"tax":"0.00"'
at 2026-12-31T12:00 invoice issue user
t_code 1
sd invoice show 2026-0001
t_code 0
sd invoice show 2026-0002
t_code 1

t_case "an entry is taken back by its reversal, once"
sd post --reverse E1
t_code 0
sd statement user --json
t_like "$out" '"closing":\{"receivable":"-40.00"'
sd post --reverse E1
t_code 1
sd check
t_code 0

t_case "posting by hand balances or is refused"
sd post --debit cash --credit equity --amount 12.34 --title "Opening balance"
t_code 0
sd post --debit cash --credit nonsense --amount 1 --title X
t_code 2
sd post --debit cash --credit equity --amount 1.234 --title X
t_code 2
sd post --debit cash --credit equity --title X
t_code 2

t_case "a fund cannot be overdrawn"
scene
sd add fund uid=award name="Award fund" source=award
sd fund transfer inno award 1
t_code 1
t_like "$err" '0\.00'
sd fund transfer inno inno 1
t_code 1
sd fund deposit inno 10 --from user
t_code 0
sd voucher grant user inno 11
t_code 1
t_like "$err" '10\.00'
sd fund --json
t_like "$out" '"balance":"10.00"'

t_case "open grades are free; the cost stands as due until the fund can pay"
scene
sd set sem grade=basic cost=60
sd book sem --for user --from 2030-12-02T09:00 --to 2030-12-02T11:00
sd complete B1 --json
t_like "$out" '"total":"0.00"'
sd ledger --json
t_like "$out" '"account":"payable:O1".*"balance":"-120.00"'
t_like "$out" '"account":"receivable:F2".*"balance":"120.00"'
sd fund deposit F2 200
sd fund --json
t_like "$out" '"fund":"F2".*"balance":"80.00".*"due":"0.00"'

t_case "claims and awards are paid from their funds"
sd claim file B1 50
t_code 1
sd claim file B1 50 --evidence "photograph" --for prov
t_code 0
sd claim grant C1 50
t_code 1
sd fund premium user 60
t_code 0
sd claim grant C1 40
t_code 0
sd claim refuse C1
t_code 1
sd award grant "Best provider" --to prov --citation "for patience"
t_code 0
sd award grant "Bonus" --to prov --amount 5
t_code 1
sd check
t_code 0

t_case "no voucher to whom or from what is retired, and no money through a retired fund"
scene
sd add fund uid=shut name="Shut fund" source=private
sd add organisation uid=gone name=Gone
sd fund deposit inno 1000
sd fund deposit shut 500
sd retire gone shut
sd voucher grant gone inno 100
t_code 1
t_like "$err" 'Gone \(O3\): it is retired. `sharedesk retire O3 --back`'
for verb in "voucher grant user shut 100" "fund deposit shut 10" "fund transfer shut inno 10" \
    "fund transfer inno shut 10"; do
    # shellcheck disable=SC2086
    sd $verb
    t_code 1
    t_like "$err" 'Shut fund \(F[0-9]+\): it is retired. `sharedesk retire F[0-9]+ --back`'
done
sd statement gone
t_code 0
sd retire shut --back
sd fund transfer shut inno 10
t_code 0

t_case "what a voucher promises stands as it was granted, under the cover of its fund"
scene
sd add fund uid=bare name="Bare fund" source=private
sd fund deposit inno 1000
sd voucher grant user inno 500 --share 40
t_code 0
for change in amount=100000 fund=bare; do
    sd set V1 "$change"
    t_code 1
    t_like "$err" 'V1\): (Amount|Fund): it stays as it was granted.* `sharedesk voucher withdraw V1`'
done
sd set V1 amount=500.00 share=50 notes="for imaging"
t_code 0
printf 'uid,title,organisation,fund,amount\nold,Restored,user,bare,700\n' >vouchers.csv
sd import vouchers.csv
t_code 0
sed -i.bak 's/700/800/' vouchers.csv
sd import vouchers.csv
t_code 0
sd voucher withdraw V1
t_code 0

t_case "a period that ends before it begins"
scene
for verb in "statement user" "invoice issue user"; do
    # shellcheck disable=SC2086
    sd $verb --from 2027-01-01 --to 2026-01-01
    t_code 2
    t_like "$err" 'the end does not lie after the start'
done
sd statement user --from 2027-01-01 --to 2027-01-01
t_code 0

t_case "standing opens to what makes it"
scene
sd add booking resource=sem organisation=user start=2026-11-30T10:00 end=2026-11-30T20:00 status=completed
at 2026-11-30T20:00 standing --json
t_like "$out" '"organisation":"O1","contribution":"1000.00","benefit":"0.00","standing":1.06'
t_like "$out" '"organisation":"O2","contribution":"0.00","benefit":"1000.00"'
at 2027-06-01T20:00 standing prov --json
t_like "$out" '"contribution":"500.00"'
at 2026-11-30T20:00 standing prov --lines --json
t_like "$out" '"record":"B1"'
at 2026-11-30T20:00 standing --candidates --json
t_like "$out" '"organisation":"O1"'

t_case "questionnaires: whom to ask, one answer a booking and role"
at 2026-12-01T09:00 survey --json
t_like "$out" '"booking":"B1"'
at 2026-12-01T09:00 survey answer B1 5 4 5 - 3 --comment "well kept"
t_code 0
at 2026-12-01T09:00 survey --json
t_is "$out" '[]'
at 2026-12-01T09:00 survey answer B1 1
t_code 1
at 2026-12-01T09:00 survey answer B1 9 --role peer
t_code 1
sd survey marks --json
t_like "$out" '"resource":"R1","answers":1,"mean":4.25'
