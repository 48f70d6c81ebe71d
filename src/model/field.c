/* field.c: the field table expanded into data. Each type's rows stand in a block of their own,
 * because the rows of tables.h name members only: the block's typedef says of which struct. */
#define MODEL_FIELD_FLAGS_SHORT /* before tables.h comes in with the headers below */
#include "sharedesk/model/field.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/model/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The table gives one checker or NULL; its type tells for what. */
#define TEXT_CHECK(check)                                                                          \
    _Generic((check), enum err_code(*)(const char *, struct err *)                                 \
             : (check), default                                                                    \
             : (model_check_text *)0)
#define NUMBER_CHECK(check)                                                                        \
    _Generic((check), enum err_code(*)(int64_t, struct err *)                                      \
             : (check), default                                                                    \
             : (model_check_number *)0)

/* clang-format off */ /* NOLINTBEGIN(bugprone-macro-parentheses) */
#define ROW(TYPE, member, label, argument, check, flags, width, help)                              \
    {#member, label, MODEL_##TYPE, offsetof(record_struct, member), argument,                      \
     TEXT_CHECK(check), NUMBER_CHECK(check), flags, width, help},
#define HEAD_ROW(TYPE, member, label, argument, check, flags, help)                                \
    {#member, label, MODEL_##TYPE, offsetof(record_struct, head.member), argument,                 \
     check, NULL, MODEL_FIELD_COMMON | (flags), 0, help},

/* Before and after the rows of every type. */
#define FIRST_ROWS                                                                                 \
    HEAD_ROW(TEXT, uid, N_("UID"), 0, model_check_uid, 0,                                          \
             N_("Permanent identifier that travels in every exchange; empty = the desk makes one"))
#define LAST_ROWS(ID)                                                                              \
    HEAD_ROW(TIME, retired, N_("Retired"), 0, NULL, FD, N_("When it was retired"))                 \
    HEAD_ROW(REF, merged_into, N_("Merged into"), MODEL_##ID, NULL, FD,                            \
             N_("The record this double was merged into"))                                         \
    HEAD_ROW(TEXT, extra, N_("Extra"), 0, NULL, FD,                                                \
             N_("Unknown columns of an import, as a JSON object"))

/* Where a row stands, and the place of the one row that has a flag; 0, the uid's, if none has. */
#define PLACE(TYPE, member, label, argument, check, flags, width, help) AT_##member,
#define TITLE_PLACE(TYPE, member, label, argument, check, flags, width, help)                      \
    + (((flags) & MODEL_FIELD_TITLE) ? AT_##member : 0)
#define CODE_PLACE(TYPE, member, label, argument, check, flags, width, help)                       \
    + (((flags) & MODEL_FIELD_CODE) ? AT_##member : 0)

#define CASE(ID, singular, plural_name, letters_text, label_text, labels_text)                     \
    case MODEL_##ID: {                                                                             \
        typedef struct model_##singular record_struct;                                             \
        enum { AT_uid, MODEL_##ID##_FIELDS(PLACE) AT_retired, AT_merged_into, AT_extra, PLACES };  \
        enum { TITLE_AT = 0 MODEL_##ID##_FIELDS(TITLE_PLACE) };                                    \
        enum { CODE_AT = 0 MODEL_##ID##_FIELDS(CODE_PLACE) };                                      \
        static const struct model_field rows[] = {                                                 \
            FIRST_ROWS MODEL_##ID##_FIELDS(ROW) LAST_ROWS(ID)                                      \
        };                                                                                         \
        static const struct model_type_info info = {                                               \
            MODEL_##ID, #singular, #plural_name, letters_text, label_text, labels_text,            \
            sizeof(record_struct), rows, PLACES,                                                   \
            TITLE_AT ? &rows[TITLE_AT] : NULL, CODE_AT ? &rows[CODE_AT] : NULL};                   \
        return &info;                                                                              \
    }
/* NOLINTEND(bugprone-macro-parentheses) */ /* clang-format on */

const struct model_type_info *model_type_info(enum model_type type)
{
    switch (type) {
        MODEL_TYPES(CASE)
    case MODEL_ANY:
    case MODEL_TYPE_COUNT:
        break;
    }
    return NULL;
}

/* Case-blind, and a hyphen is as good as an underscore on a command line. */
static bool kind_equal(const char *kind, const char *word)
{
    for (; *kind && *word; kind++, word++) {
        char c = *word == '-' ? '_' : *word;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != *kind)
            return false;
    }
    return *kind == *word;
}

const struct model_type_info *model_type_find(const char *name)
{
    for (int type = 0; name && type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        if (kind_equal(info->name, name) || kind_equal(info->plural, name))
            return info;
    }
    for (int type = 0; name && type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        if (strcmp(name, _(info->label)) == 0 || strcmp(name, _(info->labels)) == 0)
            return info;
    }
    return NULL;
}

const struct model_type_info *model_type_of_number(const char *number, int64_t *id)
{
    size_t letters = number ? strspn(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
    if (letters < 1 || letters > 2)
        return NULL;
    const char *digits = number + letters;
    long long value;
    if (*digits < '0' || *digits > '9' || !base_text_parse_int(digits, &value) || value < 1)
        return NULL;
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *info = model_type_info((enum model_type)type);
        if (strlen(info->letters) == letters && strncmp(info->letters, number, letters) == 0) {
            *id = value;
            return info;
        }
    }
    return NULL;
}

void model_number_format(enum model_type type, int64_t id, char out[24])
{
    snprintf(out, 24, "%s%" PRId64, model_type_info(type)->letters, id);
}

/* The longest type has some 55 fields: comparing them all is quicker than a hash would be. */
const struct model_field *model_field_find(const struct model_type_info *type, const char *name)
{
    for (size_t i = 0; i < type->count; i++) {
        if (strcmp(type->fields[i].name, name) == 0)
            return &type->fields[i];
    }
    return NULL;
}

const struct model_field *model_field_named(const struct model_type_info *type, const char *name)
{
    for (size_t i = 0; i < type->count; i++)
        if (strcasecmp(type->fields[i].name, name) == 0)
            return &type->fields[i];
    for (size_t i = 0; i < type->count; i++) {
        const struct model_field *f = &type->fields[i];
        if (strcasecmp(f->label, name) == 0 || strcmp(_(f->label), name) == 0)
            return f;
    }
    return NULL;
}

bool model_field_is_text(const struct model_field *f)
{
    return f->type == MODEL_TEXT || f->type == MODEL_CODE || f->type == MODEL_ANYREF;
}

/* ---- the value of a field in a record ---- */

const char *model_field_text(const struct model_field *f, const void *record)
{
    return *(const char *const *)((const char *)record + f->offset);
}

int64_t model_field_number(const struct model_field *f, const void *record)
{
    return *(const int64_t *)((const char *)record + f->offset);
}

void model_field_set_text(const struct model_field *f, void *record, const char *text)
{
    *(const char **)((char *)record + f->offset) = text;
}

void model_field_set_number(const struct model_field *f, void *record, int64_t number)
{
    *(int64_t *)((char *)record + f->offset) = number;
}

bool model_field_empty(const struct model_field *f, const void *record)
{
    if (!model_field_is_text(f))
        return model_field_number(f, record) == BASE_NONE;
    const char *text = model_field_text(f, record);
    return !text || *text == '\0';
}

bool model_field_equal(const struct model_field *f, const void *a, const void *b)
{
    if (model_field_is_text(f))
        return base_text_equal(model_field_text(f, a), model_field_text(f, b));
    return model_field_number(f, a) == model_field_number(f, b);
}

/* ---- whole records ---- */

void *model_record_new(struct base_arena *a, enum model_type type)
{
    const struct model_type_info *info = model_type_info(type);
    void *record = base_arena_alloc(a, info->size);
    struct model_head *head = record;
    head->created = BASE_NONE;
    head->changed = BASE_NONE;
    for (size_t i = 0; i < info->count; i++) {
        if (!model_field_is_text(&info->fields[i]))
            model_field_set_number(&info->fields[i], record, BASE_NONE);
    }
    return record;
}

void *model_record_copy(struct base_arena *a, enum model_type type, const void *record)
{
    const struct model_type_info *info = model_type_info(type);
    void *copy = base_arena_alloc(a, info->size);
    memcpy(copy, record, info->size);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        if (model_field_is_text(f))
            model_field_set_text(f, copy, base_arena_strdup(a, model_field_text(f, record)));
    }
    return copy;
}

const char *model_record_title(enum model_type type, const void *record)
{
    const struct model_field *title = model_type_info(type)->title;
    return title ? model_field_text(title, record) : NULL;
}
