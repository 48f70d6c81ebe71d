/* write.c: the rows into the desk, in one transaction. What the store refuses of one row costs that
 * row and those that link to it. When such a row, or one that links to it, has been written
 * already, all is rolled back and done again without them: there are fewer each time, so it ends.
 */
#include "import_private.h"

#include "sharedesk/base/i18n.h"

static bool is_wanted(const struct import_row *row)
{
    if (row->table)
        return row->fate == FATE_OPEN;
    for (size_t i = 0; i < row->dependent_count; i++)
        if (is_wanted(row->dependents[i]))
            return row->fate == FATE_OPEN;
    return false; /* a region that only rejected rows named */
}

static bool is_settled(const struct import_row *row)
{
    for (size_t i = 0; i < row->link_count; i++)
        if (!row->links[i].target->written)
            return false;
    return true;
}

/* As it was read: not stored yet, links to other rows open. */
static void row_reset(struct import_row *row)
{
    struct model_head *head = row->record;
    const struct model_head *before = row->before;
    row->written = row->waits = false;
    head->id = before ? before->id : 0;
    head->version = before ? before->version : 0;
    head->created = before ? before->created : BASE_NONE;
    head->changed = before ? before->changed : BASE_NONE;
    for (size_t i = 0; i < row->link_count; i++) {
        const struct model_field *field = row->links[i].field;
        if (field->type == MODEL_ANYREF)
            model_field_set_text(field, row->record, NULL);
        else
            model_field_set_number(field, row->record, BASE_NONE);
    }
}

/* False when the desk as a whole fails, not this row. */
static bool is_of_row(enum err_code code)
{
    return code == ERR_VALUE || code == ERR_REFUSED || code == ERR_NOT_FOUND ||
           code == ERR_AMBIGUOUS || code == ERR_CONFLICT || code == ERR_LIMIT;
}

static enum err_code row_put(struct import *im, struct import_row *row, struct err *e)
{
    import_links_settle(im, row);
    row->waits = !is_settled(row);
    if (store_put(im->store, row->type->type, row->record, e) == ERR_NONE) {
        row->written = true;
        return ERR_NONE;
    }
    if (!is_of_row(e->code))
        return e->code;
    import_reject(im, row, "uid", row->uid ? row->uid : "", import_reason(im, e));
    err_clear(e);
    return ERR_NONE;
}

/* ---- rules over several records ---- */

static bool breaks_rule(struct import *im, enum model_type type, int64_t id, struct err *e)
{
    if (store_record_check(im->store, (struct store_ref){type, id}, e) == ERR_NONE)
        return false;
    return is_of_row(e->code);
}

/* A booking that finds no seat is rejected, and holds none for the rest of this attempt, lest it
 * keep out others. */
static enum err_code booking_check(struct import *im, struct import_row *row, struct err *e)
{
    struct model_booking booking = *(const struct model_booking *)row->record;
    if (!breaks_rule(im, MODEL_BOOKING, booking.head.id, e))
        return e->code;
    import_reject(im, row, "start", import_row_cell(row, "start"), import_reason(im, e));
    booking.status = "displaced";
    return store_put(im->store, MODEL_BOOKING, &booking, e);
}

/* An entry that does not balance goes with all its postings. */
static enum err_code posting_check(struct import *im, struct import_row *row, struct err *e)
{
    const struct model_posting *posting = row->record;
    if (!breaks_rule(im, MODEL_ENTRY, posting->entry, e))
        return e->code;
    const char *reason = import_reason(im, e);
    for (size_t i = 0; i < row->link_count; i++)
        if (row->links[i].target->type->type == MODEL_ENTRY)
            import_reject(im, row->links[i].target, "uid", row->links[i].target->uid, reason);
    if (row->fate != FATE_REJECTED)
        import_reject(im, row, "amount", import_row_cell(row, "amount"), reason);
    err_clear(e);
    return ERR_NONE;
}

static enum err_code record_check(struct import *im, struct import_row *row, const char *column,
                                  struct err *e)
{
    const struct model_head *head = row->record;
    if (!breaks_rule(im, row->type->type, head->id, e))
        return e->code;
    import_reject(im, row, column, import_row_cell(row, column), import_reason(im, e));
    err_clear(e);
    return ERR_NONE;
}

/* The column that tells what a row lies within: a chain of such rows may end in itself. */
static const char *place_column(const struct import_row *row)
{
    switch (row->type->type) {
    case MODEL_REGION:
    case MODEL_ORGANISATION:
        return "parent";
    case MODEL_RESOURCE:
        return "facility";
    default:
        return NULL;
    }
}

static enum err_code row_check_alone(struct import *im, struct import_row *row, struct err *e)
{
    const char *place = place_column(row);
    if (row->type->type == MODEL_POSTING)
        return posting_check(im, row, e);
    if (place && !base_text_empty(import_row_cell(row, place)))
        return record_check(im, row, place, e);
    if (row->type->type == MODEL_RESOURCE && row->before)
        return record_check(im, row, "seats", e);
    return ERR_NONE;
}

/* What can be judged only when everything is there. */
static enum err_code rows_check(struct import *im, struct err *e)
{
    for (size_t i = 0; i < im->row_count; i++) {
        struct import_row *row = im->rows[i];
        if (!row->written || row->fate != FATE_OPEN)
            continue;
        if (row_check_alone(im, row, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

/* ---- an attempt ---- */

/* Ledger rows are never changed, and required links never empty: such a row is not written before
 * those that it links to. */
static bool must_wait(const struct import_row *row)
{
    bool is_ledger = row->type->type == MODEL_ENTRY || row->type->type == MODEL_POSTING;
    for (size_t i = 0; i < row->link_count; i++)
        if (!row->links[i].target->written &&
            (is_ledger || row->links[i].field->flags & MODEL_FIELD_REQUIRED))
            return true;
    return false;
}

static bool is_due(const struct import_row *row, int type)
{
    return (int)row->type->type == type && is_wanted(row) && !row->written;
}

static enum err_code ask_progress(struct import *im, size_t done, struct err *e)
{
    if (im->options->progress && !im->options->progress(im->options->context, done, im->row_count))
        return err_set(e, ERR_CANCELLED, _("import"), NULL, _("it was stopped"));
    return ERR_NONE;
}

static enum err_code row_write(struct import *im, struct import_row *row, struct err *e)
{
    if (row_put(im, row, e) != ERR_NONE)
        return e->code;
    if (row->type->type == MODEL_BOOKING && row->written && booking_check(im, row, e) != ERR_NONE)
        return e->code;
    im->put_count++;
    return import_progress(im, im->row_count + im->put_count, 2 * im->row_count, e);
}

/* One round over all types; forced: also what would better wait. *written tells whether there was
 * any progress, *left whether something waits. */
static enum err_code round_put(struct import *im, bool forced, bool *written, bool *left,
                               struct err *e)
{
    *written = *left = false;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        for (size_t i = 0; i < im->row_count; i++) {
            struct import_row *row = im->rows[i];
            if (!is_due(row, type))
                continue;
            if (!forced && must_wait(row)) {
                *left = true;
                continue;
            }
            *written = true;
            if (row_write(im, row, e) != ERR_NONE)
                return e->code;
        }
    }
    return ERR_NONE;
}

static enum err_code rows_put(struct import *im, struct err *e)
{
    bool written, left;
    im->put_count = 0;
    do {
        if (round_put(im, false, &written, &left, e) != ERR_NONE)
            return e->code;
    } while (written && left);
    return left ? round_put(im, true, &written, &left, e) : ERR_NONE;
}

/* Links that pointed ahead when their row was written. */
static enum err_code links_put(struct import *im, struct err *e)
{
    for (size_t i = 0; i < im->row_count; i++) {
        struct import_row *row = im->rows[i];
        if (row->waits && is_wanted(row) && row_put(im, row, e) != ERR_NONE)
            return e->code;
    }
    return ERR_NONE;
}

static enum err_code rows_attempt(struct import *im, struct err *e)
{
    for (size_t i = 0; i < im->row_count; i++)
        if (im->rows[i]->record)
            row_reset(im->rows[i]);
    if (store_begin(im->store, "import", e) != ERR_NONE)
        return e->code;
    /* Asked once more at the end: what was stopped while reading may have cost rows. */
    if (rows_put(im, e) != ERR_NONE || links_put(im, e) != ERR_NONE ||
        rows_check(im, e) != ERR_NONE || ask_progress(im, im->put_count, e) != ERR_NONE)
        store_rollback(im->store);
    return e->code;
}

static bool wrote_rejected(const struct import *im)
{
    for (size_t i = 0; i < im->row_count; i++)
        if (im->rows[i]->written && !is_wanted(im->rows[i]))
            return true;
    return false;
}

/* What became of the rows that were written. */
static void tell_written(struct import *im)
{
    for (size_t i = 0; i < im->row_count; i++) {
        struct import_row *row = im->rows[i];
        if (!row->written)
            continue;
        row->fate = row->before ? FATE_CHANGED : FATE_ADDED;
        if (!row->table)
            import_note(im, _("the region \"%s\" is new and was added"),
                        row->uid ? row->uid : ((const struct model_region *)row->record)->name);
    }
}

enum err_code import_rows_write(struct import *im, struct err *e)
{
    for (;;) {
        if (rows_attempt(im, e) != ERR_NONE)
            return e->code;
        if (!wrote_rejected(im))
            break;
        store_rollback(im->store);
    }
    if (im->options->dry_run)
        store_rollback(im->store);
    else if (store_commit(im->store, e) != ERR_NONE)
        return e->code;
    tell_written(im);
    return ERR_NONE;
}
