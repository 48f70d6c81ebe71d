# The Chinese of every text: there, one for each, in a form that printf and the screens can take.
. "$TOP/tests/cli/lib.sh"

po=$TOP/data/locale/zh

# One line a text, from any catalogue: context and msgid, a tab, msgstr.
texts() {
    msgcat --no-wrap --no-location "$1" | awk '
        function tell() { if (id != "") print context id "\t" text; context = id = text = part = "" }
        /^msgctxt / { tell(); context = substr($0, 9) "|"; next }
        /^msgid / { if (part != "") tell(); part = "id" }
        /^msgid_plural / { part = "plural" }
        /^msgstr/ { part = "text" }
        /^#|^$/ { next }
        { sub(/^[^"]*"/, ""); sub(/"$/, "") }
        part == "id" { id = id $0 }
        part == "text" { text = text $0 }
        END { tell() }'
}

t_case "every text that the source marks has its Chinese"
if t_need xgettext msgmerge msgattrib msgcat make; then
    t_run make -s -C "$TOP" B="$PWD/b" untranslated
    t_code 0
    t_is "$out" ""
fi

# Flags come from the source: an entry that lacks its c-format is checked all the same.
t_case "formats take the arguments of the English"
if t_need xgettext msgmerge msgattrib msgcat msgfmt make; then
    t_run make -s -C "$TOP" B="$PWD/b" pot
    t_run msgmerge --quiet --no-fuzzy-matching -o whole.po b/gen/po/zh.po b/sharedesk.pot
    t_code 0
    # msgmerge marks what does not fit as fuzzy, and msgfmt would pass over that
    t_run msgfmt --use-fuzzy --check-format --check-domain -o /dev/null whole.po
    t_is "$err" ""
    t_code 0
fi

t_case "none is fuzzy"
t_run grep -n '^#,.*fuzzy' "$po".po "$po"/*.po
t_is "$out" ""

t_case "no text has one Chinese in one file and another in the next"
if t_need msgcat; then
    for file in "$po"/*.po; do
        "$TOP/tools/po-merge" "$file" >one.po && texts one.po
    done | sort -u >all
    t_run sh -c "cut -f 1 all | uniq -d"
    t_is "$out" ""
    t_true test -s all
fi

# [,;:!?] directly after a Chinese character; LC_ALL=C sees the three bytes of one.
t_case "Chinese sentences have Chinese punctuation"
t_run env LC_ALL=C grep -n "^msgstr.*[$(printf '\344')-$(printf '\351')][$(printf '\200')-$(printf '\277')][$(printf '\200')-$(printf '\277')][,!?]" "$po"/*.po
t_is "$out" ""

t_case "every action that is logged has words"
t_run sh -c "cd '$TOP/src' && grep -rhoE '(store|change)_begin\\([^;]*\"[a-z -]+\"' . | grep -oE '\"[a-z -]+\"' | sort -u"
t_like "$out" '"book"'
for action in $(printf '%s\n' "$out" | tr -d '"' | tr ' ' _); do
    t_true grep -q "{\"$(echo "$action" | tr _ ' ')\", " "$TOP/src/store/action.c"
done
