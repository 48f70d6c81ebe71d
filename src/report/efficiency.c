#include "sharedesk/report/efficiency.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/meeting/pack.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { PACK_MONTHS = 12 };

/* ---- rows
 * ------------------------------------------------------------------------------------------ */

struct key {
    enum report_by by;
    int64_t number;   /* month, region, organisation; BASE_NONE: none */
    const char *kind; /* or NULL */
};

static struct key key_of(enum report_by by, const struct report_fact *f)
{
    switch (by) {
    case REPORT_BY_MONTH:
        return (struct key){by, f->month, NULL};
    case REPORT_BY_KIND:
        return (struct key){by, 0, f->resource_kind};
    case REPORT_BY_REGION:
        return (struct key){by, f->region, NULL};
    default:
        return (struct key){by, f->organisation, NULL};
    }
}

static int compare_keys(const struct key *a, const struct key *b)
{
    if (a->number != b->number)
        return a->number > b->number ? 1 : -1;
    if (a->kind == NULL || b->kind == NULL)
        return (a->kind != NULL) - (b->kind != NULL);
    return strcmp(a->kind, b->kind);
}

static int by_key(const void *x, const void *y)
{
    return compare_keys(x, y);
}

static bool has_key(const void *context, const struct report_fact *f)
{
    const struct key *key = context;
    struct key own = key_of(key->by, f);
    return compare_keys(key, &own) == 0;
}

/* Money and benefits have no kind; money has no region or organisation either: no rows of their
 * own. */
static bool makes_row(enum report_by by, const struct report_fact *f)
{
    if (by == REPORT_BY_KIND)
        return f->kind != REPORT_FACT_MONEY && f->kind != REPORT_FACT_BENEFIT;
    return by == REPORT_BY_MONTH || f->kind != REPORT_FACT_MONEY;
}

static struct key *find_keys(const struct report_facts *facts, enum report_by by, int64_t from,
                             int64_t until, struct base_arena *a, size_t *count)
{
    size_t most = facts->count + (by == REPORT_BY_MONTH ? (size_t)(until - from + 1) : 0);
    struct key *keys = base_arena_array(a, most + 1, sizeof *keys);
    size_t n = 0;
    for (int64_t month = from; by == REPORT_BY_MONTH && month <= until; month++)
        keys[n++] = (struct key){by, month, NULL};
    for (size_t i = 0; by != REPORT_BY_MONTH && i < facts->count; i++) {
        if (makes_row(by, &facts->list[i]))
            keys[n++] = key_of(by, &facts->list[i]);
    }
    *count = 0;
    if (n > 0)
        qsort(keys, n, sizeof *keys, by_key);
    for (size_t i = 0; i < n; i++) {
        if (*count == 0 || compare_keys(&keys[*count - 1], &keys[i]) != 0)
            keys[(*count)++] = keys[i];
    }
    return keys;
}

static void name_row(struct store *s, const struct key *key, struct base_arena *a,
                     struct report_row *row)
{
    char month[16];
    row->key = row->label = "";
    if (key->by == REPORT_BY_MONTH) {
        base_month_format(key->number, month);
        row->month = key->number;
        row->key = row->label = base_arena_strdup(a, month);
    } else if (key->by == REPORT_BY_KIND) {
        row->key = key->kind != NULL ? key->kind : "";
        row->label = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, key->kind);
    } else if (key->number != BASE_NONE) {
        row->ref.type = key->by == REPORT_BY_REGION ? MODEL_REGION : MODEL_ORGANISATION;
        row->ref.id = key->number;
        row->key = report_number(row->ref.type, key->number, a);
        row->label = store_title(s, row->ref.type, key->number, a);
    }
    if (row->label[0] == '\0')
        row->label = _("(none)");
}

static int by_use(const void *x, const void *y)
{
    const struct report_row *a = x, *b = y;
    double used_a = a->values[REPORT_USED_HOURS].value, used_b = b->values[REPORT_USED_HOURS].value;
    if (used_a > used_b || used_a < used_b)
        return used_a > used_b ? -1 : 1;
    return strcmp(a->key, b->key);
}

enum err_code report_efficiency(struct match_desk *m, int64_t from, int64_t until,
                                enum report_by by, struct base_arena *a,
                                struct report_efficiency *report, struct err *e)
{
    struct report_facts facts;
    *report = (struct report_efficiency){.from = from, .until = until, .by = by};
    enum err_code code = report_facts_gather(m, from, until, REPORT_ALL_FACTS, a, &facts, e);
    if (code)
        return code;
    struct key *keys = find_keys(&facts, by, from, until, a, &report->count);
    report->rows = base_arena_array(a, report->count + 1, sizeof *report->rows);
    for (size_t i = 0; i < report->count; i++) {
        name_row(match_desk_store(m), &keys[i], a, &report->rows[i]);
        report_figures(&facts, has_key, &keys[i], report->rows[i].values);
    }
    if (by != REPORT_BY_MONTH && report->count > 0)
        qsort(report->rows, report->count, sizeof *report->rows, by_use);
    report->total.key = "";
    report->total.label = _("Total");
    report_figures(&facts, NULL, NULL, report->total.values);
    report->facts = facts.list;
    report->fact_count = facts.count;
    return ERR_NONE;
}

/* ---- records
 * ------------------------------------------------------------------------------------------- */

/* What a figure is made of. */
static bool counts_for(enum report_figure figure, const struct report_fact *f)
{
    switch (figure) {
    case REPORT_OPEN_HOURS:
        return f->kind == REPORT_FACT_OPEN;
    case REPORT_USED_HOURS:
    case REPORT_UTILISATION:
    case REPORT_SHARING_RATE:
        return f->kind == REPORT_FACT_USED;
    case REPORT_FILL_RATE:
    case REPORT_FILL_RATE_VALUE:
        return f->kind == REPORT_FACT_CLOSED;
    case REPORT_DAYS_PROPOSAL:
        return f->kind == REPORT_FACT_PROPOSED;
    case REPORT_DAYS_BOOKING:
        return f->kind == REPORT_FACT_BOOKED;
    case REPORT_DAYS_USE:
        return f->kind == REPORT_FACT_FIRST_USE;
    case REPORT_CONCENTRATION:
        return f->kind == REPORT_FACT_BENEFIT;
    default:
        return f->kind == REPORT_FACT_MONEY;
    }
}

static bool belongs(const struct report_efficiency *report, const struct report_row *row,
                    const struct report_fact *f)
{
    switch (report->by) {
    case REPORT_BY_MONTH:
        return f->month == row->month;
    case REPORT_BY_KIND:
        return base_text_equal(f->resource_kind, row->key);
    case REPORT_BY_REGION:
        return f->region == (row->ref.id > 0 ? row->ref.id : BASE_NONE);
    default:
        return f->organisation == (row->ref.id > 0 ? row->ref.id : BASE_NONE);
    }
}

static int by_record(const void *x, const void *y)
{
    const struct store_ref *a = x, *b = y;
    if (a->type != b->type)
        return a->type > b->type ? 1 : -1;
    return (a->id > b->id) - (a->id < b->id);
}

enum err_code report_records(struct match_desk *m, const struct report_efficiency *report,
                             const struct report_row *row, enum report_figure figure,
                             struct base_arena *a, struct store_ref **records, size_t *count,
                             struct err *e)
{
    (void)m;
    (void)e;
    bool all = row == NULL || row == &report->total;
    struct store_ref *list = base_arena_array(a, report->fact_count + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < report->fact_count; i++) {
        const struct report_fact *f = &report->facts[i];
        if (counts_for(figure, f) && (all || belongs(report, row, f)))
            list[n++] = f->ref;
    }
    *count = 0;
    if (n > 0)
        qsort(list, n, sizeof *list, by_record);
    for (size_t i = 0; i < n; i++) {
        if (*count == 0 || by_record(&list[*count - 1], &list[i]) != 0)
            list[(*count)++] = list[i];
    }
    *records = list;
    return ERR_NONE;
}

/* ---- in the papers of a meeting
 * ------------------------------------------------------------------------- */

static void efficiency_table(const struct report_efficiency *report,
                             struct meeting_document *document)
{
    const char *columns[REPORT_FIGURE_COUNT + 2] = {_("Month")};
    bool numeric[REPORT_FIGURE_COUNT + 1] = {false};
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++) {
        columns[f + 1] = _(report_figure_info((enum report_figure)f)->label);
        numeric[f + 1] = true;
    }
    struct meeting_section *s = meeting_document_section(document, "efficiency", _("Efficiency"));
    struct meeting_table *t =
        meeting_section_table(document, s, "efficiency", "", columns, numeric);
    for (size_t i = 0; i <= report->count; i++) {
        const struct report_row *row = i < report->count ? &report->rows[i] : &report->total;
        const char *cells[REPORT_FIGURE_COUNT + 1] = {row->label};
        for (int f = 0; f < REPORT_FIGURE_COUNT; f++)
            cells[f + 1] =
                report_value_show((enum report_figure)f, &row->values[f], document->arena);
        meeting_table_row(document, t, cells);
    }
}

enum err_code report_pack(struct match_desk *m, int64_t meeting, struct base_arena *a,
                          struct meeting_document **document, struct err *e)
{
    struct report_efficiency report;
    int64_t month = base_time_month(store_now(match_desk_store(m)));
    enum err_code code = meeting_pack(m, meeting, a, document, e);
    if (!code)
        code = report_efficiency(m, month - PACK_MONTHS + 1, month, REPORT_BY_MONTH, a, &report, e);
    if (!code)
        efficiency_table(&report, *document);
    return code;
}
