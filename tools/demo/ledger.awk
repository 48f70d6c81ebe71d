# The ledger of the demo desk: what its uses were charged, what was paid, what went into the funds.

# An entry with its postings, which were put into acc[] and amt[] by post().
function post(account, organisation, fund, cents) {
    if (cents == 0) return
    line_count++
    acc[line_count] = account; acc_org[line_count] = organisation
    acc_fund[line_count] = fund; amt[line_count] = cents
}
function entry(kind, title, when, organisation, booking, record,   uid, i) {
    uid = sprintf("ent-%04d", ++entry_count)
    put_at("entries", when, row("entries", uid, title, kind, when, organisation, booking, record))
    for (i = 1; i <= line_count; i++)
        put_at("postings", when, row("postings", uid "-" i, uid, acc[i], acc_org[i], acc_fund[i], money(amt[i])))
    line_count = 0
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
# Accounts are settled by the four weeks, counted back from today: 0 is not over yet.
function period_of(when) { return int(-age(when) / 1440 / 28) }
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
    entry(kind, title, when, user, booking, from_voucher ? "voucher:" voucher[user] : "")
}
# What a free use costs its provider is paid by the public fund.
function free_use(title, when, booking, provider, cents) {
    if (cents == 0) return
    post("fund", "", "fnd-public", cents); post("payable", provider, "", -cents)
    earned[provider, period_of(when)] += cents
    public_cost[int(period_of(when) / 3)] += cents
    entry("cost", title, when, provider, booking)
}
function funding(fund, giver, cents, title, when) {
    post("cash", "", "", cents)
    post("fund", "", fund, -cents)
    entry("funding", title, when, giver, "", "fund:" fund)
}
function premium(organisation, cents, title, when) {
    post("receivable", organisation, "", cents); post("fund", "", "fnd-risk", -cents)
    owed[organisation, period_of(when)] += cents
    entry("premium", title, when, organisation)
}
# The public fund is given every twelve weeks what that quarter will take, and a little more.
function fundings(   quarter) {
    for (quarter = 4; quarter >= 0; quarter--)
        if (public_cost[quarter])
            funding("fnd-public", "org-ljdst", round_to(public_cost[quarter] * 1.08 + 1500000, 1000000), \
                quarter == 4 ? "财政专项拨款" : "财政专项追加", on_at(-(quarter + 1) * 84 - 2, 600))
    funding("fnd-innov", "org-yzht", 35000000, "创新券资金拨付", on_at(-180, 600))
    funding("fnd-private", "org-lanxin", 12000000, "澜芯基金第一笔", on_at(-170, 600))
    funding("fnd-private", "org-lanxin", 6000000, "澜芯基金第二笔", on_at(-40, 600))
    funding("fnd-award", "org-ljdst", 8000000, "年度奖励资金", on_at(-200, 600))
    premium("org-hxti", 600000, "联合攻关项目保费", on_at(-82, 660))
    premium("org-xinglan", 900000, "风洞试验保费", on_at(-80, 660))
}
# What was charged in a period is paid three weeks after it, but by some who are late, and what was
# earned is paid out.
function settle(period, day,   i, o, cents) {
    for (i = 1; i <= org_count; i++) {
        o = orgs[i]
        cents = owed[o, period]
        if (o in late && period <= late[o]) cents = o == "org-nordhaven" ? int(cents / 200) * 100 : 0
        if (cents > 0) {
            post("cash", "", "", cents); post("receivable", o, "", -cents)
            entry("payment", english[o] ? "Payment received" : "收到付款", on_at(day - chance(5), 540 + i), o)
        }
        if (earned[o, period] > 0) {
            post("payable", o, "", earned[o, period]); post("cash", "", "", -earned[o, period])
            entry("payout", english[o] ? "Income paid out" : "支付收入", on_at(day + 1, 720 + i), o)
        }
    }
}
function settlements(   period) {
    late["org-dltu"] = 2; late["org-sztex"] = 1; late["org-nordhaven"] = 1
    for (period = 13; period >= 1; period--) settle(period, -28 * period + 22)
}
