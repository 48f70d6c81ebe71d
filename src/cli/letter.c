/* letter.c: letter: about a proposal or booking, to provider or requester. */
#include "verbs.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/report/letter.h"

#include <string.h>

static enum err_code read_kind(struct cli *c, struct store_ref ref, enum report_letter_kind *kind)
{
    static const char *const names[] = {"proposal", "confirmation", "reminder", "quote"};
    const char *text = cli_value(c, "kind");
    *kind = report_letter_usual(ref);
    for (size_t i = 0; text != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(text, names[i]) == 0) {
            *kind = (enum report_letter_kind)i;
            return ERR_NONE;
        }
    }
    return text == NULL
               ? ERR_NONE
               : cli_usage(c, _("\"%s\" is not proposal, confirmation, reminder or quote"), text);
}

/* A proposal asks the provider, a booking is told to the one who uses it. */
static enum err_code read_side(struct cli *c, struct store_ref ref, enum report_letter_side *side)
{
    const char *text = cli_value(c, "to");
    *side = ref.type == MODEL_BOOKING ? REPORT_TO_REQUESTER : REPORT_TO_PROVIDER;
    if (text == NULL) {
        return ERR_NONE;
    }
    if (strcmp(text, "provider") != 0 && strcmp(text, "requester") != 0) {
        return cli_usage(c, _("\"%s\" is not provider or requester"), text);
    }
    *side = strcmp(text, "provider") == 0 ? REPORT_TO_PROVIDER : REPORT_TO_REQUESTER;
    return ERR_NONE;
}

/* The reader's language, which need not be the desk's. */
static enum err_code read_language(struct cli *c, enum base_language *language)
{
    const char *text = cli_value(c, "in");
    *language = base_i18n_language();
    if (text == NULL) {
        return ERR_NONE;
    }
    if (strcmp(text, "en") != 0 && strcmp(text, "zh") != 0) {
        return cli_usage(c, _("\"%s\" is not en or zh"), text);
    }
    *language = strcmp(text, "zh") == 0 ? BASE_CHINESE : BASE_ENGLISH;
    return ERR_NONE;
}

static void print_json(struct cli *c, const struct report_letter *letter)
{
    json_t *o = json_object();
    json_object_set_new(o, "name", json_string(letter->name));
    json_object_set_new(o, "email", json_string(letter->email));
    json_object_set_new(o, "subject", json_string(letter->subject));
    json_object_set_new(o, "body", json_string(letter->body));
    cli_json_print(c, o);
}

static enum err_code write_letter(struct cli *c, struct match_desk *m,
                                  const struct report_letter *letter)
{
    const char *output = cli_value(c, "output");
    bool eml = cli_flag(c, "eml");
    const char *text =
        eml ? report_letter_eml(m, letter, c->arena)
            : base_arena_printf(c->arena, "%s %s\n%s%s%s\n\n%s", letter->name, letter->email,
                                _("Subject"), _(": "), letter->subject, letter->body);
    if (output != NULL) {
        const char *path = cli_path(c, output);
        return path == NULL ? c->err.code : base_file_write(path, text, strlen(text), &c->err);
    }
    if (eml) {
        fputs(text, c->out);
    } else {
        cli_text_print(c, text);
    }
    return ERR_NONE;
}

enum err_code cli_run_letter(struct cli *c)
{
    struct store_ref ref;
    enum report_letter_kind kind;
    enum report_letter_side side;
    enum base_language language;
    struct report_letter letter;
    struct match_desk *m;
    if (cli_reference(c, c->args[0], MODEL_ANY, &ref) || read_kind(c, ref, &kind) ||
        read_side(c, ref, &side) || read_language(c, &language) || cli_match_open(c, &m)) {
        return c->err.code;
    }
    if (!report_letter_in(language, m, ref, kind, side, c->arena, &letter, &c->err)) {
        if (c->output == CLI_JSON) {
            print_json(c, &letter);
        } else {
            write_letter(c, m, &letter);
        }
    }
    match_desk_free(&m);
    return c->err.code;
}
