/* care.c: init, check, rebuild, backup, restore, generate: the care of the file, and of the tables.
 */
#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/exchange/demo.h"
#include "sharedesk/exchange/document.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum err_code make_directory_of(struct cli *c, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) {
        return ERR_NONE;
    }
    return base_dir_make(base_arena_strndup(c->arena, path, (size_t)(slash - path)), &c->err);
}

/* A demo desk that could not be filled is no desk at all. */
static void remove_desk(struct cli *c)
{
    static const char *const parts[] = {"", "-wal", "-shm"};
    store_close(&c->store);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        unlink(base_arena_printf(c->arena, "%s%s", c->desk_path, parts[i]));
    }
}

/* The demo shows what a policy is for; one that stands there already is another desk's too. */
static enum err_code write_demo_policy(struct cli *c)
{
    const struct base_embedded *policy = base_embedded_find("data/demo/policy.ini");
    const char *slash = strrchr(c->desk_path, '/');
    const char *path = base_arena_printf(c->arena, "%.*spolicy.ini",
                                         slash ? (int)(slash - c->desk_path) + 1 : 0, c->desk_path);
    if (!policy || access(path, F_OK) == 0) {
        return ERR_NONE;
    }
    return base_file_write(path, policy->data, policy->size, &c->err);
}

enum err_code cli_run_init(struct cli *c)
{
    struct store_options options = {.path = c->desk_path, .create = true, .clock = {BASE_NONE}};
    /* The default desk's directory is made; a directory that was named must be there. */
    const bool named =
        strncmp(c->desk_path, base_dir_data(c->arena), strlen(base_dir_data(c->arena))) != 0;
    if ((!named && make_directory_of(c, c->desk_path)) ||
        store_open(&options, &c->store, &c->err)) {
        return c->err.code;
    }
    if (c->as_of) {
        struct base_clock clock;
        if (base_time_parse(c->as_of, false, &clock.fixed, &c->err)) {
            remove_desk(c);
            return c->err.code = ERR_USAGE;
        }
        store_set_clock(c->store, clock);
    }
    if (cli_flag(c, "demo") && (exchange_demo_fill(c->store, &c->err) || write_demo_policy(c))) {
        remove_desk(c);
        return c->err.code;
    }
    cli_say(c, _("A new desk: %s"), c->desk_path);
    cli_answer_print(c, json_pack("{s:s}", "desk", c->desk_path));
    return ERR_NONE;
}

enum err_code cli_run_check(struct cli *c)
{
    struct store_finding *findings = NULL;
    size_t count = 0;
    if (store_check(c->store, c->arena, &findings, &count, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        json_t *list = json_array();
        for (size_t i = 0; i < count; i++) {
            json_array_append_new(list,
                                  json_pack("{s:s,s:s,s:s}", "what", findings[i].what, "where",
                                            findings[i].where, "mend", findings[i].mend));
        }
        cli_json_print(c, json_pack("{s:b,s:o}", "ok", count == 0, "findings", list));
    } else {
        struct cli_table *t = cli_table_new(c);
        cli_table_column(t, "what", C_("finding", "What"), CLI_TEXT);
        cli_table_column(t, "where", C_("finding", "Where"), CLI_TEXT);
        cli_table_column(t, "mend", _("What to do"), CLI_TEXT);
        for (size_t i = 0; i < count; i++) {
            cli_table_text(t, findings[i].what);
            cli_table_text(t, findings[i].where);
            cli_table_text(t, findings[i].mend);
        }
        cli_table_print(t, c->quiet ? NULL : _("All is well."));
    }
    return count == 0 ? ERR_NONE
                      : err_set(&c->err, ERR_CORRUPT, _("check"),
                                _("What to do about it stands beside it."),
                                P_("%zu finding", "%zu findings", count), count);
}

enum err_code cli_run_rebuild(struct cli *c)
{
    if (store_rebuild(c->store, &c->err)) {
        return c->err.code;
    }
    cli_say(c, "%s", _("The derived tables are made anew."));
    cli_answer_print(c, json_pack("{s:s}", "desk", c->desk_path));
    return ERR_NONE;
}

enum err_code cli_run_backup(struct cli *c)
{
    const char *path = cli_path(c, c->args[0]);
    if (!path || store_backup(c->store, path, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("Copied to %s"), path);
    cli_answer_print(c, json_pack("{s:s}", "file", path));
    return ERR_NONE;
}

enum err_code cli_run_restore(struct cli *c)
{
    const char *path = cli_path(c, c->args[0]);
    if (!path) {
        return c->err.code;
    }
    if (access(c->desk_path, F_OK) == 0 &&
        !cli_confirm(c, base_arena_printf(c->arena, _("Put %s in the place of %s?"), c->args[0],
                                          c->desk_path))) {
        return c->err.code;
    }
    if (store_restore(path, c->desk_path, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("%s is restored from %s"), c->desk_path, path);
    cli_answer_print(c, json_pack("{s:s,s:s}", "desk", c->desk_path, "file", path));
    return ERR_NONE;
}

static const char *settings_sample(struct cli *c, enum model_option_scope scope)
{
    union {
        struct model_policy policy;
        struct model_personal personal;
    } values;
    if (scope == MODEL_SCOPE_POLICY) {
        model_policy_defaults(&values.policy);
    } else {
        model_personal_defaults(&values.personal);
    }
    return model_options_write(scope, &values, true, c->arena);
}

enum err_code cli_run_generate(struct cli *c)
{
    const char *what = c->args[0];
    if (strcmp(what, "manual") == 0) {
        cli_manual_print(c->out);
    } else if (strcmp(what, "completion") == 0) {
        cli_completion_print(c->out);
    } else if (strcmp(what, "policy") == 0) {
        fputs(settings_sample(c, MODEL_SCOPE_POLICY), c->out);
    } else if (strcmp(what, "settings") == 0) {
        fputs(settings_sample(c, MODEL_SCOPE_PERSONAL), c->out);
    } else if (strcmp(what, "csv") == 0) {
        struct base_text reference = {0};
        exchange_document_csv(&reference);
        fputs(reference.s, c->out);
        base_text_free(&reference);
    } else if (strcmp(what, "thesaurus") == 0) {
        const struct base_embedded *built_in = base_embedded_find("data/vocabulary/thesaurus.tsv");
        fputs(built_in->data, c->out);
    } else {
        return cli_usage(c, _("\"%s\" is nothing that can be generated"), what);
    }
    return ERR_NONE;
}
