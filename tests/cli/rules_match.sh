# Matching and allocation by the rules, on desks so small that every figure is reckoned by hand.
. "$TOP/tests/cli/lib.sh"

TZ=UTC
export TZ
now() { # VERB...: five days before the month
    sd --as-of 2026-11-25T08:00 "$@"
}

# part UID NAME: the points of a candidate for a criterion
part() {
    printf '%s\n' "$out" | sed -n "s/.*\"uid\":\"$1\"[^}]*\"$2\":\([0-9.]*\).*/\1/p"
}

# shadow RESOURCE: its hour_more and hour_less
shadow() {
    printf '%s\n' "$out" |
        sed -n "s/.*\"resource\":\"$1\",\"hour_more\":\"\([0-9.]*\)\",\"hour_less\":\"\([0-9.]*\)\".*/\1 \2/p"
}

t_case "an offer that says what is asked has all points for it, whatever its fields add"
t_desk
sd add organisation uid=prov name=Provider
sd add organisation uid=user name=User
sd add resource uid=sem name="Scanning electron microscope" kind=instrument owner=prov \
    manufacturer=Hitachi model=SU8010 attributes="resolution=1 nm"
sd add resource uid=zh name=扫描电镜 kind=instrument owner=prov
sd add resource uid=map name="Map room" kind=database.library owner=prov
sd add demand uid=d1 title=SEM kind=instrument requester=user minutes=60
sd add demand uid=d2 title="map rooms" requester=user minutes=60
now match d1 --json
t_is "$(part sem capability) $(part zh capability) $(part map capability)" "40.0 40.0 0.0"
now match d2 --json
t_is "$(part map capability) $(part sem capability)" "40.0 0.0"

t_case "CSV names the candidates as JSON does"
now match d2 --csv
t_like "$out" '^resource,uid,name,score,capability,'
t_like "$out" '^R3,map,Map room,'
now match --offer sem --csv
t_like "$out" '^demand,uid,title,score,capability,'
t_like "$out" '^D1,d1,SEM,'

t_case "text and attributes share the points 0.7 to 0.3"
sd set d1 attributes="resolution<=2 nm; power>=5 W"
now match d1 --json
t_is "$(part sem capability) $(part zh capability)" "34.0 28.0"

t_case "an attribute that is asked for and not met is told plainly"
now match d1 --why sem
t_like "$out" 'asks power ≥ 5 W: not met \(the offer does not say\); asks "SEM"'
sd set sem attributes="resolution=1 nm; power=2 W"
now match d1 --why sem
t_like "$out" 'asks power ≥ 5 W: not met \(offers 2 W\)'
t_like "$out" '✗ +asked .*power ≥ 5 W: not met, offers 2 W'
t_like "$out" '✓ +asked .*resolution ≤ 2 nm: offers 1 nm'
now match d1 --why sem --json
t_like "$out" '"attributes":\[.*"asked":"power ≥ 5 W","met":false,"offered":"2 W"'
sd --lang zh match d1 --why sem
t_like "$out" '要求 power ≥ 5 W：不满足（所供为 2 W）'
t_like "$out" '供给中有 扫描电镜'
t_case "half a hundredth of a point is rounded away from zero"
t_desk
sd add organisation uid=prov name=Provider
sd add organisation uid=user name=User
sd add resource uid=sem name=SEM kind=instrument owner=prov price_outside=42.50
sd add demand uid=d1 title=SEM kind=instrument requester=user minutes=60 budget=100
now match d1 --json
t_is "$(part sem cost)" 8.63 # 15 (1 - 42.50 / 100) = 8.625

t_case "shorter than the shortest booking is blocked for that alone, at the price of what is asked"
sd set sem length_minimum=180
now match d1 --json
t_like "$out" '"price":"42.50"'
t_like "$out" '"blocked":\["at least 3 h a booking"\]'

# Two demands of two and three hours on four hours of capacity
scene() {
    t_desk
    sd add organisation uid=prov name=Provider
    sd add organisation uid=user name=User
    sd add resource uid=sem name=SEM kind=instrument owner=prov price_outside=100 capacity_minutes_month=240
    for d in two:120:500 three:180:600; do
        name=${d%%:*}
        rest=${d#*:}
        sd add demand uid="$name" title="$name" requester=user minutes="${rest%:*}" latest=2026-12-31
        sd add quote demand="$name" resource=sem benefit="${rest#*:}" price=0
    done
}

t_case "an hour more lets both in, an hour less costs the better one"
scene
now allocate 2026-12 --json
t_like "$out" '"objective":"600.00","bound":"600.00"'
t_is "$(shadow R1)" "500.00 0.00"
t_like "$out" '"change":"on R1: D2 falls out, others lose 600.00"'
sd set sem capacity_minutes_month=180
now allocate 2026-12 --json
t_is "$(shadow R1)" "0.00 100.00"

t_case "an hour more counts for what is too long by less than that"
sd set sem capacity_minutes_month=60
now allocate 2026-12 --json
t_like "$out" '"objective":"0.00"'
t_is "$(shadow R1)" "500.00 0.00"
sd set sem capacity_minutes_month=59
now allocate 2026-12 --json
t_is "$(shadow R1)" ""

t_case "a voucher pays once; who goes without is told so, and what more money would do"
t_desk
sd add organisation uid=prov name=Provider
sd add organisation uid=user name=User
sd add resource uid=sem name=SEM kind=instrument owner=prov price_outside=100
sd add fund uid=inno name=Innovation source=innovation
now fund deposit inno 1000
now voucher grant user inno 60 --share 50
sd add demand uid=a title=SEM requester=user minutes=60 budget=55 value=500 latest=2026-12-31
sd add demand uid=b title=SEM requester=user minutes=60 budget=55 value=900 latest=2026-12-31
now allocate 2026-12 --json
t_is "$(printf '%s\n' "$out" | grep -o '"start"' | wc -l | tr -d ' ')" 1
t_like "$out" '"lines":\[\{"demand":"D2"'
t_like "$out" '"demand":"D1","reasons":\["R1 SEM: its voucher went to demands worth more"\],"change":"R1 with 45.00 more budget"'
sd set a budget=
now allocate 2026-12 --json
t_is "$(printf '%s\n' "$out" | grep -o '"start"' | wc -l | tr -d ' ')" 2
