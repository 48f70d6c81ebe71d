/* form_draw.c: labels left, values right of them, what a check says at the end of the line, and for
 * the field in focus in full at the foot. */
#include "form_private.h"

#include "sharedesk/base/i18n.h"
#include "term_private.h"

#include <string.h>

enum { LABEL_LEAST = 8, FOOT_ROWS = 2, NOTE_LEAST = 12, TEXT_ROWS = 3 };

static int form_label_cols(const struct tui_form *f, int cols)
{
    int widest = LABEL_LEAST;
    for (size_t i = 0; i < f->count; i++) {
        const struct tui_field *field = &f->fields[i];
        int width = field->kind == TUI_FIELD_HEADING
                        ? 0
                        : tui_text_width(tui_form_label(field)) + field->required; /* " *" */
        widest = width > widest ? width : widest;
    }
    return widest > cols / 3 ? cols / 3 : widest;
}

static int form_field_rows(const struct tui_form *f, size_t i)
{
    const struct tui_field *field = &f->fields[i];
    if (field->kind == TUI_FIELD_HEADING)
        return i > 0 ? 2 : 1;
    int rows = field->kind == TUI_FIELD_TEXT ? (field->rows > 0 ? field->rows : TEXT_ROWS) : 1;
    return rows + (f->slots[i].theirs ? 1 : 0);
}

/* Where each field stands, and scrolls so that the one in focus is seen whole. */
static void form_lay_out(struct tui_form *f, int rows)
{
    int row = 0;
    for (size_t i = 0; i < f->count; i++) {
        f->slots[i].row = row;
        f->slots[i].rows = form_field_rows(f, i);
        row += f->slots[i].rows;
    }
    const struct form_slot *focus = &f->slots[f->focus];
    if (focus->row + focus->rows > f->scroll + rows)
        f->scroll = focus->row + focus->rows - rows;
    if (focus->row < f->scroll)
        f->scroll = f->focus == 0 || focus->row < rows ? 0 : focus->row;
    if (f->scroll > row - rows)
        f->scroll = row > rows ? row - rows : 0;
    for (size_t i = 0; i < f->count; i++)
        f->slots[i].row -= f->scroll;
}

/* ---- one field ------------------------------------------------------------------------------- */

static const char *form_choice_label(const struct tui_field *field, const char *code)
{
    for (size_t i = 0; i < field->choice_count; i++)
        if (strcmp(field->choices[i].code, code) == 0)
            return field->choices[i].label;
    return code;
}

static void form_draw_value(struct tui_form *f, size_t i, struct tui_area area, bool focused)
{
    const struct tui_field *field = &f->fields[i];
    struct tui_line *line = &f->slots[i].line;
    tui_style style = focused ? TUI_FOCUS : TUI_INPUT;
    if (field->read_only) {
        tui_put_wrapped(area, 0, TUI_DIM, tui_line_get(line));
    } else if (field->kind == TUI_FIELD_CHOICE) {
        const char *label = form_choice_label(field, tui_line_get(line));
        tui_put_cell(area, 0, 0, area.cols, TUI_LEFT, style, label);
        if (focused)
            tui_put_right(area, 0, area.cols, TUI_DIM, "<>");
    } else {
        tui_line_draw(line, area, style, focused);
        return;
    }
    if (focused)
        tui_cursor(area, 0, 0, false);
}

static const char *form_note_sign(const struct tui_note *note)
{
    switch (note->style & 0xff) {
    case TUI_ERROR:
        return tui_sign(TUI_SIGN_NO);
    case TUI_WARNING:
        return "!";
    case TUI_OK:
        return tui_sign(TUI_SIGN_YES);
    default:
        return " ";
    }
}

/* Columns of the value: what the field asks for, and the rest is left to the note. */
static int form_value_cols(const struct tui_field *field, int cols)
{
    int most = cols - 3; /* always room for the note's sign */
    return field->width > 0 && field->width < most ? field->width : most;
}

static const char *form_theirs(const struct tui_form *f, size_t i)
{
    const struct tui_field *field = &f->fields[i];
    const char *theirs = f->slots[i].theirs;
    return base_arena_printf(tui_frame_arena(), _("theirs: %s"),
                             field->kind == TUI_FIELD_CHOICE ? form_choice_label(field, theirs)
                                                             : theirs);
}

static void form_draw_field(struct tui_form *f, size_t i, struct tui_area area, int label_cols,
                            bool focused)
{
    const struct tui_field *field = &f->fields[i];
    struct form_slot *slot = &f->slots[i];
    bool cut = slot->theirs != NULL;
    if (focused)
        tui_put(area, 0, 0, TUI_MARKER, tui_sign(TUI_SIGN_MARKER));
    tui_put_cell(area, 0, 2, label_cols, TUI_LEFT, focused ? TUI_LABEL | TUI_BOLD : TUI_LABEL,
                 tui_form_label(field));
    if (field->required)
        tui_put(area, 0, 2 + label_cols, TUI_WARNING, "*");
    struct tui_area value = area;
    tui_area_left(&value, label_cols + 4);
    struct tui_area side = value;
    value.cols = form_value_cols(field, value.cols);
    value.rows = slot->rows - (cut ? 1 : 0) < area.rows ? slot->rows - (cut ? 1 : 0) : area.rows;
    tui_area_left(&side, value.cols + 1);
    form_draw_value(f, i, value, focused);
    if (slot->note.text[0]) {
        int col = tui_put(side, 0, 0, slot->note.style, form_note_sign(&slot->note));
        if (side.cols >= NOTE_LEAST)
            tui_put_cell(side, 0, col + 1, side.cols - col - 1, TUI_LEFT, slot->note.style,
                         slot->note.text);
    }
    if (cut)
        tui_put_cell(area, slot->rows - 1, label_cols + 4, area.cols - label_cols - 5, TUI_LEFT,
                     TUI_WARNING, form_theirs(f, i));
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void form_draw_foot(const struct tui_form *f, struct tui_area foot)
{
    const struct tui_field *field = &f->fields[f->focus];
    const struct tui_note *note = &f->slots[f->focus].note;
    tui_area_left(&foot, 2);
    if (note->text[0])
        tui_put_wrapped(foot, 0, note->style, note->text);
    else if (f->slots[f->focus].theirs) /* whole: two texts may differ at their ends */
        tui_put_wrapped(foot, 0, TUI_WARNING, form_theirs(f, f->focus));
    else if (!base_text_empty(field->hint))
        tui_put_wrapped(foot, 0, TUI_DIM, _(field->hint));
    else if (field->required)
        tui_put(foot, 0, 0, TUI_DIM, _("Fields with * must be filled in."));
}

void tui_form_draw(struct tui_form *f, struct tui_area area, bool focused)
{
    struct tui_area foot = tui_area_bottom(&area, area.rows > 6 ? FOOT_ROWS : 0);
    if (area.rows < 1 || area.cols < 20 || f->count == 0)
        return;
    int label_cols = form_label_cols(f, area.cols);
    form_lay_out(f, area.rows);
    for (size_t i = 0; i < f->count; i++) {
        const struct form_slot *slot = &f->slots[i];
        if (slot->row < 0 || slot->row >= area.rows)
            continue;
        struct tui_area place = area;
        tui_area_top(&place, slot->row);
        if (f->fields[i].kind == TUI_FIELD_HEADING)
            tui_put(place, slot->rows - 1, 1, TUI_TITLE, tui_form_label(&f->fields[i]));
        else
            form_draw_field(f, i, place, label_cols, focused && i == f->focus);
    }
    if (f->scroll > 0)
        tui_put(area, 0, area.cols - 1, TUI_MARKER, tui_sign(TUI_SIGN_UP));
    const struct form_slot *last = &f->slots[f->count - 1];
    if (last->row + last->rows > area.rows)
        tui_put(area, area.rows - 1, area.cols - 1, TUI_MARKER, tui_sign(TUI_SIGN_DOWN));
    form_draw_foot(f, foot);
}
