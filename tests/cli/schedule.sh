# Free slots, booking under the rules, moving, series, cancelling, completing.
. "$TOP/tests/cli/lib.sh"

TZ=UTC
export TZ
now() { # VERB...: on Tuesday 2026-12-01 at eight
    sd --as-of 2026-12-01T08:00 "$@"
}

scene() {
    t_desk
    sd add organisation uid=prov name=Provider
    sd add organisation uid=user name=User
    sd add organisation uid=other name=Other
    sd add resource uid=sem name=SEM owner=prov price_outside=100 open_hours="Mon-Fri 08:00-18:00"
}

t_case "free finds intervals and slots, and they can be booked"
scene
now free sem --to 2026-12-01 --json
t_is "$out" '[{"resource":"R1","start":"2026-12-01T08:00:00+00:00","end":"2026-12-01T18:00:00+00:00","minutes":600}]'
now free sem --minutes 240 --to 2026-12-02 --json
t_is "$(printf '%s\n' "$out" | grep -c '"minutes":240')" 4
now book sem --for user --from 2026-12-01T08:00 --to 2026-12-01T12:00
t_code 0
now free sem --minutes 240 --to 2026-12-01 --json
t_is "$out" '[{"resource":"R1","start":"2026-12-01T12:00:00+00:00","end":"2026-12-01T16:00:00+00:00","minutes":240}]'

t_case "of two at once one is told who has it, and what is nearest"
now book sem --for other --from 2026-12-01T11:00 --to 2026-12-01T13:00
t_code 1
t_like "$err" 'taken by User.*12:00'
now book sem --for other --from 2026-12-01T11:00 --to 2026-12-01T13:00 --override "my turn"
t_code 1
now book sem --for other --from 2026-12-01T12:00 --minutes 60 --json
t_code 0
t_like "$out" '"done":true,"booking":"B2"'

t_case "all broken rules together; an override needs a reason and is kept"
sd set sem length_maximum=60 slot_grid=30 quota_day=60
now book sem --for user --from 2026-12-01T17:10 --to 2026-12-01T19:00
t_code 1
t_like "$err" 'length.*slot grid.*opening hours.*quota a day'
now book sem --for user --from 2026-12-01T17:10 --to 2026-12-01T19:00 --check --json
t_code 0
t_like "$out" '"done":false'
now book sem --for user --from 2026-12-01T17:10 --to 2026-12-01T19:00 --override "director agreed"
t_code 0
sd show B3 --json
t_like "$out" '"override_reason":"director agreed"'
sd set sem length_maximum= slot_grid= quota_day=

t_case "move and stretch"
now move B2 --to 2026-12-01T14:00
t_code 0
sd show B2 --json
t_like "$out" '"start":"2026-12-01T12:00'
t_like "$out" '"price":"200.00"'
now move B2 --from 2026-12-01T11:00
t_code 1
now move B2
t_code 2

t_case "a series keeps its times; clashes refuse it or are left out"
now book sem --for user --from 2026-12-03T09:00 --to 2026-12-03T10:00
now book sem --for other --from 2026-12-02T09:30 --to 2026-12-02T10:30 --series "FREQ=DAILY;COUNT=3"
t_code 1
now book sem --for other --from 2026-12-02T09:30 --to 2026-12-02T10:30 --series "FREQ=DAILY;COUNT=3" --skip --json
t_code 3
t_is "$(printf '%s\n' "$out" | grep -o '"done":true' | wc -l | tr -d ' ')" 2
now calendar sem --to 2026-12-05 --json
t_like "$out" '"start":"2026-12-04T09:30:00'
now cancel B5 --all --by desk
t_code 0
now calendar sem --to 2026-12-05 --json
t_unlike "$out" '"start":"2026-12-04T09:30:00'
now book sem --for other --from 2026-12-02T09:30 --to 2026-12-02T10:30 --series "FREQ=DAILY"
t_code 1

t_case "a late cancellation costs its fee"
sd set sem cancel_window=1440 cancel_percent=25
now cancel B2 --json
t_code 0
t_like "$out" '"fee":"50.00"'
now cancel B2
t_code 1

t_case "approval, check-in, completion, and the demand it meets"
sd set sem access=approval
sd add demand uid=want title=Wanted requester=user minutes=60 budget=150
now book sem --demand want --from 2026-12-07T09:00 --to 2026-12-07T10:00 --json
t_code 0
t_like "$out" '"status":"requested"'
number=$(printf '%s\n' "$out" | sed 's/.*"booking":"\(B[0-9]*\)".*/\1/')
now confirm "$number"
t_code 0
sd show want --json
t_like "$out" '"status":"allocated"'
sd --as-of 2026-12-07T09:00 check-in "$number"
t_code 0
sd --as-of 2026-12-07T09:40 complete "$number" --json
t_code 0
t_like "$out" '"minutes":40,"total":"100.00"'
sd show want --json
t_like "$out" '"status":"met"'
now complete "$number"
t_code 1

t_case "undo takes the charge back by its reversal"
sd --as-of 2026-12-07T09:41 undo
t_code 0
sd show "$number" --json
t_like "$out" '"status":"in_use"'
sd statement user --json
t_like "$out" '"closing":\{"receivable":"0.00"'
sd check
t_code 0
sd --as-of 2026-12-07T09:42 complete "$number"
t_code 0
sd list funds --json
t_is "$(printf '%s\n' "$out" | grep -c '"source"')" 2 # those that the charge made, not made twice

t_case "a booking that was taken back holds no seat: nothing is done with it, and nothing charged"
now book sem --for user --from 2026-12-09T09:00 --to 2026-12-09T10:00
back=${out%% *}
sd undo
t_code 0
for verb in "check-in $back" "complete $back" "confirm $back" "cancel $back" "move $back --to 2026-12-09T11:00"; do
    # shellcheck disable=SC2086
    sd --as-of 2026-12-09T09:05 $verb
    t_code 1
    t_like "$err" "^sharedesk: $back: it was taken back or retired.*\. "
done
sd list entries --filter "booking=$back" --csv
t_is "$(printf '%s\n' "$out" | wc -l | tr -d ' ')" 1

t_case "who or what is retired books nothing new; what was booked is completed and cancelled"
sd add organisation uid=gone name=Gone
sd add demand uid=old title="Old wish" requester=user
for day in 14 15; do
    now book sem --for gone --from 2026-12-${day}T09:00 --to 2026-12-${day}T10:00 --json
    t_code 0
    printf '%s\n' "$out" | sed 's/.*"booking":"\(B[0-9]*\)".*/\1/' >booked.$day
done
sd retire gone old
now book sem --for gone --from 2026-12-16T09:00 --to 2026-12-16T10:00
t_code 1
t_like "$err" 'Gone is retired; `sharedesk retire O4 --back`'
now book sem --for user --demand old --from 2026-12-16T09:00 --to 2026-12-16T10:00
t_code 1
t_like "$err" 'Old wish is retired; `sharedesk retire D[0-9]+ --back`'
now confirm "$(cat booked.14)"
t_code 0
sd --as-of 2026-12-14T09:00 check-in "$(cat booked.14)"
t_code 0
sd --as-of 2026-12-14T10:00 complete "$(cat booked.14)"
t_code 0
now cancel "$(cat booked.15)"
t_code 0
sd retire gone --back
now book sem --for gone --from 2026-12-16T09:00 --to 2026-12-16T10:00
t_code 0

t_case "of many at the same moment exactly one gets the slot"
for i in 1 2 3 4 5 6; do
    "$SHAREDESK" --as-of 2026-12-01T08:00 book sem --for other --from 2026-12-10T09:00 --to 2026-12-10T10:00 \
        >won.$i 2>lost.$i &
done
wait
t_is "$(cat won.* | grep -c booked)" 1
t_is "$(cat lost.* | grep -c 'taken by Other')" 5

t_case "what is asked wrongly"
now book sem --for user --from 2026-12-08T10:00 --to 2026-12-08T09:00
t_code 2
now book sem --from 2026-12-08T10:00 --to 2026-12-08T11:00
t_code 2
now book sem --for user --from sometime --to 2026-12-08T11:00
t_code 2
now cancel B99
t_code 1

t_case "days as they are said, where somebody types them; files have them in full"
now add demand uid=said title=SEM requester=user latest="4 Dec" follow_up="next Monday"
t_code 0
now show said --json
t_like "$out" '"latest":"2026-12-05T00:00'
t_like "$out" '"follow_up":"2026-12-07"'
now set said follow_up=12/5
t_code 1
t_like "$err" 'may be read as two days. Write the month by its name'
now list demands --filter 'follow_up<"8 Dec"' --json
t_like "$out" '"uid":"said"'
now free sem --from tomorrow --to +2d --minutes 60 --json
t_like "$out" '"start":"2026-12-02T'
printf 'uid,title,follow_up\nsaid,SEM,tomorrow\n' >demands.csv
now import demands.csv
t_code 3

t_case "a series begins at the first minute there is, where the clock skips its time"
scene
sd set sem open_hours=
berlin() { # FROM TO
    TZ=Europe/Berlin sd --as-of 2027-03-01T08:00 book sem --for user --from "2027-03-26T$1" \
        --to "2027-03-26T$2" --series 'FREQ=DAILY;COUNT=4' --skip --json
    t_code 0
    starts=$(printf '%s\n' "$out" | grep -o '"start":"2027-03-28[^"]*"')
    ends=$(printf '%s\n' "$out" | grep -o '"end":"2027-03-28[^"]*"')
    t_is "$(printf '%s\n' "$out" | grep -o '"done":true' | wc -l | tr -d ' ')" 4
}
berlin 02:30 03:30
t_is "$starts$ends" '"start":"2027-03-28T03:00:00+02:00""end":"2027-03-28T03:30:00+02:00"'
t_like "$out" '"start":"2027-03-29T02:30:00\+02:00","end":"2027-03-29T03:30:00\+02:00"'
TZ=Europe/Berlin sd --as-of 2027-03-01T08:00 cancel B1 --all
t_code 0
berlin 02:10 02:50 # wholly in what is skipped: its length stays
t_is "$starts$ends" '"start":"2027-03-28T03:00:00+02:00""end":"2027-03-28T03:40:00+02:00"'
TZ=Europe/Berlin sd --as-of 2027-03-01T08:00 move B5 --from 2027-03-26T02:30 --to 2027-03-26T03:30 --all --json
t_code 0
t_like "$out" '"start":"2027-03-28T03:20:00\+02:00","end":"2027-03-28T04:20:00'
