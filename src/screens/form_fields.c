/* form_fields.c: from the field table to the fields of a form, and what is said of a value as one
 * types. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include "form_private.h"

#include <string.h>

enum { COMPLETIONS_MOST = 12 };

const struct model_field *form_field(const struct form *f, const char *name)
{
    return name ? model_field_find(f->type, name) : NULL;
}

/* ---- fields --------------------------------------------------------------------------------- */

static bool form_shows(const struct model_field *m)
{
    return !(m->flags & (MODEL_FIELD_COMMON | MODEL_FIELD_DESK));
}

static enum tui_field_kind form_kind(const struct model_field *m)
{
    if (m->type == MODEL_CODE)
        return TUI_FIELD_CHOICE;
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF)
        return TUI_FIELD_REFERENCE;
    return m->flags & MODEL_FIELD_MULTILINE ? TUI_FIELD_TEXT : TUI_FIELD_LINE;
}

static int form_width(const struct model_field *m)
{
    enum { WIDTH_NUMBER = 16, WIDTH_TIME = 26, WIDTH_CHOICE = 26 };
    switch (m->type) {
    case MODEL_TEXT:
        return 0;
    case MODEL_CODE:
        return WIDTH_CHOICE;
    case MODEL_TIME:
        return WIDTH_TIME;
    default:
        return WIDTH_NUMBER;
    }
}

/* The first choice is none at all, unless one must be made. */
static void form_make_choices(const struct form *f, const struct model_field *m,
                              struct tui_field *field)
{
    struct base_arena *life = f->screen->life;
    enum model_vocabulary vocabulary = (enum model_vocabulary)m->argument;
    size_t count, n = 0;
    const struct model_code *codes = model_vocabulary_codes(vocabulary, &count);
    struct tui_choice *choices = base_arena_array(life, count + 1, sizeof *choices);
    if (!field->required)
        choices[n++] = (struct tui_choice){.code = "", .label = "–"};
    for (size_t i = 0; i < count; i++)
        choices[n++] = (struct tui_choice){
            .code = codes[i].code, .label = model_vocabulary_label(vocabulary, codes[i].code)};
    field->choices = choices;
    field->choice_count = n;
}

static void form_make_field(struct form *f, const struct model_field *m)
{
    struct tui_field *field = &f->fields[f->count++];
    *field = (struct tui_field){.name = m->name,
                                .label = _(m->label),
                                .kind = form_kind(m),
                                .required = m->flags & MODEL_FIELD_REQUIRED,
                                .width = form_width(m),
                                .hint = _(m->help)};
    if (field->kind == TUI_FIELD_CHOICE)
        form_make_choices(f, m, field);
}

/* What must be there comes first, so that a short form is done at once. */
void form_make_fields(struct form *f)
{
    const struct model_type_info *type = f->type;
    f->fields = base_arena_array(f->screen->life, type->count + 1, sizeof *f->fields);
    for (size_t i = 0; i < type->count; i++)
        if (form_shows(&type->fields[i]) && type->fields[i].flags & MODEL_FIELD_REQUIRED)
            form_make_field(f, &type->fields[i]);
    if (f->count > 0)
        f->fields[f->count++] =
            (struct tui_field){.name = "", .label = _("If it is known"), .kind = TUI_FIELD_HEADING};
    for (size_t i = 0; i < type->count; i++)
        if (form_shows(&type->fields[i]) && !(type->fields[i].flags & MODEL_FIELD_REQUIRED))
            form_make_field(f, &type->fields[i]);
}

/* ---- values --------------------------------------------------------------------------------- */

/* ISO 8601 with the zone is for files: a person writes and reads the desk's time, and an end at
 * midnight as the day that it includes. */
static const char *form_value(const struct form *f, const struct model_field *m, const void *record,
                              struct base_arena *a)
{
    char text[32];
    if (m->type != MODEL_TIME)
        return model_value_format(m, record, store_format_number(f->desk->store), a);
    int64_t t = model_field_number(m, record);
    if (t != BASE_NONE && m->flags & MODEL_FIELD_END && t == base_day_start(base_time_day(t)))
        base_day_format(base_time_day(t) - 1, text);
    else
        base_time_show(t, text);
    return base_arena_strdup(a, text);
}

const char **form_values(const struct form *f, const void *record, struct base_arena *a)
{
    const char **values = base_arena_array(a, f->type->count + 1, sizeof *values);
    for (size_t i = 0; i < f->type->count; i++)
        values[i] =
            form_shows(&f->type->fields[i]) ? form_value(f, &f->type->fields[i], record, a) : "";
    return values;
}

void form_show_values(struct form *f, const char *const *values)
{
    for (size_t i = 0; i < f->type->count; i++)
        if (form_shows(&f->type->fields[i]))
            tui_form_set(f->form, f->type->fields[i].name, values[i]);
    tui_form_clean(f->form);
}

/* ---- as one types --------------------------------------------------------------------------- */

static void form_say(struct tui_note *note, tui_style style, const char *text)
{
    size_t n = 0, next;
    while ((next = base_utf8_cluster(text + n)) > 0 && n + next < sizeof note->text)
        n += next;
    memcpy(note->text, text, n);
    note->text[n] = '\0';
    note->style = style;
}

static struct store_ref form_reference(const struct form *f, const struct model_field *m,
                                       const void *record)
{
    struct store_ref ref = {MODEL_ANY, 0};
    struct err e = ERR_INIT;
    if (m->type == MODEL_REF)
        return (struct store_ref){(enum model_type)m->argument, model_field_number(m, record)};
    if (store_anyref_read(f->desk->store, model_field_text(m, record), &ref, &e))
        ref.id = 0;
    return ref;
}

/* Beside a number what it is called; beside a duration how long that is. */
static void form_explain(const struct form *f, const struct model_field *m, const void *record,
                         struct tui_note *note)
{
    struct base_arena *a = f->check;
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF) {
        struct store_ref ref = form_reference(f, m, record);
        if (ref.id > 0)
            form_say(note, TUI_OK,
                     base_utf8_show(a, store_title(f->desk->store, ref.type, ref.id, a)));
    } else if (m->type == MODEL_MINUTES && model_field_number(m, record) >= 60) {
        form_say(note, TUI_DIM, model_minutes_show(model_field_number(m, record), a));
    }
}

/* Why a value cannot be saved so, and what to do about it here. */
static const char *form_fault(const struct form *f, const struct model_field *m,
                              const struct err *e)
{
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF)
        return base_arena_printf(f->check, _("%s. F4 looks for it"), e->why);
    return e->hint[0] ? base_arena_printf(f->check, "%s. %s", e->why, e->hint) : e->why;
}

static void form_check(void *ctx, const struct tui_form *form, const struct tui_field *field,
                       const char *value, struct tui_note *note)
{
    struct form *f = ctx;
    const struct model_field *m = form_field(f, field->name);
    struct err e = ERR_INIT;
    (void)form;
    if (!m || base_text_empty(value))
        return;
    base_arena_reset(f->check);
    void *record = model_record_new(f->check, f->type->type);
    if (model_value_parse(m, value, store_format_number(f->desk->store), f->check, record, &e))
        form_say(note, TUI_ERROR, form_fault(f, m, &e));
    else
        form_explain(f, m, record, note);
}

static size_t form_complete(void *ctx, const struct tui_form *form, const struct tui_field *field,
                            const char *text, struct base_arena *a, struct tui_choice **choices)
{
    const struct form *f = ctx;
    const struct model_field *m = form_field(f, field->name);
    enum model_type type = m && m->type == MODEL_REF ? (enum model_type)m->argument : MODEL_ANY;
    struct store_found *found = NULL;
    struct err e = ERR_INIT;
    size_t count = 0;
    (void)form;
    if (base_text_empty(text) ||
        store_find(f->desk->store, type, text, COMPLETIONS_MOST, a, &found, &count, &e))
        return 0;
    *choices = base_arena_array(a, count + 1, sizeof **choices);
    for (size_t i = 0; i < count; i++)
        (*choices)[i] = (struct tui_choice){
            .code = m->type == MODEL_ANYREF ? store_anyref_write(f->desk->store, found[i].ref, a)
                                            : screens_number_show(found[i].ref, a),
            .label = base_utf8_show(a, found[i].title),
            .note = screens_number_show(found[i].ref, a)};
    return count;
}

static void form_draft(void *ctx, const struct tui_form *form)
{
    (void)form;
    form_draft_changed(ctx);
}

const struct tui_form_class form_class = {
    .check = form_check, .complete = form_complete, .draft = form_draft};
