/* image.c: records as JSON objects for the change log: field names to the texts of the exchange
 * format, so that a line of the log can be read without the program. */
#include "internal.h"

#include "sharedesk/base/i18n.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static bool wanted(const struct model_field *f, const void *record, const void *other,
                   bool personal)
{
    if (model_field_empty(f, record) || (!personal && (f->flags & MODEL_FIELD_PERSONAL)))
        return false;
    return !other || !model_field_equal(f, record, other);
}

const char *store_image_write(struct store *s, enum model_type type, const void *record,
                              const void *other, bool personal, struct base_arena *a)
{
    const struct model_type_info *info = model_type_info(type);
    json_t *object = json_object();
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (wanted(f, record, other, personal))
            json_object_set_new_nocheck(
                object, f->name,
                json_string_nocheck(model_value_format(f, record, &s->by_uid.format, a)));
    }
    char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    const char *image = base_arena_strdup(a, text ? text : "{}");
    free(text);
    return image;
}

bool store_image_is_object(const char *text)
{
    json_t *value = json_loads(text, 0, NULL);
    bool is = json_is_object(value);
    json_decref(value);
    return is;
}

/* A link may have retired or been merged since: its uid alone counts here. */
static enum err_code apply_value(struct store *s, const struct model_field *f, const char *text,
                                 void *record, struct base_arena *a, struct err *e)
{
    if (model_field_is_text(f)) {
        model_field_set_text(f, record, base_arena_strdup(a, text));
        return ERR_NONE;
    }
    if (f->type != MODEL_REF)
        return model_value_parse(f, text, &s->by_uid.format, a, record, e);
    int64_t id = store_id_of_uid(s, (enum model_type)f->argument, text);
    if (id == 0)
        return err_set(e, ERR_NOT_FOUND, _(f->label), NULL,
                       _("what it linked to (%s) is no longer there"), text);
    model_field_set_number(f, record, id);
    return ERR_NONE;
}

static void empty_field(const struct model_field *f, void *record)
{
    if (model_field_is_text(f))
        model_field_set_text(f, record, NULL);
    else
        model_field_set_number(f, record, BASE_NONE);
}

enum err_code store_image_apply(struct store *s, enum model_type type, const char *image,
                                const char *opposite, void *record, struct base_arena *a,
                                struct err *e)
{
    const struct model_type_info *info = model_type_info(type);
    json_t *values = json_loads(image ? image : "{}", 0, NULL);
    json_t *others = json_loads(opposite ? opposite : "{}", 0, NULL);
    enum err_code code = ERR_NONE;
    if (!values || !others)
        code = err_set(e, ERR_CORRUPT, _("the change log"), _("Look with `sharedesk check`."), "%s",
                       _("a line of it cannot be read"));
    for (size_t i = 0; code == ERR_NONE && i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        const json_t *value = json_object_get(values, f->name);
        if (value)
            code = apply_value(s, f, json_string_value(value), record, a, e);
        else if (json_object_get(others, f->name))
            empty_field(f, record);
    }
    json_decref(values);
    json_decref(others);
    return code;
}
