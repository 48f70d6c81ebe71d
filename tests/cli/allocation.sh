# From demands to the month's bookings: match, allocate, meeting, report, brief, bulletin, letter.
. "$TOP/tests/cli/lib.sh"

now=2026-11-20T09:00
at() { sd --as-of "$now" "$@"; }

t_desk
at add region uid=cn name=China
at add region uid=east name=East parent=cn
at add organisation uid=prov name="Institute of Biophysics" kind=institute member_from=2020-01-01 \
    region=east contact_name="Lin" contact_email=lin@example.org
at add organisation uid=yunhe name="Yunhe Biotech" kind=enterprise member_from=2020-01-01 region=east
at add resource uid=sem name="扫描电镜 SU8010" kind=instrument owner=prov price_member=100 cost=20 \
    open_hours="Mon-Fri 08:00-18:00" capacity_minutes_month=10:00
at add resource uid=secret name="Secret centrifuge" kind=instrument owner=prov grade=restricted
at add resource uid=lib name="Journals" kind=database.library owner=prov
at add demand uid=big title="SEM of powders" kind=instrument requester=yunhe minutes=360 budget=1000 value=9000
at add demand uid=mid title="SEM of films" kind=instrument requester=yunhe minutes=360 budget=1000 value=6000
at add demand uid=low title="scanning electron microscope" kind=instrument requester=yunhe minutes=240 \
    budget=1000 value=5000

t_case "candidates: the one that fits first, the blocked with every reason, other kinds for programs"
at match big --json
t_code 0
t_like "$out" '^\{"demand":"D1","candidates":\[\{"resource":"R1","uid":"sem",'
t_like "$out" '"parts":\{"capability":[0-9.]+,"availability":[0-9.]+,"cost":6\.0,"quality":7\.5,"proximity":10\.0,"history":0\.0\}'
t_like "$out" '"price":"600\.00","minutes":360,"free_minutes":'
t_like "$out" '"blocked":\[\]'
t_like "$out" '"uid":"secret".*"blocked":\["[^"]'
t_like "$out" '"uid":"lib".*"blocked":\["Library holdings, but Instrument is wanted"'
at match big
t_unlike "$out" 'Journals'
t_like "$out" 'SU8010'
at match big --top 1 --json
t_unlike "$out" 'secret'

t_case "why: every gate and criterion of one pair"
at match big --why sem
t_code 0
t_like "$out" 'Budget.*600\.00 of a budget of 1,000\.00'
t_like "$out" 'asks "SEM of powders": SEM'
at match big --why secret --json
t_like "$out" '"gate":"grade","passed":false'
t_like "$out" '"criterion":"capability"'

t_case "the reverse, and wrong usage"
at match --offer sem --json
t_code 0
t_like "$out" '^\{"resource":"R1","candidates":\[\{"demand":"D'
at match
t_code 2
at match big --offer sem
t_code 2
at match nobody
t_code 1

t_case "what if: a capacity, hours, a standing, a rule; what comes in and falls out; nothing is kept"
at allocate 2026-12 --capacity "sem=16 h" --compare now
t_code 0
t_like "$out" 'Assumed: R1 .*: 16 h \(now 10 h\)'
t_like "$out" 'Against the month as it stands: 1 comes in, 0 fall out; benefit \+'
at allocate 2026-12 --capacity sem=0 --compare now --json
t_like "$out" '"lines":\[\]'
t_like "$out" '"assumed":\["R1 '
t_like "$out" '"objective_before":"[1-9]'
t_like "$out" '"revalued":false'
at allocate 2026-12 --set policy.balance=0 --compare now --json # both by the desk's own policy
t_like "$out" '"objective_now":"[1-9][^}]*"revalued":true'
at allocate 2026-12 --hours "sem=Sat 08:00-18:00" --set policy.balance=0 --standing yunhe=2
t_code 0
t_like "$out" '2026-12-05'
at allocate 2026-12 --standing yunhe=9
t_code 2
t_like "$err" 'between 0.5 and 2'
at allocate 2026-12 --capacity sem
t_code 2
at show sem --json
t_like "$out" '"capacity_minutes_month":"?600'

t_case "a pair cannot be pinned and forbidden at once"
at allocate 2026-12 --pin big=sem --forbid mid=sem --forbid big=R1
t_code 2
t_like "$err" 'D1=R1 is pinned and forbidden'
at allocate 2026-12 --pin big=sem --pin D1=sem --forbid mid=sem
t_code 0

t_case "the month is allocated, and nothing is written"
at allocate 2026-12 --json
t_code 0
t_like "$out" '"month":"2026-12","objective":"[0-9.]+","bound":"[0-9.]+","gap":0\.0'
t_like "$out" '"demand":"D1","resource":"R1","minutes":360,"start":"2026-12-01T08:00:00'
t_like "$out" '"unmet":\[\{"demand":"D2","reasons":\["R1 [^"]*worth more"'
t_like "$out" '"shadow":\[\{"resource":"R1","hour_more":"0\.00","hour_less":"[1-9]'
t_like "$out" '"price_of_balance":0\.0'
first=$out
at allocate 2026-12 --json
t_is "$out" "$first"
at list runs --json
t_is "$out" "[]"

t_case "pins, prohibitions, what-if, why, saving and comparing"
at allocate 2026-12 --save --json
t_like "$out" '"run":"G1"'
at set big latest=2026-12-20
at allocate 2026-12 --save --quiet
sd --as-of 2026-11-25T20:00 allocate 2026-12 --compare G2
t_like "$out" 'No demand comes in, falls out or moves'
t_like "$out" 'Against G2: the same pairs at the same times, worth \+[0-9.]+ by now'
at set big latest=
at allocate 2026-12 --set policy.cost=40 --compare now
t_like "$out" 'another scale: both are compared by the desk.s own'
t_like "$out" 'benefit (-[0-9,.]+|0.00)'
at allocate 2026-12 --compare G2
t_unlike "$out" 'another scale'
at allocate 2026-12 --set policy.cost=40 --save --quiet
at allocate 2026-12 --compare G3
t_like "$out" 'another scale: both are compared by the desk.s own'
at allocate 2027-01 --compare G3
t_code 1
t_like "$err" 'G3: it is a run of another month, 2026-12\. '
at allocate 2026-12 --pin mid=sem --compare G1 --json
t_like "$out" '"changes":\[\{"demand":"D1","before":"R1","now":null'
at allocate 2026-12 --forbid big=sem --json
t_unlike "$out" '"demand":"D1","resource":"R1"'
at allocate 2026-12 --set policy.balance=0
t_code 0
at allocate 2026-12 --why mid
t_like "$out" 'falls out'
at allocate 2026-12 --why big
t_code 1
at allocate december
t_code 2
at allocate 2026-12 --pin mid
t_code 2

t_case "the meeting is gathered; gathering again changes nothing"
at meeting 2026-12 show
t_code 1
at meeting 2026-12 prepare --json
t_code 0
t_like "$out" '"kind":"allocation"'
t_like "$out" '"stands":true'
at log --json --limit 1
newest=$out
at meeting 2026-12 prepare
at log --json --limit 1
t_is "$out" "$newest"

t_case "decisions need a reason; the papers are written"
at meeting 2026-12 decide low refuse
t_code 1
at meeting 2026-12 decide low refuse --reason "next month"
t_code 0
at meeting 2026-12 decide mid accept
t_code 1
at meeting 2026-12 pack -o papers
t_true grep -q 'asks .*SEM of powders.*Net benefit .* = 9,000 × fit' papers/why.md
t_code 0
for file in index.html agenda.md proposal.csv unmet.csv contested.csv accounts.csv funds.csv efficiency.csv; do
    t_true test -s "papers/$file"
done
t_like "$(cat papers/index.html)" 'next month'

t_case "closing books what stands, once"
at meeting 2026-12 close --json
t_code 0
t_like "$out" '"bookings":1,"demands":1'
at list bookings --json
t_like "$out" '"resource":"R1","demand":"D1","organisation":"O2".*"status":"confirmed"'
t_unlike "$out" '"demand":"D3"'
at show big --json
t_like "$out" '"status":"allocated"'
at show M1 --json
t_like "$out" '"status":"closed"'
t_like "$out" 'next month'
at meeting 2026-12 close
t_code 1
at meeting 2026-12 decide low accept
t_code 1
at check
t_code 0

t_case "a cancelled slot is offered to the next in line, in one change with the cancelling"
at book sem --for prov --from 2026-12-10T10:00 --to 2026-12-10T14:00
t_code 0
at cancel B2 --json
t_code 0
t_like "$out" '"booking":"B2".*"offered":"B3"'
at show B3 --json
t_like "$out" '"demand":"D3".*"status":"tentative"'
at undo
at show B2 --json
t_like "$out" '"status":"confirmed"'
at list bookings --filter status=tentative --json
t_is "$out" "[]"
at cancel B2 --no-offer --json
t_like "$out" '"offered":null'

t_case "figures open to their records"
sd --as-of 2026-12-01T19:00 complete B1
t_code 0
now=2027-01-04T09:00
at report efficiency --from 2026-12 --to 2026-12 --json
t_code 0
t_like "$out" '"key":"2026-12".*"used_hours":6\.0.*"sharing_rate":1\.0'
t_like "$out" '"fill_rate":1\.0'
at report efficiency --from 2026-12 --records sharing_rate --row 2026-12 --json
t_is "$out" '[{"record":"B1"}]'
at report efficiency --by kind --csv
t_like "$out" '^instrument,'
at report idle --json
t_code 0
at report duplicates
t_code 0
at report gaps --json
t_code 0
at report nothing
t_code 2

t_case "this morning, the bulletin, a letter"
at brief
t_code 0
t_like "$out" 'D2 +SEM of films, 6 h +Yunhe Biotech +no proposal'
at brief --json
t_like "$out" '"record":"D2"'
at bulletin -o out
t_code 0
t_like "$(cat out/index.html)" 'SU8010'
t_unlike "$(cat out/index.html)" 'Secret'
t_unlike "$(cat out/index.html)" 'lin@'
at letter B1
t_code 0
t_like "$out" 'Your booking is confirmed|your booking is confirmed'
at letter B1 --to provider --eml
t_like "$out" '^To: =\?UTF-8\?B\?.*<lin@example.org>'
at letter D1
t_code 1

t_case "why a demand is unmet: by what could serve it, not by what says nothing of it"
t_desk
at add organisation uid=prov name=Prov kind=institute
for kettle in 1 2 3; do
	at add resource "uid=kettle$kettle" "name=Kettle $kettle" kind=instrument owner=prov grade=common
done
at add resource uid=glider name="Sea glider" kind=instrument owner=prov price_member=900 price_outside=900
at add demand uid=sea title="Sea glider mission" kind=instrument minutes=600 budget=100
at allocate 2027-06 --set policy.least_capability=0.12 --json
t_like "$out" '"reasons":\["R4 Sea glider: 9,000.00 to pay, the budget is 100.00"\]'
at match sea
t_like "$out" 'D1: it names no window: any day will do'

t_case "what passed its window is not told to want notice; a title wants a run"
at add resource uid=probe name="Sea probe" kind=instrument owner=prov notice=120
at add demand uid=late title="Sea probe cruise" kind=instrument minutes=600 earliest=2025-01-01 latest=2025-02-01
at match late --why probe --json
t_like "$out" '"blocked":\["the window of the demand has passed: it ended 1 Feb 2025"\]'
at allocate 2027-06 --title x
t_code 2
t_like "$err" 'give --save too'
at allocate 2025-01
t_code 0
t_like "$out" 'The month is over'
