# Broken settings: file, line, key and what is allowed are told, and the desk opens on the defaults.
. "$TOP/tests/cli/lib.sh"

t_desk
sd add organisation uid=hexi name=Hexi
policy=$PWD/policy.ini
personal=$XDG_CONFIG_HOME/sharedesk/sharedesk.ini
mkdir -p "$XDG_CONFIG_HOME/sharedesk"

# The desk answers whatever is said, and each complaint of ERE... is there just once.
t_complains() {
    sd show hexi --json
    t_code 0
    t_like "$out" '"uid":"hexi"'
    for ere in "$@"; do
        t_is "$(printf '%s\n' "$err" | grep -cE "$ere")" 1
    done
}

t_case "good settings say nothing"
sd generate policy
printf '%s\n' "$out" >"$policy"
sd generate settings
printf '%s\n' "$out" >"$personal"
t_complains
t_is "$err" ''

t_case "policy.ini: values, keys, sections, headers"
cat >"$policy" <<'END'
[desk]
currency = euro
decimals = 9
zone = Mars/Olympus
nonsense = 1
[fit]
capability = lots
cost = -1
[roles]
manger = tester
[matching]
x = 1
this is no line
[broken
quality = 99
END
t_complains 'policy.ini:2: currency: .*CNY' 'policy.ini:3: decimals: .*0 to 4' \
    'policy.ini:4: zone: .*Mars/Olympus.*IANA' 'policy.ini:5: nonsense: unknown; allowed in .desk.' \
    'policy.ini:7: capability: .*0 to 100' 'policy.ini:8: cost' \
    'policy.ini:10: manger: unknown; allowed in .roles.: viewer, coordinator, manager' \
    'policy.ini:12: x: unknown; sections are' 'policy.ini:13: ' 'policy.ini:14: .*section'
t_unlike "$err" 'quality'

t_case "a value that is right beside one that is wrong counts"
printf '[desk]\ncurrency = euro\ndecimals = 0\n' >"$policy"
sd add resource uid=r name=R price_member=12
sd show r --json
t_like "$out" '"price_member":"12"'

t_case "policy.ini that is no text, no file, or shut"
head -c 20000 /dev/urandom >"$policy"
t_complains
t_like "$err" 'policy.ini:1: '
t_like "$err" 'more like these'
t_true test "$(printf '%s\n' "$err" | wc -l)" -lt 20
{ printf '[desk]\nname = '; head -c 5000 /dev/zero | tr '\0' x; echo; } >"$policy"
t_complains 'policy.ini:2: .*longer'
rm "$policy"
mkdir "$policy"
t_complains 'policy.ini: '
rmdir "$policy"

t_case "sharedesk.ini: values, keys"
cat >"$personal" <<'END'
[display]
language = fr
lines = curly
wide = 7
colour = x
END
t_complains 'sharedesk.ini:2: language: .*en, zh' 'sharedesk.ini:3: lines: .*auto, utf8, ascii' \
    'sharedesk.ini:4: wide: .*yes or no' 'sharedesk.ini:5: colour: unknown; allowed in .display.'

t_case "sharedesk.ini that is no file is told; one that was named must be there"
rm "$personal"
mkdir "$personal"
t_complains 'sharedesk.ini: '
rmdir "$personal"
sd --config none.ini list organisations
t_code 1
t_like "$err" 'none.ini: .+\. '
