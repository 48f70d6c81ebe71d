#include "sharedesk/schedule/closure.h"

#include "sharedesk/base/i18n.h"

#include "inside.h"

static bool not_used_yet(const struct model_booking *b)
{
    const char *status = model_code_or(b->status, "confirmed");
    return model_code_is(status, "requested") || model_code_is(status, "tentative") ||
           model_code_is(status, "confirmed");
}

/* Live bookings of any resource that touch the closure's time. */
static enum err_code touching(struct incentive_terms *t, const struct model_closure *closure,
                              struct base_arena *a, struct model_booking ***list, size_t *count,
                              struct err *e)
{
    struct store *s = incentive_terms_store(t);
    struct store_arg from = STORE_INT(closure->start), to = STORE_INT(closure->end),
                     now = STORE_INT(store_now(s));
    if (closure->resource == BASE_NONE)
        return store_select(s, MODEL_BOOKING, STORE_SCHEDULE_BOOKINGS_BETWEEN,
                            STORE_ARGS(from, to, now), a, list, count, e);
    return store_select(s, MODEL_BOOKING, STORE_SCHEDULE_BOOKINGS_OF,
                        STORE_ARGS(from, to, now, STORE_INT(closure->resource)), a, list, count, e);
}

static enum err_code affected(struct incentive_terms *t, const struct model_closure *closure,
                              struct base_arena *a, struct model_booking ***bookings, size_t *count,
                              struct err *e)
{
    size_t all;
    *count = 0;
    if (model_code_is(closure->kind, "open"))
        return ERR_NONE; /* it opens */
    enum err_code code = touching(t, closure, a, bookings, &all, e);
    for (size_t i = 0; !code && i < all; i++) {
        struct model_booking *b = (*bookings)[i];
        const struct model_resource *resource;
        bool concerns = false;
        code = incentive_terms_resource(t, b->resource, &resource, e);
        if (!code)
            code = schedule_closure_concerns(t, closure, resource, &concerns, e);
        if (!code && concerns && not_used_yet(b))
            (*bookings)[(*count)++] = b;
    }
    return code;
}

enum err_code schedule_closure_affected(struct incentive_terms *t,
                                        const struct model_closure *closure, struct base_arena *a,
                                        const struct model_booking ***bookings, size_t *count,
                                        struct err *e)
{
    struct model_booking **list;
    enum err_code code = affected(t, closure, a, &list, count, e);
    *bookings = (const struct model_booking **)list;
    return code;
}

/* The closure's time without the bookings in it, each piece a closure of its own. */
static enum err_code put_around(struct store *s, struct model_closure *closure,
                                struct model_booking *const *bookings, size_t count,
                                struct base_arena *a, struct err *e)
{
    struct base_intervals whole = {0}, taken = {0};
    base_intervals_add(a, &whole, closure->start, closure->end);
    for (size_t i = 0; i < count; i++)
        base_intervals_add(a, &taken, bookings[i]->start, bookings[i]->end);
    base_intervals_merge(&taken);
    struct base_intervals pieces = base_intervals_subtract(a, &whole, &taken);
    if (pieces.count == 0)
        return err_set(e, ERR_REFUSED, closure->title ? closure->title : _("Closure"),
                       _("Choose another time, or displace the bookings."),
                       _("all of its time is booked"));
    enum err_code code = ERR_NONE;
    for (size_t i = pieces.count; !code && i-- > 0;) {
        /* The first piece is the closure itself, so that the caller's record is a stored one. */
        struct model_closure *piece =
            i == 0 ? closure : model_record_copy(a, MODEL_CLOSURE, closure);
        if (i > 0)
            piece->head = (struct model_head){.retired = BASE_NONE, .merged_into = BASE_NONE};
        piece->start = pieces.list[i].start;
        piece->end = pieces.list[i].end;
        code = store_put(s, MODEL_CLOSURE, piece, e);
    }
    return code;
}

static enum err_code put(struct store *s, struct model_closure *closure,
                         struct model_booking *const *bookings, size_t count, struct base_arena *a,
                         struct err *e)
{
    const char *mode = model_code_or(closure->mode, "report");
    if (model_code_is(mode, "around") && count > 0)
        return put_around(s, closure, bookings, count, a, e);
    enum err_code code = store_put(s, MODEL_CLOSURE, closure, e);
    for (size_t i = 0; !code && i < count && model_code_is(mode, "displace"); i++)
        code = schedule_booking_drop(s, bookings[i], "displaced", "provider", closure->title, a, e);
    return code;
}

enum err_code schedule_closure_put(struct store *s, struct model_closure *closure,
                                   struct base_arena *a, const struct model_booking ***bookings,
                                   size_t *count, struct err *e)
{
    struct model_booking **list = NULL;
    *count = 0;
    enum err_code code = store_begin(s, "close", e);
    if (code)
        return code;
    code = affected(incentive_terms_new(s, a), closure, a, &list, count, e);
    if (!code)
        code = put(s, closure, list, *count, a, e);
    *bookings = (const struct model_booking **)list;
    return store_end(s, code, e);
}
