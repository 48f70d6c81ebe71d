/* calendar.c: free, calendar: what is open, booked and free. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/schedule/free.h"

/* From now, or --from, for a week, or until --to. */
static enum err_code window(struct cli *c, int64_t *from, int64_t *to)
{
    if (cli_time(c, "from", false, store_now(c->store), from) ||
        cli_time(c, "to", true, *from + INT64_C(7) * 86400, to)) {
        return c->err.code;
    }
    if (*to <= *from) {
        return cli_usage(c, "%s", _("the end does not lie after the start"));
    }
    return ERR_NONE;
}

/* ---- free ------------------------------------------------------------------------------------ */

enum err_code cli_run_free(struct cli *c)
{
    struct store_ref resource;
    struct schedule_calendar *calendar;
    struct schedule_slot *slots;
    size_t count;
    int64_t from = 0, to = 0;
    long long minutes, limit;
    if (cli_reference(c, c->args[0], MODEL_RESOURCE, &resource) || window(c, &from, &to) ||
        cli_number(c, "minutes", 1, 0, &minutes) || cli_number(c, "limit", 1, 0, &limit)) {
        return c->err.code;
    }
    struct incentive_terms *t = incentive_terms_new(c->store, c->arena);
    if (schedule_calendar_read(t, &resource.id, 1, from, to, c->arena, &calendar, &c->err) ||
        schedule_free_find(calendar, &calendar->lanes[0], from, to, minutes, c->arena, &slots,
                           &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *table = cli_table_new(c);
    cli_table_column(table, "resource", _("Resource"), CLI_NUMBER);
    cli_table_column(table, "start", _("Start"), CLI_TIME);
    cli_table_column(table, "end", _("End"), CLI_TIME);
    cli_table_column(table, "minutes", _("Minutes"), CLI_MINUTES);
    for (size_t i = 0; i < count && (limit == 0 || i < (size_t)limit); i++) {
        cli_table_ref(table, MODEL_RESOURCE, slots[i].resource);
        cli_table_number(table, slots[i].start);
        cli_table_number(table, slots[i].end);
        cli_table_number(table, slots[i].minutes);
    }
    cli_table_print(table, _("Nothing is free in this time."));
    return ERR_NONE;
}

/* ---- calendar -------------------------------------------------------------------------------- */

static void columns(struct cli_table *t)
{
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "start", _("Start"), CLI_TIME);
    cli_table_column(t, "end", _("End"), CLI_TIME);
    cli_table_column(t, "record", _("Record"), CLI_NUMBER);
    cli_table_column(t, "status", _("Status"), CLI_TEXT);
    cli_table_column(t, "organisation", _("Organisation"), CLI_REF);
    cli_table_column(t, "title", _("Purpose"), CLI_TEXT);
}

static const char *word(struct cli *c, enum model_vocabulary v, const char *code)
{
    return c->output == CLI_TABLE ? model_vocabulary_label(v, code) : code;
}

static void booking_row(struct cli *c, struct cli_table *t, const struct model_booking *b)
{
    cli_table_ref(t, MODEL_RESOURCE, b->resource);
    cli_table_number(t, b->start);
    cli_table_number(t, b->end);
    cli_table_ref(t, MODEL_BOOKING, b->head.id);
    cli_table_text(t,
                   word(c, MODEL_VOCABULARY_BOOKING_STATUS, model_code_or(b->status, "confirmed")));
    cli_table_ref(t, MODEL_ORGANISATION, b->organisation);
    cli_table_text(t, b->title);
}

static void closure_row(struct cli *c, struct cli_table *t, int64_t resource,
                        const struct model_closure *x)
{
    cli_table_ref(t, MODEL_RESOURCE, resource);
    cli_table_number(t, x->start);
    cli_table_number(t, x->end);
    cli_table_ref(t, MODEL_CLOSURE, x->head.id);
    cli_table_text(t,
                   word(c, MODEL_VOCABULARY_CLOSURE_KIND, model_code_or(x->kind, "maintenance")));
    cli_table_ref(t, MODEL_ORGANISATION, BASE_NONE);
    cli_table_text(t, x->title);
}

/* Bookings and closures of a lane in the order of their start. */
static void lane_rows(struct cli *c, struct cli_table *t, const struct schedule_calendar *calendar,
                      const struct schedule_lane *lane)
{
    size_t b = 0, x = 0;
    while (b < lane->booking_count || x < lane->closure_count) {
        bool booking =
            x == lane->closure_count ||
            (b < lane->booking_count && lane->bookings[b]->start <= lane->closures[x]->start);
        if (!booking) {
            closure_row(c, t, lane->resource->head.id, lane->closures[x++]);
        } else {
            const struct model_booking *one = lane->bookings[b++];
            if (one->start < calendar->to && one->end > calendar->from) {
                booking_row(c, t, one);
            }
        }
    }
}

enum err_code cli_run_calendar(struct cli *c)
{
    int64_t *resources = base_arena_array(c->arena, c->arg_count + 1, sizeof *resources);
    struct schedule_calendar *calendar;
    int64_t from = 0, to = 0;
    for (size_t i = 0; i < c->arg_count; i++) {
        struct store_ref ref;
        if (cli_reference(c, c->args[i], MODEL_RESOURCE, &ref)) {
            return c->err.code;
        }
        resources[i] = ref.id;
    }
    struct incentive_terms *t = incentive_terms_new(c->store, c->arena);
    if (window(c, &from, &to) ||
        schedule_calendar_read(t, c->arg_count ? resources : NULL, c->arg_count, from, to, c->arena,
                               &calendar, &c->err)) {
        return c->err.code;
    }
    struct cli_table *table = cli_table_new(c);
    columns(table);
    for (size_t i = 0; i < calendar->count; i++) {
        lane_rows(c, table, calendar, &calendar->lanes[i]);
    }
    cli_table_print(table, _("Nothing is booked or closed in this time."));
    return ERR_NONE;
}
