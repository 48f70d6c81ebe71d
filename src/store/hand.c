/* hand.c: what a person writes field by field, on the line or in a form, as far as the desk keeps
 * more of it than one record can tell. An import restores facts and does not come by here. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

/* One record written by hand. */
struct hand {
    struct store *store;
    enum model_type type;
    const struct model_head *record; /* as it shall be */
    const struct model_head *stored; /* as it is; NULL for a new one */
    struct base_arena *arena;
};

/* A month has one meeting: demands would be allocated twice. */
static enum err_code check_meeting(const struct hand *h, struct err *e)
{
    const struct model_meeting *new = (const void *)h->record, *old = (const void *)h->stored;
    if (new->month == BASE_NONE || (old && old->month == new->month))
        return ERR_NONE;
    char month[16];
    int64_t other;
    base_month_format(new->month, month);
    enum err_code code =
        store_number(h->store, STORE_MEETING_OF_MONTH, STORE_ARGS(STORE_STR(month)), 0, &other, e);
    if (code || other == 0 || other == h->record->id)
        return code;
    const struct store_ref ref = {MODEL_MEETING, other};
    return err_set(e, ERR_REFUSED, month,
                   base_arena_printf(h->arena,
                                     _("Go on with that one, or retire it first: "
                                       "`sharedesk retire %s`."),
                                     store_number_text(ref.type, ref.id, h->arena)),
                   _("it has its meeting already: %s"), store_called(h->store, ref, h->arena));
}

/* A grant looks whether the fund covers it; another amount or fund would be covered by nothing. */
static enum err_code check_voucher(const struct hand *h, struct err *e)
{
    static const char *const granted[] = {"amount", "fund"};
    const struct model_type_info *info = model_type_info(MODEL_VOUCHER);
    for (size_t i = 0; h->stored && i < sizeof granted / sizeof *granted; i++) {
        const struct model_field *f = model_field_find(info, granted[i]);
        if (model_field_equal(f, h->record, h->stored))
            continue;
        const struct store_ref ref = {MODEL_VOUCHER, h->record->id};
        return err_set(
            e, ERR_REFUSED, store_called(h->store, ref, h->arena),
            base_arena_printf(
                h->arena, _("Withdraw it with `sharedesk voucher withdraw %s`, and grant another."),
                store_number_text(ref.type, ref.id, h->arena)),
            _("%s: it stays as it was granted, since the fund must cover it"), _(f->label));
    }
    return ERR_NONE;
}

static enum err_code check(const struct hand *h, struct err *e)
{
    switch (h->type) {
    case MODEL_MEETING:
        return check_meeting(h, e);
    case MODEL_VOUCHER:
        return check_voucher(h, e);
    default:
        return ERR_NONE;
    }
}

enum err_code store_put_by_hand(struct store *s, enum model_type type, void *record, struct err *e)
{
    struct hand h = {.store = s, .type = type, .record = record, .arena = base_arena_new()};
    void *stored = NULL;
    enum err_code code = ERR_NONE;
    if (store_exists(s, (struct store_ref){type, h.record->id}))
        code = store_get(s, type, h.record->id, h.arena, &stored, e);
    h.stored = stored;
    if (!code)
        code = check(&h, e);
    base_arena_free(&h.arena);
    return code ? code : store_put(s, type, record, e);
}
