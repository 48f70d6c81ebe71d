# People, instruments and platforms of the demo desk.

function person_uid(latin,   s) {
    s = tolower(latin)
    gsub(/í/, "i", s)
    gsub(/[^a-z]/, "", s)
    return "p-" s
}
function people(   i, f, uid, latin) {
    head("people", "uid name name_alt kind organisation skills orcid email phone position integrity knowledge ability performance account")
    for (i = 1; i <= person_count; i++) {
        split(person_row[i], f, "\t")
        latin = f[1] ~ /^[A-Z]/ ? f[1] : f[2]
        uid = person_uid(latin)
        of_org["org-" f[4]] = of_org["org-" f[4]] " " uid
        put("people", uid, f[1], f[2], f[3], "org-" f[4], f[5], "", \
            substr(uid, 3) "@" f[4] ".example", "0500-88" (300000 + i * 137), f[6], \
            70 + chance(30), 65 + chance(35), 65 + chance(35), 60 + chance(40), f[7])
    }
}
function person_of(o) { return of_org[o] == "" ? "" : first_word(of_org[o]) }
function someone(o) { return of_org[o] == "" || likely(30) ? "" : pick(of_org[o]) }

# ---- resources -----------------------------------------------------------------------------------

# The hours that are given to sharing, and the sittings of a day in them; `a` runs day and night.
function timetables() {
    hours["after"] = "Mon-Fri 13:30-17:30"; sittings_in["after"] = "810-1050"
    hours["fore"] = "Mon-Fri 08:30-12:00"; sittings_in["fore"] = "510-720"
    hours["day"] = "Mon-Fri 08:30-12:00 13:30-17:30"; sittings_in["day"] = "510-720 810-1050"
    hours["through"] = "Mon-Fri 09:00-17:00"; sittings_in["through"] = "540-1020"
    hours["long"] = "Mon-Fri 08:30-20:00; Sat 09:00-12:00"; sittings_in["long"] = "510-840 840-1170"
    hours["always"] = "24x7"
    of_class["s"] = "after after fore day day"
    of_class["x"] = "through through long"
    of_class["a"] = "always"
}
# How much of a day's time the desk's members ask of it, in per cent, now that they know of it: some
# instruments lie idle, a few are sought after.
function demand_for(table,   r) {
    r = chance(100)
    if (table == "always") return r < 12 ? 0 : r < 40 ? 15 + chance(15) : r < 85 ? 35 + chance(25) : 70 + chance(20)
    return r < 12 ? 0 : r < 55 ? 6 + chance(6) : r < 88 ? 14 + chance(12) : 34 + chance(20)
}
function resources_head(kind) {
    print "uid,code,name,name_alt,description,kind,grade,access,owner,facility,location,unit,open_hours," \
        "seats,capacity_minutes_month,price_member,price_outside,cost,attributes,contact_name," \
        "contact_email,status,notes,person,manufacturer,model,terms,slot_grid,length_minimum,notice," \
        "cancel_window,cancel_percent,release_after,qualification,quota_week" > ("data/demo/" kind ".csv")
}
# Minutes of a month that are there for sharing. What runs day and night is booked for whole days.
function capacity(table) { return (80 + chance(12) * 10 + (table == "always" ? 440 : 0)) * 60 }
function instrument(f, owner, n,   uid, o, maker, parts, model, zh, en, p, access, status, line) {
    o = "org-" owner
    uid = "ins-" tolower(f[1]) "-" n
    maker = pick(makers)
    split(maker, parts, ":")
    model = parts[1] "-" (12 + chance(80)) * 100
    zh = f[2] " " model
    en = f[3] " " model
    p = f[10] == "basic" || f[10] == "mature" && likely(50) ? f[8] : round_to(f[8] * (85 + chance(36)) / 100, 10)
    if (p < 10) p = 10
    access = f[10] == "strategic" ? "approval" : pick("open open open open members members approval open")
    status = f[1] == "XPS" && n == 2 ? "maintenance" : f[1] == "SEM-W" && n == 4 ? "retired" : "active"
    open_grade[uid] = f[10] == "basic" || f[10] == "common" || f[10] == "mature"
    inside[uid] = p * 100
    outside[uid] = likely(40) ? round_to(p * 1.6, 10) * 100 : 0
    cost[uid] = round_to(p * (40 + chance(25)) / 100, 5) * 100
    owner_of[uid] = o; title_of[uid] = english[o] ? en : zh; unit_minutes[uid] = 60
    timetable[uid] = pick(of_class[f[9]])
    asked[uid] = demand_for(timetable[uid])
    approved[uid] = access == "approval"
    usable[uid] = status == "active"
    of_code[f[1]] = of_code[f[1]] " " uid
    if (usable[uid]) bookable[++bookable_count] = uid
    line = uid "," f[1] "-" n "," cell(english[o] ? en : zh) "," cell(english[o] ? zh : en) "," \
        cell(english[o] ? f[6] : f[5]) ",instrument," f[10] "," access "," o "," \
        (owner in home && !(f[4] ~ /it|agri/) ? home[owner] : "") "," \
        cell((english[o] ? "Building " (1 + chance(9)) ", room " : (1 + chance(9)) " 号楼 ") (101 + chance(5) * 100 + chance(20))) \
        ",," hours[timetable[uid]] "," (f[1] == "HPC" ? 2 : "") "," \
        (likely(25) ? capacity(timetable[uid]) : "") "," money(inside[uid]) "," \
        (outside[uid] ? money(outside[uid]) : "") "," money(cost[uid]) "," cell(f[7]) "," \
        cell(who[o]) "," mail[o] "," status "," (status == "retired" ? "已由新型号替代" : "") ",," \
        parts[2] "," model ",,30,30," (access == "approval" ? 2880 : likely(30) ? 120 : "") "," \
        (likely(70) ? 1440 : "") "," (likely(70) ? 50 : "") ",," \
        (f[1] == "CRYO" ? "冷冻电镜操作证" : f[1] == "LITHO" ? "洁净室准入" : "") "," \
        (f[10] == "strategic" ? 2880 : "")
    print line > "data/demo/resources-instruments.csv"
}
function instruments(   i, k, n, f, owners) {
    resources_head("resources-instruments")
    for (i = 1; i <= instrument_count; i++) {
        split(instrument_row[i], f, "\t")
        called[f[1]] = f[2]; called_english[f[1]] = f[3]
        n = split(f[11], owners, " ")
        for (k = 1; k <= n; k++) instrument(f, owners[k], k)
    }
}
# Facilities as a whole, services and experts are used by half-days and days; a day is eight hours.
function platforms(   i, f, uid, o, person, attributes, table) {
    resources_head("resources")
    for (i = 1; i <= platform_count; i++) {
        split(platform_row[i], f, "\t")
        uid = tolower(f[1])
        o = "org-" f[5]
        attributes = f[11]
        person = ""
        if (attributes ~ /^person=/) { person = "p-" substr(attributes, 8); attributes = "" }
        owner_of[uid] = o; title_of[uid] = f[2]; inside[uid] = f[9] * 100
        cost[uid] = round_to(f[9] * 0.4, 1) * 100
        open_grade[uid] = f[6] ~ /basic|common|mature/
        approved[uid] = f[7] == "approval"
        unit_minutes[uid] = f[8] == "day" ? 480 : 60
        of_code[f[1]] = " " uid
        kind_of_code[f[1]] = f[4]
        called[f[1]] = f[2]; called_english[f[1]] = f[3]
        table = f[8] == "day" ? "through" : f[10] == "x" ? "through" : pick("after day")
        if (f[8] == "hour" || f[8] == "day") {
            timetable[uid] = table
            usable[uid] = f[7] != "agreement"
            asked[uid] = likely(15) ? 0 : 4 + chance(10)
            if (usable[uid]) bookable[++bookable_count] = uid
        }
        print uid "," f[1] "," cell(f[2]) "," cell(f[3]) "," cell(f[12]) "," f[4] "," f[6] "," f[7] "," o ",,," \
            f[8] "," (f[8] == "hour" || f[8] == "day" ? hours[table] : "") "," \
            (f[8] == "seat" ? 40 : f[8] == "query" || f[8] == "licence" ? 100 : "") ",," money(f[9] * 100) ",," \
            money(cost[uid]) "," cell(attributes) "," cell(who[o]) "," mail[o] \
            ",active,," person ",,," cell(f[13]) ",,,,,,,," > "data/demo/resources.csv"
    }
}
function kind_of(code) { return code in kind_of_code ? kind_of_code[code] : "instrument" }
# One that the requester does not own itself; "" if there is none.
function resource_for(code, requester,   n, list, i, k, uid) {
    n = split(of_code[code], list, " ")
    k = chance(n)
    for (i = 0; i < n; i++) {
        uid = list[(i + k) % n + 1]
        if (owner_of[uid] != requester && usable[uid]) return uid
    }
    return ""
}
