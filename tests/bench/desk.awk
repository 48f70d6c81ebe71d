# A big desk to allocate for, as CSV, the same on every machine:
#
#   for kind in regions organisations resources demands quotes proposals bookings answers closures \
#       agreements funds vouchers; do
#       awk -v kind=$kind -v demands=5000 -v resources=20000 -v seed=1 \
#           -f tests/bench/desk.awk data/vocabulary/thesaurus.tsv >$kind.csv
#   done
#   sharedesk import *.csv; sharedesk --as-of 2026-12-01T00:00:00Z allocate 2026-12 --save
#
# Every record is drawn by itself from seed, kind and number, so that the files of one desk fit
# together, whichever are made, and a larger desk has the smaller one in it (its texts and figures;
# owners are drawn among more). Texts are members of the thesaurus's groups in either language.
#
#   demands, resources   how many (500, 2000)
#   seed                 1
#   month                the month to allocate (2026-12)
#   load                 hours wanted for each hour of capacity that there would be at 1 (1): scales
#                        the monthly capacity of the resources
#   skew                 how much more the common techniques are wanted and offered than the rare (1)
#   budgets              per cent of demands with a budget (75)
#   tightness            per cent of what a use is likely to cost, as the middle budget (130)
#   windows              per cent of demands with a window inside the month (60)
#   divisible            per cent of demands that are (10)
#   quotes               per cent of demands with a provider's quote (2)
#   instruments          per cent of resources and demands that are instruments (20); the other kinds
#                        of resources share the rest
#
# The first lines of the thesaurus count most; lines of '#' are left out.

BEGIN {
    FS = "\t"
    if (demands == "") demands = 500
    if (resources == "") resources = 2000
    if (seed == "") seed = 1
    if (month == "") month = "2026-12"
    if (load == "") load = 1
    if (skew == "") skew = 1
    if (budgets == "") budgets = 75
    if (tightness == "") tightness = 130
    if (windows == "") windows = 60
    if (divisible == "") divisible = 10
    if (quotes == "") quotes = 2
    if (instruments == "") instruments = 20
    salts = split("regions organisations resources demands quotes proposals bookings answers closures agreements funds vouchers", names, " ")
    for (s = 1; s <= salts; s++)
        salt[names[s]] = s
    if (!(kind in salt)) {
        print "desk.awk: kind=" kind " is none of: regions organisations resources demands quotes proposals bookings answers closures agreements funds vouchers" > "/dev/stderr"
        exit 1
    }
    kinds = split("facility.key_lab facility.big_science facility.field_station facility.instrument_centre facility.instrument_network facility.testing_system facility.metrology database.library database.digital_platform database.query_site database.union_catalogue database.auth_centre expert.manager expert.technician expert.researcher result.generic result.proprietary service", kind_, " ")
    nouns = split("system,platform,station,instrument,unit,系统,平台,装置,分析仪,实验站", noun, ",")
    samples = split("catalysts,thin films,polymers,alloys,tissue sections,battery electrodes,soil,river water,ceramics,membranes,催化剂,薄膜,高分子材料,合金,组织切片,电池极片,土壤,水样,陶瓷,蛋白质", sample, ",")
    open_hours[0] = "24x7"; open_hours[1] = "Mon-Fri 08:30-12:00 13:30-17:30"
    open_hours[2] = "Mon-Sat 08:00-20:00"; open_hours[3] = "Mon-Fri 09:00-17:00"
    grades = split("specialised specialised specialised specialised developing common mature basic strategic specialised", grade, " ")
    owners = 5 + int(resources / 50)
    # Three levels of regions: one country, 8 provinces, 5 towns in each.
    provinces = 8; towns = 5
    split(month, part, "-")
    first_day = day_number(part[1] + 0, part[2] + 0, 1)
    next_month = part[2] == 12 ? day_number(part[1] + 1, 1, 1) : day_number(part[1] + 0, part[2] + 1, 1)
    days = next_month - first_day
}

/^#/ || NF < 2 { next }
{
    group[groups++] = $0
    members[groups - 1] = 0
    for (i = 1; i <= NF; i++)
        if (substr($i, 1, 1) != "<" && $i != "")
            member[groups - 1, members[groups - 1]++] = $i
    weight += 1 / (groups ^ skew)
    upto[groups - 1] = weight
}

# ---- numbers ----

# Schrage's minimal standard generator; every record starts it anew.
function draw() {
    state = (state * 16807) % 2147483647
    return state / 2147483647
}
function start(what, i,    x) {
    x = (seed * 104729 + salt[what] * 1299709 + i * 7919) % 67108859 # its square is exact
    state = (x * x + i) % 2147483646 + 1 # squared, for else neighbours would stay neighbours
    draw(); draw(); draw()
}
function below(n) { return int(draw() * n) }
function chance(percent) { return draw() * 100 < percent }

# ---- days ----

function day_number(y, m, d,    era, yoe, doy) { # days since 1970-01-01
    if (m <= 2) y--
    era = int(y / 400); yoe = y - era * 400
    doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
    return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468
}
function day_text(n,    era, doe, yoe, doy, mp, y, m) {
    n += 719468
    era = int(n / 146097); doe = n - era * 146097
    yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
    doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
    mp = int((5 * doy + 2) / 153)
    m = mp < 10 ? mp + 3 : mp - 9; y = yoe + era * 400 + (m <= 2)
    return sprintf("%04d-%02d-%02d", y, m, doy - int((153 * mp + 2) / 5) + 1)
}
function instant(day, hour) { return day_text(day) "T" sprintf("%02d", hour) ":00:00Z" }

# ---- texts ----

function technique(    at, low, high, middle) { # common ones first
    at = draw() * weight
    low = 0; high = groups - 1
    while (low < high) {
        middle = int((low + high) / 2)
        if (upto[middle] < at) low = middle + 1; else high = middle
    }
    return low
}
function said(g) { return member[g, below(members[g])] }
# Most of a technique's resources are of one kind.
function kind_of(g) {
    if (chance(80))
        return (g * 37) % 100 < instruments ? "instrument" : kind_[1 + (g * 7) % kinds]
    return chance(instruments) ? "instrument" : kind_[1 + below(kinds)]
}
function resource_start(i) { start("resources", i); of_technique = technique(); of_kind = kind_of(of_technique) }
function demand_start(i) { start("demands", i); of_technique = technique(); of_kind = kind_of(of_technique) }
# A resource that has the demand's kind, or 0 after some tries; the generator's state is kept.
function resource_for(kind,    kept, at, tries, found) {
    for (tries = 0; tries < 200; tries++) {
        at = 1 + below(resources); kept = state
        resource_start(at)
        found = of_kind == kind
        state = kept
        if (found) return at
    }
    return 0
}
function town() { return "town-" (1 + below(provinces * towns)) }
function rate_of(g) { return 50 + (g * 53) % 450 }

# ---- the kinds ----

function regions_(    i) {
    print "uid,name,parent,code"
    print "country,Country,,C"
    for (i = 1; i <= provinces; i++) printf "province-%d,Province %d,country,P%d\n", i, i, i
    for (i = 1; i <= provinces * towns; i++) printf "town-%d,Town %d,province-%d,T%d\n", i, i, 1 + (i - 1) % provinces, i
}
function organisations_(    i) {
    print "uid,name,name_alt,kind,region,member_from"
    for (i = 1; i <= owners; i++) {
        start("organisations", i)
        printf "org-%d,University %d,第%d大学,university,%s,%s\n", i, i, i, town(), chance(60) ? "2020-01-01" : ""
    }
}
function resources_(    i, g, h, rate, minutes, hours) {
    print "uid,name,name_alt,description,kind,grade,access,owner,region,unit,open_hours,seats,capacity_minutes_month,price_member,price_outside,cost,attributes,slot_grid,length_minimum,length_maximum,notice,charge_step,fee,free_minutes_month,region_limit,status"
    for (i = 1; i <= resources; i++) {
        resource_start(i); g = of_technique; h = technique()
        rate = int(rate_of(g) * (0.6 + 0.8 * draw()))
        hours = below(10)
        minutes = chance(70) ? int((240 + 60 * below(21)) / load) : ""
        printf "res-%d,%s %s %d,%s,\"%s, %s; %s\",%s,%s,%s,org-%d,%s,hour,%s,%s,%s,%d.00,%s,%d.50,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
            said(g), noun[1 + below(nouns)], i, said(g), said(g), said(h), sample[1 + below(samples)],
            of_kind, grade[1 + below(grades)], chance(85) ? "open" : chance(60) ? "members" : "approval",
            1 + below(owners), chance(20) ? town() : "",
            hours < 4 ? open_hours[1] : hours < 7 ? open_hours[0] : hours < 9 ? open_hours[2] : open_hours[3],
            chance(5) ? 2 + below(3) : "", minutes, rate, chance(30) ? int(rate * 1.4) ".00" : "",
            int(rate * 0.3), chance(40) ? "resolution=" (1 + below(50)) " nm" : "",
            chance(30) ? 30 : "", chance(20) ? 60 : "", chance(15) ? 480 : "",
            chance(20) ? 1440 * (1 + below(3)) : "", chance(30) ? 15 : "", chance(5) ? "50.00" : "",
            chance(3) ? 120 : "", chance(2) ? "province-" (1 + below(provinces)) : "",
            chance(1) ? "maintenance" : "active"
    }
}
function demands_(    i, g, minutes, from, long, worth, dated) {
    print "uid,title,description,kind,requester,region,minutes,earliest,latest,budget,value,priority,divisible,attributes,status"
    for (i = 1; i <= demands; i++) {
        demand_start(i); g = of_technique
        minutes = 60 + int(1380 * draw() ^ 2.5 / 30) * 30
        from = first_day + below(days - 6); long = 4 + below(20)
        dated = chance(windows)
        worth = rate_of(g) * minutes / 60 * 1.2
        printf "dem-%d,%s: %s,\"%s %s %s\",%s,org-%d,%s,%d,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
            said(g), sample[1 + below(samples)], said(g), said(technique()), sample[1 + below(samples)],
            of_kind, 1 + below(owners), chance(10) ? town() : "", minutes,
            dated ? instant(from, 0) : "", dated ? instant(from + long, 0) : "",
            chance(budgets) ? int(worth * tightness / 100 * (0.5 + draw())) ".00" : "",
            chance(30) ? int(worth * (1 + 2 * draw())) ".00" : "",
            chance(80) ? "normal" : chance(75) ? "high" : "urgent",
            chance(divisible) ? 60 : "", chance(20) ? "resolution<=" (5 + below(40)) " nm" : "",
            chance(90) ? "open" : "proposed"
    }
}
function quotes_(    i, r, g, wanted, minutes) {
    print "uid,demand,resource,minutes,price,benefit,valid_until"
    for (i = 1; i <= demands; i++) {
        demand_start(i); wanted = of_kind; g = of_technique
        start("quotes", i)
        if (!chance(quotes) || !(r = resource_for(wanted))) continue
        minutes = 60 + 30 * below(20)
        printf "quo-%d,dem-%d,res-%d,%s,%s,%s,%s\n", i, i, r, chance(70) ? minutes : "",
            chance(80) ? int(rate_of(g) * minutes / 60) ".00" : "", chance(20) ? int(rate_of(g) * minutes / 30) ".00" : "",
            day_text(first_day + days)
    }
}
function proposals_(    i, r, wanted) {
    print "uid,demand,resource,status,stance"
    for (i = 1; i <= demands; i++) {
        demand_start(i); wanted = of_kind
        start("proposals", i)
        if (!chance(4) || !(r = resource_for(wanted))) continue
        printf "pro-%d,dem-%d,res-%d,%s\n", i, i, r,
            chance(40) ? "shortlisted," : chance(40) ? "proposed,pinned" : chance(50) ? "rejected,forbidden" : "proposed,"
    }
}
# What was done together in the two years before, and what is booked in the month: at most one a day and resource.
function bookings_(    i, n, day, hour) {
    print "uid,resource,organisation,start,end,status,used_minutes,cancelled,cancelled_by"
    for (i = 1; i <= resources; i++) {
        start("bookings", i)
        if (chance(15)) {
            day = first_day - 20 - below(600); hour = 1 + below(8)
            n = 60 * (1 + below(5))
            if (chance(8))
                printf "bok-%d-1,res-%d,org-%d,%s,%s,cancelled,,%s,%s\n", i, i, 1 + below(owners), instant(day, hour), instant(day, hour + n / 60), instant(day - 1, 0), chance(50) ? "provider" : "requester"
            else
                printf "bok-%d-1,res-%d,org-%d,%s,%s,completed,%d,,\n", i, i, 1 + below(owners), instant(day, hour), instant(day, hour + n / 60), n
        }
        if (chance(15)) {
            day = first_day + below(days); hour = 1 + below(6)
            printf "bok-%d-2,res-%d,org-%d,%s,%s,confirmed,,,\n", i, i, 1 + below(owners), instant(day, hour), instant(day, hour + 1 + below(4))
        }
    }
}
function answers_(    i) { # to the bookings that were completed
    print "uid,booking,role,q1,q2,q3,q4,q5,answered"
    for (i = 1; i <= resources; i++) {
        start("bookings", i)
        if (!chance(15)) continue
        draw(); draw(); draw()
        if (chance(8)) continue
        if (chance(60))
            printf "ans-%d,bok-%d-1,user,%d,%d,%d,%d,%d,%s\n", i, i, 2 + below(4), 2 + below(4), 3 + below(3), 3 + below(3), 1 + below(5), day_text(first_day - 15)
    }
}
function closures_(    i, day) {
    print "uid,title,kind,resource,organisation,start,end,mode"
    printf "clo-0,Holiday,holiday,,,%s,%s,report\n", instant(first_day + 24, 0), instant(first_day + 25, 0)
    for (i = 1; i <= resources; i++) {
        start("closures", i)
        if (!chance(3)) continue
        day = first_day + below(days - 3)
        printf "clo-%d,Service,maintenance,res-%d,,%s,%s,around\n", i, i, instant(day, 0), instant(day + 1 + below(2), 0)
    }
}
function agreements_(    i) {
    print "uid,title,kind,organisation,partner,valid_from,valid_until,free_minutes_month,discount,priority,status"
    for (i = 1; i <= owners; i++) {
        start("agreements", i)
        if (chance(30))
            printf "agr-%d,Agreement %d,sharing,org-%d,%s,2025-01-01,,%s,%s,%s,active\n", i, i, i,
                chance(30) ? "org-" (1 + below(owners)) : "", chance(10) ? 120 : "", chance(70) ? 10 : "", chance(10) ? "high" : ""
    }
}
function funds_() {
    print "uid,name,source,budget"
    print "fund-1,Innovation fund,innovation,9000000.00"
}
function vouchers_(    i) {
    print "uid,title,organisation,fund,amount,share,valid_from,status"
    for (i = 1; i <= owners; i++) {
        start("vouchers", i)
        if (chance(20))
            printf "vch-%d,Voucher %d,org-%d,fund-1,%d.00,%d,2026-01-01,active\n", i, i, i, 1000 * (1 + below(20)), 20 + 10 * below(4)
    }
}

END {
    if (!(kind in salt)) exit 1
    if (kind == "regions") regions_()
    else if (kind == "organisations") organisations_()
    else if (kind == "resources") resources_()
    else if (kind == "demands") demands_()
    else if (kind == "quotes") quotes_()
    else if (kind == "proposals") proposals_()
    else if (kind == "bookings") bookings_()
    else if (kind == "answers") answers_()
    else if (kind == "closures") closures_()
    else if (kind == "agreements") agreements_()
    else if (kind == "funds") funds_()
    else vouchers_()
}
