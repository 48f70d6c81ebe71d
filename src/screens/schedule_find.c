/* schedule_find.c: which lanes there are, and going to a lane, a date, a free slot. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/when.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/pick.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIND_DAYS = 60, FIND_SLOTS = 20, FIND_EACH = 3 };

/* ---- lengths ------------------------------------------------------------------------------- */

static const char *number_skip(const char *text, long *number)
{
    char *end;
    *number = strtol(text, &end, 10);
    while (isblank((unsigned char)*end))
        end++;
    return end == text ? NULL : end;
}

int64_t screens_minutes_parse(const char *text)
{
    enum { MOST = 366 * 1440 };
    long first, second = 0;
    while (isblank((unsigned char)*text))
        text++;
    if (!isdigit((unsigned char)*text))
        return 0;
    const char *rest = number_skip(text, &first);
    bool hours = *rest == 'h' || *rest == ':' || strncmp(rest, "小时", strlen("小时")) == 0;
    if (hours) {
        rest += *rest == 'h' || *rest == ':' ? 1 : strlen("小时");
        while (isblank((unsigned char)*rest))
            rest++;
        if (isdigit((unsigned char)*rest))
            rest = number_skip(rest, &second);
    }
    if (strncmp(rest, "min", 3) == 0)
        rest += 3;
    else if (strncmp(rest, "分钟", strlen("分钟")) == 0)
        rest += strlen("分钟");
    else if (strncmp(rest, "分", strlen("分")) == 0)
        rest += strlen("分");
    if (!base_text_empty(rest) || first > MOST || second > MOST)
        return 0;
    return hours ? first * 60 + second : first;
}

/* ---- lanes --------------------------------------------------------------------------------- */

static int lanes_apply(struct tui_screen *s, const char *filter, const char *search,
                       const char *title)
{
    struct screens_schedule *c = s->state;
    struct err e = ERR_INIT;
    return screens_lanes_list(&c->lanes, filter, search, title, &e) ? screens_fail(s, &e)
                                                                    : TUI_RELOAD;
}

/* "owner=O3": the lanes that share that with the lane under the cursor. */
static int lanes_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    if (strcmp(code, "busy") == 0) {
        screens_lanes_busy(&c->lanes, c->at);
        return TUI_RELOAD;
    }
    if (strcmp(code, "all") == 0)
        return lanes_apply(s, NULL, NULL, _("all resources"));
    const char *title = strncmp(code, "owner", 5) == 0      ? _("of one owner")
                        : strncmp(code, "facility", 8) == 0 ? _("of one facility")
                        : strncmp(code, "kind~", 5) == 0    ? _("people")
                                                            : _("of one kind");
    return lanes_apply(s, code, NULL, title);
}

static size_t lanes_like(const struct screens_schedule *c, struct tui_choice *choices,
                         struct base_arena *a)
{
    const struct schedule_lane *lane = screens_schedule_lane(c);
    const struct model_resource *r = lane ? lane->resource : NULL;
    size_t count = 0;
    if (r && r->owner != BASE_NONE)
        choices[count++] =
            (struct tui_choice){base_arena_printf(a, "owner=O%" PRId64, r->owner),
                                _("of the same owner"), screens_schedule_title(c, r->owner)};
    if (r && (r->facility != BASE_NONE || model_kind_within(r->kind, "facility")))
        choices[count++] = (struct tui_choice){
            base_arena_printf(a, "facility=R%" PRId64,
                              r->facility != BASE_NONE ? r->facility : r->head.id),
            _("of the same facility"), NULL};
    if (r && r->kind)
        choices[count++] =
            (struct tui_choice){base_arena_printf(a, "kind=%s", r->kind), _("of the same kind"),
                                model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind)};
    return count;
}

static int lanes_choose(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    struct tui_choice choices[6] = {{"busy", _("those with bookings around here"), NULL},
                                    {"all", _("all resources"), NULL}};
    size_t count = 2 + lanes_like(c, choices + 2, a);
    choices[count++] = (struct tui_choice){"kind~expert", _("people"), NULL};
    int result = tui_ask_choice(s, _("Lanes"), choices, count, NULL, lanes_done, c);
    base_arena_free(&a);
    return result;
}

static int lanes_filter_done(struct tui_screen *s, void *ctx, const char *text)
{
    (void)ctx;
    return base_text_empty(text) ? lanes_apply(s, NULL, NULL, _("all resources"))
                                 : lanes_apply(s, text, NULL, text);
}

static int lanes_filter(struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Lanes where"),
                          .history = "filter",
                          .hint = "kind=instrument and owner~\"...\"",
                          .done = lanes_filter_done};
    return tui_ask_line(s, &ask, s->state);
}

static size_t lanes_complete(struct tui_screen *s, void *ctx, const char *text,
                             struct base_arena *a, struct tui_choice **choices)
{
    const struct screens_schedule *c = ctx;
    (void)s;
    return screens_pick(c->desk, MODEL_RESOURCE, text, a, choices);
}

/* A number, code or whole name goes to that lane; other words become the lanes they find. */
static int lanes_search_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (!store_resolve(c->desk->store, MODEL_RESOURCE, text, &ref, &e))
        return screens_schedule_go_lane(s, ref.id);
    return lanes_apply(s, NULL, text, text);
}

static int lanes_search(struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Search"),
                          .history = "search",
                          .hint = _("a resource: number, code, name, or any words"),
                          .required = true,
                          .complete = lanes_complete,
                          .done = lanes_search_done};
    return tui_ask_line(s, &ask, s->state);
}

/* ---- a date -------------------------------------------------------------------------------- */

static int date_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct err e = ERR_INIT, no_day = ERR_INIT;
    int64_t day, t, now = store_now(c->desk->store);
    bool bare = base_day_read(text, now, &day, &no_day) == ERR_NONE; /* the hour stays */
    err_clear(&no_day);
    if (!bare && base_time_read(text, false, now, &t, &e))
        return screens_fail(s, &e);
    return screens_schedule_go(c, bare ? base_day_time(day, base_time_minute(c->at)) : t);
}

static int date_ask(struct tui_screen *s)
{
    struct tui_ask ask = {.label = _("Go to"),
                          .history = "date",
                          .hint = _("1 Dec, tomorrow 10:00, next Monday, 2026-12-01"),
                          .required = true,
                          .done = date_done};
    return tui_ask_line(s, &ask, s->state);
}

/* ---- a free slot --------------------------------------------------------------------------- */

static int slot_compare(const void *a, const void *b)
{
    const struct schedule_slot *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->resource < y->resource ? -1 : x->resource > y->resource;
}

/* The first slots of each lane shown, from the cursor on, the earliest first. */
static enum err_code slots_find(const struct screens_schedule *c, int64_t minutes,
                                struct base_arena *a, struct schedule_slot **slots, size_t *count,
                                struct err *e)
{
    int64_t from = base_month_start(base_time_month(c->at)); /* whole months, for capacities */
    int64_t to = c->at + (int64_t)FIND_DAYS * 86400;
    struct schedule_calendar *calendar;
    *count = 0;
    if (schedule_calendar_read(incentive_terms_new(c->desk->store, a), c->lanes.ids, c->lanes.count,
                               from, to, a, &calendar, e))
        return e->code;
    *slots = base_arena_array(a, calendar->count * FIND_EACH + 1, sizeof **slots);
    for (size_t i = 0; i < calendar->count; i++) {
        struct schedule_slot *found;
        size_t n;
        if (schedule_free_find(calendar, &calendar->lanes[i], c->at, to, minutes, a, &found, &n, e))
            return e->code;
        for (size_t k = 0; k < n && k < FIND_EACH; k++)
            (*slots)[(*count)++] = found[k];
    }
    qsort(*slots, *count, sizeof **slots, slot_compare);
    return ERR_NONE;
}

static int slot_done(struct tui_screen *s, void *ctx, const char *code)
{
    struct screens_schedule *c = ctx;
    int64_t resource, start;
    struct err e = ERR_INIT;
    if (sscanf(code, "%" SCNd64 "@%" SCNd64, &resource, &start) != 2)
        return TUI_DONE;
    if (c->plan.kind == PLAN_BOOK &&
        screens_plan_put(c, resource, start, start + c->minutes * 60, &e))
        return screens_fail(s, &e);
    c->lane = resource;
    return screens_schedule_go(c, start);
}

static struct tui_choice slot_choice(const struct screens_schedule *c,
                                     const struct schedule_slot *slot, struct base_arena *a)
{
    const char *name = store_title(c->desk->store, MODEL_RESOURCE, slot->resource, a);
    return (struct tui_choice){
        .code = base_arena_printf(a, "%" PRId64 "@%" PRId64, slot->resource, slot->start),
        .label = base_arena_printf(a, "%s  %s",
                                   screens_span_show(c->desk, slot->start, slot->end, a), name),
        .note = model_minutes_show(slot->minutes, a)};
}

static int slots_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct screens_schedule *c = ctx;
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    struct schedule_slot *slots;
    struct tui_choice choices[FIND_SLOTS];
    size_t count = 0;
    int64_t minutes = screens_minutes_parse(text);
    int result = TUI_DONE;
    if (minutes <= 0) {
        tui_say(s->app, TUI_SAY_MISTAKE, _("%s is no length. Write 4 h, 1 h 30, 1:30 or 90."),
                text);
    } else if (slots_find(c, minutes, a, &slots, &count, &e)) {
        result = screens_fail(s, &e);
    } else if (count == 0) {
        tui_say(s->app, TUI_SAY_WARNING, "%s",
                _("none of these lanes is free so long within 60 days"));
    } else {
        c->minutes = minutes;
        for (size_t i = 0; i < count && i < FIND_SLOTS; i++)
            choices[i] = slot_choice(c, &slots[i], a);
        result = tui_ask_choice(s, _("Free slots"), choices,
                                count < FIND_SLOTS ? count : FIND_SLOTS, NULL, slot_done, c);
    }
    base_arena_free(&a);
    return result;
}

static int slots_ask(struct tui_screen *s)
{
    struct screens_schedule *c = s->state;
    struct base_arena *a = base_arena_new();
    int64_t minutes = c->plan.kind == PLAN_NONE ? c->minutes : (c->plan.end - c->plan.start) / 60;
    struct tui_ask ask = {.label = _("Free for how long"),
                          .initial = model_minutes_show(minutes, a),
                          .replace = true,
                          .hint = _("4 h, 1 h 30, 1:30 or 90"),
                          .required = true,
                          .done = slots_done};
    int result = tui_ask_line(s, &ask, c);
    base_arena_free(&a);
    return result;
}

/* ---- keys ---------------------------------------------------------------------------------- */

int screens_schedule_find(struct tui_screen *s, int id)
{
    switch (id) {
    case SCREENS_DO_SCHEDULE_LANES:
        return lanes_choose(s);
    case SCREENS_DO_SCHEDULE_DATE:
        return date_ask(s);
    case SCREENS_DO_SCHEDULE_SLOT:
        return slots_ask(s);
    case TUI_DO_SEARCH:
        return lanes_search(s);
    case TUI_DO_FILTER:
        return lanes_filter(s);
    default:
        return TUI_PASS;
    }
}
