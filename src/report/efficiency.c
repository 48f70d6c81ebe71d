#include "sharedesk/report/efficiency.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/meeting/pack.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { PACK_MONTHS = 12 };

/* ---- rows ------------------------------------------------------------------------------------ */

struct key {
    enum report_by by;
    int64_t number;   /* month, region, organisation; BASE_NONE: none */
    const char *kind; /* or NULL */
};

/* A fact under the key of its row. */
struct entry {
    struct key key;
    const struct report_fact *fact;
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
    const struct entry *a = x, *b = y;
    int order = compare_keys(&a->key, &b->key);
    return order != 0 ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

/* Money has no kind, region or organisation: no rows of its own. */
static bool makes_row(enum report_by by, const struct report_fact *f)
{
    return by == REPORT_BY_MONTH || f->kind != REPORT_FACT_MONEY;
}

/* The facts that make rows, those of one row together. */
static struct entry *sort_facts(const struct report_facts *facts, enum report_by by,
                                struct base_arena *a, size_t *count)
{
    struct entry *entries = base_arena_array(a, facts->count + 1, sizeof *entries);
    *count = 0;
    for (size_t i = 0; i < facts->count; i++) {
        const struct report_fact *f = &facts->list[i];
        if (makes_row(by, f))
            entries[(*count)++] = (struct entry){key_of(by, f), f};
    }
    if (*count > 0)
        qsort(entries, *count, sizeof *entries, by_key);
    return entries;
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

struct reporting {
    struct store *store;
    struct base_arena *arena;
    struct report_facts facts;
    struct report_efficiency *report;
    size_t capacity;                  /* of rows */
    const struct report_fact **slice; /* of the row that is made */
};

/* How many share the benefit of a row: all, or those of its region; one organisation is nobody to
 * compare with. */
static size_t takers_of(const struct reporting *r, const struct key *key)
{
    size_t count = 0;
    if (key->by == REPORT_BY_ORGANISATION)
        return 0;
    for (size_t i = 0; key->by == REPORT_BY_REGION && i < r->facts.taker_count; i++)
        count += r->facts.takers[i].region == key->number;
    return key->by == REPORT_BY_REGION ? count : r->facts.taker_count;
}

static void add_row(struct reporting *r, const struct key *key, const struct entry *entries,
                    size_t n)
{
    struct report_row *row = base_arena_push(r->arena, (void **)&r->report->rows, &r->report->count,
                                             &r->capacity, sizeof *row);
    *row = (struct report_row){0};
    name_row(r->store, key, r->arena, row);
    for (size_t i = 0; i < n; i++)
        r->slice[i] = entries[i].fact;
    report_figures(r->slice, n, takers_of(r, key), row->values);
}

/* A month without facts has its row too. */
static void add_rows(struct reporting *r, enum report_by by)
{
    size_t count, first = 0;
    struct entry *entries = sort_facts(&r->facts, by, r->arena, &count);
    for (int64_t month = r->report->from; by == REPORT_BY_MONTH && month <= r->report->until;
         month++) {
        size_t n = 0;
        while (first + n < count && entries[first + n].key.number == month)
            n++;
        add_row(r, &(struct key){by, month, NULL}, entries + first, n);
        first += n;
    }
    while (first < count) {
        size_t n = 1;
        while (first + n < count && compare_keys(&entries[first].key, &entries[first + n].key) == 0)
            n++;
        add_row(r, &entries[first].key, entries + first, n);
        first += n;
    }
}

static void add_total(struct reporting *r)
{
    for (size_t i = 0; i < r->facts.count; i++)
        r->slice[i] = &r->facts.list[i];
    r->report->total.key = "";
    r->report->total.label = _("Total");
    report_figures(r->slice, r->facts.count, r->facts.taker_count, r->report->total.values);
}

static enum err_code read_before(struct match_desk *m, int64_t month, struct base_arena *a,
                                 struct report_row *before, struct err *e)
{
    struct report_facts facts;
    int64_t end = report_before_end(month, store_now(match_desk_store(m)));
    enum err_code code = report_facts_of_part(m, month - 1, end, a, &facts, e);
    if (code)
        return code;
    const struct report_fact **list = base_arena_array(a, facts.count + 1, sizeof *list);
    for (size_t i = 0; i < facts.count; i++)
        list[i] = &facts.list[i];
    report_figures(list, facts.count, facts.taker_count, before->values);
    before->month = month - 1;
    before->label = report_part_show(month - 1, end, a);
    return ERR_NONE;
}

enum err_code report_efficiency(struct match_desk *m, int64_t from, int64_t until,
                                enum report_by by, struct base_arena *a,
                                struct report_efficiency *report, struct err *e)
{
    struct reporting r = {.store = match_desk_store(m), .arena = a, .report = report};
    *report =
        (struct report_efficiency){.from = from, .until = until, .by = by, .before = {.label = ""}};
    enum err_code code = report_facts_gather(m, from, until, REPORT_ALL_FACTS, a, &r.facts, e);
    if (code)
        return code;
    r.slice = base_arena_array(a, r.facts.count + 1, sizeof *r.slice);
    add_rows(&r, by);
    add_total(&r);
    if (by != REPORT_BY_MONTH && report->count > 0)
        qsort(report->rows, report->count, sizeof *report->rows, by_use);
    report->facts = r.facts.list;
    report->fact_count = r.facts.count;
    return by == REPORT_BY_MONTH ? read_before(m, until, a, &report->before, e) : ERR_NONE;
}

/* ---- records --------------------------------------------------------------------------------- */

/* What a figure is made of. */
static bool counts_for(enum report_figure figure, const struct report_fact *f)
{
    switch (figure) {
    case REPORT_OPEN_HOURS:
        return f->kind == REPORT_FACT_OPEN;
    case REPORT_UTILISATION:
        return f->kind == REPORT_FACT_OPEN || (f->kind == REPORT_FACT_USED && f->hourly);
    case REPORT_USED_HOURS:
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

/* ---- in the papers of a meeting -------------------------------------------------------------- */

/* The last month against the one before. */
static void change_row(const struct report_efficiency *report, struct meeting_document *document,
                       struct meeting_table *t)
{
    const char *cells[REPORT_FIGURE_COUNT + 1] = {
        base_arena_printf(document->arena, _("against %s"), report->before.label)};
    for (int f = 0; f < REPORT_FIGURE_COUNT; f++)
        cells[f + 1] =
            report_change_show((enum report_figure)f, &report->before.values[f],
                               &report->rows[report->count - 1].values[f], document->arena);
    meeting_table_row(document, t, cells);
}

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
        if (i == report->count && report->count > 0 && !base_text_empty(report->before.label))
            change_row(report, document, t);
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
    struct model_meeting *record;
    struct store *s = match_desk_store(m);
    int64_t month = base_time_month(store_now(s));
    enum err_code code = store_get(s, MODEL_MEETING, meeting, a, &record, e);
    if (!code)
        code = meeting_pack(m, meeting, a, document, e);
    if (!code && record->month < month)
        month = record->month; /* the papers of an old meeting tell of its time */
    if (!code)
        code = report_efficiency(m, month - PACK_MONTHS + 1, month, REPORT_BY_MONTH, a, &report, e);
    if (!code)
        efficiency_table(&report, *document);
    return code;
}
