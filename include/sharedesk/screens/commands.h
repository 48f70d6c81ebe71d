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

#define SCREENS_TODAY_COMMANDS(X)

/* ---- 2 Browse, and the record's own screen -------------------------------------------------- */

#define SCREENS_BROWSE_COMMANDS(X) \
    X(SCREENS_DO_GO_BROWSE, "go-browse", "2", "everywhere", N_("Places"), 1 | TUI_PLACE, N_("Browse"), \
      N_("Every record of the desk"), NULL, screens_do_go, NULL) \
    X(SCREENS_DO_TYPE, "browse-type", "t", "browse", N_("Records"), 20, N_("type"), \
      N_("Another type of record"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMNS, "list-columns", "C", "browse list", N_("Finding"), 0, N_("columns"), \
      N_("Choose the columns and their order"), N_("The choice is kept in sharedesk.ini."), NULL, NULL) \
    X(SCREENS_DO_REVERSE, "sort-reverse", "S", "browse list", N_("Finding"), 0, N_("reverse"), \
      N_("Turn the order round"), NULL, NULL, NULL) \
    X(SCREENS_DO_WITH_RETIRED, "list-retired", "R", "browse list", N_("Finding"), 0, N_("retired"), \
      N_("Show or hide retired records"), NULL, NULL, NULL) \
    X(SCREENS_DO_EXPORT, "list-export", "E", "browse list", N_("Records"), 0, N_("export"), \
      N_("Write what is listed to a CSV file"), N_("All fields, links by uid: it can be imported again."), NULL, NULL) \
    X(SCREENS_DO_RETIRE, "record-retire", "d", "browse list record", N_("Records"), 65, N_("retire"), \
      N_("Retire the record, or all marked ones"), N_("Nothing is ever deleted: a retired record is left out of lists and matching."), NULL, screens_refuse_edit) \
    X(SCREENS_DO_RESTORE, "record-restore", "D", "browse list record", N_("Records"), 0, N_("bring back"), \
      N_("Bring a retired record back"), NULL, NULL, screens_refuse_edit) \
    X(SCREENS_DO_MERGE, "record-merge", "M", "browse list", N_("Records"), 0, N_("merge"), \
      N_("Merge the marked doubles into the record under the cursor"), N_("Its empty fields are filled from them, what linked to them links to it."), NULL, screens_refuse_edit) \
    X(SCREENS_DO_COLUMN_LEFT, "column-earlier", "< K", "columns", N_("Columns"), 20, N_("earlier"), \
      N_("Move the column to the left"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMN_RIGHT, "column-later", "> J", "columns", N_("Columns"), 21, N_("later"), \
      N_("Move the column to the right"), NULL, NULL, NULL) \
    X(SCREENS_DO_COLUMN_DEFAULT, "columns-default", "0", "columns", N_("Columns"), 22, N_("as built in"), \
      N_("The columns as they are built in"), NULL, NULL, NULL)

/* ---- 3 Match -------------------------------------------------------------------------------- */

#define SCREENS_MATCH_COMMANDS(X)

/* ---- 4 Schedule ----------------------------------------------------------------------------- */

#define SCREENS_SCHEDULE_COMMANDS(X)

/* ---- 5 Incentives --------------------------------------------------------------------------- */

#define SCREENS_INCENTIVES_COMMANDS(X)

/* ---- 6 Meeting ------------------------------------------------------------------------------ */

#define SCREENS_MEETING_COMMANDS(X)

/* ---- 7 Reports ------------------------------------------------------------------------------ */

#define SCREENS_REPORTS_COMMANDS(X)

/* ---- the whole ------------------------------------------------------------------------------ */

#define SCREENS_COMMANDS(X) \
    SCREENS_DESK_COMMANDS(X) \
    SCREENS_FORM_COMMANDS(X) \
    SCREENS_TODAY_COMMANDS(X) \
    SCREENS_BROWSE_COMMANDS(X) \
    SCREENS_MATCH_COMMANDS(X) \
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
int screens_do_links(struct tui_screen *top, int id);
int screens_do_contact(struct tui_screen *top, int id);
int screens_do_goto(struct tui_screen *top, int id);
int screens_do_undo(struct tui_screen *top, int id);
int screens_do_redo(struct tui_screen *top, int id);
int screens_do_log(struct tui_screen *top, int id);
int screens_do_faults(struct tui_screen *top, int id);
int screens_do_tour(struct tui_screen *top, int id);

/* Refusals: why not now, or NULL. */
const char *screens_refuse_write(struct tui_screen *top, int id);   /* viewer, read-only desk */
const char *screens_refuse_subject(struct tui_screen *top, int id); /* nothing under the cursor */
const char *screens_refuse_edit(struct tui_screen *top, int id);    /* both */
const char *screens_refuse_add(struct tui_screen *top, int id);     /* not a screen of records */
const char *screens_refuse_tour(struct tui_screen *top, int id);
const char *screens_refuse_faults(struct tui_screen *top, int id);

#endif
