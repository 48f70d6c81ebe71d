/* deed_paper.c: what a deed would post. It is done, read and taken back in one go: the very same
 * rules speak as when it is done for good, and nothing is held while a person thinks. */
#include "deed_private.h"

#include "sharedesk/base/i18n.h"

#include <stdarg.h>

enum { AMOUNT_COLS = 15, ENTRIES_MOST = 20 };

void deed_paper_clear(struct deed *d)
{
    base_arena_reset(d->paper);
    d->notes = NULL;
    d->note_count = d->note_capacity = 0;
    d->said = NULL;
}

static struct deed_note *paper_add(struct deed *d, tui_style style, int indent, const char *text)
{
    struct deed_note *note = base_arena_push(d->paper, (void **)&d->notes, &d->note_count,
                                             &d->note_capacity, sizeof *d->notes);
    *note = (struct deed_note){
        .style = style, .indent = indent, .text = base_arena_strdup(d->paper, text)};
    return note;
}

void deed_say(struct deed *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    d->said = base_arena_vprintf(d->paper, format, args);
    va_end(args);
}

void deed_tell(struct deed *d, tui_style style, const char *text)
{
    paper_add(d, style, 0, text);
}

void deed_tell_amount(struct deed *d, const char *text, int64_t amount)
{
    struct deed_note *note = paper_add(d, TUI_NORMAL, 2, text);
    note->debit = amount >= 0;
    note->amount = screens_money_show(d->desk, amount < 0 ? -amount : amount, d->paper);
}

void deed_tell_error(struct deed *d, const struct err *e)
{
    deed_paper_clear(d);
    paper_add(d, TUI_ERROR, 0,
              base_arena_printf(d->paper, _("%s %s: %s"), tui_sign(TUI_SIGN_NO), e->what, e->why));
    if (e->hint[0])
        paper_add(d, TUI_NORMAL, 2, e->hint);
}

/* ---- entries -------------------------------------------------------------------------------- */

/* The last entries of the ledger, oldest first. */
static enum err_code paper_last_entries(struct deed *d, size_t most, struct base_arena *a,
                                        struct model_entry ***entries, size_t *count, struct err *e)
{
    struct store_list list = {.type = MODEL_ENTRY, .with_retired = true};
    return store_list_page(d->desk->store, &list, 0, false, most, a, entries, count, e);
}

static const char *paper_account(const struct deed *d, const struct model_posting *p,
                                 struct base_arena *a)
{
    const char *account = model_vocabulary_label(MODEL_VOCABULARY_ACCOUNT, p->account);
    struct store_ref whose = {MODEL_ORGANISATION, p->organisation};
    if (p->fund != BASE_NONE)
        whose = (struct store_ref){MODEL_FUND, p->fund};
    if (whose.id == BASE_NONE)
        return account;
    return base_arena_printf(a, "%s %s %s", account, tui_sign(TUI_SIGN_DOT),
                             store_title(d->desk->store, whose.type, whose.id, a));
}

static enum err_code paper_tell_entry(struct deed *d, const struct model_entry *entry,
                                      struct base_arena *a, struct err *e)
{
    const struct model_type_info *type = model_type_info(MODEL_POSTING);
    struct store_list list = {.type = MODEL_POSTING,
                              .link = model_field_find(type, "entry"),
                              .link_id = entry->head.id,
                              .with_retired = true};
    struct model_posting **postings;
    size_t count;
    if (store_list_page(d->desk->store, &list, 0, true, 0, a, &postings, &count, e))
        return e->code;
    paper_add(d, TUI_TITLE, 0, entry->title);
    for (size_t i = 0; i < count; i++)
        deed_tell_amount(d, paper_account(d, postings[i], a), postings[i]->amount);
    return ERR_NONE;
}

static enum err_code paper_tell_since(struct deed *d, int64_t last, struct base_arena *a,
                                      struct err *e)
{
    struct model_entry **entries;
    size_t count;
    if (paper_last_entries(d, ENTRIES_MOST, a, &entries, &count, e))
        return e->code;
    for (size_t i = 0; i < count; i++)
        if (entries[i]->head.id > last && paper_tell_entry(d, entries[i], a, e))
            return e->code;
    return ERR_NONE;
}

enum err_code deed_try(struct deed *d, struct err *e)
{
    struct store *s = d->desk->store;
    struct base_arena *a = base_arena_new();
    struct model_entry **entries;
    size_t count = 0;
    deed_paper_clear(d);
    enum err_code code = store_begin(s, d->kind->name, e);
    if (!code) {
        code = paper_last_entries(d, 1, a, &entries, &count, e);
        if (!code)
            code = d->kind->perform(d, a, e);
        if (!code)
            code = paper_tell_since(d, count ? entries[0]->head.id : 0, a, e);
        store_rollback(s);
    }
    base_arena_free(&a);
    return code;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static int paper_draw_amount(const struct deed_note *note, struct tui_area area, int row,
                             bool measure)
{
    if (!measure && row < area.rows) {
        int room = area.cols - 2 * AMOUNT_COLS - note->indent;
        tui_put_cell(area, row, note->indent, room, TUI_LEFT, note->style, note->text);
        tui_put_right(area, row, area.cols - (note->debit ? AMOUNT_COLS : 0), note->style,
                      note->amount);
    }
    return 1;
}

/* Above the postings of an entry: what it is, and which column is which. */
static int paper_draw_head(const struct deed_note *note, struct tui_area area, int row,
                           bool measure)
{
    if (!measure && row < area.rows) {
        tui_put_cell(area, row, 0, area.cols - 2 * AMOUNT_COLS, TUI_LEFT, note->style, note->text);
        tui_put_right(area, row, area.cols - AMOUNT_COLS, TUI_HEADER, _("Debit"));
        tui_put_right(area, row, area.cols, TUI_HEADER, _("Credit"));
    }
    return 1;
}

static int paper_draw_text(const struct deed_note *note, struct tui_area area, int row,
                           bool measure)
{
    tui_area_left(&area, note->indent);
    tui_area_top(&area, row);
    if (measure)
        area.rows = 0;
    return tui_put_wrapped(area, 0, note->style, note->text);
}

int deed_paper_draw(const struct deed *d, struct tui_area area, bool measure)
{
    int row = 0;
    for (size_t i = 0; i < d->note_count; i++) {
        const struct deed_note *note = &d->notes[i];
        bool head = !note->amount && i + 1 < d->note_count && d->notes[i + 1].amount;
        row += note->amount ? paper_draw_amount(note, area, row, measure)
               : head       ? paper_draw_head(note, area, row, measure)
                            : paper_draw_text(note, area, row, measure);
    }
    return row;
}
