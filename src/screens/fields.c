/* fields.c: from the field table to the fields of forms, and what is said of a value as one types.
 */
#include "sharedesk/screens/fields.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/check.h"

#include <string.h>

enum { COMPLETIONS_MOST = 12 };

/* ---- making --------------------------------------------------------------------------------- */

static enum tui_field_kind field_kind(const struct model_field *m)
{
    if (m->type == MODEL_CODE)
        return TUI_FIELD_CHOICE;
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF)
        return TUI_FIELD_REFERENCE;
    return m->flags & MODEL_FIELD_MULTILINE ? TUI_FIELD_TEXT : TUI_FIELD_LINE;
}

static int field_width(const struct model_field *m)
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
static void field_make_choices(const struct model_field *m, struct base_arena *life,
                               struct tui_field *field)
{
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

struct tui_field screens_field_make(const struct model_field *m, struct base_arena *life)
{
    struct tui_field field = {.name = m->name,
                              .label = _(m->label),
                              .kind = field_kind(m),
                              .required = m->flags & MODEL_FIELD_REQUIRED,
                              .width = field_width(m),
                              .hint = _(m->help)};
    if (field.kind == TUI_FIELD_CHOICE)
        field_make_choices(m, life, &field);
    return field;
}

/* ISO 8601 with the zone is for files: a person writes and reads the desk's time, and an end at
 * midnight as the day that it includes. Weekdays are read in the desk's language too. */
const char *screens_field_value(const struct screens_desk *d, const struct model_field *m,
                                const void *record, struct base_arena *a)
{
    char text[32];
    if (m->check_text == model_check_hours)
        return model_value_show(m, record, store_format_number(d->store), a);
    if (m->type != MODEL_TIME)
        return model_value_format(m, record, store_format_number(d->store), a);
    model_time_show(m, model_field_number(m, record), text);
    return base_arena_strdup(a, text);
}

/* ---- as one types --------------------------------------------------------------------------- */

static void field_say(struct tui_note *note, tui_style style, const char *text)
{
    size_t n = 0, next;
    while ((next = base_utf8_cluster(text + n)) > 0 && n + next < sizeof note->text)
        n += next;
    memcpy(note->text, text, n);
    note->text[n] = '\0';
    note->style = style;
}

static struct store_ref field_reference(const struct screens_desk *d, const struct model_field *m,
                                        const void *record)
{
    struct store_ref ref = {MODEL_ANY, 0};
    struct err e = ERR_INIT;
    if (m->type == MODEL_REF)
        return (struct store_ref){(enum model_type)m->argument, model_field_number(m, record)};
    if (store_anyref_read(d->store, model_field_text(m, record), &ref, &e))
        ref.id = 0;
    return ref;
}

/* Beside a number what it is called; beside a duration how long that is. */
static void field_explain(const struct screens_desk *d, const struct model_field *m,
                          const void *record, struct base_arena *a, struct tui_note *note)
{
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF) {
        struct store_ref ref = field_reference(d, m, record);
        if (ref.id > 0)
            field_say(note, TUI_OK, base_utf8_show(a, store_title(d->store, ref.type, ref.id, a)));
    } else if (m->type == MODEL_MINUTES && model_field_number(m, record) >= 60) {
        field_say(note, TUI_DIM, model_minutes_show(model_field_number(m, record), a));
    }
}

/* Why a value cannot be saved so, and what to do about it here. */
static const char *field_fault(const struct model_field *m, const struct err *e,
                               struct base_arena *a)
{
    if (m->type == MODEL_REF || m->type == MODEL_ANYREF)
        return base_arena_printf(a, _("%s. F4 looks for it"), e->why);
    return e->hint[0] ? base_arena_printf(a, _("%s. %s"), e->why, e->hint) : e->why;
}

void screens_field_check(const struct screens_desk *d, enum model_type type,
                         const struct model_field *m, const char *value, struct tui_note *note)
{
    struct err e = ERR_INIT;
    if (base_text_empty(value))
        return;
    struct base_arena *a = base_arena_new();
    void *record = model_record_new(a, type);
    if (model_value_parse(m, value, store_format_number(d->store), a, record, &e))
        field_say(note, TUI_ERROR, field_fault(m, &e, a));
    else
        field_explain(d, m, record, a, note);
    base_arena_free(&a);
}

/* What was found, or, where nothing is typed yet, the first there are. */
static size_t field_candidates(const struct screens_desk *d, enum model_type type, const char *text,
                               struct base_arena *a, struct store_found **found)
{
    struct err e = ERR_INIT; /* what cannot be looked up is not offered */
    size_t count = 0;
    if (!base_text_empty(text))
        return store_find(d->store, type, text, COMPLETIONS_MOST, a, found, &count, &e) ? 0 : count;
    const struct store_list list = {.type = type};
    struct model_head **records;
    if (type == MODEL_ANY ||
        store_list_page(d->store, &list, 0, true, COMPLETIONS_MOST, a, &records, &count, &e))
        return 0;
    *found = base_arena_array(a, count + 1, sizeof **found);
    for (size_t i = 0; i < count; i++)
        (*found)[i] = (struct store_found){.ref = {type, records[i]->id},
                                           .title = store_title(d->store, type, records[i]->id, a)};
    return count;
}

size_t screens_field_complete(const struct screens_desk *d, const struct model_field *m,
                              const char *text, struct base_arena *a, struct tui_choice **choices)
{
    enum model_type type = m->type == MODEL_REF ? (enum model_type)m->argument : MODEL_ANY;
    struct store_found *found = NULL;
    size_t count = field_candidates(d, type, text, a, &found);
    *choices = base_arena_array(a, count + 1, sizeof **choices);
    for (size_t i = 0; i < count; i++)
        (*choices)[i] = (struct tui_choice){
            .code = m->type == MODEL_ANYREF ? store_anyref_write(d->store, found[i].ref, a)
                                            : screens_number_show(found[i].ref, a),
            .label = base_utf8_show(a, found[i].title),
            .note = screens_number_show(found[i].ref, a)};
    return count;
}
