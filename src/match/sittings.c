/* sittings.c: where a pair's use would lie in the calendar. What a window holds is found once for
 * all resources that are kin; only those that something sets apart are looked at one by one. */
#include "sharedesk/base/whole.h"
#include "sharedesk/schedule/free.h"

#include "internal.h"

#include <math.h>

/* ---- the outlook of kin ---------------------------------------------------------------------- */

/* How early in the window a start lies: 1 at its beginning, 0 without any. */
static double earliness(const struct match_asked *asked, int64_t start)
{
    if (start == BASE_NONE)
        return 0;
    if (asked->open || asked->until <= asked->from || start <= asked->from)
        return 1;
    return 1 - fmin(1, (double)(start - asked->from) / (double)(asked->until - asked->from));
}

static void look(struct match_scene *s, const struct match_asked *asked,
                 const struct match_side *side, struct match_outlook *o)
{
    struct schedule_outlook *time = &o->time;
    schedule_kin_look(s->calendar, side->kin, asked->from, asked->until, asked->minutes,
                      asked->piece < asked->minutes ? asked->piece : 0, asked->arena, time);
    o->asked = asked->number;
    o->broken = match_gates_plain(s, asked, side, asked->minutes);
    o->fits = time->fit != SCHEDULE_FITS_NOT;
    o->one = time->fit == SCHEDULE_FITS_ONE;
    o->needs = time->minutes;
    o->piece = time->piece;
    o->sitting = match_one_sitting(side, asked->minutes);
    o->minutes = (double)time->free_minutes;
    o->early = o->fits ? earliness(asked, time->start) : 0;
    o->early_first = earliness(asked, time->first);
    o->early_any = earliness(asked, time->earliest);
}

struct match_outlook *match_outlook_of(struct match_scene *s, const struct match_asked *asked,
                                       uint32_t kin, const struct match_side *side)
{
    while (s->outlook_count <= kin)
        base_arena_push(s->arena, (void **)&s->outlooks, &s->outlook_count, &s->outlook_capacity,
                        sizeof *s->outlooks);
    struct match_outlook *kept = &s->outlooks[kin];
    if (kept->asked != asked->number)
        look(s, asked, side, kept);
    return kept;
}

struct match_outlook *match_outlook(struct match_scene *s, const struct match_asked *asked,
                                    const struct match_side *side)
{
    return match_outlook_of(s, asked, (uint32_t)side->kin->number, side);
}

int64_t match_free_minutes(struct match_scene *s, const struct match_asked *asked,
                           const struct match_side *side)
{
    const struct schedule_apart *apart = &side->apart;
    if (side->lane == NULL)
        return 0;
    if (side->kin != NULL && apart->taken.start == apart->taken.end &&
        apart->left_least == apart->left_most) {
        int64_t free_ = match_outlook(s, asked, side)->time.free_minutes * side->seats;
        free_ = free_ < apart->left_least ? free_ : apart->left_least;
        return free_ > 0 ? free_ : 0;
    }
    struct base_interval may =
        schedule_bookable(side->lane->resource, s->now, asked->from, asked->until);
    return may.start < may.end
               ? schedule_lane_free_minutes(s->calendar, side->lane, may.start, may.end)
               : 0;
}

/* ---- sittings -------------------------------------------------------------------------------- */

/* What cannot be booked has its price too: that of one sitting of the minutes asked for. */
static void imagine(int64_t start, int64_t minutes, struct match_laid *laid)
{
    laid->sittings = NULL;
    laid->count = 1;
    laid->minutes = minutes;
    laid->start = start;
}

/* As long as the grid and the shortest booking make it, but charged as it was asked for where only
 * the latter does. */
int64_t match_one_sitting(const struct match_side *side, int64_t minutes)
{
    return minutes >= side->least ? base_round_up(minutes, side->grid) : minutes;
}

static void lay_one(const struct match_side *side, int64_t start, int64_t minutes,
                    struct match_laid *laid)
{
    imagine(start, match_one_sitting(side, minutes), laid);
    laid->first = start;
}

static void lay_several(const struct match_side *side, int64_t minutes,
                        const struct schedule_slot *slots, size_t count, struct base_arena *scratch,
                        struct match_laid *laid)
{
    laid->start = laid->first = slots[0].start;
    laid->count = count;
    if (minutes < side->least) {
        imagine(laid->start, minutes, laid); /* the free sitting is longer than asked */
        return;
    }
    laid->sittings = base_arena_array(scratch, count, sizeof *laid->sittings);
    laid->minutes = 0;
    for (size_t i = 0; i < count; i++) {
        laid->sittings[i] = (struct base_interval){slots[i].start, slots[i].end};
        laid->minutes += slots[i].minutes;
    }
}

/* In its own calendar. brief: what several sittings there are does not matter. */
static enum schedule_fit find_fit(struct match_scene *s, const struct match_asked *asked,
                                  const struct match_side *side, int64_t minutes, bool brief,
                                  struct base_arena *scratch, struct match_laid *laid,
                                  struct err *e)
{
    int64_t start;
    struct schedule_slot *slots;
    size_t count;
    enum schedule_fit fit =
        schedule_free_fits(s->calendar, side->lane, asked->from, asked->until, minutes, &start);
    if (fit == SCHEDULE_FITS_ONE || (fit != SCHEDULE_FITS_NOT && brief))
        lay_one(side, start, minutes, laid);
    else if (fit == SCHEDULE_FITS_SEVERAL &&
             schedule_free_sittings(s->calendar, side->lane, asked->from, asked->until, minutes,
                                    scratch, &slots, &count, e) == ERR_NONE)
        lay_several(side, minutes, slots, count, scratch, laid);
    return fit;
}

/* As its kin: false where it has to be looked for. */
static bool fit_as_kin(struct schedule_outlook *o, const struct match_asked *asked,
                       const struct match_side *side, bool brief, struct base_arena *scratch,
                       struct match_laid *laid, enum schedule_fit *fit)
{
    enum schedule_alike alike = schedule_alike(o, &side->apart);
    *fit = alike == SCHEDULE_NO_ROOM ? SCHEDULE_FITS_NOT : o->fit;
    if (alike == SCHEDULE_BY_ITSELF || (alike == SCHEDULE_ROOM_AS_KIN && !brief))
        return false;
    if (*fit == SCHEDULE_FITS_ONE || (*fit != SCHEDULE_FITS_NOT && brief))
        lay_one(side, o->start, asked->minutes, laid);
    else if (*fit == SCHEDULE_FITS_SEVERAL)
        lay_several(side, asked->minutes, o->sittings, o->count, scratch, laid);
    return true;
}

static int64_t first_start(struct match_scene *s, const struct match_asked *asked,
                           const struct match_side *side, int64_t minutes,
                           const struct schedule_outlook *o)
{
    enum schedule_alike alike =
        o != NULL ? schedule_first_alike(o, &side->apart) : SCHEDULE_BY_ITSELF;
    if (alike != SCHEDULE_BY_ITSELF)
        return alike == SCHEDULE_NO_ROOM ? BASE_NONE : o->first;
    return schedule_free_start(s->calendar, side->lane, asked->from, asked->until,
                               asked->piece < minutes ? asked->piece : 0);
}

enum err_code match_lay(struct match_scene *s, const struct match_asked *asked,
                        const struct match_side *side, int64_t minutes, bool brief,
                        struct base_arena *scratch, struct match_laid *laid, struct err *e)
{
    struct schedule_outlook *o = NULL; /* of the minutes that are asked for, not of a quote */
    enum schedule_fit fit = SCHEDULE_FITS_NOT;
    *laid = (struct match_laid){.first = BASE_NONE};
    if (side->lane != NULL && side->kin != NULL && minutes == asked->minutes)
        o = &match_outlook(s, asked, side)->time;
    if (side->lane != NULL &&
        (o == NULL || !fit_as_kin(o, asked, side, brief, scratch, laid, &fit)))
        fit = find_fit(s, asked, side, minutes, brief, scratch, laid, e);
    laid->fits = fit != SCHEDULE_FITS_NOT;
    if (laid->fits)
        return e->code;
    if (side->lane != NULL)
        laid->first = first_start(s, asked, side, minutes, o);
    laid->fits = laid->first != BASE_NONE && asked->piece < asked->minutes;
    imagine(asked->from, minutes, laid);
    return ERR_NONE;
}
