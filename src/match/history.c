/* history.c: what was done and said before, kept from question to question: answers, and whose
 * bookings were cancelled by their providers. Read anew when bookings, answers or resources change.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void match_history_free(struct match_history *h)
{
    base_arena_free(&h->arena);
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

static enum err_code read_anew(struct match_desk *m, struct err *e)
{
    struct match_history *h = &m->history;
    struct base_arena *scratch = base_arena_new();
    match_history_free(h);
    h->arena = base_arena_new();
    enum err_code code = incentive_survey_read(m->store, h->arena, &h->survey, e);
    if (!code)
        code = read_ended(m, scratch, e);
    base_arena_free(&scratch);
    if (code)
        match_history_free(h);
    return code;
}

/* Whether what is kept still holds after the change n. */
static enum err_code still_holds(struct match_desk *m, const struct match_newest *n, bool *holds,
                                 struct err *e)
{
    struct match_history *h = &m->history;
    int64_t changed;
    *holds = false;
    if (h->arena == NULL || n->digest == NULL || n->change < h->change)
        return ERR_NONE;
    *holds = n->change == h->change && strcmp(n->digest, h->digest) == 0;
    if (*holds || n->change == h->change)
        return ERR_NONE;
    enum err_code code = store_number(m->store, STORE_MATCH_HISTORY_CHANGED,
                                      STORE_ARGS(STORE_INT(h->change)), 1, &changed, e);
    *holds = !code && changed == 0;
    return code;
}

enum err_code match_history_refresh(struct match_desk *m, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_newest n;
    bool holds = false;
    enum err_code code = match_desk_newest(m, a, &n, e);
    if (!code)
        code = still_holds(m, &n, &holds, e);
    if (!code && !holds)
        code = read_anew(m, e);
    if (!code) { /* what is not sealed may be taken back: then it is read again */
        m->history.change = n.digest != NULL ? n.change : INT64_MAX;
        snprintf(m->history.digest, sizeof m->history.digest, "%s", n.digest ? n.digest : "");
    }
    base_arena_free(&a);
    return code;
}
