/* wishes.c: the demands of a month, each with its pairs. To judge those takes longest, and of one
 * demand it does not depend on any other: a process beside this one takes every demand that this
 * one has not taken yet, and sends the pairs over. */
#include "month.h"

#include "sharedesk/base/beside.h"
#include "sharedesk/base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { BESIDE_LEAST = 32 }; /* demands from which on another process is worth its beginning */

struct wishing {
    struct match_month *month;
    const struct model_demand **demands;
    size_t count;
    struct base_queue *queue; /* of demands; NULL: all are this process's */
    size_t next;              /* then */
    bool *done;               /* by demand */
};

static size_t take(struct wishing *x)
{
    if (x->queue == NULL)
        return x->next < x->count ? x->next++ : x->count;
    return base_queue_take(x->queue);
}

/* ---- what is sent -----------------------------------------------------------------------------
 */

struct sent {
    size_t demand, count; /* pairs that follow */
    double scale;
};

/* What a pair points to the other process finds by number. */
struct sent_pair {
    struct match_pair pair;
    size_t offer, quote; /* quote: among the demand's; SIZE_MAX: none */
};

static size_t quote_number(const struct match_asked *asked, const struct match_pair *p)
{
    for (size_t i = 0; i < asked->quote_count; i++)
        if (asked->quotes[i] == p->quote)
            return i;
    return SIZE_MAX;
}

static void send_judged(const struct match_desk *m, const struct match_judged *judged,
                        size_t demand, struct base_arena *scratch, struct base_beside *to)
{
    const struct sent head = {demand, judged->count, judged->asked.scale};
    struct sent_pair *pairs = base_arena_array(scratch, judged->count + 1, sizeof *pairs);
    for (size_t i = 0; i < judged->count; i++) {
        const struct match_pair *p = &judged->pairs[i];
        pairs[i] = (struct sent_pair){*p, (size_t)(p->side->offer - m->offers),
                                      quote_number(&judged->asked, p)};
    }
    base_beside_put(to, &head, sizeof head);
    base_beside_put(to, pairs, judged->count * sizeof *pairs);
}

/* One that fails is not sent: the other process will meet the same failure, and tell it. */
static void judge_beside(void *context, struct base_beside *to)
{
    struct wishing *x = context;
    struct match_desk *m = x->month->desk;
    struct base_arena *scratch = base_arena_new();
    match_desk_beside(m, to);
    for (size_t i = take(x); i < x->count; i = take(x)) {
        struct match_judged judged;
        struct err ignored = ERR_INIT;
        base_arena_reset(scratch);
        if (!match_wish_judge(x->month, x->demands[i], scratch, &judged, &ignored))
            send_judged(m, &judged, i, scratch, to);
        err_clear(&ignored);
    }
}

/* ---- what is received -------------------------------------------------------------------------
 */

static enum err_code receive_pair(struct match_month *month, const struct match_asked *asked,
                                  const struct sent_pair *sent, struct match_pair *p, struct err *e)
{
    *p = sent->pair;
    p->quote = sent->quote != SIZE_MAX ? asked->quotes[sent->quote] : NULL;
    return match_scene_side_of(month->scene, &month->desk->offers[sent->offer], &p->side, e);
}

/* False: nothing more comes. */
static bool receive(struct wishing *x, struct base_beside *from, struct base_arena *scratch,
                    struct err *e)
{
    struct sent head;
    struct match_judged judged;
    struct match_month *month = x->month;
    base_arena_reset(scratch);
    if (!base_beside_get(from, &head, sizeof head))
        return false;
    struct sent_pair *sent = base_arena_array(scratch, head.count + 1, sizeof *sent);
    if (!base_beside_get(from, sent, head.count * sizeof *sent) ||
        match_wish_ask(month, x->demands[head.demand], scratch, &judged.asked, e))
        return false;
    judged.asked.scale = head.scale;
    judged.count = head.count;
    judged.pairs = base_arena_array(scratch, head.count + 1, sizeof *judged.pairs);
    for (size_t i = 0; i < head.count; i++)
        if (receive_pair(month, &judged.asked, &sent[i], &judged.pairs[i], e))
            return false;
    match_wish_take(month, x->demands[head.demand], &judged, &month->wishes[head.demand]);
    x->done[head.demand] = true;
    return true;
}

/* ---- both -------------------------------------------------------------------------------------
 */

static enum err_code judge_here(struct wishing *x, size_t i, struct base_arena *scratch,
                                struct err *e)
{
    struct match_month *month = x->month;
    if (!match_desk_step(month->desk, _("matching"), i, x->count, e))
        return e->code;
    base_arena_reset(scratch);
    x->done[i] = true;
    return match_wish_read(month, x->demands[i], scratch, &month->wishes[i], e);
}

/* What both share is found before they part. */
static struct base_beside *begin_beside(struct wishing *x, struct err *e)
{
    if (x->count < BESIDE_LEAST || !base_has_cores() ||
        match_scene_sides_for(x->month->scene, x->demands, x->count, e))
        return NULL;
    x->queue = base_queue_new(x->count);
    return x->queue != NULL ? base_beside_begin(judge_beside, x) : NULL;
}

/* All that comes, while this process has nothing else to do. */
static enum err_code receive_rest(struct wishing *x, struct base_beside *from,
                                  struct base_arena *scratch, struct err *e)
{
    enum { BETWEEN_QUESTIONS = 100 }; /* milliseconds, whether to wait on */
    do {
        while (!base_beside_ready(from, BETWEEN_QUESTIONS))
            if (!match_desk_step(x->month->desk, _("matching"), x->count, x->count, e))
                return e->code;
    } while (receive(x, from, scratch, e));
    return e->code;
}

/* Those that the queue still has, and what comes meanwhile. */
static enum err_code judge_queue(struct wishing *x, struct base_beside *beside,
                                 struct base_arena *scratch, struct err *e)
{
    enum err_code code = e->code;
    for (size_t i; !code && (i = take(x)) < x->count;) {
        code = judge_here(x, i, scratch, e);
        while (!code && beside != NULL && base_beside_ready(beside, 0) &&
               receive(x, beside, scratch, e))
            ;
        code = e->code;
    }
    return code || beside == NULL ? code : receive_rest(x, beside, scratch, e);
}

static enum err_code judge_all(struct wishing *x, struct base_arena *scratch, struct err *e)
{
    struct base_beside *beside = begin_beside(x, e);
    enum err_code code = judge_queue(x, beside, scratch, e);
    base_beside_end(&beside);
    base_queue_free(&x->queue);
    for (size_t i = 0; !code && i < x->count; i++) /* what the other failed at, or did not send */
        if (!x->done[i])
            code = judge_here(x, i, scratch, e);
    return code;
}

static int by_uid(const void *x, const void *y)
{
    const struct model_demand *a = *(const struct model_demand *const *)x;
    const struct model_demand *b = *(const struct model_demand *const *)y;
    return strcmp(a->head.uid, b->head.uid);
}

enum err_code match_month_wishes(struct match_month *month, struct err *e)
{
    struct wishing x = {.month = month};
    enum err_code code =
        store_select(month->desk->store, MODEL_DEMAND, STORE_MATCH_DEMANDS_UNSERVED, STORE_NO_ARGS,
                     month->arena, &x.demands, &x.count, e);
    if (code)
        return code;
    if (x.count > 0)
        qsort(x.demands, x.count, sizeof *x.demands, by_uid);
    struct base_arena *scratch = base_arena_new(), *pad = base_arena_new();
    month->wishes = base_arena_array(month->arena, x.count + 1, sizeof *month->wishes);
    month->wish_count = x.count;
    x.done = base_arena_array(scratch, x.count + 1, sizeof *x.done);
    code = judge_all(&x, pad, e);
    base_arena_free(&pad);
    base_arena_free(&scratch);
    return code;
}
