/* match_pairs.c: what matching says of the one chosen in the left pane. The candidates are computed
 * when the choice has settled, never while a cursor runs past. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

#include <string.h>

/* Of thousands of candidates the best are read first; the others once the cursor is to go there. */
enum { AT_FIRST = 250 };

/* ---- the list ------------------------------------------------------------------------------ */

int64_t screens_match_other(const struct screens_match *m, const struct match_candidate *pair)
{
    return m->reverse ? pair->demand : pair->resource;
}

bool screens_match_is_read(const struct screens_match *m)
{
    return m->pairs.of != 0 && m->pairs.of == screens_match_list_current(m);
}

const struct match_candidate *screens_match_pair(const struct screens_match *m)
{
    const struct screens_match_pairs *p = &m->pairs;
    return screens_match_is_read(m) && p->cursor < p->list.count ? &p->list.candidates[p->cursor]
                                                                 : NULL;
}

static bool go_pair(struct screens_match *m, int64_t other)
{
    for (size_t i = 0; i < m->pairs.list.count; i++)
        if (screens_match_other(m, &m->pairs.list.candidates[i]) == other) {
            m->pairs.cursor = i;
            return true;
        }
    return false;
}

/* Reads what is left of the list; false when there was nothing, or it cannot be read. */
static bool read_whole(struct screens_match *m)
{
    struct screens_match_pairs *p = &m->pairs;
    struct err ignored = ERR_INIT; /* what was read before stays told */
    if (p->whole || p->list.count >= p->list.of)
        return false;
    p->whole = true;
    bool read = screens_match_pairs_read(m, &ignored) == ERR_NONE;
    err_clear(&ignored);
    return read;
}

bool screens_match_go_pair(struct screens_match *m, int64_t other)
{
    return go_pair(m, other) || (read_whole(m) && go_pair(m, other));
}

/* The one chosen left, in full: its figures stand above the candidates. */
static enum err_code pairs_read_subject(struct screens_match *m, int64_t id, struct err *e)
{
    struct screens_match_pairs *p = &m->pairs;
    struct store *store = m->desk->store;
    p->demand = NULL;
    p->resource = NULL;
    p->requester = "";
    if (m->reverse)
        return store_get(store, MODEL_RESOURCE, id, p->arena, &p->resource, e);
    if (store_get(store, MODEL_DEMAND, id, p->arena, &p->demand, e))
        return e->code;
    if (p->demand->requester != BASE_NONE)
        p->requester = store_title(store, MODEL_ORGANISATION, p->demand->requester, p->arena);
    return ERR_NONE;
}

static enum err_code pairs_compute(struct screens_match *m, int64_t id, struct err *e)
{
    struct screens_match_pairs *p = &m->pairs;
    struct match_desk *desk = screens_match(m->desk, e);
    struct match_options options = MATCH_OPTIONS_INIT;
    if (!desk || pairs_read_subject(m, id, e))
        return e->code;
    options.most = p->whole ? 0 : AT_FIRST;
    return m->reverse ? match_offers(desk, id, NULL, p->arena, &p->list, e)
                      : match_candidates(desk, id, &options, p->arena, &p->list, e);
}

/* For the line above: "Match > D117 Cryo-EM". */
static void pairs_title(struct screens_match *m)
{
    const struct screens_match_pairs *p = &m->pairs;
    char number[24];
    base_text_clear(&m->title);
    if (!p->of)
        return;
    model_number_format(m->reverse ? MODEL_RESOURCE : MODEL_DEMAND, p->of, number);
    const char *text = m->reverse ? p->resource->name : p->demand->title;
    base_text_printf(&m->title, "%s %s %s %s", m->reverse ? _("Match, by offer") : _("Match"),
                     tui_sign(TUI_SIGN_CRUMB), number, text ? text : "");
    base_text_clear(&m->whole_title);
    base_text_add(&m->whole_title, base_text_string(&m->title));
    if (!m->reverse && !base_text_empty(p->requester))
        base_text_printf(&m->whole_title, " %s %s", tui_sign(TUI_SIGN_DOT), p->requester);
}

enum err_code screens_match_pairs_read(struct screens_match *m, struct err *e)
{
    struct screens_match_pairs *p = &m->pairs;
    int64_t id = screens_match_list_current(m), other = 0;
    bool same = id != 0 && id == p->of;
    if (same && p->cursor < p->list.count)
        other = screens_match_other(m, &p->list.candidates[p->cursor]);
    m->detail = (struct screens_match_detail){.pair = NULL};
    base_arena_reset(p->arena);
    p->list = (struct match_list){.count = 0};
    p->of = 0;
    p->whole = p->whole && same;
    if (!same)
        screens_match_unmark(m);
    if (!same || !other)
        p->cursor = p->top = 0;
    if (id != 0 && pairs_compute(m, id, e))
        return e->code;
    p->of = id;
    pairs_title(m);
    if (other && !screens_match_go_pair(m, other))
        p->cursor = 0;
    return screens_match_detail_read(m, e);
}

int screens_match_move(struct screens_match *m, int by)
{
    struct screens_match_pairs *p = &m->pairs;
    if ((int64_t)p->cursor + by >= (int64_t)p->list.count)
        read_whole(m);
    int64_t at = (int64_t)p->cursor + by, last = (int64_t)p->list.count - 1;
    at = at > last ? last : at;
    p->cursor = at < 0 ? 0 : (size_t)at;
    return TUI_MOVED;
}

/* ---- marks --------------------------------------------------------------------------------- */

static size_t marks_find(const struct screens_match_pairs *p, int64_t other)
{
    size_t i = 0;
    while (i < p->marked_count && p->marked[i] != other)
        i++;
    return i;
}

bool screens_match_marked(const struct screens_match *m, int64_t other)
{
    return marks_find(&m->pairs, other) < m->pairs.marked_count;
}

void screens_match_unmark(struct screens_match *m)
{
    m->pairs.marked_count = 0;
}

void screens_match_mark(struct screens_match *m)
{
    struct screens_match_pairs *p = &m->pairs;
    const struct match_candidate *pair = screens_match_pair(m);
    if (!pair)
        return;
    size_t at = marks_find(p, screens_match_other(m, pair));
    if (at < p->marked_count) {
        memmove(p->marked + at, p->marked + at + 1, (--p->marked_count - at) * sizeof *p->marked);
        return;
    }
    if (p->marked_count == p->marked_capacity) {
        p->marked_capacity = p->marked_capacity ? p->marked_capacity * 2 : 8;
        p->marked = base_realloc(p->marked, p->marked_capacity, sizeof *p->marked);
    }
    p->marked[p->marked_count++] = screens_match_other(m, pair);
}

void screens_match_chosen(const struct screens_match *m, size_t most, struct base_arena *a,
                          int64_t **others, size_t *count)
{
    const struct screens_match_pairs *p = &m->pairs;
    const struct match_candidate *pair = screens_match_pair(m);
    *count = p->marked_count < most ? p->marked_count : most;
    *others = base_arena_array(a, *count + 2, sizeof **others);
    for (size_t i = 0; i < *count; i++)
        (*others)[i] = p->marked[i];
    if (*count == 0 && pair)
        (*others)[(*count)++] = screens_match_other(m, pair);
}

void screens_match_sides(const struct screens_match *m, int64_t other, int64_t *demand,
                         int64_t *resource)
{
    *demand = m->reverse ? other : m->pairs.of;
    *resource = m->reverse ? m->pairs.of : other;
}

/* ---- the chosen pair ----------------------------------------------------------------------- */

/* The days looked at: those of the window, from the first that has free time on. */
static void detail_window(const struct match_candidate *pair, int64_t now, int64_t *first,
                          int64_t *days)
{
    int64_t from = pair->figures.first_start;
    if (from == BASE_NONE)
        from = pair->from > now ? pair->from : now;
    *first = base_time_day(from);
    *days = MATCH_DAYS_MOST;
    if (pair->until != BASE_NONE && pair->until > from) {
        int64_t last = base_time_day(pair->until - 1);
        *days = last - *first + 1 < *days ? last - *first + 1 : *days;
    }
}

static void detail_fill_days(struct screens_match_detail *d, struct schedule_calendar *calendar,
                             int64_t first, size_t days, struct base_arena *a)
{
    struct schedule_lane *lane = &calendar->lanes[0];
    int from = 1440, to = 0;
    screens_lane_hours(calendar, lane, first, (int64_t)days, &from, &to);
    if (from >= to) {
        from = 0;
        to = 1440;
    }
    d->days = base_arena_array(a, days, sizeof *d->days);
    d->day_count = days;
    for (size_t i = 0; i < days; i++) {
        d->days[i].day = first + (int64_t)i;
        for (int k = 0; k < MATCH_DAY_CELLS; k++)
            d->days[i].cells[k] = screens_lane_cell(
                calendar, lane,
                base_day_time(d->days[i].day, from + (to - from) * k / MATCH_DAY_CELLS),
                base_day_time(d->days[i].day, from + (to - from) * (k + 1) / MATCH_DAY_CELLS));
    }
}

static enum err_code detail_read_days(struct screens_match *m, struct err *e)
{
    struct screens_match_detail *d = &m->detail;
    struct base_arena *a = m->detail_arena;
    struct store *store = m->desk->store;
    struct schedule_calendar *calendar;
    int64_t first, days;
    detail_window(d->pair, store_now(store), &first, &days);
    if (schedule_calendar_read(incentive_terms_new(store, a), &d->pair->resource, 1,
                               base_day_start(first), base_day_start(first + days), a, &calendar,
                               e))
        return e->code;
    if (calendar->count > 0)
        detail_fill_days(d, calendar, first, (size_t)days, a);
    return ERR_NONE;
}

enum err_code screens_match_detail_read(struct screens_match *m, struct err *e)
{
    struct screens_match_detail *d = &m->detail;
    struct base_arena *a = m->detail_arena;
    const struct match_candidate *pair = screens_match_pair(m);
    base_arena_reset(a);
    *d = (struct screens_match_detail){.pair = NULL};
    if (!pair)
        return ERR_NONE;
    struct match_desk *desk = screens_match(m->desk, e);
    if (!desk || match_explain(desk, pair, m->reverse ? NULL : &m->pairs.list, a, &d->why, e) ||
        store_get(m->desk->store, MODEL_RESOURCE, pair->resource, a, &d->resource, e))
        return e->code;
    d->pair = pair;
    return detail_read_days(m, e);
}
