# Ten demands of the demo desk, from open to booked or answered, by keyboard alone: proposed, written
# about, answered yes and no, quoted, rejected, followed up, pinned, compared, asked "what if" of,
# allocated.
. "$TOP/tests/cli/lib.sh"
. "$TOP/tests/support/tmux.sh"

t_case "there is a terminal to try"
tm_can || exit 0

program=$SHAREDESK_PLAIN
SHAREDESK_DESK=$PWD/demo.sharedesk
export SHAREDESK_DESK
now=2026-11-23T09:00
"$program" --as-of $now init --demo >/dev/null
at() { t_run "$program" --as-of $now "$@"; }

# go DEMAND: to it in Match, from wherever one is
go() {
    tm_keys 1
    tm_see 'Waiting on the desk'
    tm_keys /
    tm_see 'Go to'
    tm_type "$1"
    tm_keys Enter
    tm_see "› $1 "
    tm_keys m
    tm_see "^ Match › $1 "
    tm_see '^ Free '
}

tm_start 80x24 "$program" --as-of $now
tm_see 'Waiting on the desk'

t_case "proposed, written, accepted, confirmed to the requester, booked"
go D136
tm_keys p
tm_see '✓ Proposed'
tm_see 'y reply .*@ letter' # what comes next is on the bar
tm_keys @
tm_see 'Wanted period: 27 Nov'
tm_see 'Please answer with yes or no by 25 Nov'
tm_keys y
tm_see 'provider told 23 Nov'
tm_keys y
tm_see 'the provider accepts'
tm_keys Enter
tm_see 'Accepted 23 Nov; kept in the plan'
tm_keys @
tm_see 'Agreed J'
tm_see 'Next, we book the time'
tm_keys y
tm_see 'requester told 23 Nov'
tm_keys b
tm_see 'No rule is broken'
tm_keys Enter
tm_see 'Requested: B'
at list bookings --filter 'demand=D136' --json
t_like "$out" '"status":"requested"'
at allocate 2026-12 --json
t_unlike "$out" '"demand":"D136"' # not a second time

t_case "rejected with a reason"
go D137
tm_keys r
tm_see 'Why is it rejected'
tm_type 'too far for the animals'
tm_keys Enter
tm_see 'Rejected: no allocation will take it'
at list proposals --filter 'demand=D137' --json
t_like "$out" 'too far for the animals'

t_case "a quote asked for, and entered"
go D141
tm_keys Q
tm_see 'a quote was asked for'
tm_keys @
tm_see 'Request for a quote J'
tm_keys y
tm_see 'noted that it went out'
tm_keys Q
tm_see 'the answer has come'
tm_keys Enter
tm_see 'new: Quote'
tm_keys Down Down Down
tm_type 600
tm_keys C-s
tm_see 'saved'
at list quotes --filter 'demand=D141' --json
t_like "$out" '"price":"600.00"'

t_case "declined, and the requester told so in Chinese"
go D140
tm_keys y
tm_see 'the provider declines'
tm_keys Down Enter
tm_see 'Why did the provider decline'
tm_type 'no operator'
tm_keys Enter
tm_see 'Declined 23 Nov'
tm_keys @
tm_see 'Declined J'
tm_keys g
tm_see '原因|理由'
tm_see '我们将另寻资源'
tm_keys y
tm_see 'requester told'

t_case "followed up on a day as it is said"
go D146
tm_keys F
tm_see 'Follow up'
tm_type 'next Monday'
tm_keys Enter
tm_see 'Follow up: 2026-11-30'

t_case "shortlisted, and so on Today"
go D153
tm_keys t
tm_see 'Shortlisted'
at brief
t_like "$out" 'D153 .*1 shortlisted'

t_case "taken on"
go D149
tm_keys H
tm_see 'Handler'
tm_keys Enter
tm_see 'Handler: '

t_case "pinned"
go D154
tm_keys '!'
tm_see 'Pinned: in every allocation'

t_case "compared: what is asked and not met is marked"
go D155
tm_keys c
tm_see 'temperature ≤ 77 K +[✓✗]'
tm_keys Escape
tm_see '^ Free '

t_case "what if: kept when one leaves, cleared by a key"
go D152
tm_keys p
tm_see '✓ Proposed'
tm_keys y
tm_see 'the provider accepts'
tm_keys Enter
tm_see 'Accepted 23 Nov; kept in the plan'
tm_keys i
tm_see 'Nothing is assumed yet'
tm_keys x
tm_see 'Forbid for which demand'
tm_keys Enter
tm_see 'Forbid which resource'
tm_keys Enter
tm_see 'is kept from'
tm_keys Escape
tm_see '^ Free '
tm_keys i
tm_see '1 assumption of before; D clears it'
tm_keys D
tm_see 'Nothing is assumed yet'

t_case "allocated: what was accepted is in, and marked"
tm_keys 6
tm_see 'Meeting › Dec 2026'
tm_keys r
tm_see 'Prepared' 20
tm_keys Tab
tm_see '! +D142 '
at allocate 2026-12
t_like "$out" 'D152 .*accepted on 23 Nov, and so kept'
tm_keys C-q
t_like "$(at check && printf '%s' "$out")" '.'
t_code 0
