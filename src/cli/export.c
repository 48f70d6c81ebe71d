/* export.c: records out as CSV. */
#include "sharedesk/exchange/export.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "verbs.h"

#include <string.h>

static enum err_code export_all(struct cli *c, const struct exchange_export_options *options)
{
    const char *name = cli_value(c, "output");
    if (!name) {
        return cli_usage(c, "%s", _("export all needs a directory: -o DIR"));
    }
    const char *path = cli_path(c, name);
    if (!path || exchange_export_all(c->store, path, options, &c->err)) {
        return c->err.code;
    }
    cli_say(c, _("Every kind is written to %s"), path);
    cli_answer_print(c, json_pack("{s:s}", "directory", path));
    return ERR_NONE;
}

static enum err_code export_kind(struct cli *c, const struct exchange_export_options *options)
{
    const struct model_type_info *type;
    const char *name = cli_value(c, "output");
    const char *path = cli_path(c, name ? name : "-");
    if (!path || cli_kind(c, c->args[0], &type)) {
        return c->err.code;
    }
    struct base_text out = {0};
    enum err_code code = exchange_export(c->store, type, options, &out, &c->err);
    if (!code && strcmp(path, "-") == 0) {
        cli_data_print(c, base_text_string(&out), out.length);
    } else if (!code) {
        base_file_write(path, base_text_string(&out), out.length, &c->err);
    }
    base_text_free(&out);
    return c->err.code;
}

enum err_code cli_run_export(struct cli *c)
{
    struct exchange_export_options options = {
        .filter = cli_value(c, "filter"),
        .bom = cli_flag(c, "bom"),
    };
    if (cli_exchange_profile(c, &options.profile)) {
        return c->err.code;
    }
    return strcmp(c->args[0], "all") == 0 ? export_all(c, &options) : export_kind(c, &options);
}
