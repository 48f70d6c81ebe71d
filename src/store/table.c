/* table.c: the SQL that every record type has, put together from the field table. */
#include "internal.h"

void store_sql_name(struct base_text *sql, const char *alias, const char *name)
{
    if (alias)
        base_text_printf(sql, "%s.\"%s\"", alias, name);
    else
        base_text_printf(sql, "\"%s\"", name);
}

void store_sql_columns(struct base_text *sql, const struct model_type_info *info, const char *alias)
{
    static const char *const HEAD[] = {"id", "version", "created", "changed"};
    for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++) {
        if (i > 0)
            base_text_add(sql, ", ");
        store_sql_name(sql, alias, HEAD[i]);
    }
    for (size_t i = 0; i < info->count; i++) {
        base_text_add(sql, ", ");
        store_sql_name(sql, alias, info->fields[i].name);
    }
}

static void get_sql(struct base_text *sql, const struct model_type_info *info)
{
    base_text_add(sql, "SELECT ");
    store_sql_columns(sql, info, NULL);
    base_text_printf(sql, " FROM \"%s\" WHERE id = ?1", info->plural);
}

static void insert_sql(struct base_text *sql, const struct model_type_info *info)
{
    base_text_printf(sql, "INSERT INTO \"%s\" (", info->plural);
    for (size_t i = 0; i < info->count; i++) {
        store_sql_name(sql, NULL, info->fields[i].name);
        base_text_add(sql, ", ");
    }
    base_text_add(sql, "version, created, changed) VALUES (");
    for (size_t i = 0; i < info->count + 3; i++)
        base_text_printf(sql, i ? ", ?%zu" : "?%zu", i + 1);
    base_text_add(sql, ")");
}

static void update_sql(struct base_text *sql, const struct model_type_info *info)
{
    base_text_printf(sql, "UPDATE \"%s\" SET ", info->plural);
    for (size_t i = 0; i < info->count; i++) {
        store_sql_name(sql, NULL, info->fields[i].name);
        base_text_printf(sql, " = ?%zu, ", i + 1);
    }
    base_text_printf(sql, "version = ?%zu, changed = ?%zu WHERE id = ?%zu", info->count + 1,
                     info->count + 2, info->count + 3);
}

/* Ids of the records with this value in a column, with what tells whether they are in use. */
static void lookup_sql(struct base_text *sql, const struct model_type_info *info,
                       const char *column, bool nocase)
{
    base_text_printf(sql, "SELECT id, merged_into, retired FROM \"%s\" WHERE ", info->plural);
    /* The index on a title is case-blind, and a name must fit exactly. */
    if (nocase) {
        store_sql_name(sql, NULL, column);
        base_text_add(sql, " = ?1 COLLATE NOCASE AND ");
    }
    store_sql_name(sql, NULL, column);
    base_text_add(sql, " = ?1");
}

static void names_sql(struct base_text *sql, const struct model_type_info *info)
{
    base_text_add(sql, "SELECT uid, ");
    if (info->title)
        store_sql_name(sql, NULL, info->title->name);
    else
        base_text_add(sql, "NULL");
    base_text_printf(sql, ", retired FROM \"%s\" WHERE id = ?1", info->plural);
}

static void write_sql(struct base_text *sql, const struct model_type_info *info,
                      enum store_table_statement which)
{
    switch (which) {
    case TABLE_GET:
        get_sql(sql, info);
        break;
    case TABLE_INSERT:
        insert_sql(sql, info);
        break;
    case TABLE_UPDATE:
        update_sql(sql, info);
        break;
    case TABLE_BY_UID:
        lookup_sql(sql, info, "uid", false);
        break;
    case TABLE_BY_ID:
        lookup_sql(sql, info, "id", false);
        break;
    case TABLE_BY_CODE:
        lookup_sql(sql, info, info->code->name, false);
        break;
    case TABLE_BY_TITLE:
        lookup_sql(sql, info, info->title->name, true);
        break;
    default:
        names_sql(sql, info);
        break;
    }
}

enum err_code store_table(struct store *s, enum model_type type, enum store_table_statement which,
                          sqlite3_stmt **ready, struct err *e)
{
    sqlite3_stmt **cached = &s->table[type][which];
    if (!*cached) {
        struct base_text sql = {0};
        write_sql(&sql, model_type_info(type), which);
        store_prepare(s->db, sql.s, cached, e);
        base_text_free(&sql);
    }
    *ready = *cached;
    return *cached ? ERR_NONE : e->code;
}
