# Chance, cells, rows and times for the demo desk. Times are written as the demo tells them, counted
# from today (exchange/demo.h): {b-12 09:00} in working days, {d-12 09:00} in days of the calendar.

# ---- chance, the same everywhere: Park and Miller ------------------------------------------------

function chance(n) { # 0 … n - 1
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * n)
}
function likely(percent) { return chance(100) < percent }
function pick(list,   words, n) { n = split(list, words, " "); return words[1 + chance(n)] }
function shown(s) { gsub(/_/, " ", s); return s }
function first_word(list,   w) { split(list, w, " "); return w[1] }

# ---- numbers -------------------------------------------------------------------------------------

function round_to(x, step) { return int(x / step + 0.5) * step }
function floor_of(x) { return x < int(x) ? int(x) - 1 : int(x) }
function money(cents,   sign) {
    sign = cents < 0 ? "-" : ""
    if (cents < 0) cents = -cents
    return sign sprintf("%d.%02d", int(cents / 100), cents % 100)
}

# ---- rows ----------------------------------------------------------------------------------------

function cell(s) {
    if (s ~ /[",\n]/) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
    return s
}
function row(kind, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t,   v, w, line) {
    v[1] = a; v[2] = b; v[3] = c; v[4] = d; v[5] = e; v[6] = f; v[7] = g; v[8] = h; v[9] = i; v[10] = j
    v[11] = k; v[12] = l; v[13] = m; v[14] = n; v[15] = o; v[16] = p; v[17] = q; v[18] = r; v[19] = s; v[20] = t
    line = cell(a)
    for (w = 2; w <= width[kind]; w++) line = line "," cell(v[w])
    return line
}
# A row of as many columns as head() named.
function put(kind, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t) {
    print row(kind, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t) > ("data/demo/" kind ".csv")
}
function head(kind, names,   n) {
    width[kind] = split(names, n, " ")
    gsub(/ /, ",", names)
    print names > ("data/demo/" kind ".csv")
}
# Rows that are told out of order go into the file by their time, as they would have come about:
# records are numbered in the order of the file.
function put_at(kind, time, line) { print age(time) "\t" line > ("data/demo/." kind) }
function in_order(kind,   unsorted, sorted) {
    sorted = "data/demo/" kind ".csv"
    unsorted = "data/demo/." kind
    close(sorted)
    close(unsorted)
    system("sort -n -s -k1,1 " unsorted " | cut -f2- >>" sorted " && rm " unsorted)
}

# ---- times ---------------------------------------------------------------------------------------

function clock(minutes) { return sprintf("%02d:%02d", int(minutes / 60), minutes % 60) }
function signed(day) { return (day < 0 ? "" : "+") day }
function at(day, minutes) { return "{b" signed(day) " " clock(minutes) "}" }
function on(day) { return "{d" signed(day) "}" }
function on_at(day, minutes) { return "{d" signed(day) " " clock(minutes) "}" }
# Minutes from today's start to a time, near enough to put times in order.
function age(time,   day, part) {
    day = substr(time, 3) + 0
    split(time, part, " ")
    return int((time ~ /^.b/ ? day * 7 / 5 : day) * 1440) + substr(part[2], 1, 2) * 60 + substr(part[2], 4, 2)
}
# Working days to calendar days.
function calendar(day) { return floor_of(day * 7 / 5) }
