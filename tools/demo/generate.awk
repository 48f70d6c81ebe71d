# The demo desk: instruments, demands, the bookings of a year, and what follows from them. Chance,
# rows and times are in kit.awk.

BEGIN {
    seed = 20261201
    FS = "\t"
    timetables()
    home["lju"] = "fac-lju"; home["yzmu"] = "fac-yzmu"; home["ljim"] = "fac-ljim"
    home["hengzhun"] = "fac-hzts"; home["hxu"] = "fac-hxu"; home["yzut"] = "fac-yzut"
    makers = "HL:华澜仪器 NL:Nordlicht VX:Vantor QC:启辰科仪 AU:Aurelian MC:明测精密 TS:Tessel"
    FIRST = -248 # working days back
    LAST = 22
}

# ---- the lists -----------------------------------------------------------------------------------

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
        voucher_from[f[4]] = substr(f[9], 3) + 0; voucher_until[f[4]] = substr(f[10], 3) + 0
    }
    next
}
file == 3 { person_row[++person_count] = $0; next }
file == 4 { instrument_row[++instrument_count] = $0; next }
file == 5 { platform_row[++platform_count] = $0; next }
file == 6 { demand_row[++demand_count] = $0; next }
file == 7 { figures[$1] = $0; next }

# ---- the tables ----------------------------------------------------------------------------------

END {
    people()
    platforms()
    instruments()
    head("entries", "uid title kind posted organisation booking record")
    head("postings", "uid entry account organisation fund amount")
    head("bookings", "uid resource demand organisation person start end status used_minutes price title voucher voucher_amount requested checked_in cancelled cancelled_by")
    head("answers", "uid booking role person q1 q2 q3 q4 q5 comment answered")
    head("demands", "uid title description kind requester minutes earliest latest budget value priority divisible attributes handler follow_up status person received closed close_reason")
    head("proposals", "uid demand resource status stance score minutes price benefit reason proposed_by proposed answered")
    head("quotes", "uid demand resource minutes price benefit valid_until notes")
    head("contacts", "uid title record at channel organisation person handler summary follow_up")
    head("run_lines", "uid run demand resource minutes start end benefit reasons change")
    head("decisions", "uid title meeting agenda verdict record demand resource start end amount reason responsible due")
    closed_demands()
    waiting_demands()
    background()
    claims_and_awards()
    fundings()
    settlements()
    meeting_ends()
    in_order("demands"); in_order("proposals"); in_order("contacts"); in_order("bookings"); in_order("answers")
    in_order("entries"); in_order("postings")
}
