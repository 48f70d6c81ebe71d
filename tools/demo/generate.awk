# The demo desk: instruments, demands, the bookings of three months, and what follows from them.
# Times are written as {b-12 09:00}: working days from today; see exchange/demo.h.

# ---- chance, the same everywhere: Park and Miller ------------------------------------------------

function chance(n) { # 0 … n - 1
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * n)
}
function likely(percent) { return chance(100) < percent }
function pick(list,   words, n) { n = split(list, words, " "); return words[1 + chance(n)] }
function round_to(x, step) { return int(x / step + 0.5) * step }

# ---- cells -------------------------------------------------------------------------------------------

function cell(s) {
    if (s ~ /[",\n]/) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
    return s
}
# A row of as many columns as head() named.
function put(kind, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t,   v, w, line) {
    v[1] = a; v[2] = b; v[3] = c; v[4] = d; v[5] = e; v[6] = f; v[7] = g; v[8] = h; v[9] = i; v[10] = j
    v[11] = k; v[12] = l; v[13] = m; v[14] = n; v[15] = o; v[16] = p; v[17] = q; v[18] = r; v[19] = s; v[20] = t
    line = cell(a)
    for (w = 2; w <= width[kind]; w++) line = line "," cell(v[w])
    print line > ("data/demo/" kind ".csv")
}
function head(kind, names,   n) {
    width[kind] = split(names, n, " ")
    gsub(/ /, ",", names)
    print names > ("data/demo/" kind ".csv")
}
function money(cents,   sign) {
    sign = cents < 0 ? "-" : ""
    if (cents < 0) cents = -cents
    return sign sprintf("%d.%02d", int(cents / 100), cents % 100)
}
function clock(minutes) { return sprintf("%02d:%02d", int(minutes / 60), minutes % 60) }
function at(day, minutes) { return "{b" (day < 0 ? "" : "+") day " " clock(minutes) "}" }
function on(day) { return "{d" (day < 0 ? "" : "+") day "}" }

# ---- the lists -----------------------------------------------------------------------------------------

BEGIN {
    seed = 20261201
    FS = "\t"
    hours["s"] = "Mon-Fri 08:30-12:00 13:30-17:30"
    hours["x"] = "Mon-Fri 08:30-20:00; Sat 09:00-12:00"
    hours["a"] = "24x7"
    home["lju"] = "fac-lju"; home["yzmu"] = "fac-yzmu"; home["ljim"] = "fac-ljim"
    home["hengzhun"] = "fac-hzts"; home["hxu"] = "fac-hxu"; home["yzut"] = "fac-yzut"
    makers = "HL:华澜仪器 NL:Nordlicht VX:Vantor QC:启辰科仪 AU:Aurelian MC:明测精密 TS:Tessel"
    FIRST = -62 # working days back
    LAST = 22
}
FNR == 1 { file++ }
/^#/ { next }
file == 1 {
    n = split($0, f, ",")
    if (FNR == 1) next
    org[f[1]] = f[3]; member[f[1]] = f[8] != ""; mail[f[1]] = f[11]
    english[f[1]] = f[3] ~ /^[A-Z]/
    who[f[1]] = f[10]
    orgs[++org_count] = f[1]
    next
}
file == 2 {
    split($0, f, ",")
    if (f[11] == "active") {
        voucher[f[4]] = f[1]; voucher_fund[f[4]] = f[5]
        voucher_left[f[4]] = f[6] * 100; voucher_share[f[4]] = f[7]
    }
    next
}
file == 3 { person_row[++person_count] = $0; next }
file == 4 { instrument_row[++instrument_count] = $0; next }
file == 5 { platform_row[++platform_count] = $0; next }
file == 6 { demand_row[++demand_count] = $0; next }

# ---- people ----------------------------------------------------------------------------------------------

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

# ---- resources ---------------------------------------------------------------------------------------------

function resources_head(kind) {
    print "uid,code,name,name_alt,description,kind,grade,access,owner,facility,location,unit,open_hours," \
        "seats,capacity_minutes_month,price_member,price_outside,cost,attributes,contact_name," \
        "contact_email,status,notes,person,manufacturer,model,terms,slot_grid,length_minimum,notice," \
        "cancel_window,cancel_percent,release_after,qualification,quota_week" > ("data/demo/" kind ".csv")
}
function instrument(f, owner, n,   uid, o, maker, parts, model, zh, en, p, access, note, status, line) {
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
    owner_of[uid] = o; class[uid] = f[9]; title_of[uid] = english[o] ? en : zh
    usable[uid] = status == "active" && access != "agreement"
    of_code[f[1]] = of_code[f[1]] " " uid
    line = uid "," f[1] "-" n "," cell(english[o] ? en : zh) "," cell(english[o] ? zh : en) "," \
        cell(english[o] ? f[6] : f[5]) ",instrument," f[10] "," access "," o "," \
        (owner in home && !(f[4] ~ /it|agri/) ? home[owner] : "") "," \
        cell((english[o] ? "Building " (1 + chance(9)) ", room " : (1 + chance(9)) " 号楼 ") (101 + chance(5) * 100 + chance(20))) \
        ",," hours[f[9]] "," (f[1] == "HPC" ? 8 : f[1] == "CREEP" ? 4 : f[1] == "CHAMB" ? 3 : "") "," \
        (likely(25) ? (80 + chance(12) * 10) * 60 : "") "," money(inside[uid]) "," \
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
function platforms(   i, f, uid, o, person, attributes) {
    resources_head("resources")
    for (i = 1; i <= platform_count; i++) {
        split(platform_row[i], f, "\t")
        uid = tolower(f[1])
        o = "org-" f[5]
        attributes = f[11]
        person = ""
        if (attributes ~ /^person=/) { person = "p-" substr(attributes, 8); attributes = "" }
        owner_of[uid] = o; title_of[uid] = f[2]; inside[uid] = f[9] * 100
        open_grade[uid] = f[6] ~ /basic|common|mature/
        of_code[f[1]] = " " uid
        print uid "," f[1] "," cell(f[2]) "," cell(f[3]) "," cell(f[12]) "," f[4] "," f[6] "," f[7] "," o ",,," \
            f[8] "," (f[8] == "hour" || f[8] == "day" ? hours[f[10]] : "") "," \
            (f[8] == "seat" ? 40 : f[8] == "query" || f[8] == "licence" ? 100 : "") ",," money(f[9] * 100) ",," \
            money(round_to(f[9] * 0.4, 1) * 100) "," cell(attributes) "," cell(who[o]) "," mail[o] \
            ",active,," person ",,," cell(f[13]) ",,,,,,,," > "data/demo/resources.csv"
    }
}

# ---- ledger ---------------------------------------------------------------------------------------------------

# An entry with its postings: accounts and amounts were put into acc[] and amt[] by post().
function post(account, organisation, fund, cents) {
    if (cents == 0) return
    line_count++
    acc[line_count] = account; acc_org[line_count] = organisation
    acc_fund[line_count] = fund; amt[line_count] = cents
}
function entry(kind, title, when, organisation, booking, record, notes,   uid, i) {
    uid = sprintf("ent-%04d", ++entry_count)
    put("entries", uid, title, kind, when, organisation, booking, record, notes)
    for (i = 1; i <= line_count; i++)
        put("postings", uid "-" i, uid, acc[i], acc_org[i], acc_fund[i], money(amt[i]))
    line_count = 0
    return uid
}
# Largest remainder, equal ones in the order of the shares.
function split_charge(cents,   i, best, left) {
    share[1] = 70; share[2] = 10; share[3] = 15; share[4] = 5
    left = cents
    for (i = 1; i <= 4; i++) {
        part[i] = int(cents * share[i] / 100)
        rest[i] = cents * share[i] % 100
        left -= part[i]
    }
    for (; left > 0; left--) {
        best = 1
        for (i = 2; i <= 4; i++) if (rest[i] > rest[best]) best = i
        part[best]++
        rest[best] = -1
    }
}
# Thirds of the three months: the last is not settled yet.
function period_of(when,   day) {
    day = substr(when, 3) + 0
    return day < -41 ? 1 : day < -20 ? 2 : 3
}
function charge(kind, title, when, booking, user, owner, total, from_voucher) {
    split_charge(total + from_voucher)
    post("receivable", user, "", total)
    post("fund", "", voucher_fund[user], from_voucher)
    post("payable", owner, "", -part[1])
    post("operator", "", "", -part[2])
    post("fund", "", "fnd-reinvest", -part[3])
    post("fund", "", "fnd-risk", -part[4])
    owed[user, period_of(when)] += total
    earned[owner, period_of(when)] += part[1]
    return entry(kind, title, when, user, booking, from_voucher ? "voucher:" voucher[user] : "")
}
function funding(fund, giver, cents, title, day) {
    post("cash", "", "", cents)
    post("fund", "", fund, -cents)
    entry("funding", title, at(day, 600), giver, "", "fund:" fund)
}
function fundings() {
    head("entries", "uid title kind posted organisation booking record notes")
    head("postings", "uid entry account organisation fund amount")
    funding("fnd-public", "org-ljdst", 60000000, "财政专项拨款", -64)
    funding("fnd-innov", "org-yzht", 35000000, "创新券资金拨付", -64)
    funding("fnd-private", "org-lanxin", 12000000, "澜芯基金第一笔", -63)
    funding("fnd-award", "org-ljdst", 8000000, "年度奖励资金", -63)
    funding("fnd-public", "org-ljdst", 20000000, "财政专项追加", -30)
    post("receivable", "org-hxti", "", 600000); post("fund", "", "fnd-risk", -600000)
    owed["org-hxti", 1] += 600000
    entry("premium", "联合攻关项目保费", at(-58, 660), "org-hxti")
    post("receivable", "org-xinglan", "", 900000); post("fund", "", "fnd-risk", -900000)
    owed["org-xinglan", 1] += 900000
    entry("premium", "风洞试验保费", at(-57, 660), "org-xinglan")
}
# What was charged in a period is paid by most, and paid out to most.
function settle(period, day,   i, o, cents) {
    for (i = 1; i <= org_count; i++) {
        o = orgs[i]
        if (owed[o, period] > 0 && o !~ /dltu|sztex|nordhaven/) {
            cents = likely(80) ? owed[o, period] : int(owed[o, period] / 2)
            post("cash", "", "", cents); post("receivable", o, "", -cents)
            entry("payment", english[o] ? "Payment received" : "收到付款", at(day, 600 + i), o)
        }
        if (earned[o, period] > 0 && likely(85)) {
            post("payable", o, "", earned[o, period]); post("cash", "", "", -earned[o, period])
            entry("payout", english[o] ? "Income paid out" : "支付收入", at(day, 720 + i), o)
        }
    }
}

# ---- bookings ---------------------------------------------------------------------------------------------------

function price_of(uid, user, minutes,   rate, cents) {
    if (owner_of[uid] == user || open_grade[uid]) return 0
    rate = member[user] ? inside[uid] : outside[uid] ? outside[uid] : int(inside[uid] * 1.5)
    return int(rate * minutes / 60 + 0.5)
}
function voucher_part(user, cents,   part_of) {
    if (!(user in voucher)) return 0
    part_of = int(cents * voucher_share[user] / 100)
    return part_of > voucher_left[user] ? voucher_left[user] : part_of
}
function someone(o,   people_of) {
    people_of = of_org[o]
    return people_of == "" || likely(30) ? "" : pick(people_of)
}
# Books and, when it is over, charges. Returns the uid.
function book(uid, day, from, until, user, demand, status, title,   b, minutes, gross, paid, total, used, fee, provider) {
    b = sprintf("bok-%04d", ++booking_count)
    minutes = until - from
    provider = owner_of[uid]
    gross = price_of(uid, user, minutes)
    paid = status == "cancelled" || status == "no_show" || status == "displaced" ? 0 : voucher_part(user, gross)
    voucher_left[user] -= paid
    total = gross - paid
    used = status != "completed" ? "" : likely(80) || minutes < 120 ? minutes : minutes - 30
    put("bookings", b, uid, demand, user, someone(user), at(day, from), at(day, until), status, used, \
        status == "completed" ? money(total) : "", "", title, paid ? voucher[user] : "", \
        paid ? money(paid) : "", at(day - 3 - chance(9), 540 + chance(480)), \
        status == "completed" || status == "in_use" ? at(day, from) : "", \
        status == "cancelled" ? at(day - 1, 900) : "", status == "cancelled" ? pick("requester requester provider") : "")
    booked_user[b] = user; booked_on[b] = uid; booked_demand[b] = demand
    booked_start[b] = at(day, from); booked_end[b] = at(day, until)
    if (status == "completed" && gross > 0)
        charge("charge", title_of[uid], at(day, until), b, user, provider, total, paid)
    else if (status == "completed" && open_grade[uid] && provider != user) {
        used = int(cost[uid] * minutes / 60 + 0.5)
        post("fund", "", "fnd-public", used); post("payable", provider, "", -used)
        earned[provider, period_of(at(day, until))] += used
        entry("cost", (english[provider] ? "Cost of free use: " : "免费使用成本：") title_of[uid], at(day, until), provider, b)
    } else if (status == "no_show" && gross > 0)
        charge("fee", (english[user] ? "No-show: " : "未到场：") title_of[uid], at(day, until), b, user, provider, gross, 0)
    if (status == "completed" && provider != user && likely(55)) answer(b, user, day)
    return b
}
function answer(b, user, day,   level) {
    level = likely(12) ? 2 : 4
    put("answers", "ans-" substr(b, 5), b, "user", someone(user), mark(level), mark(level), mark(level), mark(level), \
        mark(level - 1), likely(35) ? remark(user, level) : "", "{b" (day + 1 > -1 ? -1 : day + 1) "}")
    if (likely(12))
        put("answers", "ans-" substr(b, 5) "-p", b, "peer", "", mark(4), mark(4), mark(4), mark(4), mark(4), "", \
            "{b" (day + 2 > -1 ? -1 : day + 2) "}")
}
function mark(level,   m) { m = level + chance(3) - 1 + (likely(50) ? 1 : 0); return m < 1 ? 1 : m > 5 ? 5 : m }
function remark(user, level) {
    if (english[user])
        return level < 3 ? pick("Had_to_wait_for_the_operator. Baseline_drifted_all_morning.") \
            : pick("Quick_and_careful. Excellent_support. As_promised.")
    return level < 3 ? pick("等待时间偏长。 基线漂移，需要校准。 通知不及时。") \
        : pick("老师很专业，数据质量好。 预约方便，准时开机。 报告清楚，下次还来。 性价比高。")
}
# Slots of a day; a free one is taken for at most `most` minutes. Sets slot_from and slot_until.
function slot(uid, day, most,   list, n, i, k, s, span) {
    list = class[uid] == "a" ? "540-720 840-1080 1200-1440" : class[uid] == "x" ? "540-720 780-1020 1020-1170" : "540-720 810-1020"
    n = split(list, s, " ")
    k = chance(n)
    for (i = 0; i < n; i++) {
        if ((uid, day, (i + k) % n) in taken) continue
        taken[uid, day, (i + k) % n] = 1
        split(s[(i + k) % n + 1], span, "-")
        slot_from = span[1] + 0
        slot_until = span[2] + 0
        if (slot_until - slot_from > most) slot_until = slot_from + most
        return 1
    }
    return 0
}
function purpose(user) {
    return english[user] ? pick("Routine_measurement Method_development Quality_control Student_project Follow-up_samples") \
        : pick("例行测试 方法建立 质量抽检 学生课题 补充样品 对比实验")
}
function background(   i, n, list, day, uid, user, r, popular, users) {
    popular = "SEM SEM-W FIB TEM CRYO AFM CLSM SIM 2P NMR6 NMR4 XRD SCXRD XPS CT LCMS QQQ GCMS ICPMS FTIR RAMAN TGA BET UTM FAT CMM PROBE LITHO SEQ QPCR FACS EMC TUN HPC GLOVE"
    users = "org-lju org-yzut org-hxu org-hjou org-qlau org-yzmu org-szu org-dltu org-ljim org-yzbi org-lanxin org-lanxin org-yunfan org-yunfan org-haizhong org-chenyao org-chenyao org-hxti org-hxti org-yuanlan org-qldairy org-hengzhun org-xinglan org-xinglan org-kestrel org-nordhaven org-sztex org-team-ifc org-team-flex org-team-coral org-team-neuro"
    n = split(popular, list, " ")
    for (i = 1; i <= n; i++) {
        uid = pick(of_code[list[i]])
        if (!usable[uid]) continue
        for (day = FIRST; day <= LAST; day++) {
            if (!likely(day < 0 ? 15 + (i % 5) * 6 : day == 0 ? 45 : 22 - day / 2)) continue
            if (!slot(uid, day, 90 + 30 * chance(5))) continue
            user = likely(18) ? owner_of[uid] : pick(users)
            if (day < 0) r = likely(92) ? "completed" : pick("cancelled cancelled no_show")
            else if (day == 0) r = "confirmed"
            else r = likely(78) ? "confirmed" : pick("requested requested tentative cancelled")
            book(uid, day, slot_from, slot_until, user, "", r, shown(purpose(user)))
        }
    }
}
function shown(s) { gsub(/_/, " ", s); return s }

# ---- demands -------------------------------------------------------------------------------------------------------

function resource_for(code, requester,   n, list, i, k) {
    n = split(of_code[code], list, " ")
    k = chance(n)
    for (i = 0; i < n; i++)
        if (owner_of[list[(i + k) % n + 1]] != requester && usable[list[(i + k) % n + 1]])
            return list[(i + k) % n + 1]
    return ""
}
# Sittings of a demand from a day on; the number of minutes that found a place.
function sittings(uid, demand, requester, minutes, first, last, status, title,   day, done) {
    for (day = first; day <= last && done < minutes; day += 1 + chance(2))
        if (slot(uid, day, minutes - done)) {
            last_booking = book(uid, day, slot_from, slot_until, requester, demand, status, title)
            done += slot_until - slot_from
        }
    return done
}
function proposal(d, uid, status, stance, minutes, requester, reason, day,   p) {
    p = sprintf("pro-%03d", ++proposal_count)
    put("proposals", p, d, uid, status, stance, sprintf("%.2f", 58 + chance(3800) / 100), minutes, \
        money(price_of(uid, requester, minutes)), money(round_to(minutes * (200 + chance(900)) / 60, 10) * 100), reason, \
        pick("chen park"), at(day, 600 + chance(360)), status == "accepted" || status == "declined" ? at(day + 1, 630) : "")
}
function demand(t, v, f, requester,   d, id, r, status, minutes, rate, budget, uid, day, received, en, title, earliest, latest, closed, reason, done) {
    id = 2 * (t - 1) + v
    d = sprintf("dem-%03d", id)
    en = english[requester]
    title = en ? f[3] : f[2]
    r = (id * 37) % 120
    minutes = v == 1 ? f[6] : round_to(f[6] * (50 + chance(80)) / 100, 60)
    uid = resource_for(f[1], requester)
    status = !uid || !(uid in class) ? (r < 60 ? "open" : r < 100 ? "proposed" : "draft") \
        : r < 26 ? "met" : r < 40 ? "allocated" : r < 62 ? "proposed" : r < 68 ? "draft" \
        : r < 74 ? "withdrawn" : r < 80 ? "expired" : "open"
    rate = uid ? inside[uid] / 100 : 200
    if (rate < 40) rate = 40
    budget = likely(85) ? round_to(rate * minutes / 60 * (110 + chance(120)) / 100, 100) : ""
    received = -1 - chance(12)
    earliest = on(1 + chance(4)); latest = on(18 + chance(30)); closed = ""; reason = ""
    if (status == "met") {
        received = -58 + chance(20)
        done = sittings(uid, d, requester, minutes, received + 5, -2, "completed", title)
        if (done == 0) status = "open"
        else { minutes = done; earliest = on(int(received * 7 / 5)); latest = on(-1); closed = booked_end[last_booking] }
    } else if (status == "allocated") {
        received = -30 + chance(15)
        done = sittings(uid, d, requester, minutes, 1, LAST, "confirmed", title)
        if (done < minutes) minutes = done ? done : minutes
        if (!done) status = "open"
        else allocation(d, uid, minutes, booked_start[last_booking], booked_end[last_booking])
    } else if (status == "expired" || status == "withdrawn") {
        received = -55 + chance(20)
        earliest = on(-40); latest = on(-12); closed = at(-8, 1020)
        reason = status == "withdrawn" ? (en ? "Bought elsewhere" : "改用自有设备") : ""
    } else if (r % 9 == 4)
        received = -25 # an old one, unanswered
    put("demands", d, title, wanted(f, en), kind_of(f[1]), requester, minutes, earliest, latest, \
        budget == "" ? "" : money(budget * 100), likely(55) && budget != "" ? money(round_to(budget * (120 + chance(200)) / 100, 100) * 100) : "", \
        pick("normal normal normal high high urgent"), minutes >= 720 ? pick("yes 120 180") : "", f[7], \
        pick("chen park chen wu"), status ~ /open|proposed/ && likely(30) ? on(-2 + chance(7)) : "", status, \
        person_of(requester), at(received, 540 + chance(480)), closed, reason)
    if (status == "proposed") {
        uid = uid ? uid : first_word(of_code[f[1]])
        if (uid) proposal(d, uid, "proposed", "", minutes, requester, "", -1 - chance(5))
        propose_others(d, f[1], uid, minutes, requester)
    } else if (status == "allocated" || status == "met")
        proposal(d, uid, "accepted", "", minutes, requester, "", received + 2)
    else if (status == "open" && uid && likely(25))
        proposal(d, uid, "shortlisted", likely(20) ? "pinned" : "", minutes, requester, "", -1 - chance(3))
    if (status == "open" && uid && likely(20)) quote(d, uid, minutes, requester)
    if (likely(35)) contact(d, requester, title, received, status)
}
# Most people know what they would like to use, some only what they want to know.
function wanted(f, en) {
    if (!(f[1] in called) || likely(20)) return en ? f[5] : f[4]
    return en ? f[5] ". By " called_english[f[1]] : f[4] "；拟用" called[f[1]]
}
function first_word(list,   w) { split(list, w, " "); return w[1] }
function person_of(o) { return of_org[o] == "" ? "" : first_word(of_org[o]) }
function kind_of(code,   i, f) {
    for (i = 1; i <= platform_count; i++) {
        split(platform_row[i], f, "\t")
        if (f[1] == code) return f[4]
    }
    return "instrument"
}
function propose_others(d, code, not_this, minutes, requester,   n, list, i) {
    n = split(of_code[code], list, " ")
    for (i = 1; i <= n && i <= 3; i++)
        if (list[i] != not_this && owner_of[list[i]] != requester && likely(45))
            proposal(d, list[i], pick("rejected declined shortlisted"), likely(15) ? "forbidden" : "", minutes, requester, \
                english[requester] ? "Too late for the requester" : pick("机时不足 分辨率不够 路途太远"), -2 - chance(4))
}
function quote(d, uid, minutes, requester) {
    put("quotes", sprintf("quo-%02d", ++quote_count), d, uid, round_to(minutes * (70 + chance(40)) / 100, 30), \
        money(round_to(inside[uid] / 100 * minutes / 60 * (80 + chance(30)) / 100, 10) * 100), \
        likely(40) ? money(round_to(minutes * 9, 10) * 100) : "", on(10 + chance(25)), \
        english[requester] ? "Operator included" : "含操作员")
}
function contact(d, requester, title, day, status,   en) {
    en = english[requester]
    put("contacts", sprintf("ctc-%03d", ++contact_count), (en ? "About: " : "关于：") title, "demand:" d, \
        at(day + 1 > 0 ? 0 : day + 1, 540 + chance(480)), pick("phone phone email message visit"), requester, person_of(requester), \
        pick("chen park wu"), en ? pick("Asked_for_a_date. Samples_arrive_next_week. Wants_two_quotes.") \
        : pick("询问最早可用时间。 样品下周寄到。 希望对比两家报价。 对方同意夜间机时。"), \
        status == "open" && likely(40) ? on(chance(6)) : "")
}

# The run that the last meeting decided on, and its decisions.
function allocation(d, uid, minutes, start, end,   benefit) {
    if (++line_of_run > 12) return
    benefit = round_to(minutes * (150 + chance(500)) / 60, 10)
    objective += benefit
    put("run_lines", sprintf("rln-%02d", line_of_run), "run-1", d, uid, minutes, start, end, money(benefit * 100), "", "")
    put("decisions", sprintf("dec-%02d", line_of_run), "同意：" title_of[uid], "mtg-2", "agd-2", "accept", "demand:" d, d, uid, \
        start, end, "", "", "陈守仁", "")
}
function meeting_ends() {
    put("run_lines", "rln-90", "run-1", "dem-010", "", "", "", "", "", "自由机时不足", "延长窗口七天")
    put("decisions", "dec-90", "同意补偿断电损毁的样品", "mtg-2", "agd-5", "accept", "claim:clm-1", "", "", "", "", "3200.00", "证据充分", "吴双", "{d+10}")
    put("decisions", "dec-91", "钛合金协议续行，优先级提高", "mtg-2", "agd-4", "accept", "agreement:agr-hxti-hxu", "", "", "", "", "", "", "谈畅", "{d+20}")
    put("decisions", "dec-92", "冷冻电镜夜间时段另行定价", "mtg-2", "agd-3", "defer", "resource:ins-cryo-1", "", "", "", "", "", "待成本测算", "邵静姝", "{d+15}")
    head("runs", "uid title month made objective bound balance_ppm notes")
    put("runs", "run-1", "试算方案一", "{m0}", "{m-1:25 16:20}", money(objective * 100), money(round_to(objective * 1.012, 10) * 100), 8400, "会议采用")
}
function claim_for(   b, i) {
    for (i = 1; i <= booking_count && !b; i++)
        if (booked_on[sprintf("bok-%04d", i)] ~ /ins-(litho|lcms|facs)/ && booked_user[sprintf("bok-%04d", i)] == "org-chenyao")
            b = sprintf("bok-%04d", i)
    if (!b) b = "bok-0001"
    head("claims", "uid title booking organisation fund amount granted evidence status decided meeting")
    put("claims", "clm-1", "断电致样品损毁", b, booked_user[b], "fnd-risk", "4800.00", "3200.00", "供电部门停电记录与样品清单", "granted", "{m-1:26}", "mtg-2")
    put("claims", "clm-2", "Drift spoiled a night of data", "bok-0040", booked_user["bok-0040"], "fnd-risk", "2600.00", "", "Log files of the run attached", "open")
    post("fund", "", "fnd-risk", 320000); post("payable", booked_user[b], "", -320000)
    entry("claim", "理赔：断电致样品损毁", at(-3, 600), booked_user[b], b, "claim:clm-1")
    post("fund", "", "fnd-award", 2000000); post("payable", "org-lju", "", -2000000)
    entry("award", "奖金：年度共享先进平台", at(-9, 600), "org-lju", "", "award:awd-1")
    post("fund", "", "fnd-award", 1000000); post("payable", "org-hxpe", "", -1000000)
    entry("award", "奖金：数据开放奖", at(-9, 610), "org-hxpe", "", "award:awd-5")
}
function demands(   t, f, requesters, n) {
    for (t = 1; t <= demand_count; t++) {
        split(demand_row[t], f, "\t")
        n = split(f[8], requesters, " ")
        demand(t, 1, f, "org-" requesters[1])
        demand(t, 2, f, "org-" requesters[n > 1 ? 2 : 1])
    }
}
END {
    people()
    platforms()
    instruments()
    fundings()
    head("bookings", "uid resource demand organisation person start end status used_minutes price notes title voucher voucher_amount requested checked_in cancelled cancelled_by")
    head("answers", "uid booking role person q1 q2 q3 q4 q5 comment answered")
    head("demands", "uid title description kind requester minutes earliest latest budget value priority divisible attributes handler follow_up status person received closed close_reason")
    head("proposals", "uid demand resource status stance score minutes price benefit reason proposed_by proposed answered")
    head("quotes", "uid demand resource minutes price benefit valid_until notes")
    head("contacts", "uid title record at channel organisation person handler summary follow_up")
    head("run_lines", "uid run demand resource minutes start end benefit reasons change")
    head("decisions", "uid title meeting agenda verdict record demand resource start end amount reason responsible due")
    demands()
    background()
    claim_for()
    settle(1, -38)
    settle(2, -17)
    meeting_ends()
}
