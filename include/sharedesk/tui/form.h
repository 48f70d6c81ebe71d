/* form.h: a form: fields checked as one types, a draft kept at each change.
 *
 *   static const struct tui_field fields[] = {
 *       {.name = "title", .label = N_("Title"), .required = true},
 *       {.name = "kind", .label = N_("Kind"), .kind = TUI_FIELD_CHOICE, .choices = kinds,
 * .choice_count = 9},
 *       {.name = "owner", .label = N_("Owner"), .kind = TUI_FIELD_REFERENCE, .width = 30},
 *       {.name = "notes", .label = N_("Notes"), .kind = TUI_FIELD_TEXT, .rows = 4}};
 *
 * The screen that holds it: typing() true, mode() "form", key() calls tui_form_key, command()
 * handles TUI_DO_SAVE (C-s, F2; also Enter on the last field, which tui_form_key returns as
 * TUI_SAVE), TUI_DO_CHOOSE goes to tui_form_choose, TUI_DO_BACK leaves: the draft is kept, nothing
 * is asked. answers = TUI_BIT(TUI_DO_SAVE) | TUI_BIT(TUI_DO_CHOOSE).
 *
 * Keys: Tab, S-Tab, Up, Down between fields; Enter the next; in a choice Left, Right, Space or a
 * letter; F4 or Down in a reference opens the list. All values are text, in the form the program
 * stores or reads them; choices hold codes. */
#ifndef SHAREDESK_TUI_FORM_H
#define SHAREDESK_TUI_FORM_H

#include "sharedesk/tui/line.h"
#include "sharedesk/tui/screen.h"

enum tui_field_kind {
    TUI_FIELD_LINE,
    TUI_FIELD_TEXT,      /* several lines */
    TUI_FIELD_CHOICE,    /* one code of a list */
    TUI_FIELD_REFERENCE, /* another record: completed by the form's callback */
    TUI_FIELD_HEADING,   /* no value: a title between fields */
};

struct tui_field {
    const char *name;  /* of the value; unique in the form */
    const char *label; /* N_(), or translated already */
    enum tui_field_kind kind;
    bool required;
    bool read_only;
    int width;        /* columns of the value; 0: all there are */
    int rows;         /* of a text; 0: 3 */
    const char *hint; /* at the foot of the form while the field has the focus; or NULL */
    const struct tui_choice *choices;
    size_t choice_count;
};

/* What a check says of a field; text empty: all is well and nothing to say. */
struct tui_note {
    char text[256];
    tui_style style; /* TUI_ERROR: cannot be saved so. TUI_WARNING, TUI_OK, TUI_DIM: can */
};

struct tui_form;

struct tui_form_class {
    /* After each change, and for every field before saving. Optional. May look at other fields. */
    void (*check)(void *ctx, const struct tui_form *f, const struct tui_field *field,
                  const char *value, struct tui_note *note);
    /* Completions of a reference. Optional. */
    size_t (*complete)(void *ctx, const struct tui_form *f, const struct tui_field *field,
                       const char *text, struct base_arena *a, struct tui_choice **choices);
    /* After each change: keep a draft. Optional. */
    void (*draft)(void *ctx, const struct tui_form *f);
};

/* fields and class are borrowed, ctx is passed to the callbacks. */
struct tui_form *tui_form_new(const struct tui_field *fields, size_t count,
                              const struct tui_form_class *class, void *ctx);
void tui_form_free(struct tui_form **f);

const char *tui_form_get(const struct tui_form *f, const char *name); /* "" when unset or unknown */
void tui_form_set(struct tui_form *f, const char *name, const char *value);
/* A note that stays until the field changes: what saving found. NULL or "" takes it away. */
void tui_form_note(struct tui_form *f, const char *name, tui_style style, const char *text);
/* A second version beside the fields that differ: someone else saved first. NULL takes it away. */
void tui_form_theirs(struct tui_form *f, const char *name, const char *value);
bool tui_form_changed(const struct tui_form *f); /* since new or tui_form_clean */
void tui_form_clean(struct tui_form *f);
/* Checks all; false and the focus on the first that cannot be saved, if any. */
bool tui_form_check(struct tui_form *f);
const struct tui_field *tui_form_focus(const struct tui_form *f);
void tui_form_focus_on(struct tui_form *f, const char *name);
/* On the first field that must still be filled in, if there is one. */
void tui_form_focus_on_gap(struct tui_form *f);

void tui_form_draw(struct tui_form *f, struct tui_area area, bool focused);
int tui_form_key(struct tui_form *f, struct tui_screen *s, const struct tui_event *event);
int tui_form_choose(struct tui_form *f, struct tui_screen *s);
int tui_form_pointer(struct tui_form *f, const struct tui_event *event);

#endif
