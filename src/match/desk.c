#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/lexicon.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"
#include "keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPARE = 100 }; /* resources that may be read anew even on a small desk */

static void read_thesaurus(struct match_desk *m, uint64_t stamp)
{
    model_thesaurus_free(&m->thesaurus);
    m->thesaurus = store_thesaurus_read(m->store);
    m->thesaurus_stamp = stamp;
}

enum err_code match_desk_open(struct store *s, struct match_desk **desk, struct err *e)
{
    (void)e; /* what can fail is read at the first question */
    struct match_desk *m = base_alloc(sizeof *m);
    m->store = s;
    m->state = -1;
    read_thesaurus(m, store_thesaurus_stamp(s));
    *desk = m;
    return ERR_NONE;
}

static void forget(struct match_desk *m)
{
    match_index_free(&m->index);
    model_lexicon_free(&m->repeated);
    base_arena_free(&m->arena);
    match_room_free(&m->room);
    free(m->unsealed);
    m->unsealed = NULL;
    m->unsealed_count = 0;
    m->offers = NULL;
    m->offer_count = m->renewed = 0;
    m->state = -1;
}

void match_desk_free(struct match_desk **desk)
{
    if (*desk == NULL)
        return;
    match_keep_free(&(*desk)->kept);
    forget(*desk);
    match_history_free(&(*desk)->history);
    base_arena_free(&(*desk)->taken_state.arena);
    base_arena_free(&(*desk)->terms_state.arena);
    model_thesaurus_free(&(*desk)->thesaurus);
    free(*desk);
    *desk = NULL;
}

struct store *match_desk_store(const struct match_desk *m)
{
    return m->store;
}

void match_desk_watch(struct match_desk *m, const struct match_progress *progress)
{
    m->progress = progress;
}

static bool is_wanted(void *context, const char *what, size_t done, size_t of)
{
    (void)what;
    (void)done;
    (void)of;
    return base_beside_wanted(context);
}

void match_desk_beside(struct match_desk *m, struct base_beside *to)
{
    store_forsake(m->store);
    m->beside = (struct match_progress){to, is_wanted};
    m->progress = &m->beside;
}

bool match_desk_step(struct match_desk *m, const char *what, size_t done, size_t of, struct err *e)
{
    if (m->progress == NULL || m->progress->step(m->progress->context, what, done, of))
        return true;
    err_set(e, ERR_CANCELLED, what, NULL, "%s", _("it was interrupted"));
    return false;
}

/* ---- keeping up with the store --------------------------------------------------------------- */

enum err_code match_desk_newest(struct match_desk *m, struct base_arena *a, struct match_newest *n,
                                struct err *e)
{
    struct store_rows rows;
    *n = (struct match_newest){0, ""};
    enum err_code code = store_rows(m->store, STORE_MATCH_NEWEST, STORE_NO_ARGS, a, &rows, e);
    if (!code && rows.count > 0)
        *n = (struct match_newest){STORE_CELL(&rows, 0, 0)->number, STORE_CELL(&rows, 0, 1)->text};
    return code;
}

static void remember(struct match_desk *m, const struct match_newest *n)
{
    m->state = n->change;
    snprintf(m->digest, sizeof m->digest, "%s", n->digest);
}

static bool is_remembered(const struct match_desk *m, const struct match_newest *n)
{
    return n->change == m->state && n->digest != NULL && strcmp(n->digest, m->digest) == 0;
}

enum err_code match_desk_same_history(struct match_desk *m, int64_t change, const char *digest,
                                      bool *same, struct err *e)
{
    struct store_rows rows;
    *same = change == 0;
    if (change <= 0)
        return ERR_NONE;
    struct base_arena *a = base_arena_new();
    enum err_code code =
        store_rows(m->store, STORE_MATCH_CHANGE_DIGEST, STORE_ARGS(STORE_INT(change)), a, &rows, e);
    *same = !code && rows.count > 0 && base_text_equal(STORE_CELL(&rows, 0, 0)->text, digest);
    base_arena_free(&a);
    return code;
}

/* Reads all anew. */
static enum err_code read_all(struct match_desk *m, const struct match_newest *n, struct err *e)
{
    forget(m);
    m->arena = base_arena_new();
    m->index = match_index_new(m->thesaurus);
    m->repeated = model_lexicon_new();
    enum err_code code = match_offers_read(m, e);
    if (code)
        forget(m);
    else if (n->digest != NULL)
        remember(m, n);
    return code;
}

/* Reads those resources anew that changed since, and those that an unsealed change had touched. */
static enum err_code read_changed(struct match_desk *m, const struct match_newest *n,
                                  struct base_arena *a, struct err *e)
{
    struct store_rows rows;
    enum err_code code =
        store_rows(m->store, STORE_MATCH_CHANGED, STORE_ARGS(STORE_INT(m->state)), a, &rows, e);
    if (code)
        return code;
    size_t count = 0;
    int64_t *ids = base_arena_array(a, rows.count + m->unsealed_count + 1, sizeof *ids);
    for (size_t i = 0; i < rows.count; i++)
        ids[count++] = STORE_CELL(&rows, i, 0)->number;
    for (size_t i = 0; i < m->unsealed_count; i++)
        ids[count++] = m->unsealed[i];
    m->renewed += count;
    if (m->renewed > m->offer_count / 2 + SPARE)
        return read_all(m, n, e);
    code = match_offers_renew(m, ids, count, e);
    if (code)
        return code;
    free(m->unsealed);
    m->unsealed = NULL;
    m->unsealed_count = 0;
    if (n->digest != NULL) {
        remember(m, n);
    } else if (rows.count > 0) {
        m->unsealed = base_realloc(NULL, rows.count, sizeof *m->unsealed);
        m->unsealed_count = rows.count;
        memcpy(m->unsealed, ids, rows.count * sizeof *ids);
    }
    return ERR_NONE;
}

enum err_code match_desk_refresh(struct match_desk *m, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct match_newest n;
    bool same = false;
    uint64_t stamp = store_thesaurus_stamp(m->store);
    enum err_code code = match_desk_newest(m, a, &n, e);
    bool fresh = m->state >= 0 && stamp == m->thesaurus_stamp;
    if (!code && !(fresh && m->unsealed_count == 0 && is_remembered(m, &n))) {
        if (fresh)
            code = match_desk_same_history(m, m->state, m->digest, &same, e);
        if (stamp != m->thesaurus_stamp)
            read_thesaurus(m, stamp);
        if (!code)
            code = same ? read_changed(m, &n, a, e) : read_all(m, &n, e);
    }
    if (!code)
        match_index_wake(m->index);
    if (!code && m->room.shares == NULL) /* it was given back */
        match_room_make(m);
    base_arena_free(&a);
    return code;
}

static int by_resource(const void *key, const void *member)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct match_offer *)member)->resource->head.id;
    return (id > other) - (id < other);
}

const struct match_offer *match_desk_offer(const struct match_desk *m, int64_t resource)
{
    return m->offer_count == 0
               ? NULL
               : bsearch(&resource, m->offers, m->offer_count, sizeof *m->offers, by_resource);
}

const struct model_thesaurus *match_desk_thesaurus(const struct match_desk *m)
{
    return m->thesaurus;
}

enum err_code match_desk_likeness(struct match_desk *m, int64_t one, int64_t other,
                                  double *likeness, struct err *e)
{
    *likeness = 0;
    enum err_code code = match_desk_refresh(m, e);
    if (code)
        return code;
    const struct match_offer *a = match_desk_offer(m, one), *b = match_desk_offer(m, other);
    if (a != NULL && b != NULL)
        *likeness = match_index_likeness(m->index, a->document, b->document);
    return ERR_NONE;
}

enum err_code match_desk_holding(struct match_desk *m, const char *kind, const char *token,
                                 size_t *count, struct err *e)
{
    *count = 0;
    enum err_code code = match_desk_refresh(m, e);
    if (code)
        return code;
    if (kind == NULL)
        *count = match_index_holding(m->index, token);
    for (size_t i = 0; kind != NULL && i < m->kind_count; i++)
        *count += model_kind_related(kind, m->kinds[i].kind) ? m->kinds[i].count : 0;
    return ERR_NONE;
}

int64_t match_months_before(int64_t t, int64_t n)
{
    int64_t day = base_time_day(t), month = base_day_month(day) - n;
    int64_t offset = day - base_month_first_day(base_day_month(day));
    int64_t length = base_month_first_day(month + 1) - base_month_first_day(month);
    int64_t then = base_month_first_day(month) + (offset < length ? offset : length - 1);
    return base_day_time(then, base_time_minute(t));
}
