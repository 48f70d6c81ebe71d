# The program on a real terminal: tmux, polled, on a server of its own.
#
#   tm_start COLSxROWS CMD...  runs CMD in a new terminal of that size; its process is $tm_pid
#   tm_screen                  what stands on it, without blanks at the ends
#   tm_see ERE [SECONDS]       waits until a line matches (10); the case fails when none does
#   tm_keys KEY...             types, as tmux names keys; tm_type TEXT types text
#   tm_resize COLSxROWS        makes the terminal larger or smaller
#   tm_gone SECONDS            waits until the process has ended; tm_status is its exit status
#   tm_stop                    ends the server; done at the end of the test anyway
#
# Needs lib.sh before it. Skip the case unless `tm_can`.

tm_number=0
tm_socket=
tm_conf=$PWD/.tmux.conf
printf 'set -g status off\nset -g escape-time 0\nset -g default-terminal tmux-256color\n' >"$tm_conf"

tm_can() {
    t_need tmux ps
}

tm() {
    tmux -S "$tm_socket" -f "$tm_conf" "$@"
}

tm_stop() {
    [ -n "$tm_socket" ] && tm kill-server 2>/dev/null
    [ -n "$tm_socket" ] && rm -f "$tm_socket"
    tm_socket=
    return 0
}

# The program's shell keeps its exit status: tmux may miss the end of a process that ends at once. It
# stays for a while, so that the last screen can be looked at: tmux scrolls that of a dead pane.
tm_start() {
    tm_stop
    tm_number=$((tm_number + 1))
    # the path of a socket may not be long
    tm_socket=$(mktemp -u "/tmp/sharedesk-tmux-XXXXXX")
    tm_ended=$PWD/.ended-$tm_number
    tm_size=$1
    shift
    rm -f "$tm_ended"
    tm new-session -d -x "${tm_size%x*}" -y "${tm_size#*x}" \
        sh -c 'trap : INT; "$@"; echo $? >"$0"; exec sleep 600' "$tm_ended" env "$@" ||
        t_fail "tmux does not start"
    tm_shell=$(tm display-message -p '#{pane_pid}')
    tm_pid=
    t_until 5 tm_started
}

tm_started() {
    tm_pid=$(ps -o pid= --ppid "$tm_shell" | tr -d ' ')
    [ -n "$tm_pid" ] || [ -s "$tm_ended" ]
}

tm_screen() {
    tm capture-pane -p | sed 's/ *$//'
}

tm_sees() {
    tm_screen | grep -qE -e "$1"
}

tm_see() {
    t_tries=$((${2:-10} * 20))
    until tm_sees "$1"; do
        t_tries=$((t_tries - 1))
        if [ "$t_tries" -le 0 ]; then
            t_fail "not seen: $1
$(tm_screen | grep .)"
            return 1
        fi
        sleep 0.05
    done
}

tm_keys() {
    tm send-keys "$@"
}

tm_type() {
    tm send-keys -l "$1"
}

tm_resize() {
    tm resize-window -x "${1%x*}" -y "${1#*x}"
}

tm_has_ended() {
    [ -s "$tm_ended" ] || case $(ps -o stat= -p "${tm_pid:-0}") in '' | Z*) true ;; *) false ;; esac
}

tm_gone() {
    t_until "$1" tm_has_ended
}

# of a program that has ended; 128 + the signal that ended it
tm_status() {
    t_until 2 test -s "$tm_ended"
    cat "$tm_ended"
}

# hundredths of a second of processor time that a process has used
tm_ticks() {
    awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat" 2>/dev/null
}

trap 'exit 143' TERM INT HUP
trap 'tm_last=$?; tm_stop; (exit $tm_last); t_exit' EXIT
