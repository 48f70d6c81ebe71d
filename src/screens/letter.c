/* letter.c: a letter about a pair, before it goes out. */
#include "sharedesk/screens/letter.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/save.h"
#include "sharedesk/tui/pager.h"

#include <string.h>

struct letter {
    struct screens_desk *desk;
    struct screens_letter_visit of;
    enum report_letter_side side;
    enum base_language language;
    struct report_letter text;
    const char *title;
    struct tui_pager *pager;
};

/* ---- reading ------------------------------------------------------------------------------- */

static enum err_code letter_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct letter *l = s->state;
    (void)e;
    l->desk = screens_desk(s);
    l->of = *(const struct screens_letter_visit *)arg;
    l->side = report_letter_reader((struct store_ref){MODEL_PROPOSAL, l->of.proposal}, l->of.kind);
    l->language = base_i18n_language();
    l->pager = tui_pager_new();
    return ERR_NONE;
}

static void letter_close(struct tui_screen *s)
{
    struct letter *l = s->state;
    tui_pager_free(&l->pager);
}

static bool letter_same(struct tui_screen *s, void *arg)
{
    const struct letter *l = s->state;
    const struct screens_letter_visit *other = arg;
    return l->of.proposal == other->proposal && l->of.kind == other->kind;
}

static void letter_fill(struct letter *l, struct base_arena *a)
{
    const char *to = *l->text.email ? base_arena_printf(a, "%s <%s>", l->text.name, l->text.email)
                                    : l->text.name;
    tui_pager_clear(l->pager);
    tui_pager_field(l->pager, C_("letter", "To"), TUI_STRONG,
                    *to ? to : _("nobody is named: add a contact"));
    tui_pager_field(l->pager, _("Subject"), TUI_STRONG, l->text.subject);
    tui_pager_gap(l->pager);
    for (const char *line = l->text.body; *line;) {
        size_t n = strcspn(line, "\n");
        if (n > 0)
            tui_pager_add(l->pager, TUI_NORMAL, 0, base_arena_strndup(a, line, n));
        else
            tui_pager_gap(l->pager);
        line += n + (line[n] == '\n');
    }
}

static enum err_code letter_reload(struct tui_screen *s, struct err *e)
{
    struct letter *l = s->state;
    struct match_desk *m = screens_match(l->desk, e);
    struct store_ref ref = {MODEL_PROPOSAL, l->of.proposal};
    if (!m || report_letter_in(l->language, m, ref, l->of.kind, l->side, s->data, &l->text, e))
        return e->code;
    l->title = base_arena_printf(
        s->data, _("Letter %s to the %s"), screens_number_show(ref, s->data),
        l->side == REPORT_TO_PROVIDER ? C_("letter", "provider") : C_("letter", "requester"));
    letter_fill(l, s->data);
    return ERR_NONE;
}

static const char *letter_title(struct tui_screen *s)
{
    const struct letter *l = s->state;
    return l->title ? l->title : "";
}

static void letter_draw(struct tui_screen *s, struct tui_area area)
{
    const struct letter *l = s->state;
    tui_area_left(&area, 1);
    tui_pager_draw(l->pager, area, true);
}

bool screens_letter_subject(struct tui_screen *s, struct store_ref *ref)
{
    const struct letter *l = s->state;
    *ref = (struct store_ref){MODEL_PROPOSAL, l->of.proposal};
    return true;
}

/* ---- going out ----------------------------------------------------------------------------- */

static const char *letter_file(const struct letter *l, const char *ending, struct base_arena *a)
{
    struct store_ref ref = {MODEL_PROPOSAL, l->of.proposal};
    return base_arena_printf(a, "%s-%s.%s", screens_number_show(ref, a),
                             l->side == REPORT_TO_PROVIDER ? "provider" : "requester", ending);
}

static int letter_save_text(struct tui_screen *s)
{
    const struct letter *l = s->state;
    const char *text =
        base_arena_printf(s->data, "%s %s\n%s%s%s\n\n%s", l->text.name, l->text.email, _("Subject"),
                          _(": "), l->text.subject, l->text.body);
    return screens_ask_save(s, letter_file(l, "txt", s->data), text);
}

static int letter_save_mail(struct tui_screen *s)
{
    const struct letter *l = s->state;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(l->desk, &e);
    return m ? screens_ask_save(s, letter_file(l, "eml", s->data),
                                report_letter_eml(m, &l->text, s->data))
             : screens_fail(s, &e);
}

static int letter_sent(struct tui_screen *s)
{
    struct letter *l = s->state;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(l->desk, &e);
    struct store_ref ref = {MODEL_PROPOSAL, l->of.proposal};
    if (!m || report_letter_sent(m, ref, l->of.kind, l->side, &e))
        return screens_fail(s, &e);
    tui_say(s->app, TUI_SAY_DONE, "%s", _("noted that it went out today"));
    return TUI_POP | TUI_CHANGED;
}

/* ---- commands ------------------------------------------------------------------------------ */

/* The next kind that would be true of the pair as it stands. */
static int letter_other_kind(struct tui_screen *s)
{
    static const enum report_letter_kind next[] = {
        [REPORT_LETTER_PROPOSAL] = REPORT_LETTER_REMINDER,
        [REPORT_LETTER_REMINDER] = REPORT_LETTER_QUOTE,
        [REPORT_LETTER_QUOTE] = REPORT_LETTER_CONFIRMATION,
        [REPORT_LETTER_CONFIRMATION] = REPORT_LETTER_REFUSAL,
        [REPORT_LETTER_REFUSAL] = REPORT_LETTER_PROPOSAL,
    };
    struct letter *l = s->state;
    struct store_ref ref = {MODEL_PROPOSAL, l->of.proposal};
    struct report_letter tried;
    struct err e = ERR_INIT;
    struct match_desk *m = screens_match(l->desk, &e);
    enum report_letter_kind from = l->of.kind;
    if (!m)
        return screens_fail(s, &e);
    do {
        err_clear(&e);
        l->of.kind = next[l->of.kind];
    } while (report_letter(m, ref, l->of.kind, l->side, s->data, &tried, &e) && l->of.kind != from);
    err_clear(&e);
    if (l->of.kind == from)
        tui_say(s->app, TUI_SAY_INFO, "%s", _("as the pair stands, no other letter would be true"));
    return TUI_RELOAD;
}

static int letter_command(struct tui_screen *s, int id)
{
    struct letter *l = s->state;
    switch (id) {
    case SCREENS_DO_LETTER_PARTY:
        l->side = l->side == REPORT_TO_PROVIDER ? REPORT_TO_REQUESTER : REPORT_TO_PROVIDER;
        return TUI_RELOAD;
    case SCREENS_DO_LETTER_LANGUAGE:
        l->language = l->language == BASE_CHINESE ? BASE_ENGLISH : BASE_CHINESE;
        return TUI_RELOAD;
    case SCREENS_DO_LETTER_KIND:
        return letter_other_kind(s);
    case SCREENS_DO_LETTER_TEXT:
        return letter_save_text(s);
    case SCREENS_DO_LETTER_MAIL:
        return letter_save_mail(s);
    case SCREENS_DO_LETTER_SENT:
        return letter_sent(s);
    default:
        return tui_pager_command(l->pager, s, id);
    }
}

static const char *letter_refuse(struct tui_screen *s, int id)
{
    const struct letter *l = s->state;
    return id == SCREENS_DO_LETTER_SENT ? screens_read_only(l->desk) : NULL;
}

static int letter_pointer(struct tui_screen *s, const struct tui_event *event)
{
    const struct letter *l = s->state;
    return tui_pager_pointer(l->pager, event);
}

const struct tui_screen_class screens_letter_class = {
    .name = "letter",
    .size = sizeof(struct letter),
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH,
    .title = letter_title,
    .open = letter_open,
    .close = letter_close,
    .same = letter_same,
    .reload = letter_reload,
    .draw = letter_draw,
    .command = letter_command,
    .refuse = letter_refuse,
    .pointer = letter_pointer,
};
