/* form.c: values, checks and keys of a form; form_draw.c draws it. */
#include "form_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- making ---------------------------------------------------------------------------------- */

const char *tui_form_label(const struct tui_field *field)
{
    return base_text_empty(field->label) ? "" : _(field->label);
}

static bool form_takes_focus(const struct tui_field *field)
{
    return field->kind != TUI_FIELD_HEADING;
}

static bool form_is_typed(const struct tui_field *field)
{
    return !field->read_only && (field->kind == TUI_FIELD_LINE || field->kind == TUI_FIELD_TEXT ||
                                 field->kind == TUI_FIELD_REFERENCE);
}

struct tui_form *tui_form_new(const struct tui_field *fields, size_t count,
                              const struct tui_form_class *class, void *ctx)
{
    struct tui_form *f = base_alloc(sizeof *f);
    f->fields = fields;
    f->count = count;
    f->class = class;
    f->ctx = ctx;
    f->slots = base_alloc((count ? count : 1) * sizeof *f->slots);
    for (size_t i = 0; i < count; i++) {
        f->slots[i].line.multi = fields[i].kind == TUI_FIELD_TEXT;
        tui_line_set(&f->slots[i].line, "");
    }
    while (f->focus + 1 < count && !form_takes_focus(&fields[f->focus]))
        f->focus++;
    return f;
}

void tui_form_free(struct tui_form **f)
{
    if (!*f)
        return;
    for (size_t i = 0; i < (*f)->count; i++) {
        tui_line_free(&(*f)->slots[i].line);
        free((*f)->slots[i].theirs);
    }
    free((*f)->slots);
    free(*f);
    *f = NULL;
}

/* ---- values ---------------------------------------------------------------------------------- */

static size_t form_index(const struct tui_form *f, const char *name)
{
    size_t i = 0;
    while (i < f->count && !base_text_equal(f->fields[i].name, name))
        i++;
    return i;
}

const char *tui_form_get(const struct tui_form *f, const char *name)
{
    size_t i = form_index(f, name);
    return i < f->count ? tui_line_get(&f->slots[i].line) : "";
}

void tui_form_set(struct tui_form *f, const char *name, const char *value)
{
    size_t i = form_index(f, name);
    if (i < f->count)
        tui_line_set(&f->slots[i].line, value);
    tui_form_check_quietly(f);
}

void tui_form_note(struct tui_form *f, const char *name, tui_style style, const char *text)
{
    size_t i = form_index(f, name);
    if (i == f->count)
        return;
    struct tui_note *note = &f->slots[i].note;
    f->slots[i].note_stays = text && *text;
    note->style = style;
    note->text[0] = '\0';
    if (text)
        strncat(note->text, text, sizeof note->text - 1);
}

void tui_form_theirs(struct tui_form *f, const char *name, const char *value)
{
    size_t i = form_index(f, name);
    if (i == f->count)
        return;
    free(f->slots[i].theirs);
    f->slots[i].theirs = base_strdup(value);
}

bool tui_form_changed(const struct tui_form *f)
{
    return f->changed;
}

void tui_form_clean(struct tui_form *f)
{
    f->changed = false;
}

const struct tui_field *tui_form_focus(const struct tui_form *f)
{
    return f->count > 0 ? &f->fields[f->focus] : NULL;
}

void tui_form_focus_on(struct tui_form *f, const char *name)
{
    size_t i = form_index(f, name);
    if (i < f->count && form_takes_focus(&f->fields[i]))
        f->focus = i;
}

void tui_form_focus_on_gap(struct tui_form *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->fields[i].required && form_takes_focus(&f->fields[i]) &&
            !*tui_line_get(&f->slots[i].line)) {
            f->focus = i;
            return;
        }
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* An empty required field is only blamed once it was left, or on saving. */
static void form_check_field(struct tui_form *f, size_t i)
{
    const struct tui_field *field = &f->fields[i];
    struct form_slot *slot = &f->slots[i];
    const char *value = tui_line_get(&slot->line);
    if (slot->note_stays || !form_takes_focus(field))
        return;
    slot->note = (struct tui_note){.style = TUI_DIM};
    slot->missing = field->required && base_text_empty(value);
    if (slot->missing && slot->left) {
        slot->note.style = TUI_ERROR;
        strncat(slot->note.text, _("must be filled in"), sizeof slot->note.text - 1);
    } else if (!slot->missing && f->class && f->class->check) {
        f->class->check(f->ctx, f, field, value, &slot->note);
    }
}

void tui_form_check_quietly(struct tui_form *f)
{
    for (size_t i = 0; i < f->count; i++)
        form_check_field(f, i);
}

static bool form_cannot_save(const struct form_slot *slot)
{
    return slot->missing || (slot->note.text[0] && (slot->note.style & 0xff) == TUI_ERROR);
}

bool tui_form_check(struct tui_form *f)
{
    for (size_t i = 0; i < f->count; i++) {
        f->slots[i].left = true;
        f->slots[i].note_stays = false;
    }
    tui_form_check_quietly(f);
    for (size_t i = 0; i < f->count; i++)
        if (form_cannot_save(&f->slots[i])) {
            f->focus = i;
            return false;
        }
    return true;
}

static int form_value_changed(struct tui_form *f)
{
    f->changed = true;
    f->slots[f->focus].note_stays = false;
    tui_form_check_quietly(f);
    if (f->class && f->class->draft)
        f->class->draft(f->ctx, f);
    return TUI_DONE;
}

/* ---- from field to field --------------------------------------------------------------------- */

/* False past the first or last. */
static bool form_step(struct tui_form *f, int direction)
{
    size_t i = f->focus;
    do {
        if (direction < 0 ? i == 0 : i + 1 >= f->count)
            return false;
        i += direction < 0 ? (size_t)-1 : 1;
    } while (!form_takes_focus(&f->fields[i]));
    f->slots[f->focus].left = true;
    f->focus = i;
    tui_form_check_quietly(f);
    return true;
}

static int form_wrap_step(struct tui_form *f, int direction)
{
    if (!form_step(f, direction)) {
        f->focus = direction < 0 ? f->count - 1 : 0;
        if (!form_takes_focus(&f->fields[f->focus]))
            form_step(f, direction);
    }
    return TUI_DONE;
}

/* ---- choices --------------------------------------------------------------------------------- */

static size_t form_choice_index(const struct tui_field *field, const char *code)
{
    size_t i = 0;
    while (i < field->choice_count && strcmp(field->choices[i].code, code) != 0)
        i++;
    return i;
}

static int form_choose_at(struct tui_form *f, size_t index)
{
    tui_line_set(&f->slots[f->focus].line, f->fields[f->focus].choices[index].code);
    return form_value_changed(f);
}

static int form_cycle(struct tui_form *f, int by)
{
    const struct tui_field *field = &f->fields[f->focus];
    size_t count = field->choice_count;
    size_t at = form_choice_index(field, tui_line_get(&f->slots[f->focus].line));
    if (count == 0)
        return TUI_DONE;
    if (at == count) /* no value yet */
        return form_choose_at(f, by > 0 ? 0 : count - 1);
    return form_choose_at(f, by > 0 ? (at + 1) % count : (at + count - 1) % count);
}

static bool form_choice_fits(const struct tui_choice *choice, const char *typed)
{
    struct base_arena *a = base_arena_new();
    bool fits = base_text_starts(base_utf8_fold(a, choice->label), typed) ||
                base_text_starts(choice->code, typed);
    base_arena_free(&a);
    return fits;
}

/* The next choice from index from on that begins with what was typed; count when none does. */
static size_t form_choice_typed(const struct tui_field *field, size_t from, const char *typed)
{
    size_t count = field->choice_count;
    for (size_t i = 0; i < count; i++)
        if (form_choice_fits(&field->choices[(from + i) % count], typed))
            return (from + i) % count;
    return count;
}

/* Letters typed one after the other spell a choice, as in a spreadsheet's list; one that cannot go
 * on begins anew, so that the same letter again goes to the next that begins with it. */
static int form_choice_letter(struct tui_form *f, tui_key key)
{
    const struct tui_field *field = &f->fields[f->focus];
    size_t count = field->choice_count, found = count;
    size_t at = form_choice_index(field, tui_line_get(&f->slots[f->focus].line));
    char bytes[5] = "", *typed = f->typed;
    if (f->typed_choice != f->focus)
        *typed = '\0';
    f->typed_choice = f->focus;
    base_utf8_encode(key, bytes);
    struct base_arena *a = base_arena_new();
    const char *letter = base_utf8_fold(a, bytes);
    size_t length = strlen(typed);
    if (length > 0 && length + strlen(letter) < sizeof f->typed) {
        memcpy(typed + length, letter, strlen(letter) + 1);
        found = form_choice_typed(field, at, typed);
    }
    if (found == count) {
        snprintf(typed, sizeof f->typed, "%s", letter);
        found = form_choice_typed(field, at == count ? 0 : at + 1, typed);
    }
    base_arena_free(&a);
    return found == count || !*typed ? TUI_DONE : form_choose_at(f, found);
}

static int form_chosen(struct tui_screen *s, void *ctx, const char *code)
{
    struct tui_form *f = ctx;
    (void)s;
    tui_line_set(&f->slots[f->focus].line, code);
    return form_value_changed(f);
}

static size_t form_complete(struct tui_screen *s, void *ctx, const char *text, struct base_arena *a,
                            struct tui_choice **choices)
{
    struct tui_form *f = ctx;
    (void)s;
    return f->class->complete(f->ctx, f, &f->fields[f->focus], text, a, choices);
}

int tui_form_choose(struct tui_form *f, struct tui_screen *s)
{
    const struct tui_field *field = &f->fields[f->focus];
    const char *value = tui_line_get(&f->slots[f->focus].line);
    if (field->kind == TUI_FIELD_CHOICE && !field->read_only)
        return tui_ask_choice(s, tui_form_label(field), field->choices, field->choice_count, value,
                              form_chosen, f);
    if (field->kind != TUI_FIELD_REFERENCE || field->read_only || !f->class ||
        !f->class->complete) {
        tui_say(s->app, TUI_SAY_INFO, _("%s has no list: type the value"), tui_form_label(field));
        return TUI_DONE;
    }
    struct tui_ask ask = {.label = tui_form_label(field),
                          .initial = value,
                          .complete = form_complete,
                          .done = form_chosen,
                          .choose = true,
                          .replace = f->slots[f->focus].note.style == TUI_OK};
    return tui_ask_line(s, &ask, f);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static int form_choice_key(struct tui_form *f, struct tui_screen *s, tui_key key)
{
    if (tui_key_is_text(key) && key != ' ')
        return form_choice_letter(f, key);
    *f->typed = '\0';
    if (key == TUI_KEY_LEFT || key == TUI_KEY_RIGHT)
        return form_cycle(f, key == TUI_KEY_LEFT ? -1 : 1);
    if (key == ' ')
        return tui_form_choose(f, s);
    if ((key == TUI_KEY_BACKSPACE || key == TUI_KEY_DELETE) && !f->fields[f->focus].required) {
        tui_line_set(&f->slots[f->focus].line, "");
        return form_value_changed(f);
    }
    return TUI_PASS;
}

static int form_field_event(struct tui_form *f, struct tui_screen *s, const struct tui_event *event)
{
    const struct tui_field *field = &f->fields[f->focus];
    if (form_is_typed(field)) {
        enum tui_edit edit = tui_line_event(&f->slots[f->focus].line, event);
        return edit == TUI_EDIT_CHANGED ? form_value_changed(f)
               : edit == TUI_EDIT_MOVED ? TUI_DONE
                                        : TUI_PASS;
    }
    if (field->kind == TUI_FIELD_CHOICE && !field->read_only && event->kind == TUI_EVENT_KEY)
        return form_choice_key(f, s, event->key);
    return event->kind == TUI_EVENT_PASTE || tui_key_is_text(event->key) ? TUI_DONE : TUI_PASS;
}

static int form_move_key(struct tui_form *f, tui_key key)
{
    switch (key) {
    case TUI_KEY_TAB:
        return form_wrap_step(f, 1);
    case TUI_SHIFT | TUI_KEY_TAB:
        return form_wrap_step(f, -1);
    case TUI_KEY_UP:
    case TUI_KEY_DOWN:
        form_step(f, key == TUI_KEY_UP ? -1 : 1);
        return TUI_DONE;
    case TUI_KEY_PAGE_UP:
    case TUI_KEY_PAGE_DOWN:
        for (int i = 0; i < 8; i++)
            form_step(f, key == TUI_KEY_PAGE_UP ? -1 : 1);
        return TUI_DONE;
    case TUI_KEY_ENTER:
        return form_step(f, 1) ? TUI_DONE : TUI_SAVE;
    default:
        return TUI_PASS;
    }
}

int tui_form_key(struct tui_form *f, struct tui_screen *s, const struct tui_event *event)
{
    if (f->count == 0)
        return TUI_PASS;
    int result = form_field_event(f, s, event);
    return result == TUI_PASS && event->kind == TUI_EVENT_KEY ? form_move_key(f, event->key)
                                                              : result;
}

int tui_form_pointer(struct tui_form *f, const struct tui_event *event)
{
    if (event->button == TUI_WHEEL_UP || event->button == TUI_WHEEL_DOWN) {
        form_step(f, event->button == TUI_WHEEL_UP ? -1 : 1);
        return TUI_DONE;
    }
    for (size_t i = 0; i < f->count; i++) {
        const struct form_slot *slot = &f->slots[i];
        if (form_takes_focus(&f->fields[i]) && event->row >= slot->row &&
            event->row < slot->row + slot->rows) {
            f->slots[f->focus].left = true;
            f->focus = i;
            return TUI_DONE;
        }
    }
    return TUI_PASS;
}
