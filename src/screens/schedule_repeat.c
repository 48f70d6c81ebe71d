/* schedule_repeat.c: bookings that repeat: how a new one does, and how much of a series is meant.
 */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/when.h"
#include "sharedesk/base/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- how much of a series ------------------------------------------------------------------ */

int screens_ask_scope(struct tui_screen *s, const char *title,
                      int (*done)(struct tui_screen *s, void *ctx, const char *code))
{
    const struct tui_choice choices[] = {{"this", _("this one only"), NULL},
                                         {"following", _("this and the following"), NULL},
                                         {"all", _("all of the series not yet used"), NULL}};
    return tui_ask_choice(s, title, choices, 3, NULL, done, s->state);
}

enum schedule_scope screens_scope_of(const char *code)
{
    if (strcmp(code, "following") == 0)
        return SCHEDULE_FOLLOWING;
    return strcmp(code, "all") == 0 ? SCHEDULE_ALL : SCHEDULE_THIS;
}

static const char *refused_first(const struct schedule_findings *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->list[i].broken)
            return f->list[i].text ? f->list[i].text : schedule_rule_label(f->list[i].rule);
    return "";
}

int screens_series_refused(struct tui_screen *s, const struct schedule_outcome *outcomes,
                           size_t count)
{
    const struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    const struct schedule_outcome *first = NULL;
    size_t broken = 0;
    for (size_t i = 0; i < count; i++)
        if (outcomes[i].findings.broken > 0) {
            first = first ? first : &outcomes[i];
            broken++;
        }
    tui_say(s->app, TUI_SAY_ERROR, _("Nothing was changed: %zu of %zu break a rule. %s: %s"),
            broken, count,
            first ? screens_span_show(c->desk, first->booking->start, first->booking->end, a) : "",
            first ? refused_first(&first->findings) : "");
    base_arena_free(&a);
    return TUI_DONE;
}

/* ---- how a new booking repeats -------------------------------------------------------------- */

static const struct {
    const char *rule, *label;
} rules[] = {{"FREQ=WEEKLY", N_("every week")},
             {"FREQ=WEEKLY;INTERVAL=2", N_("every second week")},
             {"FREQ=DAILY", N_("every day")},
             {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", N_("every working day")},
             {"FREQ=MONTHLY", N_("every month, the same day")}};
enum { RULES = sizeof rules / sizeof *rules };

void screens_plan_once(struct screens_plan *p)
{
    free(p->rrule);
    free(p->repeats);
    p->rrule = p->repeats = NULL;
}

static int repeat_clash_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    (void)s;
    c->plan.clash = strcmp(code, "skip") == 0 ? SCHEDULE_SKIP : SCHEDULE_REFUSE;
    return TUI_DONE;
}

/* "10": so many times; a day: until then. words: the same for people. */
static bool repeat_end(const char *text, int64_t now, struct base_arena *a, const char **end,
                       const char **words)
{
    long long count;
    int64_t day;
    struct err e = ERR_INIT;
    if (base_text_parse_int(text, &count)) {
        *end = base_arena_printf(a, "COUNT=%lld", count);
        *words = base_arena_printf(a, "%s %lld", tui_sign(TUI_SIGN_TIMES), count);
        return count >= 2 && count <= SCHEDULE_SERIES_MOST;
    }
    if (base_day_read(text, now, &day, &e))
        return false;
    struct base_date d = base_date_from_day(day);
    *end = base_arena_printf(a, "UNTIL=%04d%02d%02dT235959", d.year, d.month, d.day);
    *words = base_arena_printf(a, _("until %s"), base_day_words(day, now, a));
    return true;
}

/* ctx->plan.rrule holds the rule without its end. */
static int repeat_end_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct screens_plan *p = &c->plan;
    struct base_arena *a = base_arena_new();
    const struct tui_choice choices[] = {
        {"refuse", _("book none of them"), NULL},
        {"skip", _("leave that one out and book the others"), NULL}};
    const char *rule = base_arena_strdup(a, p->rrule), *words = base_arena_strdup(a, p->repeats);
    const char *end, *end_words;
    int result = TUI_DONE;
    if (!repeat_end(text, store_now(c->desk->store), a, &end, &end_words)) {
        tui_say(s->app, TUI_SAY_MISTAKE,
                _("%s is neither a number from 2 to %d nor a day such as 2026-12-31"), text,
                SCHEDULE_SERIES_MOST);
    } else {
        screens_plan_once(p);
        p->rrule = base_strdup(base_arena_printf(a, "%s;%s", rule, end));
        p->repeats = base_strdup(base_arena_printf(a, "%s %s", words, end_words));
        result = tui_ask_choice(s, _("If one of them breaks a rule"), choices, 2, "refuse",
                                repeat_clash_done, c);
    }
    base_arena_free(&a);
    return result;
}

/* A rule without an end is none. */
static int repeat_end_cancelled(struct tui_screen *s, void *ctx)
{
    struct screens_schedule *c = ctx;
    (void)s;
    screens_plan_once(&c->plan);
    return TUI_DONE;
}

static int repeat_rule_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    struct tui_ask ask = {.label = _("How often, or until when"),
                          .hint = _("10, or 2026-12-31"),
                          .required = true,
                          .done = repeat_end_done,
                          .cancelled = repeat_end_cancelled};
    screens_plan_once(&c->plan);
    for (int i = 0; i < RULES; i++)
        if (strcmp(code, rules[i].rule) == 0) {
            c->plan.rrule = base_strdup(rules[i].rule);
            c->plan.repeats = base_strdup(_(rules[i].label));
        }
    return c->plan.rrule ? tui_ask_line(s, &ask, c) : TUI_DONE;
}

int screens_plan_repeat(struct tui_screen *s)
{
    struct tui_choice choices[RULES + 1];
    for (int i = 0; i < RULES; i++)
        choices[i] = (struct tui_choice){rules[i].rule, _(rules[i].label), NULL};
    choices[RULES] = (struct tui_choice){"never", _("not at all"), NULL};
    return tui_ask_choice(s, _("Repeat"), choices, RULES + 1, NULL, repeat_rule_done, s->state);
}
