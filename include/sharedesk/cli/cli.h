/* cli.h: the command line: what a verb is given, and how it answers.
 *
 * Each verb is one function in a file of its own, src/cli/<verb>.c, and one row of the verb table
 * in verbs.c, which parses the line, prints help, completes in the shell and writes the manual. A
 * verb returns ERR_NONE or fills c->err and returns its code; cli_main turns that into the exit
 * status of interfaces.md: 0 done, 1 refused or failed and nothing changed, 2 wrong usage, 3 done
 * in part. */
#ifndef SHAREDESK_CLI_CLI_H
#define SHAREDESK_CLI_CLI_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/model/json.h"
#include "sharedesk/model/policy.h"
#include "sharedesk/store/store.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum cli_output { CLI_TABLE, CLI_JSON, CLI_CSV };

enum cli_need {
    CLI_NO_DESK,
    CLI_READS, /* opens the desk; never writes */
    CLI_WRITES,
};

struct cli_option {
    const char *name;     /* "top" for --top; NULL ends the list */
    const char *argument; /* "N", or NULL for a flag */
    const char *help;     /* N_() */
};

struct cli;

struct cli_verb {
    const char *name;
    enum err_code (*run)(struct cli *c);
    const char *synopsis; /* "KIND [FIELD=VALUE…]" */
    const char *help;     /* N_(), a line */
    enum cli_need need;
    int least, most; /* arguments after the verb; most -1: any number */
    struct cli_option options[16];
};

struct cli_given {
    const char *name, *value; /* value NULL for a flag */
};

struct cli {
    const char *executable;
    enum cli_output output;
    bool quiet, yes, help, version, restricted;
    const char *desk_path, *config_path, *as_of, *language;
    const struct cli_verb *verb; /* NULL: open the desk on the terminal */
    const char **args;           /* after the verb */
    size_t arg_count;
    struct cli_given *given; /* the verb's own options */
    size_t given_count;

    struct base_arena *arena; /* lives as long as the verb runs */
    struct model_personal personal;
    struct store *store; /* NULL for CLI_NO_DESK */
    bool partial;        /* done in part: exit 3 */
    FILE *out;
    char *held; /* the answer, while it is held back to be shown on a terminal */
    size_t held_size;
    struct err err;
};

/* ---- reading the line ------------------------------------------------------------------------ */

/* The last value given, or NULL. */
const char *cli_value(const struct cli *c, const char *option);
bool cli_flag(const struct cli *c, const char *option);
/* Every value of an option that may be repeated; index from 0; NULL past the last. */
const char *cli_value_at(const struct cli *c, const char *option, size_t index);
/* A whole number of at least `least`; fallback when not given. */
enum err_code cli_number(struct cli *c, const char *option, long long least, long long fallback,
                         long long *number);
/* Time or bare date; fallback when not given. end: a bare date includes that day. */
enum err_code cli_time(struct cli *c, const char *option, bool end, int64_t fallback, int64_t *t);
enum err_code cli_usage(struct cli *c, const char *why_format, ...)
    __attribute__((format(printf, 2, 3)));

/* Argument i (0-based) as a record of a type (MODEL_ANY: any). */
enum err_code cli_reference(struct cli *c, const char *text, enum model_type type,
                            struct store_ref *ref);
/* An option that names a record; fallback when not given. */
enum err_code cli_link(struct cli *c, const char *option, enum model_type type, int64_t fallback,
                       int64_t *id);
/* "1234.50" in the desk's currency. */
enum err_code cli_amount(struct cli *c, const char *text, int64_t *amount);
/* The same of an option; fallback when not given. */
enum err_code cli_amount_option(struct cli *c, const char *option, int64_t fallback,
                                int64_t *amount);
enum err_code cli_kind(struct cli *c, const char *text, const struct model_type_info **type);

/* A file or directory named on the line. Under --restricted only a plain name, which then stands in
 * the directory "exchange" beside the desk file. NULL: refused, c->err says why. */
const char *cli_path(struct cli *c, const char *name);

/* True when standard input is a terminal and the user answers yes, or --yes was given. Without a
 * terminal and without --yes: false, and err says so. */
bool cli_confirm(struct cli *c, const char *question);
/* Progress on stderr when that is a terminal and not --quiet; total 0 = unknown. True = interrupted
 * by ^C: the caller rolls back and returns ERR_CANCELLED. */
bool cli_progress(struct cli *c, const char *what, long long done, long long total);
bool cli_interrupted(void);
/* From here on ^C, a hangup and SIGTERM ask the verb to stop. */
void cli_catch_interrupts(void);

/* ---- answering ------------------------------------------------------------------------------- */

/* A table of rows: aligned columns for people, JSON objects, or CSV, as the user asked. */
enum cli_cell {
    CLI_TEXT,
    CLI_INTEGER,  /* JSON number */
    CLI_REAL,     /* JSON number */
    CLI_MONEY,    /* minor units; JSON decimal string */
    CLI_FRACTION, /* JSON number, "12.3 %" for people */
    CLI_MINUTES,  /* JSON number, "1 h 30" for people */
    CLI_TIME,     /* UTC seconds; ISO 8601 in JSON and CSV */
    CLI_DAY,
    CLI_REF,    /* a record: its number in JSON and CSV, number and title for people */
    CLI_NUMBER, /* a record: its number everywhere */
};
struct cli_table;
struct cli_table *cli_table_new(struct cli *c);
/* key: JSON key and CSV header; label: heading for people (translated). */
void cli_table_column(struct cli_table *t, const char *key, const char *label, enum cli_cell kind);
/* Cells go row by row, in column order. */
void cli_table_text(struct cli_table *t, const char *text); /* NULL: empty, JSON null */
void cli_table_number(struct cli_table *t, int64_t number); /* BASE_NONE: empty, JSON null */
void cli_table_real(struct cli_table *t, double real);
void cli_table_ref(struct cli_table *t, enum model_type type, int64_t id);
/* For more rows than fit into memory, which are gone through twice: the first time each is
 * measured, the second time written; CSV needs the second only. Both forget the cells that were
 * given. */
void cli_table_measure(struct cli_table *t);
void cli_table_flush(struct cli_table *t);
/* Prints; empty (translated, may be NULL) stands for an empty table for people. */
void cli_table_print(struct cli_table *t, const char *empty);

/* JSON with control and bidirectional characters as \u; compact line ends in a newline. Steals
 * json. */
void cli_json_print(struct cli *c, json_t *json);
/* What a verb did, an object or a list of objects with the same keys: as JSON, or as CSV with a
 * column a key; nothing for people, who are told in words. Steals answer. */
void cli_answer_print(struct cli *c, json_t *answer);
/* A record with "id", "uid" and all fields, as `show` gives it. */
json_t *cli_json_record(struct cli *c, enum model_type type, const void *record);

/* For people only, not with --quiet, --json or --csv: a line "R12 booked …". */
void cli_say(struct cli *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Lines for people that may hold imported text: escaped. */
void cli_text_print(struct cli *c, const char *text);
/* Lines for programs (CSV): exact, but escaped on a terminal. */
void cli_data_print(struct cli *c, const char *data, size_t size);
/* Money for people: "1,234.50". */
const char *cli_money_show(struct cli *c, int64_t amount);

/* ---- the whole ------------------------------------------------------------------------------- */

extern const struct cli_verb cli_verbs[];
extern const size_t cli_verb_count;
const struct cli_verb *cli_verb_find(const char *name);

/* First of all: makes a closed standard descriptor and a full disk errors like others. */
void cli_process_start(void);
/* Finds --lang and --config, for cli_start. */
void cli_peek(struct cli *c, int argc, char **argv);
/* Reads sharedesk.ini, sets language; before anything is said. */
enum err_code cli_start(struct cli *c);
/* Parses argv. On ERR_NONE with c->verb NULL and no help asked the caller opens the desk's screens.
 */
enum err_code cli_parse(struct cli *c, int argc, char **argv);
enum err_code cli_open(struct cli *c, enum cli_need need);
/* Runs the verb (or help, version) and returns the exit status, having said what went wrong. */
int cli_run(struct cli *c);
void cli_fail(const struct err *e); /* "sharedesk: WHAT: WHY. HINT" on stderr */
/* A line on stderr that may hold imported text. */
void cli_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* From begin to end the verb's answer goes to c->out; on a terminal only what it can show arrives.
 */
void cli_answer_begin(struct cli *c);
void cli_answer_end(struct cli *c);
int cli_exit_status(enum err_code code);
void cli_end(struct cli *c);

/* NULL: of the program. word: the verb's first argument, or NULL: of a kind the fields are told. */
void cli_help_print(FILE *out, const struct cli_verb *verb, const char *word);
void cli_manual_print(FILE *out);     /* man page, from the tables */
void cli_completion_print(FILE *out); /* bash completion, from the tables */

#endif
