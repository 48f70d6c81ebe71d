# The demo desk: what is kept with its proposals is what anyone can reckon again beside them.
. "$TOP/tests/cli/lib.sh"

SHAREDESK_DESK=$PWD/demo.sharedesk
export SHAREDESK_DESK
now() { sd --as-of 2026-11-23T09:00 "$@"; }

# field NAME: the first of that name in what was answered
field() {
    printf '%s\n' "$out" | sed -n "s/.*\"$1\":\"\{0,1\}\([A-Z0-9.-]*\).*/\1/p" | head -n 1
}

t_case "proposals of waiting demands have the figures of matching"
now init --demo
t_code 0
for pair in J172 J173 J174 J178 J181 J182 J186 J187; do
    now show "$pair" --json
    kept="$(field score) $(field benefit)"
    now match "$(field demand)" --why "$(field resource)" --json
    echo "$kept $(printf '%s\n' "$out" | sed -n 's/.*"score":\([0-9.]*\),.*"benefit":"\([0-9.-]*\)","price".*/\1 \2/p')" |
        awk '{ d = $2 - $4; e = $1 - $3; exit NF != 4 || d * d > $4 * $4 / 16 || e * e > 64 }' ||
        t_fail "$pair: kept $kept, reckoned $(field score) $(field benefit)"
done
