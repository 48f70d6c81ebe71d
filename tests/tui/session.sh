# A session's life: others write, the window changes, the job is stopped, the line drops. What was
# typed is kept, the process goes at once, the terminal is given back, and nothing spins.
. "$TOP/tests/cli/lib.sh"
. "$TOP/tests/support/tmux.sh"

t_case "there is a terminal to try"
tm_can || exit 0

# sanitizers look for leaks at the end, which takes longer than a dropped line may
program=$SHAREDESK_PLAIN

fresh() {
    t_desk
    "$program" add organisation uid=hexi name="Hexi University" kind=university >/dev/null
    "$program" add resource uid=sem name="Scanning microscope" kind=instrument owner=hexi >/dev/null
}

browse() {
    tm_start 80x24 "$program"
    tm_see '(^| )(2|Enter) ' && tm_keys 2
    tm_see 'R1 '
}

# opens the form for a new record and types a name
type_form() {
    tm_keys a
    tm_see 'new: Resource'
    tm_see 'C-s save'
    tm_type "$1"
    tm_see "$1"
}

fresh
t_case "what another process adds is seen within two seconds"
browse
"$program" add resource uid=new name="Added meanwhile" kind=instrument owner=hexi >/dev/null
tm_see 'Added meanwhile' 3
"$program" set new name="Changed meanwhile" >/dev/null
tm_see 'Changed meanwhile' 3
"$program" retire new >/dev/null
t_until 3 sh -c '! tmux -S "$1" capture-pane -p | grep -q meanwhile' - "$tm_socket" ||
    t_fail "it is still there: $(tm_screen)"

t_case "an idle desk uses no processor"
before=$(tm_ticks "$tm_pid")
sleep 2
used=$(($(tm_ticks "$tm_pid") - before))
t_true test "$used" -le 10

t_case "a form survives a change of the window"
type_form 'Resized form'
for size in 40x12 200x50 20x4 80x24; do
    tm_resize "$size"
done
tm_see 'Resized form'
tm_type ' goes on'
tm_see 'Resized form goes on'
tm_keys C-s
tm_see 'saved: Resized form goes on'
t_like "$("$program" list resources --json)" '"name":"Resized form goes on"'

# stopped and continued by a shell with job control
t_case "C-z stops, fg goes on where it was"
tm_start 80x24 sh -i
tm_type "PS1='at shell: '; '$program'"
tm_keys Enter
tm_see '(^| )(2|Enter) ' && tm_keys 2
tm_see 'R1 '
type_form 'Stopped form'
tm_keys C-z
tm_see 'at shell:'
tm_type 'stty -a | tr " ;" "\n\n" | grep -x -e icanon -e echo | tr "\n" =; echo done'
tm_keys Enter
tm_see 'icanon=echo=done|echo=icanon=done'
tm_type fg
tm_keys Enter
tm_see 'Stopped form'
tm_type ' goes on'
tm_see 'Stopped form goes on'
tm_keys C-x
tm_see 'y/n' && tm_keys y

# HOW: ends the session with the command in a half filled form; the draft must come back
drop_line() {
    fresh
    browse
    type_form 'Half a form'
    begin=$(date +%s)
    eval "$1"
    tm_gone 2 || t_fail "$1: it still runs after two seconds"
    t_true test $(($(date +%s) - begin)) -le 4
    tm_stop
    t_unlike "$("$program" list resources --json)" 'Half a form'
    sd check
    t_code 0
    browse
    tm_keys a
    tm_see 'draft is back'
    tm_see 'Half a form'
    # a draft is its owner's until it is saved or thrown away
    tm_keys C-s
    tm_see 'saved: Half a form'
    tm_keys a
    tm_see 'new: Resource'
    sleep 0.3
    tm_sees 'Half a form' && t_fail "the draft is offered again after it was saved"
    t_like "$("$program" list resources --json)" '"name":"Half a form"'
}

t_case "SIGTERM in a half filled form"
drop_line 'kill -TERM "$tm_pid"'

t_case "SIGHUP in a half filled form"
drop_line 'kill -HUP "$tm_pid"'

t_case "the terminal vanishes under a half filled form"
drop_line 'tm kill-server'

t_case "kill -9: what was typed up to half a second before is back"
drop_line 'sleep 1; kill -KILL "$tm_pid"'

t_case "SIGTERM gives the terminal back"
fresh
tm_start 80x24 sh -i
tm_type "PS1='at shell: '; '$program'"
tm_keys Enter
tm_see '(^| )(2|Enter) ' && tm_keys 2
tm_see 'R1 '
kill -TERM "$(ps -o pid= --ppid "$tm_pid" | tr -d ' ')"
tm_see 'at shell:'
tm_type 'stty -a | tr " ;" "\n\n" | grep -x -e icanon -e echo | tr "\n" =; echo done'
tm_keys Enter
tm_see 'icanon=echo=done|echo=icanon=done'

t_case "no presence and no lock is left by those who went"
"$program" add resource uid=after name=After owner=hexi >/dev/null || t_fail "the desk is held"

t_case "someone else saved first: both versions are shown, none is lost"
fresh
browse
tm_keys e
tm_see 'C-s save'
tm_type ' MINE'
tm_see 'Scanning microscope MINE'
"$program" set sem name="Scanning microscope THEIRS" location="Room 7" >/dev/null
tm_keys C-s
tm_see 'THEIRS'
tm_see 'MINE'
tm_keys C-s
tm_see 'saved: Scanning microscope MINE'
t_like "$("$program" show sem --json)" '"name":"Scanning microscope MINE".*"location":"Room 7"'

t_case "the desk cannot be written: it opens, tells why an action cannot be done"
chmod 444 "$SHAREDESK_DESK"
browse
tm_keys a
tm_see 'not now: .*reading only'
chmod 644 "$SHAREDESK_DESK"

t_case "the disk fills while the desk is open: told, and what was typed stays"
if [ "$(id -u)" -eq 0 ] && mkdir -p small && mount -t tmpfs -o size=1600k none small 2>/dev/null; then
    trap 'tm_last=$?; tm_stop; umount -l "$PWD/small"; (exit $tm_last); t_exit' EXIT
    cp "$SHAREDESK_DESK" small/desk.db
    SHAREDESK_DESK=$PWD/small/desk.db
    browse
    type_form 'No room for this'
    cat /dev/zero >small/filler 2>/dev/null
    tm_keys C-s
    tm_see 'disk is full|could not be written'
    tm_see 'No room for this'
    rm small/filler
    tm_keys C-s
    tm_see 'saved: No room for this'
    tm_stop
else
    t_skip "only root can mount a small disk"
fi
