/* form_fields.c: the fields of a record's form, its values, and what is kept as one types. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/screens/fields.h"

#include "form_private.h"

const struct model_field *form_field(const struct form *f, const char *name)
{
    return name ? model_field_find(f->type, name) : NULL;
}

/* ---- fields --------------------------------------------------------------------------------- */

static bool form_shows(const struct model_field *m)
{
    return !(m->flags & (MODEL_FIELD_COMMON | MODEL_FIELD_DESK));
}

static void form_make_field(struct form *f, const struct model_field *m)
{
    struct tui_field *field = &f->fields[f->count++];
    const char *elsewhere = form_elsewhere(f, m);
    *field = screens_field_make(m, f->screen->life);
    if (!elsewhere)
        return;
    field->read_only = true;
    field->hint = elsewhere;
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

const char **form_values(const struct form *f, const void *record, struct base_arena *a)
{
    const char **values = base_arena_array(a, f->type->count + 1, sizeof *values);
    for (size_t i = 0; i < f->type->count; i++)
        values[i] = form_shows(&f->type->fields[i])
                        ? screens_field_value(f->desk, &f->type->fields[i], record, a)
                        : "";
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

static void form_check(void *ctx, const struct tui_form *form, const struct tui_field *field,
                       const char *value, struct tui_note *note)
{
    struct form *f = ctx;
    const struct model_field *m = form_field(f, field->name);
    (void)form;
    if (m)
        screens_field_check(f->desk, f->type->type, m, value, note);
}

static size_t form_complete(void *ctx, const struct tui_form *form, const struct tui_field *field,
                            const char *text, struct base_arena *a, struct tui_choice **choices)
{
    const struct form *f = ctx;
    const struct model_field *m = form_field(f, field->name);
    (void)form;
    return m ? screens_field_complete(f->desk, m, text, a, choices) : 0;
}

static void form_draft(void *ctx, const struct tui_form *form)
{
    (void)form;
    form_draft_changed(ctx);
}

const struct tui_form_class form_class = {
    .check = form_check, .complete = form_complete, .draft = form_draft};
