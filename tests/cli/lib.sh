# Help for shell tests: . "$TOP/tests/cli/lib.sh"
#
#   t_case NAME            begins a case; it passes when no check below it fails
#   t_run CMD ARG...       runs it; then $code, $out, $err (and the files $t_out, $t_err)
#   sd ARG...              t_run "$SHAREDESK" ARG...
#   t_code N               the last run's exit status was N
#   t_is GOT WANT          equal
#   t_like GOT ERE         a line matches           t_unlike GOT ERE   none does
#   t_same FILE FILE       byte for byte
#   t_true CMD ARG...      it succeeds
#   t_fail WHY...          this case fails
#   t_skip WHY...          this case is skipped; what follows in it is not counted
#   t_need CMD...          skips the case and returns 1 unless all are there
#   t_until SECONDS CMD... polls until it succeeds; 1 when it has not by then
#   t_desk                 a new empty desk in $SHAREDESK_DESK
#
# Each test runs in its own empty directory, which is its HOME. Cases print TAP.

t_number=0
t_name=
t_failed=
t_skipped=
t_desks=0
t_out=$PWD/.out
t_err=$PWD/.err
out='' err='' code=0

t_close() {
    [ -n "$t_name" ] || return 0
    t_number=$((t_number + 1))
    if [ -n "$t_skipped" ]; then
        echo "ok $t_number - $t_name # SKIP $t_skipped"
    elif [ -n "$t_failed" ]; then
        echo "not ok $t_number - $t_name"
    else
        echo "ok $t_number - $t_name"
    fi
    t_name='' t_failed='' t_skipped=''
}

t_exit() {
    t_status=$?
    trap - EXIT
    [ "$t_status" -ne 0 ] && [ -n "$t_name" ] && t_fail "the script stopped here with status $t_status"
    t_close
    echo "1..$t_number"
    exit "$t_status"
}
trap t_exit EXIT

t_case() {
    t_close
    t_name=$*
}

t_say() {
    printf '%s\n' "$*" | sed 's/^/#   /'
}

t_fail() {
    [ -n "$t_skipped" ] && return 0
    [ -n "$t_name" ] || t_name='(before the first case)'
    t_failed=yes
    t_say "$t_name: $*"
}

t_skip() {
    t_skipped=${*:-no reason given}
}

t_need() {
    for t_cmd in "$@"; do
        command -v "$t_cmd" >/dev/null 2>&1 || {
            t_skip "$t_cmd is not installed"
            return 1
        }
    done
}

# $(...) drops the last newlines, as in every shell; compare files with t_same where they matter.
t_run() {
    t_ran=$*
    code=0
    "$@" >"$t_out" 2>"$t_err" || code=$?
    out=$(cat "$t_out")
    err=$(cat "$t_err")
    case $code in
    99) t_fail "$t_ran: a sanitizer stopped it" "$err" ;;
    132 | 133 | 134 | 135 | 136 | 139) t_fail "$t_ran: it crashed, status $code" "$err" ;;
    esac
}

sd() {
    t_run "$SHAREDESK" "$@"
}

t_code() {
    [ "$code" -eq "$1" ] || t_fail "$t_ran: status $code, not $1
stdout: $(head -n 20 "$t_out")
stderr: $(head -n 20 "$t_err")"
}

t_is() {
    [ "$1" = "$2" ] || t_fail "after ${t_ran:-nothing}:
got:    $1
wanted: $2"
}

t_like() {
    printf '%s\n' "$1" | grep -qE -e "$2" || t_fail "after ${t_ran:-nothing}:
got:       $1
not found: $2"
}

t_unlike() {
    printf '%s\n' "$1" | grep -qE -e "$2" && t_fail "after ${t_ran:-nothing}:
got:             $1
should not have: $2"
    return 0
}

t_same() {
    cmp -s "$1" "$2" || t_fail "$1 and $2 differ:
$(diff "$1" "$2" 2>&1 | head -n 40)"
}

t_true() {
    "$@" || t_fail "fails: $*"
}

t_until() {
    t_tries=$(($1 * 20))
    shift
    until "$@"; do
        t_tries=$((t_tries - 1))
        [ "$t_tries" -gt 0 ] || return 1
        sleep 0.05
    done
}

t_desk() {
    t_desks=$((t_desks + 1))
    SHAREDESK_DESK=$PWD/desk-$t_desks.sharedesk
    export SHAREDESK_DESK
    "$SHAREDESK" init >"$t_out" 2>"$t_err" || t_fail "init: $(cat "$t_err")"
}
