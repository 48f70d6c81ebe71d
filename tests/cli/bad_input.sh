# What is odd in demands and pins is told with who, why and what to do; the rest goes on.
. "$TOP/tests/cli/lib.sh"

now=2026-11-20T09:00
at() { sd --as-of "$now" "$@"; }

t_desk
at add organisation uid=prov name=Prov kind=institute member_from=2020-01-01
at add organisation uid=yunhe name=Yunhe kind=enterprise
at add resource uid=sem name=SEM kind=instrument owner=prov price_member=100 cost=20 \
    open_hours="Mon-Fri 08:00-18:00" capacity_minutes_month=10:00
at add resource uid=nil name="SEM two" kind=instrument owner=prov open_hours="Mon-Fri 08:00-18:00" \
    capacity_minutes_month=0
at add resource uid=mem name="SEM members" kind=instrument owner=prov access=members \
    open_hours="Mon-Fri 08:00-18:00"
at add resource uid=secret name="SEM secret" kind=instrument grade=restricted owner=prov
at add resource uid=lib name=Journals kind=database.library owner=prov
at add demand uid=vague title=SEM requester=yunhe value=100
at add demand uid=past title="SEM past" kind=instrument requester=yunhe minutes=60 latest=2026-11-10 value=900
at add demand uid=later title="SEM later" kind=instrument requester=yunhe minutes=60 earliest=2027-02-10 value=900
at add demand uid=big title="SEM big" kind=instrument requester=yunhe minutes=6:00 value=9000
at add demand uid=mid title="SEM mid" kind=instrument requester=yunhe minutes=6:00 value=6000 latest=2026-12-31

t_case "demands without kind, minutes or window; windows in the past or of another month"
at allocate 2026-12
t_code 0
t_like "$out" 'D1 SEM  *it names no kind'
t_like "$out" 'D1 SEM  *it names no minutes: an hour was reckoned with'
t_like "$out" 'D4 SEM big  *it names no window'
t_like "$out" 'D2 SEM past  *its window has passed \(it ended 10 Nov\): give it another, or withdraw it'
t_like "$out" 'D3 SEM later  *its window begins after this month: 10 Feb 2027'
t_like "$out" 'R2 SEM two: its monthly capacity is 0'
t_like "$out" 'D4 SEM big  *R1 SEM'
at match past --why sem
t_code 0
t_like "$out" 'the window of the demand has passed: it ended 10 Nov'

t_case "contradictory pins: two of one demand, more than the capacity holds, of another kind"
at allocate 2026-12 --pin mid=sem --pin mid=mem --reason "agreement on its way"
t_code 0
t_like "$out" 'D5 SEM mid  *it is held at R[13] and R[13], but is served only once'
at allocate 2026-12 --pin big=sem --pin mid=sem
t_code 0
t_like "$out" 'R1 SEM: pinned, but other pins leave no room'
at allocate 2026-12 --pin big=lib
t_code 0
t_like "$out" 'pinned, but blocked: R5 Journals: Library holdings, but Instrument is wanted'

t_case "a pin against a gate: with a reason, marked; never against a restricted grade"
at allocate 2026-12 --pin mid=mem
t_code 0
t_like "$out" 'pinned, but blocked: R3 SEM members: members only'
at allocate 2026-12 --pin mid=mem --reason "agreement on its way" --json
t_like "$out" '"resource":"R3".*"pinned":true,"overruled":"members only, but pinned: agreement on its way"'
at allocate 2026-12 --pin mid=mem --reason "agreement on its way"
t_like "$out" 'R3 SEM members .*members only, but pinned: agreement on its way'
at allocate 2026-12 --pin mid=secret --reason please
t_like "$out" 'pinned, but blocked: R4 SEM secret: restricted'

t_case "worth beyond all numbers: the others are served all the same"
for i in 1 2 3 4 5; do
    at add demand uid=huge$i title="SEM huge" kind=instrument requester=yunhe minutes=60 priority=urgent \
        latest=2026-12-31 value=92233720368547758.07
done
at allocate 2026-12
t_code 0
t_like "$out" 'D6 SEM huge  *it is worth more than can be reckoned with: correct its value'
t_like "$out" 'D4 SEM big  *R1 SEM'
t_like "$out" 'Benefit [0-9,]{5,9}\.'
at match huge1
t_code 0
