/* schedule_lanes.c: which resources are lanes. What is read is a window of about a screenful, so a
 * desk with a hundred thousand resources costs what a small one costs. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_BEFORE = 14 * 86400, NEAR_AFTER = 60 * 86400 };

/* ---- choosing ------------------------------------------------------------------------------ */

static void lanes_clear(struct screens_lanes *l, enum screens_lanes_kind kind)
{
    base_arena_free(&l->arena);
    free(l->ids);
    *l = (struct screens_lanes){.kind = kind, .arena = base_arena_new()};
    l->list = (struct store_list){.type = MODEL_RESOURCE};
}

void screens_lanes_free(struct screens_lanes *l)
{
    base_arena_free(&l->arena);
    free(l->ids);
    l->ids = NULL;
}

void screens_lanes_busy(struct screens_lanes *l, int64_t now)
{
    lanes_clear(l, LANES_BUSY);
    l->near_from = now - NEAR_BEFORE;
    l->near_to = now + NEAR_AFTER;
    l->title = _("with bookings");
}

enum err_code screens_lanes_list(struct screens_lanes *l, const char *filter, const char *search,
                                 const char *title, struct err *e)
{
    struct screens_lanes next = {.kind = LANES_LIST};
    lanes_clear(&next, LANES_LIST);
    next.list.search = base_arena_strdup(next.arena, search);
    next.title = base_arena_strdup(next.arena, title);
    if (filter &&
        model_filter_parse(model_type_info(MODEL_RESOURCE), base_arena_strdup(next.arena, filter),
                           next.arena, &next.list.filter, e)) {
        screens_lanes_free(&next);
        return e->code;
    }
    screens_lanes_free(l);
    *l = next;
    return ERR_NONE;
}

static int lanes_compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

void screens_lanes_given(struct screens_lanes *l, const int64_t *ids, size_t count)
{
    lanes_clear(l, LANES_GIVEN);
    int64_t *given = base_arena_array(l->arena, count + 1, sizeof *given);
    memcpy(given, ids, count * sizeof *given);
    qsort(given, count, sizeof *given, lanes_compare);
    l->given = given;
    l->given_count = count;
    l->title = _("candidates");
}

/* ---- pages --------------------------------------------------------------------------------- */

struct page {
    int64_t *ids;
    size_t count;
};

static enum err_code page_busy(const struct screens_lanes *l, struct store *s, int64_t anchor,
                               bool forward, size_t n, struct base_arena *a, struct page *page,
                               struct err *e)
{
    struct store_rows rows;
    if (store_rows(s, forward ? STORE_LANES_BUSY_AFTER : STORE_LANES_BUSY_BEFORE,
                   STORE_ARGS(STORE_INT(l->near_from), STORE_INT(l->near_to),
                              STORE_INT(anchor == 0 && !forward ? INT64_MAX : anchor),
                              STORE_INT((int64_t)n)),
                   a, &rows, e))
        return e->code;
    page->count = rows.count;
    page->ids = base_arena_array(a, rows.count + 1, sizeof *page->ids);
    for (size_t i = 0; i < rows.count; i++)
        page->ids[forward ? i : rows.count - 1 - i] = STORE_CELL(&rows, i, 0)->number;
    return ERR_NONE;
}

static enum err_code page_list(const struct screens_lanes *l, struct store *s, int64_t anchor,
                               bool forward, size_t n, struct base_arena *a, struct page *page,
                               struct err *e)
{
    struct model_head **records = NULL;
    if (store_list_page(s, &l->list, anchor, forward, n, a, &records, &page->count, e))
        return e->code;
    page->ids = base_arena_array(a, page->count + 1, sizeof *page->ids);
    for (size_t i = 0; i < page->count; i++)
        page->ids[i] = records[i]->id;
    return ERR_NONE;
}

static void page_given(const struct screens_lanes *l, int64_t anchor, bool forward, size_t n,
                       struct base_arena *a, struct page *page)
{
    size_t from = 0, to = l->given_count;
    while (anchor != 0 && forward && from < to && l->given[from] <= anchor)
        from++;
    while (anchor != 0 && !forward && to > from && l->given[to - 1] >= anchor)
        to--;
    if (to - from > n && forward)
        to = from + n;
    else if (to - from > n)
        from = to - n;
    page->count = to - from;
    page->ids = base_arena_array(a, page->count + 1, sizeof *page->ids);
    if (page->count > 0)
        memcpy(page->ids, l->given + from, page->count * sizeof *page->ids);
}

/* Up to n lanes after (before) the lane anchor; 0: from the first (the last). In order. */
static enum err_code lanes_page(const struct screens_lanes *l, struct store *s, int64_t anchor,
                                bool forward, size_t n, struct base_arena *a, struct page *page,
                                struct err *e)
{
    switch (l->kind) {
    case LANES_BUSY:
        return page_busy(l, s, anchor, forward, n, a, page, e);
    case LANES_LIST:
        return page_list(l, s, anchor, forward, n, a, page, e);
    case LANES_GIVEN:
        page_given(l, anchor, forward, n, a, page);
    }
    return ERR_NONE;
}

/* ---- the window ---------------------------------------------------------------------------- */

/* The window becomes what is before followed by what is after. */
static void lanes_put(struct screens_lanes *l, const struct page *before, const struct page *after)
{
    size_t count = before->count + after->count;
    int64_t *ids = base_realloc(NULL, count + 1, sizeof *ids);
    if (before->count > 0)
        memcpy(ids, before->ids, before->count * sizeof *ids);
    if (after->count > 0)
        memcpy(ids + before->count, after->ids, after->count * sizeof *ids);
    free(l->ids);
    l->ids = ids;
    l->count = count;
}

enum err_code screens_lanes_read(struct screens_lanes *l, struct store *s, int64_t first, size_t n,
                                 struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct page before = {0}, after = {0}, none = {0};
    int64_t anchor = 0;
    if (first != 0 && !lanes_page(l, s, first, false, 1, a, &before, e))
        anchor = before.count > 0 ? before.ids[0] : 0;
    if (!e->code)
        lanes_page(l, s, anchor, true, n, a, &after, e);
    l->at_start = anchor == 0;
    l->at_end = after.count < n;
    if (!e->code && l->at_end && !l->at_start) { /* near the end: fill from above */
        int64_t top = after.count > 0 ? after.ids[0] : 0;
        lanes_page(l, s, top, false, n - after.count, a, &before, e);
        l->at_start = before.count < n - after.count;
    } else {
        before = none;
    }
    if (!e->code)
        lanes_put(l, &before, &after);
    base_arena_free(&a);
    return e->code;
}

enum err_code screens_lanes_read_last(struct screens_lanes *l, struct store *s, size_t n,
                                      struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct page last = {0}, none = {0};
    if (!lanes_page(l, s, 0, false, n, a, &last, e)) {
        lanes_put(l, &none, &last);
        l->at_start = last.count < n;
        l->at_end = true;
    }
    base_arena_free(&a);
    return e->code;
}

enum err_code screens_lanes_shift(struct screens_lanes *l, struct store *s, bool forward, size_t n,
                                  bool *moved, struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct page more = {0};
    size_t half = n / 2 > 0 ? n / 2 : 1;
    *moved = false;
    if (l->count > 0 &&
        !lanes_page(l, s, forward ? l->ids[l->count - 1] : l->ids[0], forward, half, a, &more, e)) {
        size_t keep = l->count + more.count > n ? (n > more.count ? n - more.count : 0) : l->count;
        int64_t *kept = base_arena_array(a, keep + 1, sizeof *kept);
        memcpy(kept, forward ? l->ids + (l->count - keep) : l->ids, keep * sizeof *kept);
        struct page rest = {kept, keep};
        *moved = more.count > 0;
        l->at_end = forward ? more.count < half : l->at_end && keep == l->count;
        l->at_start = forward ? l->at_start && keep == l->count : more.count < half;
        lanes_put(l, forward ? &rest : &more, forward ? &more : &rest);
    }
    base_arena_free(&a);
    return e->code;
}

int screens_lanes_find(const struct screens_lanes *l, int64_t id)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->ids[i] == id)
            return (int)i;
    return -1;
}
