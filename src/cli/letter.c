/* letter.c: letter: about a proposal or booking, to provider or requester. */
#include "verbs.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/report/letter.h"

#include <string.h>

static enum err_code read_kind(struct cli *c, struct match_desk *m, struct store_ref ref,
                               enum report_letter_kind *kind)
{
    const char *text = cli_value(c, "kind");
    if (text == NULL) {
        return report_letter_due(m, ref, kind, &c->err);
    }
    for (int i = 0; i < REPORT_LETTER_KINDS; i++) {
        if (strcmp(text, report_letter_name((enum report_letter_kind)i)) == 0) {
            *kind = (enum report_letter_kind)i;
            return ERR_NONE;
        }
    }
    return cli_usage(c, _("\"%s\" is not proposal, confirmation, reminder, quote or refusal"),
                     text);
}

static enum err_code read_side(struct cli *c, struct store_ref ref, enum report_letter_kind kind,
                               enum report_letter_side *side)
{
    const char *text = cli_value(c, "to");
    *side = report_letter_reader(ref, kind);
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

/* Written first: what cannot be written has not gone out. */
static enum err_code answer(struct cli *c, struct match_desk *m)
{
    struct store_ref ref;
    enum report_letter_kind kind;
    enum report_letter_side side;
    enum base_language language;
    struct report_letter letter;
    if (cli_reference(c, c->args[0], MODEL_ANY, &ref) || read_kind(c, m, ref, &kind) ||
        read_side(c, ref, kind, &side) || read_language(c, &language) ||
        report_letter_in(language, m, ref, kind, side, c->arena, &letter, &c->err)) {
        return c->err.code;
    }
    if (c->output == CLI_JSON) {
        print_json(c, &letter);
    } else if (write_letter(c, m, &letter)) {
        return c->err.code;
    }
    if (cli_flag(c, "sent") && !report_letter_sent(m, ref, kind, side, &c->err) &&
        !cli_flag(c, "eml")) {
        cli_say(c, _("Noted that it went out today."));
    }
    return c->err.code;
}

enum err_code cli_run_letter(struct cli *c)
{
    return cli_match_answer(c, answer);
}
