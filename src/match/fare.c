/* fare.c: what a pass over all offers of a kind reads to find their prices: those that differ only
 * in rate, owner and gates stand together, so that what a use would be charged for is found once.
 */
#include "internal.h"

static bool fits_in(int64_t x)
{
    return x == BASE_NONE || (x >= 0 && x <= INT32_MAX);
}

static int32_t rate_of(int64_t price)
{
    return price == BASE_NONE ? 0 : (int32_t)price;
}

/* Minutes behind the calendar's start; up: to the next whole one. */
static int32_t minute_of(const struct match_scene *s, int64_t at, bool up)
{
    int64_t seconds = at - s->calendar->from, minutes = seconds / 60;
    if (minutes < INT32_MIN + 1 || minutes > INT32_MAX - 1)
        return minutes < 0 ? INT32_MIN : INT32_MAX;
    if (seconds % 60 != 0)
        minutes += (up ? 1 : 0) - (seconds < 0 ? 1 : 0);
    return (int32_t)minutes;
}

static void fare_of(const struct match_scene *s, const struct match_side *side,
                    const struct match_brief *b, uint32_t place, struct match_fare *f)
{
    *f = (struct match_fare){
        .inside = rate_of(b->inside != BASE_NONE ? b->inside : b->outside),
        .outside = rate_of(b->outside),
        .left = b->left > INT32_MAX ? INT32_MAX
                : b->left < 0       ? 0
                                    : (int32_t)b->left,
        .taken_from = INT32_MAX,
        .taken_until = INT32_MIN,
        .owner = b->owner,
        .place = place,
        .gate = b->gate,
    };
    if (b->apart) {
        f->taken_from = minute_of(s, side->apart.taken.start, false);
        f->taken_until = minute_of(s, side->apart.taken.end, true);
    }
}

static struct base_map_key key_of(const struct match_brief *b)
{
    return (struct base_map_key){b->kin, (int64_t)b->step << 32 | b->minimum,
                                 (int64_t)b->fee << 2 | b->free_ << 1 | b->only_minutes};
}

/* What would be charged is the same for all of a run. */
static uint32_t *find_runs(struct match_scene *s, const struct match_brief *briefs, size_t count,
                           struct match_fares *f, struct base_arena *scratch)
{
    size_t capacity = 0;
    struct base_map runs = {0};
    uint32_t *run_of = base_arena_array(scratch, count + 1, sizeof *run_of);
    for (size_t i = 0; i < count; i++) {
        const struct match_brief *b = &briefs[i];
        if (!b->quick || b->quota > 0 || !fits_in(b->inside) || !fits_in(b->outside))
            continue;
        void **kept = base_map_at(scratch, &runs, key_of(b));
        if (*kept == NULL) {
            struct match_fare_run *run = base_arena_push(s->passes, (void **)&f->runs,
                                                         &f->run_count, &capacity, sizeof *run);
            *run = (struct match_fare_run){.like = *b};
            *kept = (void *)(uintptr_t)f->run_count;
        }
        run_of[i] = (uint32_t)(uintptr_t)*kept;
        f->runs[run_of[i] - 1].count++;
    }
    return run_of;
}

const struct match_fares *match_fares_of(struct match_scene *s, size_t kind)
{
    if (s->fares == NULL)
        s->fares = base_arena_array(s->passes, s->desk->kind_count, sizeof *s->fares);
    if (s->fares[kind] != NULL)
        return s->fares[kind];
    size_t count = s->desk->kinds[kind].count;
    const struct match_side *sides = s->sides[kind];
    const struct match_brief *briefs = s->briefs[kind];
    struct match_fares *f = base_arena_alloc(s->passes, sizeof *f);
    struct base_arena *scratch = base_arena_new();
    uint32_t *run_of = find_runs(s, briefs, count, f, scratch);
    uint32_t at = 0;
    for (size_t i = 0; i < f->run_count; i++) {
        f->runs[i].first = at;
        at += f->runs[i].count;
        f->runs[i].count = 0;
    }
    f->list = base_arena_array(s->passes, at + 1, sizeof *f->list);
    f->others = base_arena_array(s->passes, count - at + 1, sizeof *f->others);
    for (size_t i = 0; i < count; i++) {
        struct match_fare_run *run = run_of[i] > 0 ? &f->runs[run_of[i] - 1] : NULL;
        if (run != NULL)
            fare_of(s, &sides[i], &briefs[i], (uint32_t)i, &f->list[run->first + run->count++]);
        else if (sides[i].lane != NULL)
            f->others[f->other_count++] = (uint32_t)i;
    }
    base_arena_free(&scratch);
    return s->fares[kind] = f;
}
