/* verbs.c: the verb table. One row a verb: it parses, prints help, completes in the shell and writes
 * the manual. The functions stand in src/cli/<verb>.c. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

#define END {NULL, NULL, NULL}

const struct cli_verb cli_verbs[] = {
    {"init", cli_run_init, "", N_("make a new desk"), CLI_NO_DESK, 0, 0,
     {{"demo", NULL, N_("fill it with a believable region at work")}, END}},

    /* any record */
    {"list", cli_run_list, "KIND", N_("list records of a kind"), CLI_READS, 1, 1,
     {{"filter", "EXPR", N_("only those for which EXPR holds, such as 'kind=instrument and price_member<100'")},
      {"sort", "FIELD", N_("in the order of FIELD; -FIELD backwards")},
      {"limit", "N", N_("no more than N")},
      {"retired", NULL, N_("with retired records")},
      {"columns", "F,F…", N_("these fields")},
      END}},
    {"show", cli_run_show, "REF", N_("one record with everything known of it"), CLI_READS, 1, 1, {END}},
    {"add", cli_run_add, "KIND FIELD=VALUE…", N_("add a record"), CLI_WRITES, 1, -1, {END}},
    {"set", cli_run_set, "REF FIELD=VALUE…", N_("change fields of a record; FIELD= empties"), CLI_WRITES, 2, -1,
     {END}},
    {"retire", cli_run_retire, "REF…", N_("take records out of use; nothing is deleted"), CLI_WRITES, 1, -1,
     {{"back", NULL, N_("take them into use again")}, END}},
    {"merge", cli_run_merge, "REF INTO", N_("merge a double into the record that stays"), CLI_WRITES, 2, 2, {END}},
    {"forget", cli_run_forget, "PERSON", N_("erase a person's data, in the record and in the log"), CLI_WRITES, 1, 1,
     {END}},
    {"find", cli_run_find, "TEXT…", N_("search over everything, best first"), CLI_READS, 1, -1,
     {{"kind", "KIND", N_("only this kind of record")},
      {"limit", "N", N_("no more than N (100)")},
      END}},

    /* history and care */
    {"log", cli_run_log, "[REF]", N_("who changed what, when"), CLI_READS, 0, 1,
     {{"limit", "N", N_("no more than N changes (50)")}, END}},
    {"undo", cli_run_undo, "", N_("take back your own last change; a posting by its reversal"), CLI_WRITES, 0, 0,
     {END}},
    {"redo", cli_run_redo, "", N_("do again what you last took back"), CLI_WRITES, 0, 0, {END}},
    {"check", cli_run_check, "", N_("integrity of file, links, ledger, calendar and search"), CLI_READS, 0, 0, {END}},
    {"rebuild", cli_run_rebuild, "", N_("make the derived tables anew"), CLI_WRITES, 0, 0, {END}},
    {"backup", cli_run_backup, "FILE", N_("copy the desk, while others work"), CLI_READS, 1, 1, {END}},
    {"restore", cli_run_restore, "FILE", N_("put a backup in the desk's place; the old file is kept beside it"),
     CLI_NO_DESK, 1, 1, {END}},

    /* what the program knows of itself */
    {"generate", cli_run_generate, "manual|completion|policy|settings", N_("write what is made from the program's tables"),
     CLI_NO_DESK, 1, 1, {END}},
};

const size_t cli_verb_count = sizeof cli_verbs / sizeof *cli_verbs;

const struct cli_verb *cli_verb_find(const char *name)
{
    for (size_t i = 0; i < cli_verb_count; i++) {
        if (strcmp(cli_verbs[i].name, name) == 0) {
            return &cli_verbs[i];
        }
    }
    return NULL;
}
