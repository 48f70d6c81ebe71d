# The bookings of the demo desk, and what follows from each: charge, answer.

function price_of(uid, user, minutes,   rate) {
    if (owner_of[uid] == user || open_grade[uid]) return 0
    rate = member[user] ? inside[uid] : outside[uid] ? outside[uid] : int(inside[uid] * 1.5)
    return int(rate * minutes / unit_minutes[uid] + 0.5)
}
function voucher_part(user, cents, day,   part_of) {
    if (!(user in voucher) || day < voucher_from[user] || day > voucher_until[user]) return 0
    part_of = int(cents * voucher_share[user] / 100)
    return part_of > voucher_left[user] ? voucher_left[user] : part_of
}
# Books and, when it is over, charges; `requested` is when it was booked.
function book(uid, from, until, minutes, user, demand, status, title, requested,   b, gross, paid, total, used, day) {
    b = sprintf("bok-%04d", ++booking_count)
    day = floor_of(age(from) / 1440)
    gross = price_of(uid, user, minutes)
    paid = status ~ /cancelled|no_show|displaced/ || (demand == "" && !likely(10)) ? 0 : voucher_part(user, gross, day)
    voucher_left[user] -= paid
    total = gross - paid
    used = status != "completed" ? "" : likely(80) || minutes < 120 ? minutes : minutes - 30
    put_at("bookings", requested, row("bookings", b, uid, demand, user, someone(user), from, until, status, used, \
        status == "completed" ? money(total) : "", title, paid ? voucher[user] : "", paid ? money(paid) : "", \
        requested, status == "completed" || status == "in_use" ? from : "", \
        status == "cancelled" ? at_before(from) : "", status == "cancelled" ? pick("requester requester provider") : ""))
    booked_user[b] = user; booked_on[b] = uid; booked_start[b] = from; booked_end[b] = until; booked_status[b] = status
    settle_use(b, uid, user, until, minutes, status, gross, total, paid)
    return b
}
# Called off a day or two before it begins.
function at_before(from,   day) { day = floor_of(age(from) / 1440); return on_at(day < 1 ? day - 1 : -1, 900) }
function settle_use(b, uid, user, until, minutes, status, gross, total, paid,   provider) {
    provider = owner_of[uid]
    if (status == "completed" && gross > 0)
        charge("charge", title_of[uid], until, b, user, provider, total, paid)
    else if (status == "completed" && open_grade[uid] && provider != user)
        free_use((english[provider] ? "Cost of free use: " : "免费使用成本：") title_of[uid], until, b, provider, \
            int(cost[uid] * minutes / unit_minutes[uid] + 0.5))
    else if (status == "no_show" && gross > 0)
        charge("fee", (english[user] ? "No-show: " : "未到场：") title_of[uid], until, b, user, provider, gross, 0)
    if (status == "completed" && provider != user && likely(34)) answer(b, user, floor_of(age(until) / 1440))
}
function answer(b, user, day,   level, when) {
    level = likely(12) ? 2 : 4
    when = on(day + 1 > -1 ? -1 : day + 1)
    put_at("answers", when, row("answers", "ans-" substr(b, 5), b, "user", someone(user), mark(level), mark(level), mark(level), \
        mark(level), mark(level - 1), likely(35) ? remark(user, level) : "", when))
    if (likely(12))
        put_at("answers", when, row("answers", "ans-" substr(b, 5) "-p", b, "peer", "", mark(4), mark(4), mark(4), mark(4), \
            mark(4), "", when))
}
function mark(level,   m) { m = level + chance(3) - 1 + (likely(50) ? 1 : 0); return m < 1 ? 1 : m > 5 ? 5 : m }
function remark(user, level) {
    if (english[user])
        return shown(level < 3 ? pick("Had_to_wait_for_the_operator. Baseline_drifted_all_morning.") \
            : pick("Quick_and_careful. Excellent_support. As_promised."))
    return level < 3 ? pick("等待时间偏长。 基线漂移，需要校准。 通知不及时。") \
        : pick("老师很专业，数据质量好。 预约方便，准时开机。 报告清楚，下次还来。 性价比高。")
}

# ---- time ----------------------------------------------------------------------------------------

# A free sitting of a working day, taken for at most `most` minutes. Sets slot_from and slot_until.
function slot(uid, day, most,   n, i, k, s, span) {
    n = split(sittings_in[timetable[uid]], s, " ")
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
# A run of so many minutes from nine o'clock of a calendar day, if it is free: the next begins at nine,
# too. What would end today goes on until tomorrow: nobody knows at which hour the demo is opened.
function run(uid, day, minutes,   k, days) {
    run_last = day + int((540 + minutes) / 1440)
    if (day < 0 && run_last == 0) { minutes += 1440; run_last = 1 }
    days = int((minutes + 1439) / 1440)
    if (day == 0) return 0
    for (k = day; k < day + days; k++) if ((uid, k) in taken) return 0
    for (k = day; k < day + days; k++) taken[uid, k] = 1
    run_from = on_at(day, 540)
    run_until = on_at(run_last, (540 + minutes) % 1440)
    run_minutes = minutes
    return 1
}

# ---- what is booked without the desk's help ------------------------------------------------------

function purpose(user) {
    return shown(english[user] ? pick("Routine_measurement Method_development Quality_control Student_project Follow-up_samples") \
        : pick("例行测试 方法建立 质量抽检 学生课题 补充样品 对比实验"))
}
# A year ago few knew of the desk: 0 to 1. Towards the end of the year more is asked.
function known(day) { return day > -17 ? 1.04 : 0.14 + 0.86 * (1 + day / -FIRST) }
# At first providers used their own most of the time.
function user_for(uid, day) { return likely(52 - 16 * known(day)) ? owner_of[uid] : pick(users) }
# An approval that is asked for waits on the desk's list: few, and not for long.
function status_ahead(uid) {
    if (approved[uid] && requests < 5 && likely(30)) { requests++; return "requested" }
    return likely(90) ? "confirmed" : pick("tentative cancelled")
}
function requested_before(day, status) {
    if (status == "requested") return on_at(requests == 1 ? -5 : -1, 540 + chance(480))
    return day <= 0 ? at(day - 2 - chance(8), 540 + chance(480)) : at(-1 - chance(8), 540 + chance(480))
}
function sitting(uid, day,   user, status) {
    if (!likely(asked[uid] * known(day) * (day > 0 ? 0.8 - day * 0.03 : day == 0 ? 0.4 : 1))) return
    if (!slot(uid, day, unit_minutes[uid] == 480 ? 480 : 120 + 60 * chance(7))) return
    user = user_for(uid, day)
    status = day == 0 ? "confirmed" : day > 0 ? status_ahead(uid) : likely(93) ? "completed" : pick("cancelled cancelled no_show")
    book(uid, at(day, slot_from), at(day, slot_until), slot_until - slot_from, user, "", status, purpose(user), \
        requested_before(day, status))
}
function runs(uid,   day, days, user, status) {
    for (day = calendar(FIRST); day < 30; day += 1 + chance(2)) {
        days = 1 + chance(inside[uid] > 30000 ? 2 : 4) # dear ones are not left running
        if (!likely(asked[uid] * known(day * 5 / 7) * (day > 0 ? 0.9 - day * 0.02 : 1))) continue
        if (!run(uid, day, days * 1440 - 60 * chance(10))) continue
        user = user_for(uid, day * 5 / 7)
        status = day > 0 ? status_ahead(uid) : run_last > 0 ? "in_use" : likely(94) ? "completed" : "cancelled"
        book(uid, run_from, run_until, run_minutes, user, "", status, purpose(user), \
            requested_before(floor_of(day * 5 / 7), status))
        day += days - 1
    }
}
function background(   i, day, uid) {
    users = "org-lju org-yzut org-hxu org-hjou org-qlau org-yzmu org-szu org-dltu org-ljim org-yzbi org-lanxin org-lanxin org-yunfan org-yunfan org-haizhong org-chenyao org-chenyao org-hxti org-hxti org-yuanlan org-qldairy org-hengzhun org-xinglan org-xinglan org-kestrel org-nordhaven org-sztex org-team-ifc org-team-flex org-team-coral org-team-neuro"
    for (i = 1; i <= bookable_count; i++) {
        uid = bookable[i]
        if (asked[uid] == 0) continue
        if (timetable[uid] == "always") runs(uid)
        else for (day = FIRST; day <= LAST; day++) sitting(uid, day)
    }
}
