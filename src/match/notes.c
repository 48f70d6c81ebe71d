/* notes.c: what was odd about demands and pins, and what was made of it. Nothing of it stops the
 * month; each is told with who, why and what to do. */
#include "month.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/words.h"
#include "sharedesk/incentive/price.h"
#include "sharedesk/model/value.h"

static const char *number(const struct match_month *month, enum model_type type, int64_t id)
{
    char text[24];
    model_number_format(type, id, text);
    return base_arena_strdup(month->arena, text);
}

struct notes {
    struct match_month *month;
    struct match_plan *plan;
    size_t capacity;
};

static void add(struct notes *n, const struct match_wish *w, const char *text)
{
    struct match_note *note = base_arena_push(n->month->arena, (void **)&n->plan->notes,
                                              &n->plan->note_count, &n->capacity, sizeof *note);
    *note = (struct match_note){w->demand->head.id, text};
}

/* ---- demands that say too little ------------------------------------------------------------- */

static void note_demand(struct notes *n, const struct match_wish *w)
{
    const struct model_demand *d = w->demand;
    if (base_text_empty(d->kind))
        add(n, w, _("it names no kind: resources of every kind were looked at; give it one"));
    if (d->minutes == BASE_NONE)
        add(n, w, _("it names no minutes: an hour was reckoned with; ask how long it takes"));
    if (d->earliest == BASE_NONE && d->latest == BASE_NONE)
        add(n, w, _("it names no window: any day of the month will do; ask by when"));
    if (w->booked > 0)
        add(n, w,
            base_arena_printf(n->month->arena,
                              _("%s of it are booked or requested; the other %s are allocated"),
                              model_minutes_show(w->booked, n->month->arena),
                              model_minutes_show(w->minutes, n->month->arena)));
}

const char *match_month_window(const struct match_month *month, const struct match_wish *w)
{
    const struct model_demand *d = w->demand;
    int64_t now = store_now(month->desk->store);
    struct base_arena *a = month->arena;
    if (d->latest != BASE_NONE && d->latest <= now)
        return base_arena_printf(
            a, _("its window has passed (it ended %s): give it another, or withdraw it"),
            base_day_words(base_time_day(d->latest - 1), now, a));
    if (d->latest != BASE_NONE && d->latest <= month->from)
        return base_arena_printf(a, _("its window ends before this month: %s"),
                                 base_day_words(base_time_day(d->latest - 1), now, a));
    if (d->earliest != BASE_NONE && d->earliest >= month->until)
        return base_arena_printf(a, _("its window begins after this month: %s"),
                                 base_day_words(base_time_day(d->earliest), now, a));
    return NULL;
}

/* ---- pins ------------------------------------------------------------------------------------ */

static struct match_line *line_of(const struct match_plan *plan, int64_t demand, int64_t resource)
{
    for (size_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].demand == demand &&
            (resource == 0 || plan->lines[i].resource == resource))
            return &plan->lines[i];
    return NULL;
}

/* Of several pins the one that is not in the plan: the demand is served once, or another takes all
 * of it. */
static void note_second_pin(struct notes *n, const struct match_wish *w,
                            const struct match_pairing *p)
{
    int64_t demand = w->demand->head.id;
    const struct match_line *taken = line_of(n->plan, demand, 0);
    if (taken == NULL || !taken->pinned ||
        line_of(n->plan, demand, match_pairing_resource(p)->head.id) != NULL)
        return;
    const char *one = number(n->month, MODEL_RESOURCE, taken->resource);
    const char *other = number(n->month, MODEL_RESOURCE, match_pairing_resource(p)->head.id);
    add(n, w,
        base_arena_printf(
            n->month->arena,
            w->piece > 0
                ? _("it is held at %s and %s, but all of it is at %s: release one")
                : _("it is held at %s and %s, but is served only once: %s was taken; release one"),
            one, other, one));
}

static void mark_overruled(struct notes *n, const struct match_wish *w,
                           const struct match_pairing *p)
{
    bool any = false;
    for (size_t i = 0; i < n->plan->line_count; i++) {
        struct match_line *l = &n->plan->lines[i];
        if (l->demand != w->demand->head.id || l->resource != match_pairing_resource(p)->head.id)
            continue;
        l->overruled = p->overruled;
        any = true;
    }
    if (any)
        add(n, w,
            base_arena_printf(n->month->arena, _("%s %s: %s"),
                              number(n->month, MODEL_RESOURCE, match_pairing_resource(p)->head.id),
                              match_pairing_resource(p)->name, p->overruled));
}

/* A provider's yes, and whether it was kept; what it holds against is told with the gates. */
static void note_accepted(struct notes *n, const struct match_wish *w,
                          const struct match_pairing *p)
{
    struct base_arena *a = n->month->arena;
    const char *resource = number(n->month, MODEL_RESOURCE, match_pairing_resource(p)->head.id);
    const char *held = match_held_show(true, p->accepted, store_now(n->month->desk->store), a);
    const struct match_line *line =
        line_of(n->plan, w->demand->head.id, match_pairing_resource(p)->head.id);
    if (line != NULL && p->overruled == NULL)
        add(n, w,
            base_arena_printf(a, _("%s %s: %s, and so kept"), resource,
                              match_pairing_resource(p)->name, held));
    else if (line == NULL && !p->pinned)
        add(n, w,
            base_arena_printf(a, _("%s %s: %s, but it is pinned to another: it was left out"),
                              resource, match_pairing_resource(p)->name, held));
}

/* A pin that was said for this run and reaches no pair: of a demand or resource that is none. */
static void note_lost_pins(struct notes *n, const struct match_wish *w)
{
    const struct match_allocation *what = n->month->what;
    for (size_t i = 0; i < what->stance_count; i++) {
        const struct match_stance *s = &what->stances[i];
        bool found = s->demand != w->demand->head.id || !s->pinned || w->pin_failed != NULL;
        for (size_t k = 0; !found && k < w->pairing_count; k++)
            found = match_pairing_resource(&w->pairings[k])->head.id == s->resource;
        if (!found)
            add(n, w,
                base_arena_printf(n->month->arena,
                                  _("it is pinned to %s, which is of another kind or retired: the "
                                    "pin was left out"),
                                  number(n->month, MODEL_RESOURCE, s->resource)));
    }
}

/* ---- sittings -------------------------------------------------------------------------------- */

/* Nobody sits at two instruments at once; of licences and queries one may use several. */
static bool needs_presence(const struct match_month *month, int64_t resource)
{
    const struct match_offer *offer = match_desk_offer(month->desk, resource);
    return offer != NULL && incentive_unit_is_time(offer->resource->unit);
}

/* By demand: a line that begins while another of the demand lasts elsewhere. */
struct beside {
    const struct match_line *last; /* that ends last of those before */
    const struct match_line *first, *second;
};

/* The lines come by their start. */
static void find_beside(struct notes *n, struct base_map *by_demand)
{
    for (size_t i = 0; i < n->plan->line_count; i++) {
        const struct match_line *l = &n->plan->lines[i];
        void **place =
            base_map_at(n->month->arena, by_demand, (struct base_map_key){l->demand, 0, 0});
        struct beside *b = *place;
        if (b == NULL)
            *place = b = base_arena_alloc(n->month->arena, sizeof *b);
        if (b->last != NULL && b->first == NULL && l->start < b->last->end &&
            l->resource != b->last->resource && needs_presence(n->month, l->resource) &&
            needs_presence(n->month, b->last->resource)) {
            b->first = b->last;
            b->second = l;
        }
        if (b->last == NULL || l->end > b->last->end)
            b->last = l;
    }
}

static void note_beside(struct notes *n, const struct match_wish *w,
                        const struct base_map *by_demand)
{
    struct base_arena *a = n->month->arena;
    const struct beside *b =
        base_map_get(by_demand, (struct base_map_key){w->demand->head.id, 0, 0});
    if (b == NULL || b->first == NULL)
        return;
    add(n, w,
        base_arena_printf(
            a,
            _("it has %s and %s at the same hours (%s): two must come, or forbid one of "
              "them"),
            number(n->month, MODEL_RESOURCE, b->first->resource),
            number(n->month, MODEL_RESOURCE, b->second->resource),
            base_time_words(b->second->start, store_now(n->month->desk->store), a)));
}

void match_month_notes(struct match_month *month, struct match_plan *plan)
{
    struct notes n = {.month = month, .plan = plan};
    struct base_map by_demand = {0};
    find_beside(&n, &by_demand);
    for (size_t i = 0; i < month->wish_count; i++) {
        const struct match_wish *w = &month->wishes[i];
        note_demand(&n, w);
        note_lost_pins(&n, w);
        note_beside(&n, w, &by_demand);
        if (w->pin_failed != NULL)
            add(&n, w, w->pin_failed);
        for (size_t k = 0; k < w->pairing_count; k++) {
            const struct match_pairing *p = &w->pairings[k];
            if (p->pinned)
                note_second_pin(&n, w, p);
            if (p->accepted != 0)
                note_accepted(&n, w, p);
            if (p->overruled != NULL)
                mark_overruled(&n, w, p);
        }
    }
}
