/* undo.c: taking back one's own last change, and restoring it. Both write the state before a change
 * anew, as a change of their own; nothing leaves the log. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <stdlib.h>

/* ---- reversal of ledger entries ---- */

/* An entry and what took it back: every second one takes back the one before it, so that the entry
 * stands again. All of them name the entry itself. */
struct reversals {
    struct model_entry *entry;
    int64_t newest, count;
};

static enum err_code refuse_reversal(struct store *s, int64_t entry, int64_t by,
                                     struct base_arena *a, struct err *e)
{
    return err_set(e, ERR_REFUSED, store_called(s, (struct store_ref){MODEL_ENTRY, entry}, a),
                   _("Post the original entry anew."), _("it is reversed already, by %s"),
                   store_number_text(MODEL_ENTRY, by, a));
}

/* Refuses what is taken back already. */
static enum err_code find_reversals(struct store *s, int64_t entry, struct reversals *r,
                                    struct base_arena *a, struct err *e)
{
    struct store_rows rows;
    if (store_get(s, MODEL_ENTRY, entry, a, &r->entry, e) != ERR_NONE)
        return e->code;
    bool original = r->entry->reverses == BASE_NONE;
    if (!original && store_get(s, MODEL_ENTRY, r->entry->reverses, a, &r->entry, e) != ERR_NONE)
        return e->code;
    if (store_rows(s, STORE_ENTRY_REVERSALS, STORE_ARGS(STORE_INT(r->entry->head.id)), a, &rows,
                   e) != ERR_NONE)
        return e->code;
    r->newest = STORE_CELL(&rows, 0, 0)->number;
    r->count = STORE_CELL(&rows, 0, 1)->number;
    bool stands = original ? r->count % 2 == 0 : r->newest == entry;
    return stands ? ERR_NONE : refuse_reversal(s, entry, r->newest, a, e);
}

static enum err_code put_reversal(struct store *s, const struct reversals *r, const char *reason,
                                  int64_t *reversal, struct base_arena *a, struct err *e)
{
    bool back = r->count % 2 == 0;
    struct model_entry entry = *r->entry;
    entry.title = base_arena_printf(a, back ? _("Reversal: %s") : _("Reversal taken back: %s"),
                                    r->entry->title);
    entry.head = (struct model_head){.retired = BASE_NONE, .merged_into = BASE_NONE};
    entry.kind = "reversal";
    entry.posted = store_now(s);
    entry.reverses = r->entry->head.id;
    entry.invoice = NULL;
    entry.notes = reason;
    if (entry.tax != BASE_NONE && back)
        entry.tax = -entry.tax;
    if (store_put(s, MODEL_ENTRY, &entry, e) == ERR_NONE)
        *reversal = entry.head.id;
    return e->code;
}

static enum err_code put_postings(struct store *s, const struct reversals *r, int64_t reversal,
                                  struct base_arena *a, struct err *e)
{
    struct model_posting **postings;
    size_t count;
    if (store_select(s, MODEL_POSTING, STORE_ENTRY_POSTINGS,
                     STORE_ARGS(STORE_INT(r->entry->head.id)), a, &postings, &count, e) != ERR_NONE)
        return e->code;
    for (size_t i = 0; i < count; i++) {
        struct model_posting *posting = postings[i];
        posting->head = (struct model_head){.retired = BASE_NONE, .merged_into = BASE_NONE};
        posting->entry = reversal;
        if (r->count % 2 == 0)
            posting->amount = -posting->amount;
        if (store_put(s, MODEL_POSTING, posting, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

static enum err_code reverse_entry(struct store *s, int64_t entry, const char *reason,
                                   int64_t *reversal, struct base_arena *a, struct err *e)
{
    struct reversals r;
    if (find_reversals(s, entry, &r, a, e) != ERR_NONE ||
        put_reversal(s, &r, reason, reversal, a, e) != ERR_NONE)
        return e->code;
    return put_postings(s, &r, *reversal, a, e);
}

enum err_code store_reverse(struct store *s, int64_t entry, const char *reason, int64_t *reversal,
                            struct err *e)
{
    struct base_arena *a = base_arena_new();
    if (store_begin(s, "reverse", e) == ERR_NONE) {
        if (reverse_entry(s, entry, reason, reversal, a, e) == ERR_NONE)
            store_commit(s, e);
        else
            store_rollback(s);
    }
    base_arena_free(&a);
    return e->code;
}

/* ---- taking back ---- */

struct undoing {
    struct store *store;
    int64_t change;
    struct store_image *rows;          /* as they were written */
    const struct store_image **sorted; /* by record */
    size_t count;
    struct base_arena *arena;
    struct err *e;
};

static int by_record(const void *a, const void *b)
{
    const struct store_image *x = *(const struct store_image *const *)a;
    const struct store_image *y = *(const struct store_image *const *)b;
    if (x->ref.type != y->ref.type)
        return x->ref.type < y->ref.type ? -1 : 1;
    if (x->ref.id != y->ref.id)
        return x->ref.id < y->ref.id ? -1 : 1;
    return (x > y) - (x < y);
}

/* The rows by record and then as they came, so that those of one record stand together. */
static void sort_rows(struct undoing *u)
{
    u->sorted = base_arena_array(u->arena, u->count, sizeof *u->sorted);
    for (size_t i = 0; i < u->count; i++)
        u->sorted[i] = &u->rows[i];
    if (u->count > 0)
        qsort(u->sorted, u->count, sizeof *u->sorted, by_record);
}

static bool same_record(const struct store_image *a, const struct store_image *b)
{
    return a->ref.type == b->ref.type && a->ref.id == b->ref.id;
}

/* The first row of a record in this change; NULL if it has none. */
static const struct store_image *first_row(const struct undoing *u, struct store_ref ref)
{
    size_t low = 0, high = u->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct store_image *row = u->sorted[middle];
        if (row->ref.type < ref.type || (row->ref.type == ref.type && row->ref.id < ref.id))
            low = middle + 1;
        else
            high = middle;
    }
    const struct store_image wanted = {.ref = ref};
    return low < u->count && same_record(u->sorted[low], &wanted) ? u->sorted[low] : NULL;
}

static bool entry_is_new(const struct undoing *u, int64_t entry)
{
    const struct store_image *row = first_row(u, (struct store_ref){MODEL_ENTRY, entry});
    return row && !row->before;
}

/* The newest change of a record after `change` that still stands: one that took another back
 * cancels both. 0 if they all cancel out, so that the record is again as `change` left it. */
static int64_t find_standing(struct store_rows *later, int64_t change)
{
    for (size_t i = 0; i < later->count; i++) {
        int64_t id = STORE_CELL(later, i, 0)->number;
        int64_t undoes = STORE_CELL(later, i, 1)->number;
        if (id == 0)
            continue; /* cancelled */
        if (undoes == BASE_NONE || undoes <= change)
            return id;
        for (size_t k = i + 1; k < later->count; k++) {
            if (STORE_CELL(later, k, 0)->number == undoes)
                STORE_CELL(later, k, 0)->number = 0;
        }
    }
    return 0;
}

/* Nobody, the actor included, may have changed the record since. */
static enum err_code check_row(const struct undoing *u, const struct store_image *row)
{
    struct store_rows later;
    struct store_change who;
    if (store_rows(u->store, STORE_LOG_LATER_OF_RECORD,
                   STORE_ARGS(STORE_STR(model_type_info(row->ref.type)->name),
                              STORE_INT(row->ref.id), STORE_INT(u->change)),
                   u->arena, &later, u->e) != ERR_NONE)
        return u->e->code;
    int64_t standing = find_standing(&later, u->change);
    if (standing == 0 || store_log_change(u->store, standing, u->arena, &who, u->e) != ERR_NONE)
        return u->e->code;
    char when[32];
    base_time_show(who.at, when);
    return err_set(u->e, ERR_CONFLICT, store_called(u->store, row->ref, u->arena),
                   _("Look at its history with `sharedesk log`, then change it by hand."),
                   _("%s changed it at %s (%s)"), who.actor, when, who.action);
}

/* Lines go with their entry. */
static enum err_code take_back_posting(const struct undoing *u, const struct store_image *row)
{
    struct model_posting *posting;
    if (store_get(u->store, MODEL_POSTING, row->ref.id, u->arena, &posting, u->e) != ERR_NONE ||
        entry_is_new(u, posting->entry))
        return u->e->code;
    return err_set(u->e, ERR_REFUSED, store_called(u->store, row->ref, u->arena),
                   _("Use `sharedesk post --reverse ENTRY`."), "%s",
                   _("it was added to an older entry; reverse that entry"));
}

static enum err_code take_back_record(const struct undoing *u, const struct store_image *row)
{
    struct model_head *record;
    struct store *s = u->store;
    if (store_get(s, row->ref.type, row->ref.id, u->arena, &record, u->e) != ERR_NONE)
        return u->e->code;
    if (!row->before)
        record->retired = store_now(s);
    else if (store_image_apply(s, row->ref.type, row->before, row->after, record, u->arena, u->e) !=
             ERR_NONE)
        return u->e->code;
    return store_put_flagged(s, row->ref.type, record, STORE_PUT_UNCHECKED | STORE_PUT_LEDGER,
                             u->e);
}

static enum err_code take_back_row(const struct undoing *u, const struct store_image *row)
{
    int64_t reversal;
    if (row->ref.type == MODEL_ENTRY && !row->before)
        return store_reverse(u->store, row->ref.id, NULL, &reversal, u->e);
    if (row->ref.type == MODEL_POSTING && !row->before)
        return take_back_posting(u, row);
    return take_back_record(u, row);
}

/* Backwards, so that what a change did in steps is undone in steps: a code that moved from one
 * record to another moves back. */
static enum err_code take_back_rows(const struct undoing *u)
{
    for (size_t i = 0; i < u->count; i++) {
        if ((i == 0 || !same_record(u->sorted[i - 1], u->sorted[i])) &&
            check_row(u, u->sorted[i]) != ERR_NONE)
            return u->e->code;
    }
    for (size_t i = u->count; i-- > 0;) {
        if (take_back_row(u, &u->rows[i]) != ERR_NONE)
            return u->e->code;
    }
    return ERR_NONE;
}

static enum err_code take_back(struct store *s, int64_t change, struct base_arena *a, struct err *e)
{
    struct undoing u = {.store = s, .change = change, .arena = a, .e = e};
    s->transaction.undoes = change;
    if (store_log_images(s, change, a, &u.rows, &u.count, e) != ERR_NONE)
        return e->code;
    sort_rows(&u);
    if (take_back_rows(&u) != ERR_NONE)
        return e->code;
    return store_run(s, STORE_LOG_UNDONE_SET,
                     STORE_ARGS(STORE_INT(change), STORE_INT(s->transaction.change)), e);
}

/* What the user once did, which has been taken back and restored any number of times since. */
static enum err_code find_origin(struct store *s, int64_t id, struct base_arena *a,
                                 struct store_change *change, struct err *e)
{
    *change = (struct store_change){0};
    do {
        if (store_log_change(s, id, a, change, e) != ERR_NONE)
            return e->code;
        id = change->undoes;
    } while (id != 0);
    return ERR_NONE;
}

/* The change that would be taken back or restored next. */
static enum err_code find_next(struct store *s, bool undo, int64_t *id, struct err *e)
{
    enum store_statement which = undo ? STORE_LOG_TO_UNDO : STORE_LOG_TO_REDO;
    store_number(s, which, STORE_ARGS(STORE_STR(s->actor)), 0, id, e);
    if (e->code == ERR_NONE && *id == 0)
        err_set(e, ERR_NOT_FOUND, undo ? _("undo") : _("redo"),
                _("`sharedesk log` tells who changed what."), "%s",
                undo ? _("there is no change of yours to take back")
                     : _("there is nothing that you took back last"));
    return e->code;
}

static enum err_code turn(struct store *s, bool undo, struct base_arena *a,
                          struct store_change *change, struct err *e)
{
    int64_t id;
    if (store_begin(s, undo ? "undo" : "redo", e) != ERR_NONE)
        return e->code;
    if (find_next(s, undo, &id, e) == ERR_NONE && take_back(s, id, a, e) == ERR_NONE &&
        find_origin(s, id, a, change, e) == ERR_NONE)
        return store_commit(s, e);
    store_rollback(s);
    return e->code;
}

enum err_code store_undo_next(struct store *s, bool undo, struct base_arena *a,
                              struct store_change *change, struct err *e)
{
    int64_t id, records;
    store_start(e);
    if (find_next(s, undo, &id, e) == ERR_NONE && find_origin(s, id, a, change, e) == ERR_NONE &&
        store_number(s, STORE_LOG_ROWS_COUNT, STORE_ARGS(STORE_INT(id)), 0, &records, e) ==
            ERR_NONE)
        change->records = records;
    return e->code;
}

enum err_code store_undo(struct store *s, struct base_arena *a, struct store_change *change,
                         struct err *e)
{
    return turn(s, true, a, change, e);
}

enum err_code store_redo(struct store *s, struct base_arena *a, struct store_change *change,
                         struct err *e)
{
    return turn(s, false, a, change, e);
}
