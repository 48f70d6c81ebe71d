# The demands of the demo desk: a year of those that were closed, and those that wait now.

# The next template and requester, in an order that leaves long between two of the same kind.
function owns(o, code,   n, list, i) {
    n = split(of_code[code], list, " ")
    for (i = 1; i <= n; i++) if (owner_of[list[i]] == o) return 1
    return 0
}
function next_wanted(   n, requesters, tries) {
    template = template % demand_count + 1
    split(demand_row[(template * 23) % demand_count + 1], wanted_row, "\t")
    n = split(wanted_row[8], requesters, " ")
    do # who has one of its own need not ask
        requester = "org-" requesters[asked_before[wanted_row[1], wanted_row[2]]++ % n + 1]
    while (owns(requester, wanted_row[1]) && ++tries < n)
    batch = ++batch_of[requester, wanted_row[2]]
    en = english[requester]
    uid_of_demand = "dem-" tolower(wanted_row[1]) "-" (++demands_of[wanted_row[1]])
    title = (en ? wanted_row[3] : wanted_row[2]) (batch < 2 || waiting ? "" : en ? ", batch " batch : "（第" batch "批）")
    resource = resource_for(wanted_row[1], requester)
    minutes = batch == 1 && likely(60) ? wanted_row[6] : round_to(wanted_row[6] * (50 + chance(80)) / 100, 60)
    if (minutes < 60) minutes = 60
}
# Most people know what they would like to use; some of those that are waiting no more only told what
# they wanted to know.
function wanted(status) {
    if (!(wanted_row[1] in called) || status ~ /met|withdrawn|expired/ && likely(20)) return en ? wanted_row[5] : wanted_row[4]
    return en ? wanted_row[5] ". By " called_english[wanted_row[1]] : wanted_row[4] "；拟用" called[wanted_row[1]]
}
# What is dear is not asked for without a budget.
function demand(received, earliest, latest, status, closed, reason, follow_up,   rate, unit, budget, value) {
    rate = resource ? inside[resource] / 100 : 200
    if (rate < 40) rate = 40
    unit = resource && unit_minutes[resource] == 480 ? 480 : 60
    budget = rate >= 400 || likely(85) ? round_to(rate * minutes / unit * (120 + chance(120)) / 100, 100) : 0
    value = budget && likely(55) ? round_to(budget * (120 + chance(200)) / 100, 100) : 0
    put_at("demands", received, row("demands", uid_of_demand, title, wanted(status), kind_of(wanted_row[1]), requester, minutes, \
        earliest, latest, budget ? money(budget * 100) : "", value ? money(value * 100) : "", \
        pick("normal normal normal high high urgent"), minutes >= 720 ? pick("yes 120 180") : "", wanted_row[7], \
        pick("chen park chen wu"), follow_up, status, person_of(requester), received, closed, reason))
    if (likely(35)) contact(status, received)
}
# Of those that wait the figures are what anyone can reckon again beside them.
function proposal(uid, status, stance, reason, when, answered,   p, f) {
    p = sprintf("pro-%03d", ++proposal_count)
    f[2] = sprintf("%.2f", 62 + chance(3200) / 100)
    f[3] = minutes
    f[4] = money(price_of(uid, requester, minutes))
    f[5] = money(round_to(minutes * (200 + chance(900)) / 60, 10) * 100)
    if (p in figures) split(figures[p], f, "\t")
    put_at("proposals", when, row("proposals", p, uid_of_demand, uid, status, stance, f[2], f[3], f[4], f[5], reason, \
        pick("chen park"), when, answered))
}
function propose_others(when, answered,   n, list, i, status) {
    n = split(of_code[wanted_row[1]], list, " ")
    for (i = 1; i <= n && i <= 3; i++)
        if (list[i] != resource && owner_of[list[i]] != requester && likely(40)) {
            status = answered ? pick("rejected declined") : pick("rejected shortlisted")
            proposal(list[i], status, likely(15) ? "forbidden" : "", status == "shortlisted" ? "" : en ? "Too late for the requester" : \
                pick("机时不足 分辨率不够 路途太远"), when, status == "declined" ? answered : "")
        }
}
function quote() {
    put("quotes", sprintf("quo-%02d", ++quote_count), uid_of_demand, resource, round_to(minutes * (70 + chance(40)) / 100, 30), \
        money(round_to(inside[resource] / 100 * minutes / unit_minutes[resource] * (80 + chance(30)) / 100, 10) * 100), \
        likely(40) ? money(round_to(minutes * 9, 10) * 100) : "", on(10 + chance(25)), en ? "Operator included" : "含操作员")
}
function contact(status, received,   when, day) {
    day = int(age(received) / 1440) + 1
    when = on_at(day > -1 ? -1 : day, 1020 + chance(60))
    put_at("contacts", when, row("contacts", sprintf("ctc-%03d", ++contact_count), (en ? "About: " : "关于：") title, \
        "demand:" uid_of_demand, when, pick("phone phone email message visit"), requester, person_of(requester), \
        pick("chen park wu"), en ? shown(pick("Asked_for_a_date. Samples_arrive_next_week. Wants_two_quotes.")) \
        : pick("询问最早可用时间。 样品下周寄到。 希望对比两家报价。 对方同意夜间机时。"), \
        status == "open" ? on(++calls % 3 == 1 ? 0 : calls % 3 + 1) : ""))
}

# Sittings of the demand on its resource from a day on: how many minutes found a place. The first and
# last booking's times are left in first_start and last_end.
function sittings(first, last, status, requested,   day, done, b) {
    if (timetable[resource] == "always") {
        for (day = first; day <= last && !done; day++)
            if (run(resource, day, minutes)) {
                b = book(resource, run_from, run_until, run_minutes, requester, uid_of_demand, status == "completed" && run_last > 0 ? "in_use" : status, title, requested)
                done = run_minutes
                first_start = booked_start[b]; last_end = booked_end[b]
            }
        return done
    }
    for (day = first; day <= last && done < minutes; day++)
        if (slot(resource, day, minutes - done)) {
            b = book(resource, at(day, slot_from), at(day, slot_until), slot_until - slot_from, requester, uid_of_demand, status, title, requested)
            if (!done) first_start = booked_start[b]
            last_end = booked_end[b]
            done += slot_until - slot_from
        }
    return done
}
# How many days sittings take at least.
function days_needed(   n, s, i, span, day) {
    if (timetable[resource] == "always") return int(minutes / 1440) + 1
    n = split(sittings_in[timetable[resource]], s, " ")
    for (i = 1; i <= n; i++) { split(s[i], span, "-"); day += span[2] - span[1] }
    return int((minutes - 1) / day) + 1
}

# ---- those that were closed ----------------------------------------------------------------------

# A demand closed about a calendar day. The desk learns: what is met grows from two of five to two of
# three, and is answered sooner.
function closed_demand(day,   skill, start, received, proposed, answered) {
    skill = known(day * 5 / 7)
    next_wanted()
    met_share += 0.42 + 0.27 * skill + (day > -22 ? 0.12 : 0)
    if (met_share >= 1 && resource && resource in timetable) {
        start = timetable[resource] == "always" ? day - days_needed() : int(day * 5 / 7) - days_needed() + 1
        if (start > -days_needed()) start = -days_needed()
        received = (timetable[resource] == "always" ? start : calendar(start)) - 6 - chance(6) - int((1 - skill) * 8)
        proposed = received + 1 + chance(skill > 0.6 ? 2 : 5)
        answered = proposed + 1 + chance(2)
        done = sittings(start, timetable[resource] == "always" ? -3 : -1, "completed", on_at(answered, 900 + chance(120)))
        if (done) {
            minutes = done
            met_share--
            demand(on_at(received, 540 + chance(420)), on(received + 2), on(int(age(last_end) / 1440) + 3), "met", last_end)
            proposal(resource, "accepted", "", "", on_at(proposed, 600 + chance(360)), on_at(answered, 630 + chance(240)))
            propose_others(on_at(proposed, 960), on_at(answered, 700))
            return
        }
    }
    received = day - 12 - chance(14)
    if (likely(35)) {
        demand(on_at(received, 540 + chance(420)), on(received + 2), on(day + 15), "withdrawn", on_at(day, 1000), \
            en ? pick("Bought_elsewhere Project_stopped") : pick("改用自有设备 课题调整 已在外地完成"))
    } else {
        demand(on_at(received, 540 + chance(420)), on(received + 2), on(day - 1), "expired", on_at(day, 30))
        last_expired = uid_of_demand
    }
    if (resource && resource in timetable && likely(60))
        proposal(resource, "declined", "", en ? "No free time" : pick("机时不足 设备检修 样品不符合要求"), \
            on_at(received + 2 + chance(3), 600 + chance(360)), on_at(received + 6, 900))
}
function closed_demands(   day) {
    met_share = 0.6
    for (day = calendar(FIRST) + 20; day < 0; day += 1.75 + 2.4 * (1 - known(day * 5 / 7)))
        closed_demand(int(day))
}

# ---- those that wait -----------------------------------------------------------------------------

# Came in so many days ago, nothing proposed yet.
function open_demand(days,   listed) {
    next_wanted()
    demand(on_at(-days, 520 + chance(460)), on(1 + chance(4)), on(16 + chance(30)), "open", "", "", "")
    listed = resource && resource in timetable && ++open_count % 3 == 0
    if (listed) proposal(resource, "shortlisted", open_count == 3 ? "pinned" : "", "", on_at(-1, 1000), "")
    if (resource && resource in timetable && open_count % 2) quote()
}
# Proposed so many days ago; the provider has said yes if `answered`.
function proposed_demand(days, answered) {
    do next_wanted(); while (!resource || !(resource in timetable))
    demand(on_at(-days - 1 - chance(3), 540 + chance(420)), on(1 + chance(4)), on(16 + chance(30)), "proposed", "", "", \
        days > 3 ? on(-1) : likely(30) ? on(2 + chance(4)) : "")
    proposal(resource, answered ? "accepted" : "proposed", "", "", on_at(-days, 600 + chance(360)), answered ? on_at(-1, 640 + chance(300)) : "")
    propose_others(on_at(-days, 990), "")
    if (answered) quote()
}
# Given its time by the last meeting.
function allocated_demand(   received, done) {
    do next_wanted(); while (!resource || !(resource in timetable) || asked[resource] > 40)
    received = -24 + chance(5)
    done = sittings(1 + chance(4), timetable[resource] == "always" ? 28 : LAST, "confirmed", on_at(-16 - chance(3), 960))
    if (!done) return
    minutes = done
    demand(on_at(received, 540 + chance(420)), on(-2), on(24 + chance(12)), "allocated", "", "", "")
    proposal(resource, "accepted", "", "", on_at(received + 1 + chance(2), 600 + chance(360)), on_at(received + 4, 640))
    allocation(resource, minutes, first_start, last_end)
}
function draft_demand() {
    next_wanted()
    demand(on_at(-1 - chance(6), 540 + chance(420)), on(3 + chance(6)), on(20 + chance(30)), "draft", "", "", draft_count++ ? "" : on(0))
}
function waiting_demands(   i, n, list) {
    waiting = 1
    n = split("9 6 4 1 1 1 1 1", list, " ")
    for (i = 1; i <= n; i++) open_demand(list[i])
    n = split("8 5 1 1 1 1", list, " ")
    for (i = 1; i <= n; i++) proposed_demand(list[i], 0)
    for (i = 1; i <= 3; i++) proposed_demand(3 + i, 1)
    for (i = 1; i <= 8; i++) allocated_demand()
    for (i = 1; i <= 3; i++) draft_demand()
}

# ---- the last meeting ----------------------------------------------------------------------------

# The run that it decided on, and its decisions.
function allocation(uid, minutes, start, end,   benefit) {
    line_of_run++
    benefit = round_to(minutes * (150 + chance(500)) / 60, 10)
    objective += benefit
    put("run_lines", sprintf("rln-%02d", line_of_run), "run-1", uid_of_demand, uid, minutes, start, end, money(benefit * 100), "", "")
    put("decisions", sprintf("dec-%02d", line_of_run), "同意：" title_of[uid], "mtg-2", "agd-2", "accept", "demand:" uid_of_demand, \
        uid_of_demand, uid, start, end, "", "", "陈守仁", "")
}
function meeting_ends() {
    put("run_lines", "rln-90", "run-1", last_expired, "", "", "", "", "", "自由机时不足", "延长窗口七天")
    put("decisions", "dec-90", "同意补偿断电损毁的样品", "mtg-2", "agd-5", "accept", "claim:clm-1", "", "", "", "", "3200.00", "证据充分", "吴双", "{d-3}")
    put("decisions", "dec-91", "钛合金协议续行，优先级提高", "mtg-2", "agd-4", "accept", "agreement:agr-hxti-hxu", "", "", "", "", "", "", "谈畅", "{d+4}")
    put("decisions", "dec-92", "冷冻电镜夜间时段另行定价", "mtg-2", "agd-3", "defer", "resource:ins-cryo-1", "", "", "", "", "", "待成本测算", "邵静姝", "{d+15}")
    head("runs", "uid title month made objective bound balance_ppm notes")
    put("runs", "run-1", "试算方案一", "{m0}", "{m-1:25 16:20}", money(objective * 100), money(round_to(objective * 1.012, 10) * 100), 8400, "会议采用")
}
# The last booking of such resources and in such a state that began that many days ago or earlier.
function last_use(resources, organisations, days,   i, b, best) {
    for (i = 1; i <= booking_count; i++) {
        b = sprintf("bok-%04d", i)
        if (booked_status[b] == "completed" && booked_on[b] ~ resources && booked_user[b] ~ organisations && \
            age(booked_start[b]) < -days * 1440 && (!best || age(booked_start[b]) > age(booked_start[best]))) best = b
    }
    return best
}
function claims_and_awards(   cut, drift) {
    cut = last_use("ins-(litho|lcms|facs|flow|spr|ferm)", "org-(chenyao|yzmu|qldairy)", 40)
    drift = last_use("ins-(cryo|nmr6|2p|lcms|seq)", ".", 2)
    head("claims", "uid title booking organisation fund amount granted evidence status decided meeting")
    put("claims", "clm-1", "断电致样品损毁", cut, booked_user[cut], "fnd-risk", "4800.00", "3200.00", "供电部门停电记录与样品清单", "granted", "{m-1:26}", "mtg-2")
    put("claims", "clm-2", english[booked_user[drift]] ? "Drift spoiled a night of data" : "基线漂移致整夜数据作废", drift, booked_user[drift], \
        "fnd-risk", "48000.00", "", english[booked_user[drift]] ? "Log files of the run attached" : "附运行日志", "open")
    post("fund", "", "fnd-risk", 320000); post("payable", booked_user[cut], "", -320000)
    entry("claim", "理赔：断电致样品损毁", at(-3, 600), booked_user[cut], cut, "claim:clm-1")
    post("fund", "", "fnd-award", 2000000); post("payable", "org-lju", "", -2000000)
    entry("award", "奖金：年度共享先进平台", at(-9, 600), "org-lju", "", "award:awd-1")
    post("fund", "", "fnd-award", 1000000); post("payable", "org-hxpe", "", -1000000)
    entry("award", "奖金：数据开放奖", at(-9, 610), "org-hxpe", "", "award:awd-5")
}
