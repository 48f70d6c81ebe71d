/* clang-format off */
/* tables.h: the field table. Every record type of the desk is described here once, and only here:
 * the C struct, the SQL column list, CSV header and order, form, table columns, detail view, filter
 * language, JSON and docs/csv.md all come from it. A new field is one line here and one migration
 * in data/schema/.
 *
 * A line is  F(TYPE, member, label, argument, check, flags, width, help)
 *   TYPE      see enum model_value_type in field.h; decides the C type and how text is read and
 *             written
 *   member    name in C, SQL, CSV, JSON, filters: one name everywhere
 *   argument  CODE: MODEL_VOCABULARY_*; REF: the type it links to; others: 0
 *   check     model_check_* for a text with a grammar of its own, or NULL
 *   flags     see enum model_field_flag; short names below
 *   width     default column width in a table; 0 = not shown unless asked for
 * The columns that interfaces.md lists come first and in its order; then the further columns.
 * `uid` before them and `retired`, `merged_into`, `extra` after them are common to all types. */
#ifndef SHAREDESK_MODEL_TABLES_H
#define SHAREDESK_MODEL_TABLES_H

/* T(ID, name, plural, letters, label, plural label): name is the struct's and the singular KIND,
 * plural the table's and the CSV file's name. Order: links point upward where they can. */
#define MODEL_TYPES(T)                                                                             \
    T(REGION, region, regions, "Z", N_("Region"), N_("Regions"))                                   \
    T(ORGANISATION, organisation, organisations, "O", N_("Organisation"), N_("Organisations"))     \
    T(PERSON, person, people, "P", N_("Person"), N_("People"))                                     \
    T(OUTPUT, output, outputs, "U", N_("Output"), N_("Outputs"))                                   \
    T(QUALIFICATION, qualification, qualifications, "L", N_("Qualification"), N_("Qualifications")) \
    T(RESOURCE, resource, resources, "R", N_("Resource"), N_("Resources"))                         \
    T(AGREEMENT, agreement, agreements, "A", N_("Agreement"), N_("Agreements"))                    \
    T(FUND, fund, funds, "F", N_("Fund"), N_("Funds"))                                             \
    T(VOUCHER, voucher, vouchers, "V", N_("Voucher"), N_("Vouchers"))                              \
    T(DEMAND, demand, demands, "D", N_("Demand"), N_("Demands"))                                   \
    T(QUOTE, quote, quotes, "Q", N_("Quote"), N_("Quotes"))                                        \
    T(PROPOSAL, proposal, proposals, "J", N_("Proposal"), N_("Proposals"))                         \
    T(BOOKING, booking, bookings, "B", N_("Booking"), N_("Bookings"))                              \
    T(CLOSURE, closure, closures, "X", N_("Closure"), N_("Closures"))                              \
    T(ACTIVITY, activity, activities, "T", N_("Activity"), N_("Activities"))                       \
    T(PARTICIPANT, participant, participants, "TP", N_("Participant"), N_("Participants"))         \
    T(OUTCOME, outcome, outcomes, "TO", N_("Outcome"), N_("Outcomes"))                             \
    T(ENTRY, entry, entries, "E", N_("Ledger entry"), N_("Ledger entries"))                        \
    T(POSTING, posting, postings, "EP", N_("Posting"), N_("Postings"))                             \
    T(CLAIM, claim, claims, "C", N_("Claim"), N_("Claims"))                                        \
    T(AWARD, award, awards, "W", N_("Award"), N_("Awards"))                                        \
    T(CONTRIBUTION, contribution, contributions, "OC", N_("Contribution"), N_("Contributions"))    \
    T(ANSWER, answer, answers, "S", N_("Answer"), N_("Answers"))                                   \
    T(MEETING, meeting, meetings, "M", N_("Meeting"), N_("Meetings"))                              \
    T(AGENDA, agenda, agenda_items, "MI", N_("Agenda item"), N_("Agenda items"))                   \
    T(DECISION, decision, decisions, "N", N_("Decision"), N_("Decisions"))                         \
    T(RUN, run, runs, "G", N_("Allocation run"), N_("Allocation runs"))                            \
    T(RUN_LINE, run_line, run_lines, "GL", N_("Run line"), N_("Run lines"))                        \
    T(CONTACT, contact, contacts, "K", N_("Contact"), N_("Contacts"))                              \
    T(WATCH, watch, watches, "Y", N_("Watch"), N_("Watches"))                                      \
    T(ATTACHMENT, attachment, attachments, "H", N_("Attachment"), N_("Attachments"))               \
    T(SETTING, setting, settings, "ST", N_("Setting"), N_("Settings"))

/* Flags, short for the tables below; only field.c, which expands them, asks for them. */
#ifdef MODEL_FIELD_FLAGS_SHORT
#define FR MODEL_FIELD_REQUIRED
#define FT (MODEL_FIELD_TITLE | MODEL_FIELD_REQUIRED | MODEL_FIELD_SEARCH)
#define FS MODEL_FIELD_SEARCH
#define FP MODEL_FIELD_PERSONAL
#define FE MODEL_FIELD_END
#define FM (MODEL_FIELD_MULTILINE | MODEL_FIELD_SEARCH)
#define FD MODEL_FIELD_DESK
#define FC MODEL_FIELD_CODE
#define VOC(name) MODEL_VOCABULARY_##name
#endif

#define MODEL_REGION_FIELDS(F)                                                                     \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 24, N_("Name of the region"))                           \
    F(TEXT, name_alt, N_("Other name"), 0, NULL, FS, 20, N_("The name in the other language"))     \
    F(REF, parent, N_("Within"), MODEL_REGION, NULL, 0, 20, N_("The larger region it belongs to")) \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 10, N_("Short code, unique among regions"))             \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_ORGANISATION_FIELDS(F)                                                               \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 30, N_("Full name"))                                    \
    F(TEXT, name_alt, N_("Other name"), 0, NULL, FS, 0, N_("The name in the other language"))      \
    F(CODE, kind, N_("Kind"), VOC(ORGANISATION_KIND), NULL, 0, 12, N_("Decides its tier: micro subject, coordinator or governing department")) \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 12, N_("Where it sits in the region tree")) \
    F(TEXT, ror, N_("ROR"), 0, model_check_ror, 0, 0, N_("Research Organization Registry identifier")) \
    F(DATE, member_from, N_("Member from"), 0, NULL, 0, 11, N_("First day of membership; members pay inside tariffs")) \
    F(DATE, member_until, N_("Member until"), 0, NULL, FE, 0, N_("Last day of membership; empty = open end")) \
    F(TEXT, contact_name, N_("Contact person"), 0, NULL, FP, 16, N_("Who answers for it"))         \
    F(TEXT, contact_email, N_("E-mail"), 0, model_check_email, FP, 0, N_("Contact's e-mail"))      \
    F(TEXT, contact_phone, N_("Telephone"), 0, NULL, FP, 0, N_("Contact's telephone"))             \
    F(TEXT, url, N_("Web address"), 0, NULL, 0, 0, N_("Web page"))                                 \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 8, N_("Short code, unique among organisations"))        \
    F(REF, parent, N_("Part of"), MODEL_ORGANISATION, NULL, 0, 0, N_("The organisation it is part of"))

#define MODEL_PERSON_FIELDS(F)                                                                     \
    F(TEXT, name, N_("Name"), 0, NULL, FT | FP, 20, N_("Full name"))                               \
    F(TEXT, name_alt, N_("Other name"), 0, NULL, FS | FP, 16, N_("The name in the other language")) \
    F(CODE, kind, N_("Kind"), VOC(PERSON_KIND), NULL, 0, 12, N_("Manager, technician or researcher")) \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 24, N_("Where the person works")) \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 0, N_("Where the person lives, if elsewhere")) \
    F(TEXT, skills, N_("Skills"), 0, NULL, FS, 24, N_("What the person can do, as words"))         \
    F(TEXT, orcid, N_("ORCID"), 0, model_check_orcid, FP, 0, N_("ORCID identifier"))               \
    F(TEXT, email, N_("E-mail"), 0, model_check_email, FP, 0, N_("E-mail"))                        \
    F(TEXT, phone, N_("Telephone"), 0, NULL, FP, 0, N_("Telephone"))                               \
    F(TEXT, position, N_("Position"), 0, NULL, FP, 0, N_("Post or title"))                         \
    F(INT, integrity, N_("Integrity"), 0, model_check_mark, FP, 0, N_("Evaluation 0 to 100: integrity")) \
    F(INT, knowledge, N_("Knowledge"), 0, model_check_mark, FP, 0, N_("Evaluation 0 to 100: knowledge")) \
    F(INT, ability, N_("Ability"), 0, model_check_mark, FP, 0, N_("Evaluation 0 to 100: ability")) \
    F(INT, performance, N_("Performance"), 0, model_check_mark, FP, 0, N_("Evaluation 0 to 100: performance")) \
    F(TEXT, account, N_("Account"), 0, NULL, FP, 0, N_("Login name, for staff of the desk"))       \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM | FP, 0, N_("Anything else"))

#define MODEL_OUTPUT_FIELDS(F)                                                                     \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 36, N_("Title of the paper, patent or data"))         \
    F(CODE, kind, N_("Kind"), VOC(OUTPUT_KIND), NULL, 0, 10, N_("What it is"))                     \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 18, N_("Whose work it is"))                \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 20, N_("Where it was done")) \
    F(TEXT, identifier, N_("Identifier"), 0, model_check_identifier, FS, 20, N_("DOI, CSTR or patent number")) \
    F(DATE, published, N_("Published"), 0, NULL, 0, 11, N_("Day of publication"))                  \
    F(TEXT, url, N_("Web address"), 0, NULL, 0, 0, N_("Where it can be read"))                     \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_QUALIFICATION_FIELDS(F)                                                              \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 24, N_("What it qualifies for, as resources ask for it")) \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 24, N_("Who holds it"))  \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 18, N_("Who holds it, if a person"))       \
    F(DATE, valid_from, N_("Valid from"), 0, NULL, 0, 11, N_("First day"))                         \
    F(DATE, valid_until, N_("Valid until"), 0, NULL, FE, 11, N_("Last day; empty = open end"))     \
    F(TEXT, issuer, N_("Issued by"), 0, NULL, 0, 16, N_("Who examined"))                           \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_RESOURCE_FIELDS(F)                                                                   \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 30, N_("What it is called"))                            \
    F(TEXT, name_alt, N_("Other name"), 0, NULL, FS, 0, N_("The name in the other language"))      \
    F(TEXT, description, N_("Description"), 0, NULL, FM, 0, N_("What it can do"))                  \
    F(CODE, kind, N_("Kind"), VOC(RESOURCE_KIND), NULL, 0, 16, N_("Kind of resource"))             \
    F(CODE, grade, N_("Grade"), VOC(GRADE), NULL, 0, 11, N_("Drives price and access; empty = specialised")) \
    F(CODE, access, N_("Access"), VOC(ACCESS), NULL, 0, 9, N_("Who may use it; empty = open"))     \
    F(REF, owner, N_("Owner"), MODEL_ORGANISATION, NULL, 0, 22, N_("The organisation that provides it")) \
    F(REF, facility, N_("Facility"), MODEL_RESOURCE, NULL, 0, 0, N_("The facility it belongs to")) \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 10, N_("Where it stands; empty = its owner's")) \
    F(TEXT, location, N_("Location"), 0, NULL, FS, 0, N_("Site, building, room"))                  \
    F(CODE, unit, N_("Unit"), VOC(UNIT), NULL, 0, 0, N_("What is counted; empty = hour"))          \
    F(TEXT, open_hours, N_("Opening hours"), 0, model_check_hours, 0, 0, N_("Mon-Fri 08:30-12:00 13:30-17:30; Sat 09:00-12:00, or 24x7; empty = always")) \
    F(INT, seats, N_("Seats"), 0, model_check_positive, 0, 0, N_("How many at once; empty = 1"))   \
    F(MINUTES, capacity_minutes_month, N_("Monthly capacity"), 0, model_check_not_negative, 0, 0, N_("Minutes that may be booked in a month; empty = no limit")) \
    F(MONEY, price_member, N_("Member price"), 0, model_check_not_negative, 0, 10, N_("Per hour or unit, for members")) \
    F(MONEY, price_outside, N_("Outside price"), 0, model_check_not_negative, 0, 10, N_("Per hour or unit, for others; empty = member price times outside_multiple")) \
    F(MONEY, cost, N_("Cost"), 0, model_check_not_negative, 0, 0, N_("What an hour or unit costs its provider")) \
    F(TEXT, attributes, N_("Attributes"), 0, model_check_attributes, FM, 0, N_("name=value; name>=number unit")) \
    F(TEXT, contact_name, N_("Contact person"), 0, NULL, FP, 0, N_("Who answers for it"))          \
    F(TEXT, contact_email, N_("E-mail"), 0, NULL, FP, 0, N_("Contact's e-mail"))                   \
    F(TEXT, contact_phone, N_("Telephone"), 0, NULL, FP, 0, N_("Contact's telephone"))             \
    F(TEXT, url, N_("Web address"), 0, NULL, 0, 0, N_("Web page"))                                 \
    F(TEXT, pid, N_("Identifier"), 0, model_check_identifier, FS, 0, N_("Permanent identifier: DOI, CSTR or handle")) \
    F(CODE, status, N_("Status"), VOC(RESOURCE_STATUS), NULL, 0, 11, N_("empty = active"))         \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 8, N_("Short code, such as SEM-1; unique among resources")) \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 0, N_("The person lent, for kinds expert.*")) \
    F(TEXT, manufacturer, N_("Manufacturer"), 0, NULL, FS, 0, N_("Who made it"))                   \
    F(TEXT, model, N_("Model"), 0, NULL, FS, 0, N_("Model"))                                       \
    F(TEXT, tariffs, N_("Tariffs"), 0, model_check_tariffs, 0, 0, N_("Prices from a day on: 2026-01-01 member 100.00 outside 150.00; 2026-07-01 member 120.00")) \
    F(MONEY, fee, N_("Fee"), 0, model_check_not_negative, 0, 0, N_("Per booking, such as set-up"))  \
    F(MINUTES, charge_step, N_("Charging step"), 0, model_check_positive, 0, 0, N_("Minutes are rounded up to a multiple of it; empty = 1")) \
    F(MINUTES, charge_minimum, N_("Charged at least"), 0, model_check_not_negative, 0, 0, N_("Minutes charged at least")) \
    F(CODE, charge_basis, N_("Charged from"), VOC(CHARGE_BASIS), NULL, 0, 0, N_("Reserved or actual time; empty = reserved")) \
    F(MINUTES, free_minutes_month, N_("Free quota"), 0, model_check_not_negative, 0, 0, N_("Minutes a month that are free to each organisation")) \
    F(MINUTES, slot_grid, N_("Slot grid"), 0, model_check_positive, 0, 0, N_("Bookings start and end on multiples of it; empty = 1")) \
    F(MINUTES, length_minimum, N_("Shortest booking"), 0, model_check_positive, 0, 0, N_("Minutes; empty = no limit")) \
    F(MINUTES, length_maximum, N_("Longest booking"), 0, model_check_positive, 0, 0, N_("Minutes; empty = no limit")) \
    F(MINUTES, gap_before, N_("Gap before"), 0, model_check_not_negative, 0, 0, N_("Set-up time in minutes before each booking")) \
    F(MINUTES, gap_after, N_("Gap after"), 0, model_check_not_negative, 0, 0, N_("Cooling or cleaning time in minutes after each booking")) \
    F(MINUTES, notice, N_("Notice"), 0, model_check_not_negative, 0, 0, N_("Minutes between booking and start at least")) \
    F(INT, horizon_days, N_("Horizon"), 0, model_check_days, 0, 0, N_("Days ahead that may be booked at most")) \
    F(MINUTES, quota_day, N_("Quota a day"), 0, model_check_not_negative, 0, 0, N_("Minutes of one organisation a day at most")) \
    F(MINUTES, quota_week, N_("Quota a week"), 0, model_check_not_negative, 0, 0, N_("Minutes of one organisation a week at most")) \
    F(MINUTES, quota_month, N_("Quota a month"), 0, model_check_not_negative, 0, 0, N_("Minutes of one organisation a month at most")) \
    F(MINUTES, cancel_window, N_("Cancellation window"), 0, model_check_not_negative, 0, 0, N_("Minutes before the start from which cancelling costs")) \
    F(PERCENT, cancel_percent, N_("Cancellation fee"), 0, model_check_percent, 0, 0, N_("Per cent of the price, for a late cancellation")) \
    F(PERCENT, no_show_percent, N_("No-show fee"), 0, model_check_percent, 0, 0, N_("Per cent of the price, when nobody comes; empty = 100")) \
    F(MINUTES, release_after, N_("Release after"), 0, model_check_positive, 0, 0, N_("Minutes after the start when a booking nobody checked in to is released")) \
    F(TEXT, qualification, N_("Qualification"), 0, NULL, 0, 0, N_("Name of the qualification a user must hold")) \
    F(REF, region_limit, N_("Only region"), MODEL_REGION, NULL, 0, 0, N_("Only organisations of this region may use it")) \
    F(TEXT, terms, N_("Terms"), 0, NULL, FM, 0, N_("Licence or access terms, for databases and results")) \
    F(TEXT, source, N_("Source"), 0, NULL, FD, 0, N_("Profile it was imported by, such as uniquip"))

#define MODEL_AGREEMENT_FIELDS(F)                                                                  \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What it is about"))                           \
    F(CODE, kind, N_("Kind"), VOC(AGREEMENT_KIND), NULL, 0, 11, N_("Kind of agreement"))           \
    F(REF, organisation, N_("Provider"), MODEL_ORGANISATION, NULL, 0, 20, N_("Who shares"))        \
    F(REF, partner, N_("Partner"), MODEL_ORGANISATION, NULL, 0, 20, N_("Who may use; empty = every member")) \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, 0, 16, N_("What is shared; empty = all of the provider's")) \
    F(DATE, valid_from, N_("Valid from"), 0, NULL, 0, 11, N_("First day"))                         \
    F(DATE, valid_until, N_("Valid until"), 0, NULL, FE, 11, N_("Last day; empty = open end"))     \
    F(MINUTES, committed_minutes_month, N_("Committed"), 0, model_check_not_negative, 0, 0, N_("Minutes a month the provider has promised")) \
    F(MINUTES, free_minutes_month, N_("Free quota"), 0, model_check_not_negative, 0, 0, N_("Minutes a month that are free to the partner")) \
    F(MONEY, price, N_("Price"), 0, model_check_not_negative, 0, 0, N_("Per hour or unit, in place of the tariff")) \
    F(PERCENT, discount, N_("Discount"), 0, model_check_percent, 0, 0, N_("Per cent off the tariff")) \
    F(PERCENT, share_provider, N_("Provider's share"), 0, model_check_percent, 0, 0, N_("Per cent of each charge; the four together 100; empty = the desk's policy")) \
    F(PERCENT, share_operator, N_("Operator's share"), 0, model_check_percent, 0, 0, N_("Per cent of each charge")) \
    F(PERCENT, share_reinvestment, N_("Reinvestment share"), 0, model_check_percent, 0, 0, N_("Per cent of each charge")) \
    F(PERCENT, share_risk, N_("Risk share"), 0, model_check_percent, 0, 0, N_("Per cent of each charge")) \
    F(CODE, priority, N_("Priority"), VOC(PRIORITY), NULL, 0, 0, N_("Priority the partner's demands have at least")) \
    F(CODE, status, N_("Status"), VOC(AGREEMENT_STATUS), NULL, 0, 8, N_("empty = active, in force")) \
    F(TEXT, terms, N_("Terms"), 0, NULL, FM, 0, N_("Rights and duties, service standards"))        \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 8, N_("Short code, unique among agreements"))

#define MODEL_FUND_FIELDS(F)                                                                       \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 28, N_("Name of the fund"))                             \
    F(TEXT, name_alt, N_("Other name"), 0, NULL, FS, 0, N_("The name in the other language"))      \
    F(CODE, source, N_("Source"), VOC(FUND_SOURCE), NULL, FR, 14, N_("Where its money comes from")) \
    F(REF, organisation, N_("Giver"), MODEL_ORGANISATION, NULL, 0, 20, N_("Who pays into it"))     \
    F(MONEY, budget, N_("Budget"), 0, model_check_not_negative, 0, 14, N_("Planned for its term"))  \
    F(DATE, valid_from, N_("Valid from"), 0, NULL, 0, 11, N_("First day"))                         \
    F(DATE, valid_until, N_("Valid until"), 0, NULL, FE, 11, N_("Last day; empty = open end"))     \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 10, N_("Short code, unique among funds"))

#define MODEL_VOUCHER_FIELDS(F)                                                                    \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 24, N_("What it is for"))                             \
    F(REF, organisation, N_("Holder"), MODEL_ORGANISATION, NULL, FR, 22, N_("Who may use it"))     \
    F(REF, fund, N_("Fund"), MODEL_FUND, NULL, FR, 18, N_("What pays for it"))                     \
    F(MONEY, amount, N_("Amount"), 0, model_check_not_negative, FR, 12, N_("Granted in all"))      \
    F(PERCENT, share, N_("Share"), 0, model_check_percent, 0, 7, N_("Per cent of a charge it pays; empty = 100")) \
    F(CODE, kind, N_("Kind"), VOC(RESOURCE_KIND), NULL, 0, 0, N_("Only for resources of this kind; empty = any")) \
    F(DATE, valid_from, N_("Valid from"), 0, NULL, 0, 11, N_("First day"))                         \
    F(DATE, valid_until, N_("Valid until"), 0, NULL, FE, 11, N_("Last day; empty = open end"))     \
    F(CODE, status, N_("Status"), VOC(VOUCHER_STATUS), NULL, 0, 8, N_("empty = active, may be used")) \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, code, N_("Code"), 0, NULL, FC, 8, N_("Short code, unique among vouchers"))

#define MODEL_DEMAND_FIELDS(F)                                                                     \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 30, N_("What is wanted, in a line"))                  \
    F(TEXT, description, N_("Description"), 0, NULL, FM, 0, N_("What is wanted, in full"))         \
    F(CODE, kind, N_("Kind"), VOC(RESOURCE_KIND), NULL, 0, 14, N_("Kind of resource; empty = any")) \
    F(REF, requester, N_("Requester"), MODEL_ORGANISATION, NULL, 0, 22, N_("Who wants it"))        \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 0, N_("Where it is needed; empty = the requester's")) \
    F(MINUTES, minutes, N_("Minutes"), 0, model_check_positive, 0, 8, N_("Minutes of use; for days, licences and other units: units times 60 (a person-day is policy day_minutes)")) \
    F(TIME, earliest, N_("Earliest"), 0, NULL, 0, 16, N_("Not before; empty = now"))               \
    F(TIME, latest, N_("Latest"), 0, NULL, FE, 16, N_("Done by; a bare date includes that day; empty = no limit")) \
    F(MONEY, budget, N_("Budget"), 0, model_check_not_negative, 0, 11, N_("Most the requester pays; empty = no limit")) \
    F(MONEY, value, N_("Value"), 0, model_check_not_negative, 0, 0, N_("Declared worth of the use")) \
    F(CODE, priority, N_("Priority"), VOC(PRIORITY), NULL, 0, 8, N_("empty = normal"))             \
    F(PIECE, divisible, N_("Divisible"), 0, NULL, 0, 0, N_("no (empty), yes (pieces of 60), or the smallest piece in minutes")) \
    F(TEXT, attributes, N_("Attributes"), 0, model_check_attributes, FM, 0, N_("What is asked of the resource: name=value; name>=number unit")) \
    F(TEXT, handler, N_("Handler"), 0, NULL, 0, 8, N_("Account of the colleague who looks after it")) \
    F(DATE, follow_up, N_("Follow up"), 0, NULL, 0, 11, N_("Day to come back to it"))              \
    F(CODE, status, N_("Status"), VOC(DEMAND_STATUS), NULL, 0, 10, N_("empty = open"))             \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 0, N_("Who asks on the requester's side")) \
    F(TIME, received, N_("Received"), 0, NULL, 0, 16, N_("When the demand came in; empty = when it was entered")) \
    F(TIME, closed, N_("Closed"), 0, NULL, FD, 0, N_("When it was met, withdrawn or expired"))     \
    F(TEXT, close_reason, N_("Closed because"), 0, NULL, 0, 0, N_("Why it was withdrawn"))

#define MODEL_QUOTE_FIELDS(F)                                                                      \
    F(REF, demand, N_("Demand"), MODEL_DEMAND, NULL, FR, 24, N_("The demand it answers"))          \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, FR, 24, N_("What is offered"))          \
    F(MINUTES, minutes, N_("Minutes"), 0, model_check_positive, 0, 8, N_("Minutes needed on this resource")) \
    F(MONEY, price, N_("Price"), 0, model_check_not_negative, 0, 11, N_("Price in all"))           \
    F(MONEY, benefit, N_("Net benefit"), 0, NULL, 0, 11, N_("Assessed net sharing benefit"))       \
    F(DATE, valid_until, N_("Valid until"), 0, NULL, FE, 11, N_("Last day; empty = open end"))     \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_PROPOSAL_FIELDS(F)                                                                   \
    F(REF, demand, N_("Demand"), MODEL_DEMAND, NULL, FR, 24, N_("The demand"))                     \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, FR, 24, N_("What is proposed for it"))  \
    F(CODE, status, N_("Status"), VOC(PROPOSAL_STATUS), NULL, 0, 11, N_("empty = proposed"))       \
    F(CODE, stance, N_("Stance"), VOC(STANCE), NULL, 0, 0, N_("Pinned or forbidden in allocations; empty = neither")) \
    F(SCORE, score, N_("Score"), 0, NULL, FD, 6, N_("Fit when it was proposed"))                   \
    F(TEXT, parts, N_("Breakdown"), 0, NULL, FD, 0, N_("The parts of the score when it was proposed")) \
    F(MINUTES, minutes, N_("Minutes"), 0, model_check_positive, 0, 8, N_("Minutes proposed"))      \
    F(MONEY, price, N_("Price"), 0, model_check_not_negative, 0, 11, N_("Price to the requester then")) \
    F(MONEY, benefit, N_("Net benefit"), 0, NULL, FD, 11, N_("Net sharing benefit then"))          \
    F(TIME, start, N_("Start"), 0, NULL, 0, 16, N_("Proposed start"))                              \
    F(TIME, end, N_("End"), 0, NULL, FE, 0, N_("Proposed end"))                                    \
    F(TEXT, reason, N_("Reason"), 0, NULL, FS, 16, N_("Why it was rejected, pinned or forbidden")) \
    F(TEXT, proposed_by, N_("By"), 0, NULL, FD, 8, N_("Account of who proposed"))                  \
    F(TIME, proposed, N_("Proposed"), 0, NULL, 0, 16, N_("When it was proposed"))                  \
    F(TIME, answered, N_("Answered"), 0, NULL, 0, 0, N_("When the provider answered"))             \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TIME, quote_asked, N_("Quote asked"), 0, NULL, 0, 0, N_("When the provider was asked for a quote")) \
    F(TIME, provider_told, N_("Provider written to"), 0, NULL, 0, 0, N_("When the letter to the provider went out")) \
    F(TIME, requester_told, N_("Requester written to"), 0, NULL, 0, 0, N_("When the letter to the requester went out")) \
    F(TIME, reminded, N_("Reminded"), 0, NULL, 0, 0, N_("When the provider was last reminded"))

#define MODEL_BOOKING_FIELDS(F)                                                                    \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, FR, 24, N_("What is used"))             \
    F(REF, demand, N_("Demand"), MODEL_DEMAND, NULL, 0, 8, N_("The demand it meets"))              \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, FR, 22, N_("Who uses it"))  \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 14, N_("Who comes"))                       \
    F(TIME, start, N_("Start"), 0, NULL, FR, 16, N_("Start"))                                      \
    F(TIME, end, N_("End"), 0, NULL, FR | FE, 16, N_("End"))                                       \
    F(CODE, status, N_("Status"), VOC(BOOKING_STATUS), NULL, 0, 10, N_("empty = confirmed"))       \
    F(MINUTES, used_minutes, N_("Used"), 0, model_check_not_negative, 0, 7, N_("Minutes really used")) \
    F(MONEY, price, N_("Price"), 0, model_check_not_negative, 0, 11, N_("What remains to pay, when charged")) \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))                               \
    F(TEXT, title, N_("Purpose"), 0, NULL, MODEL_FIELD_TITLE | FS, 0, N_("What for"))              \
    F(REF, voucher, N_("Voucher"), MODEL_VOUCHER, NULL, 0, 0, N_("Voucher that pays a share"))     \
    F(MONEY, voucher_amount, N_("Voucher part"), 0, model_check_not_negative, FD, 0, N_("Reserved on or paid by the voucher")) \
    F(MINUTES, free_minutes, N_("Free minutes"), 0, model_check_not_negative, FD, 0, N_("Minutes taken from the free quota")) \
    F(REF, agreement, N_("Agreement"), MODEL_AGREEMENT, NULL, 0, 0, N_("Agreement it falls under")) \
    F(TEXT, series, N_("Series"), 0, NULL, FD, 0, N_("Common mark of the bookings of one series")) \
    F(TEXT, override_reason, N_("Override"), 0, NULL, FD, 0, N_("Why a rule was set aside"))       \
    F(TIME, requested, N_("Requested"), 0, NULL, 0, 0, N_("When it was booked"))                   \
    F(TIME, checked_in, N_("Checked in"), 0, NULL, 0, 0, N_("When the user came"))                 \
    F(TIME, checked_out, N_("Checked out"), 0, NULL, 0, 0, N_("When the user left"))               \
    F(TIME, cancelled, N_("Cancelled"), 0, NULL, FD, 0, N_("When it was cancelled"))               \
    F(CODE, cancelled_by, N_("Cancelled by"), VOC(PARTY), NULL, 0, 0, N_("Requester, provider or desk")) \
    F(TIME, held_until, N_("Held until"), 0, NULL, FD, 0, N_("An offered slot is held until then"))

#define MODEL_CLOSURE_FIELDS(F)                                                                    \
    F(TEXT, title, N_("Title"), 0, NULL, MODEL_FIELD_TITLE | FS, 24, N_("Such as quarterly maintenance")) \
    F(CODE, kind, N_("Kind"), VOC(CLOSURE_KIND), NULL, 0, 12, N_("Maintenance, outage, holiday, or a made-up working day that opens")) \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, 0, 20, N_("What is closed"))            \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 20, N_("All its resources are closed")) \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 0, N_("All resources of the region are closed; with none of the three, all of the desk's")) \
    F(TIME, start, N_("Start"), 0, NULL, FR, 16, N_("Start"))                                      \
    F(TIME, end, N_("End"), 0, NULL, FR | FE, 16, N_("End; a bare date includes that day"))        \
    F(CODE, mode, N_("Bookings in it"), VOC(CLOSURE_MODE), NULL, 0, 10, N_("Report them, book around them, or displace them; empty = report")) \
    F(TEXT, open_hours, N_("Opening hours"), 0, model_check_hours, 0, 0, N_("Hours of a made-up working day; empty = a Monday's")) \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_ACTIVITY_FIELDS(F)                                                                   \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 32, N_("Name of the competition, forum or visit"))    \
    F(TEXT, title_alt, N_("Other title"), 0, NULL, FS, 0, N_("The title in the other language"))   \
    F(CODE, kind, N_("Kind"), VOC(ACTIVITY_KIND), NULL, 0, 12, N_("Kind of activity"))             \
    F(REF, organisation, N_("Organiser"), MODEL_ORGANISATION, NULL, 0, 22, N_("Who organises it")) \
    F(REF, region, N_("Region"), MODEL_REGION, NULL, 0, 0, N_("Where"))                            \
    F(TIME, start, N_("Start"), 0, NULL, 0, 16, N_("Start"))                                       \
    F(TIME, end, N_("End"), 0, NULL, FE, 0, N_("End"))                                             \
    F(TEXT, location, N_("Location"), 0, NULL, FS, 0, N_("Place"))                                 \
    F(TEXT, url, N_("Web address"), 0, NULL, 0, 0, N_("Web page"))                                 \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_PARTICIPANT_FIELDS(F)                                                                \
    F(REF, activity, N_("Activity"), MODEL_ACTIVITY, NULL, FR, 28, N_("The activity"))             \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 24, N_("Who took part")) \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 18, N_("Who took part"))                   \
    F(CODE, role, N_("Role"), VOC(PARTICIPANT_ROLE), NULL, 0, 10, N_("As what"))                   \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_OUTCOME_FIELDS(F)                                                                    \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 32, N_("What came of it"))                            \
    F(REF, activity, N_("Activity"), MODEL_ACTIVITY, NULL, FR, 28, N_("The activity"))             \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 12, N_("The demand, resource or agreement that came out of it")) \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_ENTRY_FIELDS(F)                                                                      \
    F(TEXT, title, N_("Text"), 0, NULL, FT, 32, N_("What it is for"))                              \
    F(CODE, kind, N_("Kind"), VOC(ENTRY_KIND), NULL, FR, 12, N_("Kind of entry"))                  \
    F(TIME, posted, N_("Date"), 0, NULL, FR, 16, N_("When it counts: the end of the use"))         \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 22, N_("Whose matter it is")) \
    F(REF, booking, N_("Booking"), MODEL_BOOKING, NULL, 0, 8, N_("The booking it charges"))        \
    F(REF, reverses, N_("Reverses"), MODEL_ENTRY, NULL, 0, 0, N_("The entry it takes back"))       \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 0, N_("The voucher, claim or award it settles"))   \
    F(TEXT, invoice, N_("Invoice"), 0, NULL, 0, 0, N_("Invoice number"))                           \
    F(MONEY, tax, N_("Tax"), 0, NULL, 0, 0, N_("Tax contained"))                                   \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_POSTING_FIELDS(F)                                                                    \
    F(REF, entry, N_("Entry"), MODEL_ENTRY, NULL, FR, 24, N_("The entry it is a line of"))         \
    F(CODE, account, N_("Ledger account"), VOC(ACCOUNT), NULL, FR, 14, N_("Kind of account"))      \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 22, N_("Whose receivable or payable")) \
    F(REF, fund, N_("Fund"), MODEL_FUND, NULL, 0, 18, N_("Which fund"))                            \
    F(MONEY, amount, N_("Amount"), 0, NULL, FR, 14, N_("Debit positive, credit negative"))         \
    F(TEXT, currency, N_("Currency"), 0, NULL, 0, 0, N_("ISO 4217; empty = the desk's"))

#define MODEL_CLAIM_FIELDS(F)                                                                      \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What happened"))                              \
    F(REF, booking, N_("Booking"), MODEL_BOOKING, NULL, FR, 8, N_("In which use"))                 \
    F(REF, organisation, N_("Claimant"), MODEL_ORGANISATION, NULL, 0, 22, N_("Who claims"))        \
    F(REF, fund, N_("Fund"), MODEL_FUND, NULL, 0, 0, N_("Fund that pays; empty = the risk fund"))  \
    F(MONEY, amount, N_("Amount"), 0, model_check_not_negative, FR, 12, N_("Claimed"))             \
    F(MONEY, granted, N_("Granted"), 0, model_check_not_negative, 0, 12, N_("Granted by the meeting")) \
    F(TEXT, evidence, N_("Evidence"), 0, NULL, FM, 0, N_("What proves it"))                        \
    F(CODE, status, N_("Status"), VOC(CLAIM_STATUS), NULL, 0, 9, N_("empty = open, to be decided")) \
    F(DATE, decided, N_("Decided"), 0, NULL, 0, 11, N_("Day of the decision"))                     \
    F(REF, meeting, N_("Meeting"), MODEL_MEETING, NULL, 0, 0, N_("Meeting that decided"))          \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_AWARD_FIELDS(F)                                                                      \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("Name of the award"))                          \
    F(CODE, kind, N_("Kind"), VOC(AWARD_KIND), NULL, 0, 12, N_("Opportunity, achievement or performance")) \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 22, N_("Who receives it")) \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 16, N_("Who receives it"))                 \
    F(TEXT, citation, N_("Citation"), 0, NULL, FM, 0, N_("For what"))                              \
    F(MONEY, amount, N_("Amount"), 0, model_check_not_negative, 0, 12, N_("Bonus from the award fund")) \
    F(REF, fund, N_("Fund"), MODEL_FUND, NULL, 0, 0, N_("Fund that pays the bonus"))               \
    F(DATE, awarded, N_("Awarded"), 0, NULL, 0, 11, N_("Day"))                                     \
    F(REF, meeting, N_("Meeting"), MODEL_MEETING, NULL, 0, 0, N_("Meeting that decided"))          \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_CONTRIBUTION_FIELDS(F)                                                               \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What was contributed"))                       \
    F(CODE, kind, N_("Kind"), VOC(CONTRIBUTION_KIND), NULL, 0, 12, N_("Results or data opened, people lent, funds, other")) \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, FR, 24, N_("Who contributed")) \
    F(MONEY, amount, N_("Worth"), 0, model_check_not_negative, FR, 12, N_("In money's worth"))     \
    F(DATE, counted, N_("Date"), 0, NULL, FR, 11, N_("Day from which it decays"))                  \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 10, N_("The resource, output or person it is about")) \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("How the worth was assessed"))

#define MODEL_ANSWER_FIELDS(F)                                                                     \
    F(REF, booking, N_("Booking"), MODEL_BOOKING, NULL, FR, 10, N_("The use that is judged"))      \
    F(CODE, role, N_("Role"), VOC(ANSWER_ROLE), NULL, FR, 8, N_("User or peer"))                   \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, FP, 16, N_("Who answers"))                    \
    F(INT, q1, N_("Reached in time"), 0, model_check_grade_5, 0, 5, N_("1 to 5: how soon it could be used")) \
    F(INT, q2, N_("Fit for purpose"), 0, model_check_grade_5, 0, 5, N_("1 to 5: capability"))      \
    F(INT, q3, N_("Condition"), 0, model_check_grade_5, 0, 5, N_("1 to 5: state of the resource")) \
    F(INT, q4, N_("Support"), 0, model_check_grade_5, 0, 5, N_("1 to 5: help given"))              \
    F(INT, q5, N_("Worth the price"), 0, model_check_grade_5, 0, 5, N_("1 to 5: value for money")) \
    F(TEXT, comment, N_("Comment"), 0, NULL, FM | FP, 24, N_("In the user's words"))               \
    F(DATE, answered, N_("Answered"), 0, NULL, 0, 11, N_("Day"))

#define MODEL_MEETING_FIELDS(F)                                                                    \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("Title"))                                      \
    F(MONTH, month, N_("Month"), 0, NULL, FR, 8, N_("The month it allocates"))                     \
    F(CODE, status, N_("Status"), VOC(MEETING_STATUS), NULL, 0, 11, N_("empty = planned"))         \
    F(TIME, held, N_("Held"), 0, NULL, 0, 16, N_("When"))                                          \
    F(TEXT, place, N_("Place"), 0, NULL, FS, 16, N_("Where"))                                      \
    F(TEXT, chair, N_("Chair"), 0, NULL, 0, 12, N_("Who leads it"))                                \
    F(TEXT, present, N_("Present"), 0, NULL, FM, 0, N_("Who was there"))                           \
    F(REF, run, N_("Run"), MODEL_RUN, NULL, 0, 6, N_("The allocation run it decides on"))          \
    F(TEXT, minutes, N_("Minutes of the meeting"), 0, NULL, FM, 0, N_("What was said"))            \
    F(TIME, closed, N_("Closed"), 0, NULL, FD, 0, N_("When it was closed"))                        \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_AGENDA_FIELDS(F)                                                                     \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 36, N_("What is to be treated"))                      \
    F(REF, meeting, N_("Meeting"), MODEL_MEETING, NULL, FR, 18, N_("Of which meeting"))            \
    F(INT, position, N_("Order"), 0, model_check_positive, 0, 5, N_("Place on the agenda"))        \
    F(CODE, kind, N_("Kind"), VOC(AGENDA_KIND), NULL, 0, 12, N_("Kind of item"))                   \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 10, N_("What it is about"))                        \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_DECISION_FIELDS(F)                                                                   \
    F(TEXT, title, N_("Decision text"), 0, NULL, FT, 32, N_("What was decided"))                   \
    F(REF, meeting, N_("Meeting"), MODEL_MEETING, NULL, FR, 18, N_("In which meeting"))            \
    F(REF, agenda, N_("Item"), MODEL_AGENDA, NULL, 0, 0, N_("On which agenda item"))               \
    F(CODE, verdict, N_("Decision"), VOC(VERDICT), NULL, FR, 9, N_("Accept, refuse, defer or amend")) \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 8, N_("What it is about"))                         \
    F(REF, demand, N_("Demand"), MODEL_DEMAND, NULL, 0, 0, N_("Demand allocated"))                 \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, 0, 0, N_("Resource allocated"))         \
    F(TIME, start, N_("Start"), 0, NULL, 0, 0, N_("Start, when it makes a booking"))               \
    F(TIME, end, N_("End"), 0, NULL, FE, 0, N_("End, when it makes a booking"))                    \
    F(MONEY, amount, N_("Amount"), 0, NULL, 0, 12, N_("Money decided"))                            \
    F(TEXT, reason, N_("Reason"), 0, NULL, FM, 16, N_("Why"))                                      \
    F(TEXT, responsible, N_("Responsible"), 0, NULL, 0, 0, N_("Who sees to it"))                   \
    F(DATE, due, N_("Due"), 0, NULL, 0, 11, N_("By when"))

#define MODEL_RUN_FIELDS(F)                                                                        \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What was tried"))                             \
    F(MONTH, month, N_("Month"), 0, NULL, FR, 8, N_("The month allocated"))                        \
    F(TIME, made, N_("Made"), 0, NULL, FD, 16, N_("When"))                                         \
    F(MONEY, objective, N_("Benefit"), 0, NULL, FD, 14, N_("Sum of net sharing benefit"))          \
    F(MONEY, bound, N_("Bound"), 0, NULL, FD, 14, N_("No plan can be better than this"))           \
    F(INT, balance_ppm, N_("Price of balance"), 0, NULL, FD, 0, N_("In millionths"))               \
    F(TEXT, policy, N_("Policy"), 0, NULL, FD | MODEL_FIELD_MULTILINE, 0, N_("Copy of the policy it was made under")) \
    F(TEXT, result, N_("Result"), 0, NULL, FD | MODEL_FIELD_MULTILINE, 0, N_("The whole result as JSON"))  \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_RUN_LINE_FIELDS(F)                                                                   \
    F(REF, run, N_("Run"), MODEL_RUN, NULL, FR, 8, N_("Of which run"))                             \
    F(REF, demand, N_("Demand"), MODEL_DEMAND, NULL, FR, 24, N_("Demand"))                         \
    F(REF, resource, N_("Resource"), MODEL_RESOURCE, NULL, 0, 24, N_("Resource; empty = unmet"))   \
    F(MINUTES, minutes, N_("Minutes"), 0, NULL, 0, 8, N_("Minutes of this sitting"))               \
    F(TIME, start, N_("Start"), 0, NULL, 0, 16, N_("Start"))                                       \
    F(TIME, end, N_("End"), 0, NULL, FE, 16, N_("End"))                                            \
    F(MONEY, benefit, N_("Net benefit"), 0, NULL, 0, 11, N_("Net sharing benefit"))                \
    F(TEXT, reasons, N_("Reasons"), 0, NULL, 0, 0, N_("Why it is unmet"))                          \
    F(TEXT, change, N_("Cheapest change"), 0, NULL, 0, 0, N_("What would have met it"))

#define MODEL_CONTACT_FIELDS(F)                                                                    \
    F(TEXT, title, N_("Subject"), 0, NULL, FT, 32, N_("What it was about"))                        \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 10, N_("The record it concerns"))                  \
    F(TIME, at, N_("When"), 0, NULL, FR, 16, N_("When"))                                           \
    F(CODE, channel, N_("Channel"), VOC(CHANNEL), NULL, 0, 9, N_("How"))                           \
    F(REF, organisation, N_("Organisation"), MODEL_ORGANISATION, NULL, 0, 20, N_("With whom"))     \
    F(REF, person, N_("Person"), MODEL_PERSON, NULL, 0, 14, N_("With whom"))                       \
    F(TEXT, handler, N_("By"), 0, NULL, 0, 8, N_("Account of the colleague"))                      \
    F(TEXT, summary, N_("Summary"), 0, NULL, FM, 0, N_("What was said"))                           \
    F(DATE, follow_up, N_("Follow up"), 0, NULL, 0, 11, N_("Day to come back to it"))

#define MODEL_WATCH_FIELDS(F)                                                                      \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What is watched for"))                        \
    F(TEXT, account, N_("Account"), 0, NULL, FR, 10, N_("Who is to be told"))                      \
    F(ANYREF, record, N_("Record"), 0, NULL, 0, 10, N_("A record to watch"))                       \
    F(TEXT, kind, N_("Of kind"), 0, NULL, 0, 12, N_("Or a kind of record"))                        \
    F(TEXT, filter, N_("Filter"), 0, NULL, 0, 24, N_("and a filter on it"))                        \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_ATTACHMENT_FIELDS(F)                                                                 \
    F(TEXT, title, N_("Title"), 0, NULL, FT, 28, N_("What it is"))                                 \
    F(ANYREF, record, N_("Record"), 0, NULL, FR, 10, N_("What it belongs to"))                     \
    F(TEXT, file, N_("File"), 0, NULL, 0, 28, N_("Name or address of the file"))                   \
    F(TEXT, media_type, N_("Type"), 0, NULL, 0, 12, N_("Media type"))                              \
    F(INT, size, N_("Size"), 0, model_check_not_negative, 0, 9, N_("Bytes"))                       \
    F(TEXT, digest, N_("Digest"), 0, NULL, 0, 0, N_("SHA-256"))                                    \
    F(TEXT, notes, N_("Notes"), 0, NULL, FM, 0, N_("Anything else"))

#define MODEL_SETTING_FIELDS(F)                                                                    \
    F(TEXT, name, N_("Name"), 0, NULL, FT, 28, N_("Name of the setting"))                          \
    F(TEXT, value, N_("Set to"), 0, NULL, 0, 40, N_("Its value"))

#endif
