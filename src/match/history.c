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
        h->ended[i] =
            (struct match_ended){STORE_CELL(&rows, i, 0)->number, STORE_CELL(&rows, i, 1)->number,
                                 STORE_CELL(&rows, i, 2)->number == 1};
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

/* ---- whether it still holds ------------------------------------------------------------------ */

/* After the change n; changed: a statement that tells whether anything did that it depends on. */
static enum err_code still_holds(struct match_desk *m, const struct match_state *s,
                                 const struct match_newest *n, enum store_statement changed,
                                 bool *holds, struct err *e)
{
    int64_t any;
    *holds = false;
    if (s->arena == NULL || n->digest == NULL || n->change < s->change)
        return ERR_NONE;
    if (n->change == s->change) {
        *holds = strcmp(n->digest, s->digest) == 0;
        return ERR_NONE;
    }
    enum err_code code = match_desk_same_history(m, s->change, s->digest, holds, e);
    if (!code && *holds) {
        code = store_number(m->store, changed, STORE_ARGS(STORE_INT(s->change)), 1, &any, e);
        *holds = !code && any == 0;
    }
    return code;
}

/* Reads it again, unless it still holds. */
static enum err_code
refresh(struct match_desk *m, struct match_state *s, enum store_statement changed,
        enum err_code (*read)(struct match_desk *m, struct base_arena *a, struct err *e),
        struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_newest n;
    bool holds = false;
    enum err_code code = match_desk_newest(m, a, &n, e);
    if (!code)
        code = still_holds(m, s, &n, changed, &holds, e);
    if (!code && !holds) {
        base_arena_free(&s->arena);
        s->arena = base_arena_new();
        code = read(m, s->arena, e);
        if (code)
            base_arena_free(&s->arena);
    }
    if (!code) { /* what is not sealed may be taken back: then it is read again */
        s->change = n.digest != NULL ? n.change : INT64_MAX;
        snprintf(s->digest, sizeof s->digest, "%s", n.digest ? n.digest : "");
    }
    base_arena_free(&a);
    return code;
}

enum err_code match_history_refresh(struct match_desk *m, struct err *e)
{
    return refresh(m, &m->history.state, STORE_MATCH_HISTORY_CHANGED, read_history, e);
}

/* A clock that was set back may ask for what had gone. */
enum err_code match_taken_refresh(struct match_desk *m, struct err *e)
{
    if (store_now(m->store) < m->taken.from)
        base_arena_free(&m->taken_state.arena);
    return refresh(m, &m->taken_state, STORE_MATCH_TAKEN_CHANGED, read_taken, e);
}

enum err_code match_terms_refresh(struct match_desk *m, struct err *e)
{
    return refresh(m, &m->terms_state, STORE_MATCH_TERMS_CHANGED, read_terms, e);
}
