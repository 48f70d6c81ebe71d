/* commands.h: THE command table of the desk. With the kit's own rows (tui/command.h) before it, it
 * gives dispatch, key bar, help, palette, the user's bindings, docs/keys.md and the manual.
 *
 *   X(id, "long-name", "default keys", "where", group, bar, label, help, more, handler, refuse)
 *
 * as tui/keymap.h tells. One section a screen, in the order of the places; a place's section begins
 * with the command that goes there, named go-CLASS. Keys that mean one thing in the whole program
 * are TUI_FIXED; a class may use any other key of "everywhere" anew. */
#ifndef SHAREDESK_SCREENS_COMMANDS_H
#define SHAREDESK_SCREENS_COMMANDS_H

#include "sharedesk/tui/command.h"
#include "sharedesk/tui/keymap.h"

/* clang-format off */

/* ---- everywhere: on the record under the cursor, whatever screen shows it ------------------- */

#define SCREENS_DESK_COMMANDS(X) \
    X(SCREENS_DO_ADD, "record-add", "a", "everywhere", N_("Records"), 30 | TUI_FIXED, N_("add"), \
      N_("Add a record"), NULL, screens_do_add, screens_refuse_add) \
    X(SCREENS_DO_EDIT, "record-edit", "e", "everywhere", N_("Records"), 32 | TUI_FIXED, N_("edit"), \
      N_("Edit the record under the cursor"), N_("What was typed and not saved is kept as a draft, also when the line drops."), screens_do_edit, screens_refuse_edit) \
    X(SCREENS_DO_HISTORY, "record-history", "L", "everywhere", N_("Records"), 56 | TUI_FIXED, N_("history"), \
      N_("Who changed what when in this record"), NULL, screens_do_history, screens_refuse_subject) \
    X(SCREENS_DO_RECORD, "record-show", "", "everywhere", N_("Records"), 0, N_("record"), \
      N_("All fields of the record under the cursor"), NULL, screens_do_record, screens_refuse_subject) \
    X(SCREENS_DO_PLACE, "record-work", "m", "everywhere", N_("Records"), 34, N_("work on it"), \
      N_("Open it where it is worked on"), N_("A demand in Match, a booking or resource on the Schedule, an organisation in its account."), screens_do_place, screens_refuse_place) \
    X(SCREENS_DO_LINKS, "record-links", "o", "everywhere", N_("Records"), 57, N_("links"), \
      N_("Everything linked to this record"), NULL, screens_do_links, screens_refuse_subject) \
    X(SCREENS_DO_CONTACT, "contact-add", "c", "everywhere", N_("Records"), 0, N_("contact"), \
      N_("Note a call, letter or visit about this record"), NULL, screens_do_contact, screens_refuse_edit) \
    X(SCREENS_DO_GOTO, "record-go", "#", "everywhere", N_("Finding"), 0, N_("go to"), \
      N_("Open a record by its number, code or name"), NULL, screens_do_goto, NULL) \
    X(SCREENS_DO_UNDO, "undo", "u", "everywhere", N_("Changes"), 62 | TUI_FIXED, N_("undo"), \
      N_("Take back my own last change"), N_("Of a posting its reversal is made. What someone has changed since stays."), screens_do_undo, screens_refuse_write) \
    X(SCREENS_DO_REDO, "redo", "C-r", "everywhere", N_("Changes"), TUI_FIXED, N_("redo"), \
      N_("Do again what was taken back"), NULL, screens_do_redo, screens_refuse_write) \
    X(SCREENS_DO_LOG, "desk-log", "", "everywhere", N_("Changes"), 0, N_("log"), \
      N_("All changes on this desk, newest first"), NULL, screens_do_log, NULL) \
    X(SCREENS_DO_FAULTS, "desk-faults", "", "everywhere", N_("Desk"), 0, N_("faults"), \
      N_("What is wrong in the settings"), NULL, screens_do_faults, screens_refuse_faults) \
    X(SCREENS_DO_TOUR_NEXT, "tour-next", "T", "everywhere", N_("Desk"), 93, N_("next tip"), \
      N_("The next tip of the tour"), NULL, screens_do_tour, screens_refuse_tour) \
    X(SCREENS_DO_TOUR_BEGIN, "tour-begin", "", "everywhere", N_("Desk"), 0, N_("tour"), \
      N_("The tour, from its first tip"), NULL, screens_do_tour, NULL) \
    X(SCREENS_DO_TOUR_END, "tour-end", "", "everywhere", N_("Desk"), 0, N_("end the tour"), \
      N_("No more tips"), NULL, screens_do_tour, screens_refuse_tour)

#define SCREENS_FORM_COMMANDS(X) \
    X(SCREENS_DO_FORM_DISCARD, "form-discard", "C-x", "form", N_("Forms"), 40 | TUI_FIXED, N_("discard"), \
      N_("Throw away the draft and leave"), N_("Leaving with Esc keeps it."), NULL, NULL) \
    X(SCREENS_DO_FORM_THEIRS, "form-theirs", "C-t", "form", N_("Forms"), TUI_FIXED, N_("take theirs"), \
      N_("Take for this field what is stored now"), NULL, NULL, NULL)

/* ---- 1 Today -------------------------------------------------------------------------------- */

#define SCREENS_TODAY_COMMANDS(X) \
    X(SCREENS_DO_GO_TODAY, "go-today", "1", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Today"), \
      N_("What needs a person, oldest first"), NULL, screens_do_go, NULL)

/* ---- 2 Browse, and the record's own screen -------------------------------------------------- */

#define SCREENS_BROWSE_COMMANDS(X) \
    X(SCREENS_DO_GO_BROWSE, "go-browse", "2", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Browse"), \
      N_("Every record of the desk"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_TYPE, "browse-type", "t", "browse", N_("Records"), 20, N_("type"), \
      N_("Another type of record"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMNS, "list-columns", "C", "browse list", N_("Finding"), 0, N_("columns"), \
      N_("Choose the columns and their order"), N_("The choice is kept in sharedesk.ini."), NULL, NULL) \
    X(SCREENS_DO_REVERSE, "sort-reverse", "S", "browse list incentives account meeting reports figure finding records", N_("Finding"), 0, N_("reverse"), \
      N_("Turn the order round"), NULL, NULL, NULL) \
    X(SCREENS_DO_WITH_RETIRED, "list-retired", "R", "browse list", N_("Finding"), 0, N_("retired"), \
      N_("Show or hide retired records"), NULL, NULL, NULL) \
    X(SCREENS_DO_EXPORT, "list-export", "E", "browse list reports figure finding records", N_("Records"), 58, N_("export"), \
      N_("Write what is listed to a CSV file"), N_("Of records all fields, links by uid: it can be imported again. Of figures what is shown."), NULL, NULL) \
    X(SCREENS_DO_RETIRE, "record-retire", "d", "browse list record", N_("Records"), 65, N_("retire"), \
      N_("Retire the record, or all marked ones"), N_("Nothing is ever deleted: a retired record is left out of lists and matching."), NULL, screens_refuse_edit) \
    X(SCREENS_DO_RESTORE, "record-restore", "D", "browse list record", N_("Records"), 0, N_("bring back"), \
      N_("Bring a retired record back"), NULL, NULL, screens_refuse_edit) \
    X(SCREENS_DO_MERGE, "record-merge", "M", "browse list", N_("Records"), 0, N_("merge"), \
      N_("Merge the marked doubles into the record under the cursor"), N_("Its empty fields are filled from them, what linked to them links to it."), NULL, screens_refuse_edit) \
    X(SCREENS_DO_COLUMN_LEFT, "column-earlier", "< K", "columns", N_("Columns"), 20, NC_("column", "earlier"), \
      N_("Move the column to the left"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMN_RIGHT, "column-later", "> J", "columns", N_("Columns"), 21, NC_("column", "later"), \
      N_("Move the column to the right"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMN_DEFAULT, "columns-default", "0", "columns", N_("Columns"), 22, N_("as built in"), \
      N_("The columns as they are built in"), NULL, NULL, NULL)

/* ---- 3 Match -------------------------------------------------------------------------------- */

#define SCREENS_MATCH_COMMANDS(X) \
    X(SCREENS_DO_GO_MATCH, "go-match", "3", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Match"), \
      N_("What is wanted beside what would serve it"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_MATCH_PROPOSE, "match-propose", "p", "match", N_("Matching"), 12, N_("propose"), \
      N_("Propose the pair to both sides"), N_("Score, price and benefit of the moment are kept with it. Of marked pairs: all of them."), NULL, NULL) \
    X(SCREENS_DO_MATCH_SHORTLIST, "match-shortlist", "t", "match", N_("Matching"), 14, N_("shortlist"), \
      N_("Put the pair on the shortlist"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_REJECT, "match-reject", "r", "match", N_("Matching"), 16, N_("reject"), \
      N_("Reject the pair, with a reason"), N_("No allocation will take it."), NULL, NULL) \
    X(SCREENS_DO_MATCH_WHY, "match-why", "w", "match", N_("Matching"), 18, N_("why"), \
      N_("Every gate and criterion of the pair"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_COMPARE, "match-compare", "c", "match", N_("Matching"), 20, N_("compare"), \
      N_("Compare the marked pairs, or this one with the best"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_PIN, "match-pin", "!", "match", N_("Matching"), 22, N_("pin"), \
      N_("Pin the pair: in every allocation that can hold it; again: release it"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_FORBID, "match-forbid", "x", "match", N_("Matching"), 24, N_("forbid"), \
      N_("Forbid the pair: in no allocation; again: release it"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_BOOK, "match-book", "b", "match", N_("Matching"), 19, N_("book"), \
      N_("Book the pair on the schedule"), N_("All candidates that fit are lanes there."), NULL, NULL) \
    X(SCREENS_DO_MATCH_ANSWER, "match-answer", "y", "match", N_("Matching"), 13, N_("reply"), \
      N_("Note the provider's answer to the proposal"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_QUOTE, "match-quote", "Q", "match", N_("Matching"), 29, N_("quote"), \
      N_("Note that the provider was asked for a quote; again: enter its answer"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_LETTER, "match-letter", "@", "match", N_("Matching"), 15, N_("letter"), \
      N_("A letter to provider or requester about the pair"), N_("Either language, as text or as a message; that it went out is noted."), NULL, NULL) \
    X(SCREENS_DO_MATCH_HANDLER, "match-handler", "H", "match", N_("Matching"), 49, N_("handler"), \
      N_("Who looks after the demand: Enter takes it oneself"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_FOLLOW_UP, "match-follow-up", "F", "match", N_("Matching"), 49, N_("follow up"), \
      N_("When to come back to the demand; Today reminds"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_MINE, "match-mine", "M", "match", N_("Matching"), 49, N_("mine"), \
      N_("Only the demands one looks after, or all again"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_TURN, "match-turn", "o", "match", N_("Matching"), 48, N_("by offer"), \
      N_("The other way round: offers, and the demands that wait for them"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_WHY_OTHER, "match-why-other", "W", "match", N_("Matching"), 0, N_("why not another"), \
      N_("Why is this one not in the list? Asks which"), NULL, NULL, NULL) \
    X(SCREENS_DO_MATCH_WHAT_IF, "match-what-if", "i", "match meeting", N_("Matching"), 30, N_("what if"), \
      N_("The month's allocation under assumptions, beside how it stands"), N_("Nothing is written."), NULL, NULL)

#define SCREENS_LETTER_COMMANDS(X) \
    X(SCREENS_DO_LETTER_PARTY, "letter-party", "o", "letter", N_("Letters"), 12, N_("other side"), \
      N_("To the other side: provider or requester"), NULL, NULL, NULL) \
    X(SCREENS_DO_LETTER_LANGUAGE, "letter-language", "g", "letter", N_("Letters"), 13, N_("language"), \
      N_("In the other language"), NULL, NULL, NULL) \
    X(SCREENS_DO_LETTER_KIND, "letter-kind", "c", "letter", N_("Letters"), 14, N_("kind"), \
      N_("Another letter: proposal, reminder, request for a quote, confirmation, refusal"), NULL, NULL, NULL) \
    X(SCREENS_DO_LETTER_TEXT, "letter-text", "t", "letter", N_("Letters"), 15, N_("as text"), \
      N_("Write it to a file as plain text"), NULL, NULL, NULL) \
    X(SCREENS_DO_LETTER_MAIL, "letter-mail", "m", "letter", N_("Letters"), 16, N_("as mail"), \
      N_("Write it to a file as a message for a mail program (.eml)"), NULL, NULL, NULL) \
    X(SCREENS_DO_LETTER_SENT, "letter-sent", "y", "letter", N_("Letters"), 12, N_("it went out"), \
      N_("Note that it went out today; a pair on the short list is then proposed"), NULL, NULL, NULL)

#define SCREENS_WHAT_IF_COMMANDS(X) \
    X(SCREENS_DO_WHAT_IF_PIN, "what-if-pin", "!", "what-if", N_("What if"), 12, N_("pin"), \
      N_("Assume that a pair is pinned"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_FORBID, "what-if-forbid", "x", "what-if", N_("What if"), 13, N_("forbid"), \
      N_("Assume that a pair is forbidden"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_CAPACITY, "what-if-capacity", "c", "what-if", N_("What if"), 14, N_("capacity"), \
      N_("Assume another monthly capacity of a resource"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_HOURS, "what-if-hours", "o", "what-if", N_("What if"), 15, N_("hours"), \
      N_("Assume other opening hours of a resource"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_FUND, "what-if-fund", "m", "what-if", N_("What if"), 17, N_("fund"), \
      N_("Assume other money in a fund"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_STANDING, "what-if-standing", "g", "what-if", N_("What if"), 18, N_("standing"), \
      N_("Assume another standing of an organisation"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_POLICY, "what-if-weight", "w", "what-if", N_("What if"), 16, N_("weight"), \
      N_("Assume another weight: points of a criterion, balance, urgency"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_DROP, "what-if-drop", "d", "what-if", N_("What if"), 19, N_("drop"), \
      N_("Assume it no longer"), NULL, NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_CLEAR, "what-if-clear", "D", "what-if", N_("What if"), 21, N_("clear"), \
      N_("Assume nothing any more"), N_("Leaving the screen keeps what is assumed."), NULL, NULL) \
    X(SCREENS_DO_WHAT_IF_RUN, "what-if-run", "r", "what-if", N_("What if"), 20, N_("run again"), \
      N_("Work the month out again"), N_("Esc stops it."), NULL, NULL)

/* ---- 4 Schedule ----------------------------------------------------------------------------- */

#define SCREENS_SCHEDULE_COMMANDS(X) \
    X(SCREENS_DO_GO_SCHEDULE, "go-schedule", "4", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Schedule"), \
      N_("Resources over time; bookings made and moved"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_SCHEDULE_MOVE, "schedule-move", "m", "schedule", N_("Bookings"), 34, N_("move"), \
      N_("Move or stretch the booking under the cursor"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_CANCEL, "schedule-cancel", "x", "schedule", N_("Bookings"), 36, N_("cancel"), \
      N_("Cancel the booking, with a reason"), N_("The fee is shown first; the slot is offered to who waits for it."), NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_CONFIRM, "schedule-confirm", "y", "schedule", N_("Bookings"), 31, N_("confirm"), \
      N_("Confirm a booking that was requested or held"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_CHECK_IN, "schedule-check-in", "i", "schedule", N_("Bookings"), 38, N_("check in"), \
      N_("The user has come"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_COMPLETE, "schedule-complete", "c", "schedule", N_("Bookings"), 39, N_("finish"), \
      N_("The use is over: charge it"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_NO_SHOW, "schedule-no-show", "X", "schedule", N_("Bookings"), 0, N_("no-show"), \
      N_("Nobody came"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_WAITING, "schedule-waiting", "w", "schedule", N_("Bookings"), 44, N_("waiting"), \
      N_("Who waits for the free time under the cursor; offer it to the first"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_CLOSE, "schedule-close", "C", "schedule", N_("Bookings"), 0, N_("close"), \
      N_("Close time for maintenance, an outage or a holiday"), N_("What becomes of bookings in it is asked."), NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_ZOOM, "schedule-zoom", "z", "schedule", N_("Calendar"), 40, N_("zoom"), \
      N_("Week, day, month"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_EARLIER, "schedule-earlier", "[", "schedule", N_("Calendar"), 41, N_("earlier"), \
      N_("The week (day, month) before; a new booking: a week earlier"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_LATER, "schedule-later", "]", "schedule", N_("Calendar"), 42, N_("later"), \
      N_("The week (day, month) after; a new booking: a week later"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_DAY_EARLIER, "schedule-day-earlier", ", S-Left", "schedule", N_("Calendar"), 0, N_("a day earlier"), \
      N_("One day back, at the same hour"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_DAY_LATER, "schedule-day-later", ". S-Right", "schedule", N_("Calendar"), 0, N_("a day later"), \
      N_("One day on, at the same hour"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_TODAY, "schedule-now", "t", "schedule", N_("Calendar"), 46, N_("now"), \
      N_("To the present hour"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_DATE, "schedule-date", "d", "schedule", N_("Calendar"), 47, N_("date"), \
      N_("Go to a date; a new booking: type its start and length"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_SLOT, "schedule-slot", "F", "schedule", N_("Calendar"), 43, N_("find a slot"), \
      N_("The first free slots of these lanes, so long as asked"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_LANES, "schedule-lanes", "o", "schedule", N_("Calendar"), 45, N_("lanes"), \
      N_("Which resources are lanes"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_HOURS, "schedule-hours", "H", "schedule", N_("Calendar"), 0, N_("hours"), \
      N_("Which hours are shown: as needed, the whole day, opening hours only"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_SHORTER, "schedule-shorter", "<", "schedule-plan", N_("Bookings"), 3, N_("shorter"), \
      N_("End it a step earlier"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_LONGER, "schedule-longer", ">", "schedule-plan", N_("Bookings"), 4, N_("longer"), \
      N_("End it a step later"), NULL, NULL, NULL) \
    X(SCREENS_DO_SCHEDULE_REPEAT, "schedule-repeat", "R", "schedule-plan", N_("Bookings"), 12, N_("repeat"), \
      N_("Make it repeat: daily, weekly, monthly"), NULL, NULL, NULL)

/* ---- 5 Incentives --------------------------------------------------------------------------- */

#define SCREENS_INCENTIVES_COMMANDS(X) \
    X(SCREENS_DO_GO_INCENTIVES, "go-incentives", "5", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Incentives"), \
      N_("Who gave and got, funds, vouchers, awards, answers, claims, the ledger"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_PAGE, "page-choose", "t", "incentives meeting figure", N_("Pages"), 22, N_("page"), \
      N_("Another page of this place"), N_("Tab and S-Tab go from page to page."), NULL, NULL) \
    X(SCREENS_DO_PAY, "ledger-pay", "p", "incentives account", N_("Money"), 22, N_("payment"), \
      N_("Record a payment by an organisation"), N_("What would be posted is shown before it is done."), screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_PAY_OUT, "ledger-pay-out", "P", "incentives account", N_("Money"), 23, N_("payout"), \
      N_("Pay an organisation what it is owed"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_DEPOSIT, "fund-deposit", "i", "incentives", N_("Money"), 26, N_("pay in"), \
      N_("Record money paid into a fund"), N_("A public fund then pays what it still owes for free use."), screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_TRANSFER, "fund-transfer", "T", "incentives", N_("Money"), 0, N_("transfer"), \
      N_("Move money from one fund to another"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_PREMIUM, "fund-premium", "m", "incentives", N_("Money"), 0, N_("premium"), \
      N_("Charge an organisation a premium for the risk fund"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_VOUCHER, "voucher-grant", "V", "incentives account", N_("Money"), 27, N_("voucher"), \
      N_("Grant a voucher out of a fund"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_VOUCHER_WITHDRAW, "voucher-withdraw", "W", "incentives", N_("Money"), 0, N_("withdraw"), \
      N_("Take back what is left of the voucher under the cursor"), NULL, NULL, NULL) \
    X(SCREENS_DO_AWARD, "award-give", "w", "incentives account", N_("Money"), 28, N_("award"), \
      N_("Give an award: opportunity, achievement or performance"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_INVOICE, "invoice-issue", "I", "incentives account", N_("Money"), 29, N_("invoice"), \
      N_("Issue an invoice over what is not invoiced yet"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_CLAIM, "claim-file", "", "incentives account record", N_("Money"), 0, N_("claim"), \
      N_("File a risk claim, for the meeting to decide"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_ANSWER, "survey-answer", "", "incentives record", N_("Money"), 0, N_("answer"), \
      N_("Enter the answer to a questionnaire after a use"), NULL, screens_do_deed, screens_refuse_write) \
    X(SCREENS_DO_ENTRY_REVERSE, "entry-reverse", "R", "account record", N_("Money"), 0, N_("reverse"), \
      N_("Take a ledger entry back by posting its negative"), N_("Nothing is ever deleted from the ledger; a reversal needs a reason and is made once."), screens_do_deed, screens_refuse_reversal) \
    X(SCREENS_DO_PERIOD, "statement-period", "t", "account", N_("Money"), 24, N_("period"), \
      N_("The period of the statement"), NULL, NULL, NULL)

/* ---- 6 Meeting ------------------------------------------------------------------------------ */

#define SCREENS_MEETING_COMMANDS(X) \
    X(SCREENS_DO_GO_MEETING, "go-meeting", "6", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Meeting"), \
      N_("A month's agenda, allocation, decisions and minutes"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_MEETING_ACCEPT, "meeting-accept", "y", "meeting", N_("Decisions"), 12, N_("accept"), \
      N_("Accept the item or line under the cursor"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_REFUSE, "meeting-refuse", "n", "meeting", N_("Decisions"), 13, N_("refuse"), \
      N_("Refuse it, with a reason"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_DEFER, "meeting-defer", "d", "meeting", N_("Decisions"), 14, N_("defer"), \
      N_("Put it off, with a reason"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_AMEND, "meeting-amend", "m", "meeting", N_("Decisions"), 15, N_("amend"), \
      N_("Accept it with other times or another amount, with a reason"), N_("An unmet demand is given a resource and a time this way."), NULL, NULL) \
    X(SCREENS_DO_MEETING_RUN, "meeting-run", "r", "meeting", N_("Allocation"), 18, N_("run again"), \
      N_("Gather the agenda and run the allocation, again if need be"), N_("Esc stops it with nothing changed."), NULL, NULL) \
    X(SCREENS_DO_MEETING_PIN, "meeting-pin", "!", "meeting", N_("Allocation"), 16, N_("pin"), \
      N_("Pin the pair into every allocation, or let go of it"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_FORBID, "meeting-forbid", "x", "meeting", N_("Allocation"), 17, N_("forbid"), \
      N_("Keep the pair out of every allocation, or let it in again"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_WHAT_IF, "meeting-what-if", "w", "meeting", N_("Allocation"), 19, N_("what if"), \
      N_("What would happen without this line, or meet this demand"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_COMPARE, "meeting-compare", "c", "meeting", N_("Allocation"), 0, N_("compare"), \
      N_("Compare with another run of the month"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_BEGIN, "meeting-begin", "b", "meeting", N_("Meeting"), 0, N_("begin"), \
      N_("The meeting is in session from now"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_MINUTES, "meeting-minutes", "o", "meeting", N_("Meeting"), 21, N_("minutes"), \
      N_("Write what was said, who was there"), N_("The decisions are added to it by themselves."), NULL, NULL) \
    X(SCREENS_DO_MEETING_PACK, "meeting-pack", "p", "meeting", N_("Meeting"), 24, N_("papers"), \
      N_("Write the papers of the meeting into a directory"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_CLOSE, "meeting-close", "C", "meeting", N_("Meeting"), 25, NC_("meeting", "close"), \
      N_("Close the meeting: book, settle, write the minutes, whole or not at all"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_MONTH, "meeting-month", "M", "meeting", N_("Meeting"), 26, N_("month"), \
      N_("The meeting of another month"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_EARLIER, "meeting-earlier", "<", "meeting", N_("Meeting"), 0, N_("month before"), \
      N_("The meeting of the month before"), NULL, NULL, NULL) \
    X(SCREENS_DO_MEETING_LATER, "meeting-later", ">", "meeting", N_("Meeting"), 0, N_("month after"), \
      N_("The meeting of the month after"), NULL, NULL, NULL)

/* ---- 7 Reports ------------------------------------------------------------------------------ */

#define SCREENS_REPORTS_COMMANDS(X) \
    X(SCREENS_DO_GO_REPORTS, "go-reports", "7", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Reports"), \
      N_("Figures of efficiency, what lies idle, is there twice or missing"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_REPORT_MONTH, "report-month", "M", "reports", N_("Reports"), 24, N_("month"), \
      N_("The year that ends with another month"), NULL, NULL, NULL) \
    X(SCREENS_DO_REPORT_EARLIER, "report-earlier", "<", "reports", N_("Reports"), 25, N_("earlier"), \
      N_("One month back"), NULL, NULL, NULL) \
    X(SCREENS_DO_REPORT_LATER, "report-later", ">", "reports", N_("Reports"), 26, N_("later"), \
      N_("One month on"), NULL, NULL, NULL)

/* ---- the whole ------------------------------------------------------------------------------ */

#define SCREENS_COMMANDS(X) \
    SCREENS_DESK_COMMANDS(X) \
    SCREENS_FORM_COMMANDS(X) \
    SCREENS_TODAY_COMMANDS(X) \
    SCREENS_BROWSE_COMMANDS(X) \
    SCREENS_MATCH_COMMANDS(X) \
    SCREENS_LETTER_COMMANDS(X) \
    SCREENS_WHAT_IF_COMMANDS(X) \
    SCREENS_SCHEDULE_COMMANDS(X) \
    SCREENS_INCENTIVES_COMMANDS(X) \
    SCREENS_MEETING_COMMANDS(X) \
    SCREENS_REPORTS_COMMANDS(X)

/* clang-format on */

enum screens_do {
    SCREENS_DO_NONE_ = TUI_DO_COUNT - 1,
    SCREENS_COMMANDS(TUI_COMMAND_ENUM) SCREENS_DO_COUNT
};

/* The kit's rows and the desk's. */
const struct tui_command *screens_commands(size_t *count);

/* Handlers of the rows above. */
int screens_do_go(struct tui_screen *top, int id); /* to the place whose command it is (views.h) */
int screens_do_add(struct tui_screen *top, int id);
int screens_do_edit(struct tui_screen *top, int id);
int screens_do_history(struct tui_screen *top, int id);
int screens_do_record(struct tui_screen *top, int id);
int screens_do_place(struct tui_screen *top, int id);
int screens_do_links(struct tui_screen *top, int id);
int screens_do_contact(struct tui_screen *top, int id);
int screens_do_goto(struct tui_screen *top, int id);
int screens_do_undo(struct tui_screen *top, int id);
int screens_do_redo(struct tui_screen *top, int id);
int screens_do_log(struct tui_screen *top, int id);
int screens_do_faults(struct tui_screen *top, int id);
int screens_do_tour(struct tui_screen *top, int id);
int screens_do_deed(struct tui_screen *top, int id); /* about the record under the cursor */

/* Refusals: why not now, or NULL. */
const char *screens_refuse_write(struct tui_screen *top, int id);   /* viewer, read-only desk */
const char *screens_refuse_subject(struct tui_screen *top, int id); /* nothing under the cursor */
const char *screens_refuse_place(struct tui_screen *top, int id);
const char *screens_refuse_edit(struct tui_screen *top, int id); /* both */
const char *screens_refuse_add(struct tui_screen *top, int id);  /* not a screen of records */
const char *screens_refuse_tour(struct tui_screen *top, int id);
const char *screens_refuse_faults(struct tui_screen *top, int id);
const char *screens_refuse_reversal(struct tui_screen *top, int id); /* not a ledger entry */

#endif
