# Answers of verbs on a real terminal: nothing raw reaches it, nothing that it cannot show; what goes into
# a pipe is exact.
. "$TOP/tests/cli/lib.sh"
. "$TOP/tests/support/tmux.sh"

t_case "there is a terminal to try"
tm_can || exit 0

t_desk
escape=$(printf '\033')
"$SHAREDESK" add organisation uid=hexi name="河西大学 Hexi – ${escape}[31mred" kind=university >/dev/null

# LINE on a terminal, with what stands in the environment
on_terminal() {
    tm_start 100x30 sh -c "$1; echo the end"
    tm_see 'the end'
}

t_case "escape sequences in records are shown, whatever the form of the answer"
for form in '' --csv --json; do
    on_terminal "'$SHAREDESK' list organisations $form"
    tm_see '河西大学 Hexi'
    tm capture-pane -p -e | grep -q "${escape}\[31m" && t_fail "raw: list $form"
done
on_terminal "'$SHAREDESK' export organisations"
tm_see '河西大学 Hexi'
tm capture-pane -p -e | grep -q "${escape}\[31m" && t_fail "raw: export"
on_terminal "'$SHAREDESK' show '河西大学${escape}[31m'"
tm_see 'no record'
tm capture-pane -p -e | grep -q "${escape}\[31m" && t_fail "raw: an error"

t_case "into a pipe they are exact"
sd export organisations
t_like "$out" "河西大学 Hexi – ${escape}\[31mred"
sd list organisations --csv
t_like "$out" "河西大学 Hexi – ${escape}\[31mred"

t_case "a terminal without UTF-8 gets plain characters, on both its outputs"
for verb in 'list organisations' 'list organisations --csv' 'show hexi' 'list nonsense' 'show 河西' \
    '--help' 'log' 'export organisations'; do
    for lang in en zh; do
        on_terminal "LC_ALL=C '$SHAREDESK' --lang $lang $verb"
        tm_screen | LC_ALL=C grep -q '[^ -~]' && t_fail "$verb: $(tm_screen)"
    done
done
on_terminal "LC_ALL=C '$SHAREDESK' list organisations"
tm_see '\? \? \? \?  Hexi \? '

t_case "a question is asked on the terminal, and a no changes nothing"
"$SHAREDESK" add person uid=zhao name=Zhao >/dev/null
tm_start 100x30 "$SHAREDESK" forget zhao
tm_see 'y/N'
tm_type n
tm_keys Enter
tm_gone 10
t_is "$(tm_status)" 1
tm_start 100x30 "$SHAREDESK" forget zhao
tm_see 'y/N'
tm_keys C-c
tm_gone 10 || t_fail "^C does not end the question"
t_is "$(tm_status)" 1
sd show zhao --json
t_like "$out" '"name":"Zhao"'

t_case "progress is shown while an import runs, and wiped at its end"
awk 'BEGIN { print "uid,name"; for (i = 0; i < 3000; i++) print "o" i ",Organisation " i }' >organisations.csv
tm_start 100x30 sh -c "'$SHAREDESK' import organisations.csv"
tm_see '^3000 added' 60
t_unlike "$(tm_screen)" '%'
