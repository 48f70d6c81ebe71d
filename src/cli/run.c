/* run.c: from the parsed line to the exit status: settings, desk, verb, errors. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/config.h"
#include "sharedesk/exchange/place.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int cli_exit_status(enum err_code code)
{
    return code == ERR_NONE ? 0 : code == ERR_USAGE ? 2 : 1;
}

/* ---- settings and desk ----------------------------------------------------------------------- */

enum { MOST_FAULTS_TOLD = 10 }; /* a file that is no INI at all has one a line */

static void tell_faults(const char *const *faults, size_t count)
{
    for (size_t i = 0; i < count && i < MOST_FAULTS_TOLD; i++) {
        cli_tell("sharedesk: %s", faults[i]);
    }
    if (count > MOST_FAULTS_TOLD) {
        cli_tell(_("sharedesk: and %zu more like these"), count - MOST_FAULTS_TOLD);
    }
}

/* A file of settings that was named must be there; of any other that cannot be read, the defaults
 * hold. */
static enum err_code read_personal(struct cli *c)
{
    static const char *const ignored[] = {"keys", "columns", NULL};
    const bool named = c->config_path != NULL;
    if (!named) {
        c->config_path = base_arena_printf(c->arena, "%s/sharedesk.ini", base_dir_config(c->arena));
    }
    struct base_ini ini = {0};
    model_personal_defaults(&c->personal);
    if (base_ini_read(c->config_path, c->arena, &ini, &c->err)) {
        if (named) {
            return c->err.code;
        }
        if (c->err.code != ERR_NOT_FOUND) {
            cli_fail(&c->err);
        }
        err_clear(&c->err);
        return ERR_NONE;
    }
    const char **faults = NULL;
    size_t count = 0;
    model_options_read(MODEL_SCOPE_PERSONAL, &ini, ignored, c->arena, &c->personal, &faults,
                       &count);
    tell_faults(faults, count);
    return ERR_NONE;
}

enum err_code cli_start(struct cli *c)
{
    base_i18n_start(c->language, c->executable);
    enum err_code code = read_personal(c);
    const char *language = c->personal.language;
    if (!c->language && !base_text_empty(language)) {
        base_i18n_start(language, c->executable);
    }
    if (base_i18n_lack()) {
        cli_tell("sharedesk: %s", base_i18n_lack());
    }
    base_utf8_set_ambiguous_wide(c->personal.ambiguous_wide);
    return code;
}

static const char *desk_path(struct cli *c)
{
    const char *environment = getenv("SHAREDESK_DESK");
    if (c->desk_path) {
        return c->desk_path;
    }
    if (!base_text_empty(environment)) {
        return environment;
    }
    if (!base_text_empty(c->personal.desk_file)) {
        return c->personal.desk_file;
    }
    return base_arena_printf(c->arena, "%s/desk.db", base_dir_data(c->arena));
}

enum err_code cli_open(struct cli *c, enum cli_need need)
{
    struct store_options options = {
        .path = desk_path(c),
        .read_only = need == CLI_READS,
        .clock = {.fixed = BASE_NONE},
    };
    c->desk_path = options.path;
    if (need == CLI_NO_DESK) {
        return ERR_NONE;
    }
    if (store_open(&options, &c->store, &c->err)) {
        return c->err.code;
    }
    store_set_stop(c->store, cli_interrupted);
    size_t count = 0;
    const char *const *faults = store_policy_faults(c->store, &count);
    tell_faults(faults, count);
    if (c->as_of) {
        /* Only now the desk's zone is known, in which a time without an offset is meant. */
        struct base_clock clock;
        if (base_time_parse(c->as_of, false, &clock.fixed, &c->err)) {
            c->err.code = ERR_USAGE;
            return err_within(&c->err, "--as-of");
        }
        store_set_clock(c->store, clock);
    }
    return ERR_NONE;
}

const char *cli_path(struct cli *c, const char *name)
{
    if (strcmp(name, "-") == 0) {
        return name;
    }
    return exchange_place(c->desk_path, c->restricted, name, c->arena, &c->err);
}

/* ---- the verb -------------------------------------------------------------------------------- */

static enum err_code run_verb(struct cli *c)
{
    if (cli_open(c, c->verb->need)) {
        return c->err.code;
    }
    return c->verb->run(c);
}

/* An answer that did not arrive is a failure, whatever the verb did. */
static enum err_code flush_answer(struct cli *c)
{
    cli_answer_end(c);
    if (fflush(c->out) == 0 && !ferror(c->out)) {
        return ERR_NONE;
    }
    if (cli_interrupted()) {
        return err_set(&c->err, ERR_CANCELLED, c->verb->name, NULL, "%s", _("it was interrupted"));
    }
    return err_set(&c->err, ERR_IO, _("standard output"),
                   c->verb && c->verb->need == CLI_WRITES
                       ? _("What was changed stays changed; \"sharedesk log\" tells it.")
                       : NULL,
                   "%s", _("what was answered could not be written"));
}

static enum err_code answer(struct cli *c)
{
    if (c->version) {
        fprintf(c->out, "sharedesk %s\n", SHAREDESK_VERSION);
        return ERR_NONE;
    }
    if (c->help) {
        cli_help_print(c->out, c->verb, c->arg_count > 0 ? c->args[0] : NULL);
        return ERR_NONE;
    }
    cli_catch_interrupts();
    return run_verb(c);
}

int cli_run(struct cli *c)
{
    cli_answer_begin(c);
    enum err_code code = answer(c);
    if (!code) {
        code = flush_answer(c);
    }
    cli_answer_end(c);
    if (code) {
        cli_fail(&c->err);
        return cli_exit_status(code);
    }
    return c->partial ? 3 : 0;
}

void cli_end(struct cli *c)
{
    store_close(&c->store);
    base_arena_free(&c->arena);
}
