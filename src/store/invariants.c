/* invariants.c: rules over several records, looked at when a change is about to be kept. A table
 * says which rule looks at which type. */
#include "internal.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"

#include <stdlib.h>
#include <string.h>

/* ---- no more bookings at once than there are seats ---- */

struct stay {
    int64_t id, start, end;
};

static bool contains(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id)
            return true;
    }
    return false;
}

/* Who has the place: one that was there before goes before one of the same change. */
static enum err_code refuse_overlap(struct store *s, int64_t resource, const struct stay *stays,
                                    size_t count, const int64_t *bookings, size_t booking_count,
                                    struct err *e)
{
    const struct stay *holder = &stays[0];
    for (size_t i = 0; i < count; i++)
        if (!contains(bookings, booking_count, stays[i].id))
            holder = &stays[i];
    struct base_arena *a = base_arena_new();
    struct model_booking *booking;
    char start[32], end[32];
    base_time_show(holder->start, start);
    base_time_show(holder->end, end);
    if (store_get(s, MODEL_BOOKING, holder->id, a, &booking, e) == ERR_NONE)
        err_set(e, ERR_REFUSED, store_called(s, (struct store_ref){MODEL_RESOURCE, resource}, a),
                _("Choose another time; `sharedesk free` finds one."),
                _("%s has it from %s to %s (%s)"),
                store_title(s, MODEL_ORGANISATION, booking->organisation, a), start, end,
                store_number_text(MODEL_BOOKING, holder->id, a));
    base_arena_free(&a);
    return e->code;
}

/* The bookings that hold a place between two times, in the order of their start. */
static enum err_code read_stays(struct store *s, int64_t resource, int64_t from, int64_t until,
                                struct base_arena *a, struct stay **stays, size_t *count,
                                struct err *e)
{
    const struct store_arg args[] = {STORE_INT(resource), STORE_INT(from), STORE_INT(until)};
    sqlite3_stmt *rows;
    void *list = NULL;
    size_t capacity = 0;
    *stays = NULL;
    *count = 0;
    if (store_ready(s, STORE_BOOKINGS_HOLDING, args, 3, &rows, e) != ERR_NONE)
        return e->code;
    while (store_step(s, rows, e)) {
        struct stay *stay = base_arena_push(a, &list, count, &capacity, sizeof *stay);
        *stay = (struct stay){sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
                              sqlite3_column_int64(rows, 2)};
    }
    *stays = list;
    return e->code;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool any_of(const int64_t *bookings, size_t booking_count, const struct stay *stays,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bsearch(&stays[i].id, bookings, booking_count, sizeof *bookings, by_number))
            return true;
    }
    return false;
}

/* The time from the first start to the last end of some bookings. */
static enum err_code window_of(struct store *s, const int64_t *bookings, size_t count,
                               int64_t *from, int64_t *until, struct err *e)
{
    *from = INT64_MAX;
    *until = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        const struct store_arg arg = STORE_INT(bookings[i]);
        sqlite3_stmt *row;
        if (store_ready(s, STORE_BOOKING_WINDOW, &arg, 1, &row, e) != ERR_NONE ||
            !store_step(s, row, e))
            return e->code;
        int64_t start = sqlite3_column_int64(row, 0);
        int64_t end = sqlite3_column_int64(row, 1);
        store_done(row);
        *from = start < *from ? start : *from;
        *until = end > *until ? end : *until;
    }
    return ERR_NONE;
}

/* Sweeps over the stays in order of start; active[] are those that have not ended. bookings
 * (sorted) restricts the rule to clashes in which one of them takes part; NULL: all. */
static enum err_code sweep(struct store *s, int64_t resource, int64_t seats,
                           const struct stay *stays, size_t count, const int64_t *bookings,
                           size_t booking_count, struct base_arena *a, struct err *e)
{
    struct stay *active = base_arena_array(a, count + 1, sizeof *active);
    size_t held = 0;
    for (size_t i = 0; i < count; i++) {
        size_t kept = 0;
        for (size_t k = 0; k < held; k++) {
            if (active[k].end > stays[i].start)
                active[kept++] = active[k];
        }
        active[kept++] = stays[i];
        held = kept;
        if ((int64_t)held > seats && (!bookings || any_of(bookings, booking_count, active, held)))
            return refuse_overlap(s, resource, active, held, bookings, booking_count, e);
    }
    return ERR_NONE;
}

enum err_code store_overlap_check(struct store *s, int64_t resource, const int64_t *bookings,
                                  size_t count, struct err *e)
{
    int64_t from = INT64_MIN + 1, until = INT64_MAX, seats;
    if (bookings && window_of(s, bookings, count, &from, &until, e) != ERR_NONE)
        return e->code;
    if (store_number(s, STORE_RESOURCE_SEATS, STORE_ARGS(STORE_INT(resource)), 1, &seats, e) !=
        ERR_NONE)
        return e->code;
    struct base_arena *a = base_arena_new();
    struct stay *stays;
    size_t stay_count;
    if (read_stays(s, resource, from, until, a, &stays, &stay_count, e) == ERR_NONE)
        sweep(s, resource, seats, stays, stay_count, bookings, count, a, e);
    base_arena_free(&a);
    return e->code;
}

/* ---- the ledger ---- */

static const char *amount_text(struct store *s, int64_t amount, char out[40])
{
    base_money_show(amount, (int)s->policy.decimals, out);
    return out;
}

/* The row of a statement that yields what is wrong: currency and amount. */
static bool wrong_sum(struct store *s, enum store_statement statement, int64_t id,
                      struct base_arena *a, const char **currency, int64_t *amount, struct err *e)
{
    const struct store_arg args[] = {STORE_INT(id), STORE_STR(s->policy.currency)};
    sqlite3_stmt *row;
    if (store_ready(s, statement, args, 2, &row, e) != ERR_NONE || !store_step(s, row, e))
        return false;
    *currency = store_column_text(row, 0, a);
    *amount = sqlite3_column_int64(row, 1);
    store_done(row);
    return true;
}

enum err_code store_balance_check(struct store *s, int64_t entry, struct err *e)
{
    struct base_arena *a = base_arena_new();
    const char *currency;
    int64_t amount;
    char text[40];
    if (wrong_sum(s, STORE_ENTRY_UNBALANCED, entry, a, &currency, &amount, e))
        err_set(e, ERR_REFUSED, store_called(s, (struct store_ref){MODEL_ENTRY, entry}, a),
                _("Debits and credits of an entry must be equal in each currency."),
                _("its postings do not balance: %s %s is left over"), currency,
                amount_text(s, amount, text));
    base_arena_free(&a);
    return e->code;
}

enum err_code store_fund_check(struct store *s, int64_t fund, struct err *e)
{
    struct base_arena *a = base_arena_new();
    const char *currency;
    int64_t amount;
    char text[40];
    if (wrong_sum(s, STORE_FUND_OVERDRAWN, fund, a, &currency, &amount, e))
        err_set(e, ERR_REFUSED, store_called(s, (struct store_ref){MODEL_FUND, fund}, a),
                _("Pay into the fund first, or take less."),
                _("the fund would be overdrawn by %s %s"), currency, amount_text(s, amount, text));
    base_arena_free(&a);
    return e->code;
}

/* ---- trees: nothing lies within itself ---- */

static enum err_code check_tree(struct store *s, enum store_statement statement,
                                struct store_ref ref, struct err *e)
{
    int64_t within;
    if (store_number(s, statement, STORE_ARGS(STORE_INT(ref.id)), 0, &within, e) != ERR_NONE ||
        within == 0)
        return e->code;
    struct base_arena *a = base_arena_new();
    err_set(e, ERR_REFUSED, store_called(s, ref, a), _("Choose another place for it."), "%s",
            _("it would lie within itself"));
    base_arena_free(&a);
    return e->code;
}

/* ---- what to look at, from what was touched ---- */

/* A thing to look at and, for bookings, the one that asks for it. */
struct question {
    int64_t subject, asked_by;
};

struct questions {
    struct question *items;
    size_t count, capacity;
};

static void ask(struct questions *q, struct base_arena *a, int64_t subject, int64_t asked_by)
{
    void *items = q->items;
    struct question *question =
        base_arena_push(a, &items, &q->count, &q->capacity, sizeof *question);
    *question = (struct question){subject, asked_by};
    q->items = items;
}

static int by_subject(const void *a, const void *b)
{
    const struct question *x = a;
    const struct question *y = b;
    if (x->subject != y->subject)
        return x->subject < y->subject ? -1 : 1;
    return (x->asked_by > y->asked_by) - (x->asked_by < y->asked_by);
}

/* What a change of each type asks to look at. */
static enum err_code ask_booking(struct store *s, int64_t id, struct base_arena *a,
                                 struct questions *q, struct err *e)
{
    int64_t resource;
    if (store_number(s, STORE_BOOKING_RESOURCE, STORE_ARGS(STORE_INT(id)), 0, &resource, e) ==
        ERR_NONE)
        ask(q, a, resource, id);
    return e->code;
}

/* The record itself: with fewer seats, what was in order may not be. */
static enum err_code ask_itself(struct store *s, int64_t id, struct base_arena *a,
                                struct questions *q, struct err *e)
{
    (void)s, (void)e;
    ask(q, a, id, 0);
    return ERR_NONE;
}

static enum err_code ask_entry(struct store *s, int64_t id, struct base_arena *a,
                               struct questions *q, struct err *e)
{
    int64_t entry;
    if (store_number(s, STORE_POSTING_ENTRY, STORE_ARGS(STORE_INT(id)), 0, &entry, e) == ERR_NONE)
        ask(q, a, entry, 0);
    return e->code;
}

/* Only a debit can overdraw a fund. */
static enum err_code ask_fund(struct store *s, int64_t id, struct base_arena *a,
                              struct questions *q, struct err *e)
{
    int64_t fund;
    if (store_number(s, STORE_POSTING_DEBITED_FUND, STORE_ARGS(STORE_INT(id)), 0, &fund, e) ==
            ERR_NONE &&
        fund != 0)
        ask(q, a, fund, 0);
    return e->code;
}

static enum err_code check_overlap(struct store *s, const struct question *questions, size_t count,
                                   struct base_arena *a, struct err *e)
{
    if (questions[0].asked_by == 0) /* the resource itself changed: all its bookings */
        return store_overlap_check(s, questions[0].subject, NULL, 0, e);
    int64_t *bookings = base_arena_array(a, count, sizeof *bookings);
    for (size_t i = 0; i < count; i++)
        bookings[i] = questions[i].asked_by;
    return store_overlap_check(s, questions[0].subject, bookings, count, e);
}

static enum err_code check_balance(struct store *s, const struct question *questions, size_t count,
                                   struct base_arena *a, struct err *e)
{
    (void)count, (void)a;
    return store_balance_check(s, questions[0].subject, e);
}

static enum err_code check_fund(struct store *s, const struct question *questions, size_t count,
                                struct base_arena *a, struct err *e)
{
    (void)count, (void)a;
    return store_fund_check(s, questions[0].subject, e);
}

static enum err_code check_region(struct store *s, const struct question *questions, size_t count,
                                  struct base_arena *a, struct err *e)
{
    (void)count, (void)a;
    return check_tree(s, STORE_REGION_WITHIN_ITSELF,
                      (struct store_ref){MODEL_REGION, questions[0].subject}, e);
}

static enum err_code check_organisation(struct store *s, const struct question *questions,
                                        size_t count, struct base_arena *a, struct err *e)
{
    (void)count, (void)a;
    return check_tree(s, STORE_ORGANISATION_WITHIN_ITSELF,
                      (struct store_ref){MODEL_ORGANISATION, questions[0].subject}, e);
}

static enum err_code check_resource(struct store *s, const struct question *questions, size_t count,
                                    struct base_arena *a, struct err *e)
{
    (void)count, (void)a;
    return check_tree(s, STORE_RESOURCE_WITHIN_ITSELF,
                      (struct store_ref){MODEL_RESOURCE, questions[0].subject}, e);
}

static const struct invariant {
    enum { REGION_TREE, ORGANISATION_TREE, RESOURCE_TREE, OVERLAP, BALANCE, FUND } rule;
    enum model_type type;
    enum err_code (*ask)(struct store *, int64_t, struct base_arena *, struct questions *,
                         struct err *);
} INVARIANTS[] = {{REGION_TREE, MODEL_REGION, ask_itself},
                  {ORGANISATION_TREE, MODEL_ORGANISATION, ask_itself},
                  {RESOURCE_TREE, MODEL_RESOURCE, ask_itself},
                  {OVERLAP, MODEL_BOOKING, ask_booking},
                  {OVERLAP, MODEL_RESOURCE, ask_itself},
                  {BALANCE, MODEL_ENTRY, ask_itself},
                  {BALANCE, MODEL_POSTING, ask_entry},
                  {FUND, MODEL_POSTING, ask_fund}};

static enum err_code (*const CHECKS[])(struct store *, const struct question *, size_t,
                                       struct base_arena *, struct err *) = {
    [REGION_TREE] = check_region,     [ORGANISATION_TREE] = check_organisation,
    [RESOURCE_TREE] = check_resource, [OVERLAP] = check_overlap,
    [BALANCE] = check_balance,        [FUND] = check_fund,
};

enum { RULES = sizeof CHECKS / sizeof *CHECKS };

static enum err_code gather(struct store *s, const struct store_ref *touched, size_t count,
                            struct base_arena *a, struct questions questions[RULES], struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof INVARIANTS / sizeof *INVARIANTS; k++) {
            const struct invariant *invariant = &INVARIANTS[k];
            if (invariant->type == touched[i].type &&
                invariant->ask(s, touched[i].id, a, &questions[invariant->rule], e) != ERR_NONE)
                return e->code;
        }
    }
    return ERR_NONE;
}

/* One look at each subject, with all that ask for it. */
static enum err_code answer(struct store *s, struct questions *q, int rule, struct base_arena *a,
                            struct err *e)
{
    if (q->count > 0)
        qsort(q->items, q->count, sizeof *q->items, by_subject);
    for (size_t i = 0, end; i < q->count; i = end) {
        for (end = i + 1; end < q->count && q->items[end].subject == q->items[i].subject; end++)
            ;
        if (CHECKS[rule](s, &q->items[i], end - i, a, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

enum err_code store_invariants(struct store *s, const struct store_ref *touched, size_t count,
                               struct err *e)
{
    struct base_arena *a = base_arena_new();
    struct questions questions[RULES] = {{0}};
    gather(s, touched, count, a, questions, e);
    for (int rule = 0; e->code == ERR_NONE && rule < RULES; rule++)
        answer(s, &questions[rule], rule, a, e);
    base_arena_free(&a);
    return e->code;
}

enum err_code store_record_check(struct store *s, struct store_ref ref, struct err *e)
{
    err_clear(e);
    return store_invariants(s, &ref, 1, e);
}
