/* link.c: references of an import: to the desk's records, to rows of the same command whatever
 * their order, and to regions, which a row may name before anybody has entered them. */
#include "import_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/model/check.h"

#include <string.h>

/* Where a reference leads: a record of the desk (row NULL) or a row that is new. */
struct destination {
    enum model_type type;
    int64_t id;
    struct import_row *row;
};

enum { REGION_STEPS = 16 }; /* of a path, at most */

static bool row_is_new(const struct import_row *row)
{
    return row && !row->before;
}

/* A row of the command; it may be about a record that the desk has already. */
static bool leads_to(struct import_row *row, struct destination *to)
{
    row = import_row_standing(row);
    if (!row)
        return false;
    const struct model_head *head = row->before;
    if (head && head->merged_into != BASE_NONE)
        return false;
    *to = (struct destination){.type = row->type->type};
    if (head)
        to->id = head->id;
    else
        to->row = row;
    return true;
}

static bool leads_to_row(struct import *im, enum model_type type, enum import_key key,
                         const char *text, struct destination *to)
{
    return leads_to(import_index_find(im->index, type, key, text), to);
}

static void wait_for(struct import *im, struct import_row *row, const struct model_field *field,
                     struct import_row *target)
{
    struct import_link *link = base_arena_push(im->arena, (void **)&row->links, &row->link_count,
                                               &row->link_capacity, sizeof *link);
    *link = (struct import_link){field, target};
    struct import_row **place =
        base_arena_push(im->arena, (void **)&target->dependents, &target->dependent_count,
                        &target->dependent_capacity, sizeof(struct import_row *));
    *place = row;
}

/* ---- regions ---- */

static struct import_row *region_make(struct import *im, const char *path, const char *name,
                                      const struct destination *parent)
{
    const struct model_type_info *type = model_type_info(MODEL_REGION);
    struct import_row *row = import_row_new(im, type);
    struct model_region *region = model_record_new(im->arena, MODEL_REGION);
    struct err e = ERR_INIT;
    if (model_check_uid(path, &e) == ERR_NONE)
        row->uid = path;
    region->head.uid = row->uid;
    region->name = name;
    row->record = region;
    import_index_add(im->index, MODEL_REGION, KEY_UID, path, row);
    import_index_add(im->index, MODEL_REGION, KEY_TITLE, name, row);
    if (parent && parent->row)
        wait_for(im, row, model_field_find(type, "parent"), parent->row);
    else if (parent)
        region->parent = parent->id;
    return row;
}

/* Looks for the region called name that lies within parent (NULL: anywhere). */
static bool region_find(struct import *im, const char *name, const struct destination *parent,
                        struct destination *to)
{
    struct err e = ERR_INIT;
    struct store_ref ref;
    if (store_resolve(im->store, MODEL_REGION, name, &ref, &e) != ERR_NONE)
        return false;
    struct model_region *region;
    *to = (struct destination){.type = MODEL_REGION, .id = ref.id};
    return !parent ||
           (!parent->row &&
            store_get(im->store, MODEL_REGION, ref.id, im->arena, &region, &e) == ERR_NONE &&
            region->parent == parent->id);
}

static bool region_path_is_short(const char *text)
{
    size_t steps = 1;
    for (; *text; text++)
        steps += *text == '/';
    return steps <= REGION_STEPS;
}

/* "Hexi", or "East/Hexi": each step within the one before, made where it is missing. */
static void region_path(struct import *im, const char *text, struct destination *to)
{
    const struct destination *parent = NULL;
    struct destination *step = NULL;
    const char *end = text;
    for (const char *at = text; *end != '\0'; at = end + 1) {
        end = at + strcspn(at, "/");
        if (end == at)
            continue;
        const char *path = base_arena_strndup(im->arena, text, (size_t)(end - text));
        const char *name = base_arena_strndup(im->arena, at, (size_t)(end - at));
        step = base_arena_alloc(im->arena, sizeof *step);
        struct import_row *made = import_index_find(im->index, MODEL_REGION, KEY_UID, path);
        if (!made && !parent)
            made = import_index_find(im->index, MODEL_REGION, KEY_TITLE, name);
        if (row_is_new(made))
            *step = (struct destination){.type = MODEL_REGION, .row = made};
        else if (!region_find(im, name, parent, step))
            *step = (struct destination){.type = MODEL_REGION,
                                         .row = region_make(im, path, name, parent)};
        parent = step;
        if (*end == '\0')
            break;
    }
    if (step)
        *to = *step;
}

/* ---- references ---- */

/* Rows with this code, else with this name: two are enough to refuse. */
static size_t rows_named(struct import *im, enum model_type type, const char *text,
                         struct destination found[2])
{
    static const enum import_key keys[] = {KEY_CODE, KEY_TITLE};
    size_t count = 0;
    for (size_t k = 0; k < 2 && count == 0; k++) {
        count += leads_to_row(im, type, keys[k], text, &found[count]);
        count += leads_to(import_index_second(im->index, type, keys[k], text), &found[count]);
        if (count == 2 && found[0].row == found[1].row && found[0].id == found[1].id)
            count = 1; /* of two lists, about the same */
    }
    return count;
}

static const char *destination_called(struct import *im, const struct destination *to)
{
    char number[24];
    if (to->row)
        return base_arena_printf(im->arena, "%s:%s", to->row->type->name,
                                 to->row->uid ? to->row->uid : "");
    model_number_format(to->type, to->id, number);
    return base_arena_strdup(im->arena, number);
}

static enum err_code refuse_two(struct import *im, const char *text, const struct destination *one,
                                const struct destination *other, struct err *e)
{
    return err_set(e, ERR_AMBIGUOUS, text, _("Write the number or the uid."),
                   _("it fits both %s and %s"), destination_called(im, one),
                   destination_called(im, other));
}

/* A uid or a number is meant, whatever else has it for a name. */
static bool is_uid_or_number(struct import *im, const char *text, struct store_ref ref)
{
    struct err e = ERR_INIT;
    int64_t id;
    const struct model_type_info *numbered = model_type_of_number(text, &id);
    if (numbered && numbered->type == ref.type && id == ref.id)
        return true;
    return store_find_uid(im->store, ref.type, text, &id, &e) == ERR_NONE && id != 0;
}

static enum err_code destination_find(struct import *im, enum model_type type, const char *text,
                                      struct destination *to, struct err *e)
{
    struct store_ref ref;
    struct destination named[2];
    if (leads_to_row(im, type, KEY_UID, text, to))
        return ERR_NONE;
    bool here = store_resolve(im->store, type, text, &ref, e) == ERR_NONE;
    if (!here && e->code != ERR_NOT_FOUND)
        return e->code;
    size_t count = rows_named(im, type, text, named);
    if (here) {
        *to = (struct destination){.type = type, .id = ref.id};
        for (size_t i = 0; i < count; i++)
            if ((named[i].row || named[i].id != ref.id) && !is_uid_or_number(im, text, ref))
                return refuse_two(im, text, to, &named[i], e);
        return ERR_NONE;
    }
    if (count > 1)
        return refuse_two(im, text, &named[0], &named[1], e);
    if (count == 1)
        *to = named[0];
    else if (type == MODEL_REGION && region_path_is_short(text))
        region_path(im, text, to);
    if (to->row || to->id != 0)
        err_clear(e);
    return e->code;
}

/* What a record was merged into is told exactly, without following further merges. */
static enum err_code destination_find_exact(struct import *im, enum model_type type,
                                            const char *text, struct destination *to, struct err *e)
{
    int64_t id = 0;
    if (store_find_uid(im->store, type, text, &id, e) != ERR_NONE)
        return e->code;
    if (id == 0)
        return destination_find(im, type, text, to, e);
    *to = (struct destination){.type = type, .id = id};
    return ERR_NONE;
}

/* "demand:UID", or a reference whose type its text or the desk tells. */
static enum err_code destination_find_any(struct import *im, const char *text,
                                          struct destination *to, struct err *e)
{
    const char *colon = strchr(text, ':');
    if (colon) {
        const char *word = base_arena_strndup(im->arena, text, (size_t)(colon - text));
        const struct model_type_info *type = model_type_find(word);
        if (type)
            return destination_find(im, type->type, colon + 1, to, e);
    }
    for (int type = 0; type < MODEL_TYPE_COUNT; type++)
        if (leads_to_row(im, (enum model_type)type, KEY_UID, text, to))
            return ERR_NONE;
    struct store_ref ref;
    if (store_resolve(im->store, MODEL_ANY, text, &ref, e) != ERR_NONE)
        return e->code;
    *to = (struct destination){.type = ref.type, .id = ref.id};
    return ERR_NONE;
}

enum err_code import_link_read(struct import *im, struct import_row *row,
                               const struct model_field *field, const char *text, struct err *e)
{
    struct destination to = {0};
    char *trimmed = base_text_trim(base_arena_strdup(im->arena, text));
    enum model_type type = (enum model_type)field->argument;
    enum err_code code = field->type == MODEL_ANYREF ? destination_find_any(im, trimmed, &to, e)
                         : field->flags & MODEL_FIELD_COMMON
                             ? destination_find_exact(im, type, trimmed, &to, e)
                             : destination_find(im, type, trimmed, &to, e);
    if (code != ERR_NONE)
        return code;
    if (to.row && to.row->fate == FATE_REJECTED)
        return err_set(e, ERR_NOT_FOUND, trimmed, NULL, _("the row it points to is rejected"));
    if (to.row)
        wait_for(im, row, field, to.row);
    else if (field->type == MODEL_ANYREF)
        model_field_set_text(
            field, row->record,
            store_anyref_write(im->store, (struct store_ref){to.type, to.id}, im->arena));
    else
        model_field_set_number(field, row->record, to.id);
    return ERR_NONE;
}

void import_links_settle(struct import *im, struct import_row *row)
{
    for (size_t i = 0; i < row->link_count; i++) {
        const struct import_link *link = &row->links[i];
        const struct import_row *target = link->target;
        if (!target->written)
            continue;
        const struct model_head *head = target->record;
        if (link->field->type == MODEL_ANYREF)
            model_field_set_text(
                link->field, row->record,
                base_arena_printf(im->arena, "%s:%s", target->type->name, head->uid));
        else
            model_field_set_number(link->field, row->record, head->id);
    }
}

bool import_link_waits(const struct import_row *row, const struct model_field *field)
{
    for (size_t i = 0; i < row->link_count; i++)
        if (row->links[i].field == field)
            return true;
    return false;
}

void import_link_drop(struct import_row *row, const struct model_field *field)
{
    for (size_t i = 0; i < row->link_count; i++)
        if (row->links[i].field == field)
            row->links[i--] = row->links[--row->link_count];
}
