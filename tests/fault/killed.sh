# Writers that are interrupted, hung up on, killed, or that meet each other: nothing half done.
. "$TOP/tests/cli/lib.sh"

rows=40000
awk -v rows=$rows 'BEGIN { print "uid,name,notes"; for (i = 0; i < rows; i++)
    printf "o%d,Organisation number %d,%060d\n", i, i, i }' >organisations.csv

count() {
    "$SHAREDESK" list organisations --csv --columns uid 2>/dev/null | grep -c ',o[0-9]'
}

# starts CMD... in the background, with signals as a terminal gives them
start() {
    env --default-signal=INT,HUP,TERM "$@" >started.out 2>started.err &
    started=$!
}

# somebody holds the desk for writing, or it is over
is_writing() {
    ! sqlite3 "$SHAREDESK_DESK" 'BEGIN IMMEDIATE' 2>/dev/null || ! kill -0 "$started" 2>/dev/null
}

# SIGNAL STATUS: stops an import with it
stop_import() {
    start "$SHAREDESK" import organisations.csv
    t_until 60 is_writing || t_fail "the import does not begin to write"
    kill -"$1" "$started"
    code=0
    wait "$started" || code=$?
    t_is "$code" "$2"
    t_is "$(count)" 0
    sd check
    t_code 0
}

t_case "signals can be sent here"
if ! command -v sqlite3 >/dev/null || ! env --default-signal=INT true 2>/dev/null; then
    t_skip "sqlite3 is not installed, or env cannot reset signals"
    exit 0
fi

t_desk
sd add organisation uid=first name=First

t_case "^C, a hangup, SIGTERM during an import: told, exit 1, nothing half done"
for signal in INT HUP TERM; do
    stop_import "$signal" 1
    t_like "$(cat started.err)" '^sharedesk: .*(stopped|interrupted)'
done

t_case "kill -9 during an import: nothing half done, and the desk goes on"
stop_import KILL 137
for pause in 0.5 1 1.5 2 3; do
    start "$SHAREDESK" import organisations.csv
    sleep "$pause"
    kill -KILL "$started" 2>/dev/null
    wait "$started" 2>/dev/null
    t_like "$(count)" "^(0|$rows)\$"
    sd check
    t_code 0
    [ "$(count)" -eq 0 ] || break
done
t_desk
sd add organisation uid=second name=Second
t_code 0

t_case "ignored signals stay ignored, as under nohup"
(
    trap '' HUP
    exec "$SHAREDESK" import organisations.csv >started.out 2>started.err
) &
started=$!
t_until 60 is_writing
kill -HUP "$started"
t_true wait "$started"
t_is "$(count)" "$rows"

t_case "^C in the long readers: they stop"
for verb in "check" "list organisations --json" "export organisations"; do
    # shellcheck disable=SC2086
    start "$SHAREDESK" $verb
    sleep 0.3
    kill -INT "$started" 2>/dev/null
    code=0
    wait "$started" || code=$?
    # it may have been quicker than the signal
    [ "$code" -eq 0 ] || {
        t_is "$code" 1
        t_like "$(cat started.err)" 'interrupted'
    }
done

t_case "^C in a backup leaves no file"
mkdir there
start "$SHAREDESK" backup there/copy.db
sleep 0.1
kill -INT "$started" 2>/dev/null
if wait "$started"; then
    sd -d there/copy.db check
    t_code 0
else
    t_is "$(ls there)" ''
fi

t_case "kill -9 at any moment of a backup never leaves a bad copy under its name"
for pause in 0.05 0.1 0.2 0.4; do
    start "$SHAREDESK" backup "there/copy-$pause.db"
    sleep "$pause"
    kill -KILL "$started" 2>/dev/null
    wait "$started" 2>/dev/null
    if [ -e "there/copy-$pause.db" ]; then
        sd -d "there/copy-$pause.db" check
        t_code 0
    fi
done

t_case "two that write at once: both get through, nothing is lost"
t_desk
writers=''
for writer in a b c; do
    (
        for i in 1 2 3 4 5 6 7 8; do
            "$SHAREDESK" add organisation "uid=$writer$i" "name=Writer $writer $i" || exit 1
        done
    ) >"writer-$writer" 2>&1 &
    writers="$writers $!"
done
for pid in $writers; do
    wait "$pid" || t_fail "a writer failed: $(cat writer-?)"
done
t_is "$("$SHAREDESK" list organisations --csv --columns uid | grep -cE ',[abc][1-8]$')" 24
sd check
t_code 0

t_case "two imports of one file at once: every record once"
head -n 3001 organisations.csv >part.csv
"$SHAREDESK" import organisations part.csv >one 2>&1 &
one=$!
"$SHAREDESK" import organisations part.csv >two 2>&1 &
two=$!
wait "$one"
wait "$two"
t_is "$(count)" 3000
sd import organisations part.csv --json
t_like "$out" '"unchanged":3000'
sd check
t_code 0

t_case "^C while it reads from a pipe that never ends"
mkfifo never
start "$SHAREDESK" import organisations never
exec 8>never
sleep 0.3
kill -INT "$started"
t_until 5 sh -c "! kill -0 $started 2>/dev/null" || t_fail "it waits for ever"
exec 8>&-
code=0
wait "$started" || code=$?
t_is "$code" 1
