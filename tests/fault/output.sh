# An answer that cannot be written: full, closed and broken outputs; closed inputs.
. "$TOP/tests/cli/lib.sh"

# STATUS of a shell line, its standard error in $err
line() {
    t_run sh -c "$1"
}

t_desk
SD=$SHAREDESK
export SD
"$SHAREDESK" add organisation uid=hexi name=Hexi >/dev/null

t_case "a full output is exit 1 with a message, whatever is answered"
if [ -w /dev/full ]; then
    for verb in "--help" "--version" "list --help" "list organisations" "list organisations --json" \
        "list organisations --csv" "show hexi" "check" "log" "find hexi" "generate manual" \
        "export organisations" "add organisation name=Full --json"; do
        line "\"\$SD\" $verb >/dev/full"
        t_code 1
        t_like "$err" '^sharedesk: .+: .+'
    done
else
    t_skip "there is no /dev/full"
fi

t_case "what was changed before the output failed is told, and stands"
line '"$SD" add organisation uid=told name=Told --json >&-'
t_code 1
t_like "$err" 'stays changed'
sd show told --json
t_code 0

t_case "a closed output is no file of ours"
line '"$SD" list organisations >&-'
t_code 1
t_like "$err" 'standard output'
line '"$SD" backup copy.db --json >&-'
sd -d copy.db check
t_code 0
line '"$SD" add organisation uid=mute name=Mute <&- >&- 2>&-'
sd check
t_code 0
sd show mute
t_code 0

t_case "a reader that leaves is no error to shout about"
line '{ "$SD" generate manual; echo $? >status; } | true'
t_is "$err" ''
# 141 is SIGPIPE; a caller that ignores the signal gets an error instead
t_like "$(cat status)" '^(141|0)$'

t_case "without an error output the exit status still tells"
line '"$SD" show nobody 2>&-'
t_code 1
line '"$SD" list cabbages 2>&-'
t_code 2

t_case "without a terminal the desk does not open, and says what to do"
line '"$SD" </dev/null'
t_code 2
t_like "$err" 'terminal.*\. '
line '"$SD" <&-'
t_code 2
line '"$SD" >out.txt'
t_code 2
t_is "$(cat out.txt)" ''
