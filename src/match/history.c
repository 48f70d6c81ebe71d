/* history.c: what is kept from question to question, and read anew when something changes that it
 * depends on: answers and whose bookings were cancelled by their providers; what takes time; terms.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void match_history_free(struct match_history *h)
{
    base_arena_free(&h->state.arena);
    free(h->ended);
    *h = (struct match_history){0};
}

static struct match_ended ended_of(const struct store_rows *rows, size_t i)
{
    return (struct match_ended){.provider = STORE_CELL(rows, i, 0)->number,
                                .at = STORE_CELL(rows, i, 1)->number,
                                .cancelled = STORE_CELL(rows, i, 2)->number == 1,
                                .booking = STORE_CELL(rows, i, 3)->number};
}

static enum err_code read_ended(struct match_desk *m, struct base_arena *scratch, struct err *e)
{
    struct match_history *h = &m->history;
    struct store_rows rows;
    enum err_code code = store_rows(m->store, STORE_MATCH_ENDED, STORE_NO_ARGS, scratch, &rows, e);
    if (code)
        return code;
    h->ended = base_realloc(NULL, rows.count + 1, sizeof *h->ended);
    h->ended_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        h->ended[i] = ended_of(&rows, i);
    return ERR_NONE;
}

static enum err_code read_history(struct match_desk *m, struct base_arena *a, struct err *e)
{
    struct match_history *h = &m->history;
    struct base_arena *scratch = base_arena_new();
    free(h->ended);
    h->ended = NULL;
    h->ended_count = 0;
    m->readings++;
    enum err_code code = incentive_survey_read(m->store, a, &h->survey, e);
    if (!code)
        code = read_ended(m, scratch, e);
    base_arena_free(&scratch);
    return code;
}

static enum err_code read_taken(struct match_desk *m, struct base_arena *a, struct err *e)
{
    int64_t from = base_month_start(base_time_month(store_now(m->store)));
    return schedule_taken_read(m->store, from, a, &m->taken, e);
}

static enum err_code read_terms(struct match_desk *m, struct base_arena *a, struct err *e)
{
    m->terms = incentive_terms_new(m->store, a);
    return incentive_terms_read_all(m->terms, e);
}

/* ---- only what changed ----------------------------------------------------------------------- */

static bool is_among(const struct store_rows *ids, int64_t id)
{
    size_t low = 0, high = ids->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (STORE_CELL(ids, middle, 0)->number < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ids->count && STORE_CELL(ids, low, 0)->number == id;
}

/* The bookings that changed go from their places, and come to their new ones. */
static enum err_code renew_history(struct match_desk *m, int64_t since, struct base_arena *a,
                                   struct err *e)
{
    struct match_history *h = &m->history;
    struct base_arena *scratch = base_arena_new();
    struct store_rows changed, fresh;
    (void)a;
    enum err_code code = store_rows(m->store, STORE_MATCH_BOOKINGS_CHANGED,
                                    STORE_ARGS(STORE_INT(since)), scratch, &changed, e);
    if (!code)
        code = store_rows(m->store, STORE_MATCH_ENDED_CHANGED, STORE_ARGS(STORE_INT(since)),
                          scratch, &fresh, e);
    if (!code) {
        size_t kept = 0;
        for (size_t i = 0; i < h->ended_count; i++)
            if (!is_among(&changed, h->ended[i].booking))
                h->ended[kept++] = h->ended[i];
        h->ended = base_realloc(h->ended, kept + fresh.count + 1, sizeof *h->ended);
        h->ended_count = kept + fresh.count;
        for (size_t at = h->ended_count, left = fresh.count; left > 0;) {
            struct match_ended next = ended_of(&fresh, left - 1);
            bool old = kept > 0 && h->ended[kept - 1].at > next.at;
            h->ended[--at] = old ? h->ended[--kept] : next;
            left -= !old;
        }
    }
    base_arena_free(&scratch);
    return code;
}

static enum err_code renew_taken(struct match_desk *m, int64_t since, struct base_arena *a,
                                 struct err *e)
{
    const struct schedule_taken before = m->taken;
    enum err_code code = schedule_taken_renew(m->store, since, a, &m->taken, e);
    m->taken_state.renewed +=
        before.bookings != m->taken.bookings || before.closures != m->taken.closures;
    return code;
}

static enum err_code renew_terms(struct match_desk *m, int64_t since, struct base_arena *a,
                                 struct err *e)
{
    struct store_rows changed;
    struct base_arena *scratch = base_arena_new();
    (void)a;
    enum err_code code = store_rows(m->store, STORE_MATCH_BOOKINGS_CHANGED,
                                    STORE_ARGS(STORE_INT(since)), scratch, &changed, e);
    if (!code && changed.count > 0) {
        incentive_terms_forget_uses(m->terms);
        m->terms_state.renewed++;
    }
    base_arena_free(&scratch);
    return code;
}

/* ---- whether it still holds ------------------------------------------------------------------ */

/* What is kept: a statement that tells whether anything changed for which it is read again, how it
 * is read, and how it is brought up to date with all else. */
struct keeping {
    enum store_statement changed;
    enum err_code (*read)(struct match_desk *m, struct base_arena *a, struct err *e);
    enum err_code (*renew)(struct match_desk *m, int64_t since, struct base_arena *a,
                           struct err *e);
};

enum holds { HOLDS, HOLDS_BUT_RENEWED, HOLDS_NOT };

/* After the change n. */
static enum err_code still_holds(struct match_desk *m, const struct match_state *s,
                                 const struct match_newest *n, const struct keeping *k,
                                 enum holds *holds, struct err *e)
{
    enum { RENEWALS = 30 };
    int64_t any = 1;
    bool same = false;
    *holds = HOLDS_NOT;
    if (s->arena == NULL || n->digest == NULL || n->change < s->change)
        return ERR_NONE;
    if (n->change == s->change) {
        *holds = strcmp(n->digest, s->digest) == 0 ? HOLDS : HOLDS_NOT;
        return ERR_NONE;
    }
    enum err_code code = match_desk_same_history(m, s->change, s->digest, &same, e);
    if (!code && same)
        code = store_number(m->store, k->changed, STORE_ARGS(STORE_INT(s->change)), 1, &any, e);
    if (!code && same && any == 0 && s->renewed < RENEWALS)
        *holds = HOLDS_BUT_RENEWED;
    return code;
}

static enum err_code read_all(struct match_desk *m, struct match_state *s, const struct keeping *k,
                              struct err *e)
{
    base_arena_free(&s->arena);
    s->arena = base_arena_new();
    s->renewed = 0;
    return k->read(m, s->arena, e);
}

/* Reads it again, unless it still holds. */
static enum err_code refresh(struct match_desk *m, struct match_state *s, const struct keeping *k,
                             struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_newest n;
    enum holds holds = HOLDS_NOT;
    enum err_code code = match_desk_newest(m, a, &n, e);
    if (!code)
        code = still_holds(m, s, &n, k, &holds, e);
    if (!code && holds == HOLDS_NOT)
        code = read_all(m, s, k, e);
    if (!code && holds == HOLDS_BUT_RENEWED)
        code = k->renew(m, s->change, s->arena, e);
    if (code)
        base_arena_free(&s->arena);
    if (!code) { /* what is not sealed may be taken back: then it is read again */
        s->change = n.digest != NULL ? n.change : INT64_MAX;
        snprintf(s->digest, sizeof s->digest, "%s", n.digest ? n.digest : "");
    }
    base_arena_free(&a);
    return code;
}

enum err_code match_history_refresh(struct match_desk *m, struct err *e)
{
    static const struct keeping keeping = {STORE_MATCH_HISTORY_CHANGED, read_history,
                                           renew_history};
    return refresh(m, &m->history.state, &keeping, e);
}

/* A clock that was set back may ask for what had gone. */
enum err_code match_taken_refresh(struct match_desk *m, struct err *e)
{
    if (store_now(m->store) < m->taken.from)
        base_arena_free(&m->taken_state.arena);
    static const struct keeping keeping = {STORE_MATCH_TAKEN_CHANGED, read_taken, renew_taken};
    return refresh(m, &m->taken_state, &keeping, e);
}

enum err_code match_terms_refresh(struct match_desk *m, struct err *e)
{
    static const struct keeping keeping = {STORE_MATCH_TERMS_CHANGED, read_terms, renew_terms};
    return refresh(m, &m->terms_state, &keeping, e);
}
