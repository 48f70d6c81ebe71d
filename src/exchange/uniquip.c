/* uniquip.c: UNIQUIP 1.0, the equipment lists that universities publish
 * (https://equipment.data.ac.uk/uniquip). On import a list becomes a table of resources: what the
 * desk has a field for goes there, the rest is kept in `extra` under its UNIQUIP name and comes
 * back on export. Lists without IDs are matched by name, see pairing below. Several lists in one
 * command are taken one after the other: what an earlier one has, a later one changes. */
#include "export_private.h"
#include "import_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* U(ID, column, field of resources; NULL: kept in extra; "": goes into the location) */
#define UNIQUIP_COLUMNS(U)                                                                         \
    U(TYPE, "Type", "kind")                                                                        \
    U(ID, "ID", NULL)                                                                              \
    U(NAME, "Name", "name")                                                                        \
    U(DESCRIPTION, "Description", "description")                                                   \
    U(FACILITY, "Related Facility ID", "facility")                                                 \
    U(TECHNIQUE, "Technique", NULL)                                                                \
    U(DEPARTMENT, "Department", NULL)                                                              \
    U(SITE, "Site Location", "location")                                                           \
    U(BUILDING, "Building", "")                                                                    \
    U(LOCATION, "Location", "")                                                                    \
    U(CONTACT_NAME, "Contact Name", "contact_name")                                                \
    U(CONTACT_TELEPHONE, "Contact Telephone", "contact_phone")                                     \
    U(CONTACT_URL, "Contact URL", NULL)                                                            \
    U(CONTACT_EMAIL, "Contact Email", "contact_email")                                             \
    U(SECOND_NAME, "Secondary Contact Name", NULL)                                                 \
    U(SECOND_TELEPHONE, "Secondary Contact Telephone", NULL)                                       \
    U(SECOND_URL, "Secondary Contact URL", NULL)                                                   \
    U(SECOND_EMAIL, "Secondary Contact Email", NULL)                                               \
    U(PHOTO, "Photo", NULL)                                                                        \
    U(SERVICE_LEVEL, "Service Level", NULL)                                                        \
    U(WEB_ADDRESS, "Web Address", "url")

enum uniquip {
#define UNIQUIP_ID(ID, column, field) U_##ID,
    UNIQUIP_COLUMNS(UNIQUIP_ID)
#undef UNIQUIP_ID
        U_COUNT
};

static const struct {
    const char *column, *field;
} uniquip[] = {
#define UNIQUIP_ROW(ID, column, field) {column, field},
    UNIQUIP_COLUMNS(UNIQUIP_ROW)
#undef UNIQUIP_ROW
};

enum { OWN_COLUMNS = 3, CUT_FROM = 20 };
static const char *const own_columns[OWN_COLUMNS] = {"uid", "owner", "source"};

/* A resource of the desk that a row without ID may be about. */
struct candidate {
    const char *key; /* its name as the file's names compare */
    const struct model_resource *resource;
    int64_t order; /* among those of one name: in which they came */
    size_t used;   /* of a group's first: how many of the group have a row */
};

struct item {
    const struct exchange_csv_row *row;
    const char *cells[U_COUNT]; /* trimmed; "" when missing */
    const char *uid;
    const struct model_resource *before; /* what it was paired with, or NULL */
    const struct import_row *earlier;    /* of an earlier list, about the same, or NULL */
    const char *fault;
};

struct list {
    struct import *im;
    struct import_table *table;
    size_t columns[U_COUNT]; /* of the file, or NO_COLUMN */
    const char *owner_uid;   /* "" without one */
    int64_t owner;           /* or BASE_NONE */
    struct item *items;
    size_t longest; /* name, in characters */
    struct candidate *candidates;
    size_t candidate_count;
    struct import_index *uids; /* uids given out; rows by content (title) and by ID (code) */
};

/* ---- reading ---- */

/* Bytes of the blank at the start, or before end, of [start, end); 0 if there is none. No-break and
 * full-width blanks come with cells copied from web pages. */
static size_t blank_at(const char *start, const char *end, bool at_end)
{
    static const char *const blanks[] = {" ", "\t", "\r", "\n", "\u00a0", "\u3000", "\ufeff"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t n = strlen(blanks[i]);
        if ((size_t)(end - start) >= n && memcmp(at_end ? end - n : start, blanks[i], n) == 0)
            return n;
    }
    return 0;
}

static const char *trimmed(struct base_arena *a, const char *cell)
{
    const char *end = cell + strlen(cell);
    for (size_t n; (n = blank_at(cell, end, false)) > 0; cell += n)
        continue;
    for (size_t n; (n = blank_at(cell, end, true)) > 0; end -= n)
        continue;
    return *end == '\0' ? cell : base_arena_strndup(a, cell, (size_t)(end - cell));
}

static void find_columns(struct list *list)
{
    const struct exchange_csv_row *header = &list->table->original.header;
    for (size_t u = 0; u < U_COUNT; u++) {
        list->columns[u] = NO_COLUMN;
        for (size_t c = 0; c < header->count; c++)
            if (strcasecmp(trimmed(list->im->arena, header->cells[c]), uniquip[u].column) == 0)
                list->columns[u] = c;
    }
}

static size_t characters(const char *s)
{
    size_t count = 0;
    uint32_t cp;
    for (size_t n; (n = base_utf8_next(s, &cp)) > 0; s += n)
        count++;
    return count;
}

static const char *item_name(const struct item *item)
{
    return *item->cells[U_NAME] ? item->cells[U_NAME] : item->cells[U_DESCRIPTION];
}

static void read_item(struct list *list, struct item *item)
{
    for (size_t u = 0; u < U_COUNT; u++) {
        size_t c = list->columns[u];
        const char *cell = c == NO_COLUMN ? "" : import_cell(list->table, item->row, c);
        item->cells[u] = trimmed(list->im->arena, cell);
    }
    item->fault = item->row->fault;
    if (item->fault)
        return;
    if (*item_name(item) == '\0')
        item->fault = _("it has neither name nor description");
    else if (!*item->cells[U_CONTACT_TELEPHONE] && !*item->cells[U_CONTACT_URL] &&
             !*item->cells[U_CONTACT_EMAIL])
        item->fault = _("it has no contact: a telephone, URL or e-mail is needed");
    size_t length = characters(item_name(item));
    if (length > list->longest)
        list->longest = length;
}

/* ---- pairing
 * --------------------------------------------------------------------------------------
 *
 * Some systems cut names when they write a list. So names compare after both are cut to the longest
 * name of the file, where that is long enough to be a limit at all. Rows of equal names are paired
 * in the file's order with resources in the order in which they came: the same file finds the same
 * resources again. */

static const char *name_key(const struct list *list, const char *name)
{
    struct base_arena *a = list->im->arena;
    if (list->longest < CUT_FROM)
        return base_utf8_fold(a, name);
    const char *end = name;
    uint32_t cp;
    for (size_t i = 0, n; i < list->longest && (n = base_utf8_next(end, &cp)) > 0; i++)
        end += n;
    return base_utf8_fold(a, base_arena_strndup(a, name, (size_t)(end - name)));
}

static int by_key_and_number(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (order != 0)
        return order;
    return (x->order > y->order) - (x->order < y->order);
}

/* The row of the lists before this one that is about the resource, or NULL. */
static const struct import_row *earlier_row(const struct list *list, const char *uid)
{
    const struct import_row *row =
        import_row_standing(import_index_find(list->im->index, MODEL_RESOURCE, KEY_UID, uid));
    return row && row->fate == FATE_OPEN ? row : NULL;
}

/* What an earlier list says of a resource that the desk does not have yet. */
static const struct model_resource *resource_to_be(const struct list *list,
                                                   const struct import_row *row)
{
    struct model_resource *made = model_record_new(list->im->arena, MODEL_RESOURCE);
    made->head.uid = row->uid;
    made->owner = list->owner;
    made->name = import_row_cell(row, "name");
    made->kind = import_row_cell(row, "kind");
    return made;
}

static bool is_to_be(const struct import_row *row)
{
    return row->table && row->fate == FATE_OPEN && !row->before;
}

static struct candidate candidate_of(const struct list *list, const struct model_resource *resource,
                                     int64_t order)
{
    return (struct candidate){name_key(list, resource->name), resource, order, 0};
}

/* The owner's resources that came by this profile, double ones that were merged left out; after
 * them those that earlier lists of the command bring. */
static enum err_code find_candidates(struct list *list, struct err *e)
{
    struct import *im = list->im;
    const struct model_filter *filter;
    struct model_resource **resources;
    size_t count, kept = 0;
    if (model_filter_parse(model_type_info(MODEL_RESOURCE), "source=uniquip", im->arena, &filter,
                           e) != ERR_NONE)
        return e->code;
    const struct store_list all = {.type = MODEL_RESOURCE, .filter = filter, .with_retired = true};
    if (store_list_page(im->store, &all, 0, true, 0, im->arena, &resources, &count, e) != ERR_NONE)
        return e->code;
    list->candidates = base_arena_array(im->arena, count + im->row_count, sizeof *list->candidates);
    for (size_t i = 0; i < count; i++)
        if (resources[i]->owner == list->owner && resources[i]->head.merged_into == BASE_NONE)
            list->candidates[kept++] = candidate_of(list, resources[i], resources[i]->head.id);
    for (size_t i = 0; i < im->row_count; i++)
        if (is_to_be(im->rows[i]))
            list->candidates[kept++] = candidate_of(list, resource_to_be(list, im->rows[i]),
                                                    INT64_MAX - (int64_t)(im->row_count - i));
    list->candidate_count = kept;
    if (kept > 0)
        qsort(list->candidates, kept, sizeof *list->candidates, by_key_and_number);
    return ERR_NONE;
}

/* The next resource of this name that no row has taken yet, or NULL. */
static const struct model_resource *next_candidate(struct list *list, const char *key)
{
    size_t low = 0, high = list->candidate_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(list->candidates[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == list->candidate_count)
        return NULL;
    size_t place = low + list->candidates[low].used;
    if (place >= list->candidate_count || strcmp(list->candidates[place].key, key) != 0)
        return NULL;
    list->candidates[low].used++;
    return list->candidates[place].resource;
}

/* ---- identity ---- */

static const char *item_content(const struct list *list, const struct item *item)
{
    struct base_text all = {0};
    base_text_add(&all, list->owner_uid);
    for (size_t c = 0; c < list->table->original.header.count; c++) {
        base_text_add_char(&all, '\n');
        base_text_add(&all, import_cell(list->table, item->row, c));
    }
    const char *content = base_arena_strdup(list->im->arena, all.s);
    base_text_free(&all);
    return content;
}

static enum err_code uid_is_free(struct list *list, const char *uid, bool *is_free, struct err *e)
{
    int64_t id = 0;
    *is_free = false;
    if (import_index_find(list->uids, MODEL_RESOURCE, KEY_UID, uid) || earlier_row(list, uid))
        return ERR_NONE;
    store_find_uid(list->im->store, MODEL_RESOURCE, uid, &id, e);
    *is_free = id == 0;
    return e->code;
}

/* Rows without ID: one uid for all rows of the same content. */
static enum err_code identify_by_name(struct list *list, struct item *item, struct err *e)
{
    struct base_arena *a = list->im->arena;
    const char *content = item_content(list, item);
    struct import_row *holder = base_arena_alloc(a, sizeof *holder);
    struct import_row *same =
        import_index_add(list->uids, MODEL_RESOURCE, KEY_TITLE, content, holder);
    if (same) { /* a twin: the whole row is read as the first was */
        item->uid = same->uid;
        item->before = same->before;
        item->earlier = earlier_row(list, item->uid);
        return ERR_NONE;
    }
    item->before = next_candidate(list, name_key(list, item_name(item)));
    bool is_free = item->before != NULL;
    item->uid = item->before ? item->before->head.uid : NULL;
    for (int n = 0; !is_free; n++) {
        item->uid = import_uid_of_text(a, base_arena_printf(a, "uniquip\n%d\n%s", n, content));
        if (uid_is_free(list, item->uid, &is_free, e) != ERR_NONE)
            return e->code;
    }
    item->earlier = earlier_row(list, item->uid);
    holder->uid = item->uid;
    holder->before = (void *)(uintptr_t)item->before;
    import_index_add(list->uids, MODEL_RESOURCE, KEY_UID, item->uid, holder);
    return ERR_NONE;
}

static enum err_code resource_of_uid(struct list *list, const char *uid,
                                     struct model_resource **resource, struct err *e)
{
    int64_t id = 0;
    *resource = NULL;
    if (store_find_uid(list->im->store, MODEL_RESOURCE, uid, &id, e) == ERR_NONE && id != 0)
        store_get(list->im->store, MODEL_RESOURCE, id, list->im->arena, resource, e);
    return e->code;
}

/* An ID is unique within one institution only: it becomes the uid where no other owner has it. */
static enum err_code identify_by_id(struct list *list, struct item *item, struct err *e)
{
    struct base_arena *a = list->im->arena;
    const char *id = item->cells[U_ID];
    struct err unfit = ERR_INIT;
    struct model_resource *there = NULL;
    bool fits = model_check_uid(id, &unfit) == ERR_NONE;
    if (fits && resource_of_uid(list, id, &there, e) != ERR_NONE)
        return e->code;
    if (there && there->owner != list->owner && list->owner != BASE_NONE &&
        there->owner != BASE_NONE)
        fits = false;
    item->uid = fits ? id
                     : import_uid_of_text(
                           a, base_arena_printf(a, "uniquip-id\n%s\n%s", list->owner_uid, id));
    if (resource_of_uid(list, item->uid, &there, e) != ERR_NONE)
        return e->code;
    item->earlier = earlier_row(list, item->uid);
    item->before = !there && item->earlier ? resource_to_be(list, item->earlier) : there;
    struct import_row *holder = base_arena_alloc(a, sizeof *holder);
    holder->uid = item->uid;
    import_index_add(list->uids, MODEL_RESOURCE, KEY_CODE, id, holder);
    return ERR_NONE;
}

/* ---- as resources ---- */

static const char *joined(struct base_arena *a, const char *one, const char *two)
{
    return *one && *two ? base_arena_printf(a, "%s, %s", one, two) : *one ? one : two;
}

/* What the desk already knows more exactly stays: a cell left empty erases nothing. */
static const char *kind_cell(const struct item *item)
{
    const char *kind =
        strcasecmp(item->cells[U_TYPE], "facility") == 0 ? "facility"
        : *item->cells[U_TYPE] == '\0' || strcasecmp(item->cells[U_TYPE], "equipment") == 0
            ? "instrument"
            : item->cells[U_TYPE];
    if (item->before && item->before->kind &&
        (*item->cells[U_TYPE] == '\0' || model_kind_related(item->before->kind, kind)))
        return "";
    return kind;
}

static const char *name_cell(const struct list *list, const struct item *item)
{
    const char *name = item_name(item);
    bool is_cut = item->before && list->longest >= CUT_FROM &&
                  characters(item->before->name) > characters(name) &&
                  strcmp(name_key(list, item->before->name), name_key(list, name)) == 0;
    return is_cut ? "" : name;
}

/* The first of the IDs, as the uid of the row that has it. */
static const char *facility_cell(const struct list *list, const struct item *item)
{
    struct base_arena *a = list->im->arena;
    const char *all = item->cells[U_FACILITY];
    const char *id = trimmed(a, base_arena_strndup(a, all, strcspn(all, ",")));
    struct import_row *holder = import_index_find(list->uids, MODEL_RESOURCE, KEY_CODE, id);
    return holder ? holder->uid : id;
}

static const char *field_cell(const struct list *list, const struct item *item, enum uniquip u)
{
    struct base_arena *a = list->im->arena;
    switch (u) {
    case U_TYPE:
        return kind_cell(item);
    case U_NAME:
        return name_cell(list, item);
    case U_DESCRIPTION:
        return *item->cells[U_NAME] ? item->cells[U_DESCRIPTION] : "";
    case U_FACILITY:
        return facility_cell(list, item);
    case U_SITE:
        return joined(a, joined(a, item->cells[U_SITE], item->cells[U_BUILDING]),
                      item->cells[U_LOCATION]);
    case U_WEB_ADDRESS:
        return *item->cells[u] ? item->cells[u] : item->cells[U_CONTACT_URL];
    case U_ID:
        return strcmp(item->cells[u], item->uid) == 0 ? "" : item->cells[u];
    default:
        return item->cells[u];
    }
}

static bool is_foreign(const struct list *list, size_t column)
{
    for (size_t u = 0; u < U_COUNT; u++)
        if (list->columns[u] == column)
            return false;
    return true;
}

static bool has_column(size_t u)
{
    return !uniquip[u].field || *uniquip[u].field != '\0';
}

static bool is_same_column(const struct list *list, const char *one, const char *other)
{
    return strcasecmp(trimmed(list->im->arena, one), trimmed(list->im->arena, other)) == 0;
}

static bool has_column_like(const struct list *list, const struct exchange_csv_row *header,
                            const char *name)
{
    for (size_t c = 0; c < header->count; c++)
        if (is_same_column(list, header->cells[c], name))
            return true;
    return false;
}

/* Unknown columns of earlier lists: what they say of a resource is said still. */
static void add_earlier_columns(const struct list *list, struct exchange_csv_row *header)
{
    for (const struct import_table *t = list->im->tables; t < list->table; t++)
        for (size_t c = 0; c < t->csv.header.count; c++)
            if (!has_column_like(list, header, t->csv.header.cells[c]))
                header->cells[header->count++] = t->csv.header.cells[c];
}

static size_t earlier_columns(const struct list *list)
{
    size_t count = 0;
    for (const struct import_table *t = list->im->tables; t < list->table; t++)
        count += t->csv.header.count;
    return count;
}

static void build_header(struct list *list, struct exchange_csv_row *header)
{
    const struct exchange_csv_row *given = &list->table->original.header;
    header->cells = base_arena_array(list->im->arena,
                                     OWN_COLUMNS + U_COUNT + given->count + earlier_columns(list),
                                     sizeof *header->cells);
    for (size_t i = 0; i < OWN_COLUMNS; i++)
        header->cells[header->count++] = own_columns[i];
    for (size_t u = 0; u < U_COUNT; u++)
        if (has_column(u))
            header->cells[header->count++] =
                uniquip[u].field ? uniquip[u].field : uniquip[u].column;
    for (size_t c = 0; c < given->count; c++)
        if (is_foreign(list, c))
            header->cells[header->count++] = given->cells[c];
    add_earlier_columns(list, header);
}

/* An empty cell erases nothing: what the earlier list's row has there stays. */
static void keep_earlier(const struct list *list, const struct import_row *earlier,
                         const struct exchange_csv_row *header, struct exchange_csv_row *row)
{
    const struct exchange_csv_row *had = &earlier->table->csv.header;
    for (size_t c = 0; c < header->count; c++)
        for (size_t h = 0; h < had->count && *row->cells[c] == '\0'; h++)
            if (is_same_column(list, header->cells[c], had->cells[h]))
                row->cells[c] = import_cell(earlier->table, earlier->csv, h);
}

static void build_row(struct list *list, const struct item *item,
                      const struct exchange_csv_row *header, struct exchange_csv_row *row)
{
    *row = (struct exchange_csv_row){.line = item->row->line, .fault = item->fault};
    if (item->fault) {
        row->cells = item->row->cells;
        row->count = item->row->count;
        return;
    }
    row->cells =
        base_arena_array(list->im->arena, header->count + item->row->count, sizeof *row->cells);
    row->cells[row->count++] = item->uid;
    row->cells[row->count++] = list->owner_uid;
    row->cells[row->count++] = "uniquip";
    for (size_t u = 0; u < U_COUNT; u++)
        if (has_column(u))
            row->cells[row->count++] = field_cell(list, item, (enum uniquip)u);
    for (size_t c = 0; c < list->table->original.header.count; c++)
        if (is_foreign(list, c))
            row->cells[row->count++] = import_cell(list->table, item->row, c);
    while (row->count < header->count)
        row->cells[row->count++] = "";
    if (item->earlier)
        keep_earlier(list, item->earlier, header, row);
    for (size_t c = list->table->original.header.count; c < item->row->count; c++)
        row->cells[row->count++] = item->row->cells[c]; /* told as too many */
}

static enum err_code identify_all(struct list *list, struct err *e)
{
    for (size_t i = 0; i < list->table->original.count; i++) {
        struct item *item = &list->items[i];
        if (item->fault)
            continue;
        if (*item->cells[U_ID] ? identify_by_id(list, item, e) : identify_by_name(list, item, e))
            return e->code;
    }
    return ERR_NONE;
}

static enum err_code find_owner(struct list *list, struct err *e)
{
    struct import *im = list->im;
    struct store_ref ref;
    list->owner_uid = "";
    list->owner = BASE_NONE;
    if (!im->options->owner)
        return ERR_NONE;
    if (store_resolve(im->store, MODEL_ORGANISATION, im->options->owner, &ref, e) != ERR_NONE)
        return err_within(e, "--owner");
    list->owner = ref.id;
    list->owner_uid = store_uid(im->store, ref.type, ref.id, im->arena);
    return ERR_NONE;
}

enum err_code import_uniquip(struct import *im, struct import_table *table, struct err *e)
{
    const struct exchange_csv *given = &table->original;
    struct list list = {.im = im, .table = table, .uids = import_index_new(im->arena)};
    table->type = model_type_info(MODEL_RESOURCE);
    if (given->header.count == 0 || given->header.fault)
        return ERR_NONE; /* told by import_table_bind */
    find_columns(&list);
    if (list.columns[U_NAME] == NO_COLUMN && list.columns[U_DESCRIPTION] == NO_COLUMN)
        return err_set(e, ERR_VALUE, table->file,
                       _("Import it without --profile, or add one of them."),
                       _("a UNIQUIP list has a column \"Name\" or \"Description\""));
    list.items = base_arena_array(im->arena, given->count, sizeof *list.items);
    for (size_t i = 0; i < given->count; i++) {
        list.items[i].row = &given->rows[i];
        read_item(&list, &list.items[i]);
    }
    if (find_owner(&list, e) != ERR_NONE || find_candidates(&list, e) != ERR_NONE ||
        identify_all(&list, e) != ERR_NONE)
        return e->code;
    struct exchange_csv made = {.count = given->count};
    build_header(&list, &made.header);
    made.rows = base_arena_array(im->arena, made.count, sizeof *made.rows);
    for (size_t i = 0; i < made.count; i++)
        build_row(&list, &list.items[i], &made.header, &made.rows[i]);
    table->csv = made;
    table->undo = false; /* done already */
    return ERR_NONE;
}

bool import_uniquip_knows(const char *column)
{
    for (size_t u = 0; u < U_COUNT; u++)
        if (!uniquip[u].field && strcmp(uniquip[u].column, column) == 0)
            return true;
    return false;
}

/* ---- export ---- */

void export_uniquip_header(struct export *x)
{
    for (size_t u = 0; u < U_COUNT; u++)
        exchange_csv_write(x->out, u == 0, uniquip[u].column);
    exchange_csv_end(x->out);
}

static const char *exported(struct export *x, const struct model_resource *r, json_t *extra,
                            enum uniquip u)
{
    const char *kept = json_string_value(json_object_get(extra, uniquip[u].column));
    if (kept)
        return base_arena_strdup(x->arena, kept);
    if (u == U_TYPE)
        return model_kind_within(r->kind, "facility") ? "facility" : "equipment";
    if (u == U_ID)
        return r->head.uid;
    if (base_text_empty(uniquip[u].field))
        return "";
    return model_value_format(model_field_find(x->type, uniquip[u].field), r,
                              store_format_uid(x->store), x->arena);
}

/* A published list: equipment and facilities in use, never restricted ones. */
static bool is_published(const struct model_resource *r)
{
    return r->head.retired == BASE_NONE && !model_code_is(r->grade, "restricted") &&
           !model_code_is(r->status, "retired") && r->kind &&
           (model_kind_within(r->kind, "instrument") || model_kind_within(r->kind, "facility"));
}

enum err_code export_uniquip_row(void *context, const void *record, struct err *e)
{
    (void)e;
    struct export *x = context;
    const struct model_resource *r = record;
    if (!is_published(r))
        return ERR_NONE;
    json_t *extra = r->head.extra ? json_loads(r->head.extra, 0, NULL) : NULL;
    for (size_t u = 0; u < U_COUNT; u++)
        export_cell(x, u == 0, exported(x, r, extra, (enum uniquip)u));
    exchange_csv_end(x->out);
    json_decref(extra);
    base_arena_reset(x->arena);
    return ERR_NONE;
}
