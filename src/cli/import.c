/* import.c: files of records into the desk. */
#include "sharedesk/exchange/import.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "verbs.h"

#include "sharedesk/store/fits.h"

#include <string.h>
#include <unistd.h>

/* ---- the line -------------------------------------------------------------------------------- */

struct word {
    const char *name;
    int value;
};

static enum err_code one_of(struct cli *c, const char *option, const struct word *words,
                            size_t count, int *value)
{
    const char *given = cli_value(c, option);
    struct base_text all = {0};
    *value = words[0].value;
    for (size_t i = 0; i < count; i++) {
        if (!given || strcmp(words[i].name, given) == 0) {
            *value = words[i].value;
            base_text_free(&all);
            return ERR_NONE;
        }
        base_text_printf(&all, "%s%s", i ? ", " : "", words[i].name);
    }
    cli_usage(c, _("--%s is one of %s, not \"%s\""), option, base_text_string(&all), given);
    base_text_free(&all);
    return c->err.code;
}

#define ONE_OF(c, option, words, value)                                                            \
    one_of(c, option, (words), sizeof(words) / sizeof *(words), value)

enum err_code cli_exchange_profile(struct cli *c, enum exchange_profile *profile)
{
    static const struct word profiles[] = {{"native", EXCHANGE_NATIVE},
                                           {"uniquip", EXCHANGE_UNIQUIP},
                                           {"ical", EXCHANGE_ICAL},
                                           {"hledger", EXCHANGE_HLEDGER}};
    int value;
    enum err_code code = ONE_OF(c, "profile", profiles, &value);
    *profile = (enum exchange_profile)value;
    return code;
}

static bool ask(void *context, const char *title, const char *field, const char *here,
                const char *there)
{
    struct cli *c = context;
    char *question =
        base_arena_printf(c->arena, _("%s, %s: \"%s\" here, \"%s\" in the file. Take the file's?"),
                          title, field, here, there);
    bool yes = cli_confirm(c, base_utf8_show(c->arena, question));
    err_clear(&c->err); /* a no is an answer here */
    return yes;
}

static bool go_on(void *context, size_t done, size_t total)
{
    return !cli_progress(context, _("import"), (long long)done, (long long)total);
}

static enum err_code read_options(struct cli *c, struct exchange_import_options *options)
{
    static const struct word conflicts[] = {{"replace", EXCHANGE_REPLACE},
                                            {"keep", EXCHANGE_KEEP},
                                            {"newer", EXCHANGE_NEWER},
                                            {"ask", EXCHANGE_ASK}};
    int value;
    *options = (struct exchange_import_options){
        .encoding = cli_value(c, "encoding"),
        .owner = cli_value(c, "owner"),
        .dry_run = cli_flag(c, "dry-run"),
        .ask = c->yes || isatty(STDIN_FILENO) ? ask : NULL,
        .progress = go_on,
        .context = c,
    };
    if (ONE_OF(c, "on-conflict", conflicts, &value) || cli_exchange_profile(c, &options->profile)) {
        return c->err.code;
    }
    options->on_conflict = (enum exchange_conflict)value;
    return ERR_NONE;
}

/* The first word is a kind when files follow it. */
static size_t read_kind(struct cli *c, struct exchange_import_options *options)
{
    if (c->arg_count > 1) {
        options->kind = model_type_find(c->args[0]);
    }
    return options->kind ? 1 : 0;
}

static enum err_code read_files(struct cli *c, size_t first, struct exchange_source **sources,
                                size_t *count)
{
    *count = c->arg_count - first;
    const char **paths = base_arena_array(c->arena, *count, sizeof *paths);
    for (size_t i = 0; i < *count; i++) {
        paths[i] = cli_path(c, c->args[first + i]);
        if (!paths[i]) {
            return c->err.code;
        }
    }
    return exchange_sources_read(paths, *count, c->arena, sources, &c->err);
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void print_json(struct cli *c, const struct exchange_import_result *result)
{
    json_t *rows = json_array();
    json_t *notes = json_array();
    for (size_t i = 0; i < result->row_count; i++) {
        const struct exchange_rejected *row = &result->rows[i];
        json_array_append_new(
            rows, json_pack("{s:o,s:I,s:o,s:o,s:o}", "file", model_json_text(row->file), "line",
                            (json_int_t)row->line, "column", model_json_text(row->column), "value",
                            model_json_text(row->value), "reason", model_json_text(row->reason)));
    }
    for (size_t i = 0; i < result->note_count; i++) {
        json_array_append_new(notes, model_json_text(result->notes[i]));
    }
    cli_json_print(c, json_pack("{s:I,s:I,s:I,s:I,s:I,s:o,s:o,s:o}", "added",
                                (json_int_t)result->added, "changed", (json_int_t)result->changed,
                                "unchanged", (json_int_t)result->unchanged, "merged",
                                (json_int_t)result->merged, "rejected",
                                (json_int_t)result->rejected, "encoding",
                                model_json_text(result->encoding), "rows", rows, "notes", notes));
}

static void print_rejected(struct cli *c, const struct exchange_import_result *result)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "file", _("File"), CLI_TEXT);
    cli_table_column(t, "line", _("Line"), CLI_INTEGER);
    cli_table_column(t, "column", _("Column"), CLI_TEXT);
    cli_table_column(t, "value", C_("cell", "Value"), CLI_TEXT);
    cli_table_column(t, "reason", _("Reason"), CLI_TEXT);
    for (size_t i = 0; i < result->row_count; i++) {
        const struct exchange_rejected *row = &result->rows[i];
        cli_table_text(t, row->file);
        cli_table_number(t, (int64_t)row->line);
        cli_table_text(t, row->column);
        cli_table_text(t, row->value);
        cli_table_text(t, row->reason);
    }
    cli_table_print(t, NULL);
}

static void print_result(struct cli *c, const struct exchange_import_result *result, bool dry_run)
{
    for (size_t i = 0; i < result->note_count && !c->quiet && c->output != CLI_JSON; i++) {
        cli_tell("sharedesk: %s", result->notes[i]);
    }
    if (c->output == CLI_JSON) {
        print_json(c, result);
        return;
    }
    cli_say(c, _("%zu added, %zu changed, %zu unchanged, %zu merged, %zu rejected (%s)"),
            result->added, result->changed, result->unchanged, result->merged, result->rejected,
            result->encoding);
    if (dry_run) {
        cli_say(c, "%s", _("It was only tried: nothing is changed."));
    }
    if (result->row_count > 0 || c->output == CLI_CSV) {
        print_rejected(c, result);
    }
}

/* The desk is changed by now: what goes wrong here makes it a thing done in part. */
static void write_rejected(struct cli *c, const struct exchange_import_result *result,
                           const struct exchange_source *sources)
{
    const char *name = cli_value(c, "reject");
    const char *path = name ? cli_path(c, name) : NULL;
    if (path && exchange_rejects_write(result, sources, path, &c->err) == ERR_NONE) {
        if (result->rejected > 0) {
            cli_say(c, _("What was rejected is in %s"), path);
        }
        return;
    }
    if (c->err.code) {
        cli_fail(&c->err);
        err_clear(&c->err);
        c->partial = true;
    }
}

enum err_code cli_run_import(struct cli *c)
{
    struct exchange_import_options options;
    struct exchange_import_result result;
    struct exchange_source *sources = NULL;
    size_t count = 0;
    int64_t newest;
    if (store_fits_newest(c->store, &newest, &c->err) || read_options(c, &options) ||
        read_files(c, read_kind(c, &options), &sources, &count) ||
        exchange_import(c->store, sources, count, &options, c->arena, &result, &c->err)) {
        return c->err.code;
    }
    cli_progress(c, _("import"), 1, 1);
    c->partial = result.rejected > 0;
    print_result(c, &result, options.dry_run);
    write_rejected(c, &result, sources);
    return options.dry_run ? ERR_NONE : cli_match_entered(c, newest);
}
