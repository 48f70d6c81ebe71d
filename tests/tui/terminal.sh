# Terminals of every kind: known and unknown types, colours or none, with and without UTF-8, small.
. "$TOP/tests/cli/lib.sh"
. "$TOP/tests/support/tmux.sh"

t_case "there is a terminal to try"
tm_can || exit 0

t_desk
"$SHAREDESK" add organisation uid=hexi name="河西大学 Hexi" kind=university >/dev/null
for n in 1 2 3; do
    "$SHAREDESK" add resource uid=r$n name="扫描电镜 SEM-$n" kind=instrument owner=hexi >/dev/null
done

# ENV... opens the desk on Browse
browse() {
    tm_start "${size:-80x24}" env "$@" "$SHAREDESK" ${language:+--lang "$language"}
    tm_see '(^| )(2|Enter) ' && tm_keys 2
    tm_see 'R1 '
}

leave() {
    tm_keys C-q
    tm_gone 15 || t_fail "it does not end: $(tm_screen)"
    t_is "$(tm_status)" 0
}

# A screen is painted from its top down: when Browse's keys are there, its rows are.
see_table() {
    tm_see '   t '
    table=$(tm_screen | sed -n '4,7p')
}

knows() {
    infocmp "$1" >/dev/null 2>&1
}

t_case "a TERM that is unknown, poor or missing: told, exit 1, the terminal is left as it was"
for type in nosuch-terminal dumb ''; do
    tm_start 80x24 env TERM="$type" "$SHAREDESK"
    tm_gone 15 || t_fail "it does not end with TERM=$type"
    tm_see 'TERM'
    tm_see 'xterm-256color'
    t_is "$(tm_status)" 1
done
tm_start 80x24 env -u TERM "$SHAREDESK"
tm_gone 15
t_is "$(tm_status)" 1

t_case "q goes back, and asks on the first screen; C-q leaves from anywhere"
browse TERM=xterm-256color
tm_keys q
tm_see 'Waiting on the desk'
tm_keys q
tm_see 'y/n'
tm_keys n
tm_see 'Tip 1'
tm_keys q
tm_see 'y/n'
tm_keys y
tm_gone 15 || t_fail "it does not end: $(tm_screen)"
t_is "$(tm_status)" 0
browse TERM=xterm-256color
tm_keys a
tm_see 'C-s save'
leave

t_case "every type of terminal shows the same table"
wanted=
types='xterm-256color tmux-256color screen linux vt100 vt220 xterm-mono'
t_need infocmp || types=
for type in $types; do
    knows "$type" || continue
    browse TERM="$type"
    see_table
    wanted=${wanted:-$table}
    # vt100's own lines and width are the terminal's, the text is ours
    t_is "$table" "$wanted"
    tm_keys Down
    tm_see '^▸ R2'
    leave
done

t_case "colours where there are some, none where there are not or nobody wants them"
coloured() {
    tm capture-pane -p -e | grep -qE "$(printf '\033')"'\[[0-9;]*(3[0-7]|38;5)'
}
browse TERM=xterm-256color
t_true coloured
browse TERM=xterm-256color NO_COLOR=1
coloured && t_fail "colours with NO_COLOR"
browse TERM=xterm-256color NO_COLOR=
t_true coloured
if knows vt100; then
    browse TERM=vt100
    coloured && t_fail "colours on a vt100"
fi

# what a terminal without UTF-8 shows in place of the lines of $1
plain() {
    printf '%s\n' "$1" | LC_ALL=C.UTF-8 sed 's/…/~/g; s/[▸›]/>/g; s/[^ -~]/? /g; s/ *$//'
}

t_case "without UTF-8: plain characters, columns where they were"
for language in en zh; do
    browse TERM=xterm-256color
    see_table
    utf8=$table
    for locale in C POSIX; do
        browse TERM=xterm-256color LC_ALL="$locale"
        see_table
        t_is "$table" "$(plain "$utf8")"
        t_like "$table" '\? \? '
        tm_screen | LC_ALL=C grep -q '[^ -~]' && t_fail "$locale: $(tm_screen)"
        tm_keys a
        tm_see '^> '
        tm_screen | LC_ALL=C grep -q '[^ -~]' && t_fail "$locale, a form: $(tm_screen)"
    done
done
language=

t_case "a locale that is not installed here but says UTF-8"
browse TERM=xterm-256color LC_ALL=zh_CN.UTF-8
tm_see '扫描电镜 SEM-1'

t_case "small terminals say what they cannot show, and go on when they grow"
size=40x12
browse TERM=xterm-256color
tm_see '扫描电镜'
tm_resize 20x5
tm_see 'too small'
tm_resize 80x24
tm_see '扫描电镜 SEM-3'
tm_resize 10x2
tm_resize 200x60
tm_see '扫描电镜 SEM-3'
tm_resize 1x1
tm_resize 80x24
tm_see '扫描电镜 SEM-3'
leave
size=20x5
tm_start "$size" "$SHAREDESK"
tm_see 'too small'
tm_resize 80x24
tm_keys 2
tm_see 'R3 '
leave
size=

t_case "input or output that is no terminal"
tm_start 80x24 sh -c '"$0" </dev/null; echo status=$?' "$SHAREDESK"
tm_see 'status=2'
tm_start 200x24 sh -c '"$0" >/dev/null; echo status=$?' "$SHAREDESK"
tm_see 'status=2'
tm_see 'terminal'

t_case "faults of the settings are told on the screen"
mkdir -p "$XDG_CONFIG_HOME/sharedesk"
printf '[display]\ntheme = nosuch\nlines = curly\n' >"$XDG_CONFIG_HOME/sharedesk/sharedesk.ini"
tm_start 160x24 "$SHAREDESK"
tm_see '1 more:'
tm_type ':desk-faults'
tm_keys Enter
tm_see 'sharedesk.ini:3: lines'
tm_see 'nosuch'
rm "$XDG_CONFIG_HOME/sharedesk/sharedesk.ini"
