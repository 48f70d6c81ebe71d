/* use.c: confirm, check-in, cancel, complete, release: what becomes of a booking. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/match/waiting.h"
#include "sharedesk/schedule/series.h"

#include <string.h>

static enum err_code done(struct cli *c, int64_t booking, const char *format)
{
    char number[24];
    model_number_format(MODEL_BOOKING, booking, number);
    cli_say(c, format, number);
    return c->output == CLI_TABLE ? ERR_NONE
                                  : cli_record_print(c, (struct store_ref){MODEL_BOOKING, booking});
}

enum err_code cli_run_confirm(struct cli *c)
{
    struct store_ref ref;
    if (cli_reference(c, c->args[0], MODEL_BOOKING, &ref) ||
        schedule_confirm(c->store, ref.id, &c->err)) {
        return c->err.code;
    }
    return done(c, ref.id, _("%s is confirmed"));
}

enum err_code cli_run_check_in(struct cli *c)
{
    struct store_ref ref;
    int64_t at;
    if (cli_reference(c, c->args[0], MODEL_BOOKING, &ref) ||
        cli_time(c, "at", false, store_now(c->store), &at) ||
        schedule_check_in(c->store, ref.id, at, &c->err)) {
        return c->err.code;
    }
    return done(c, ref.id, _("%s is in use"));
}

enum err_code cli_run_release(struct cli *c)
{
    size_t count;
    if (schedule_release(c->store, &count, &c->err)) {
        return c->err.code;
    }
    cli_say(c, P_("%zu booking released", "%zu bookings released", count), count);
    cli_answer_print(c, json_pack("{s:I}", "released", (json_int_t)count));
    return ERR_NONE;
}

/* ---- cancel ---------------------------------------------------------------------------------- */

/* A slot that is free again, and whom it was offered to. */
struct given_back {
    struct schedule_freed freed;
    int64_t offered; /* the tentative booking of the next in line, or 0 */
};

static json_t *freed_json(struct cli *c, int64_t booking, const struct given_back *given)
{
    const struct schedule_freed *f = &given->freed;
    json_t *o = json_object();
    json_object_set_new(o, "booking", model_json_ref(MODEL_BOOKING, booking));
    json_object_set_new(o, "resource", model_json_ref(MODEL_RESOURCE, f->resource));
    json_object_set_new(o, "start", model_json_time(f->start));
    json_object_set_new(o, "end", model_json_time(f->end));
    json_object_set_new(o, "fee", model_json_money(store_policy(c->store), f->fee));
    json_object_set_new(o, "entry", model_json_ref(MODEL_ENTRY, f->entry));
    json_object_set_new(o, "offered", model_json_ref(MODEL_BOOKING, given->offered));
    return o;
}

/* The next in line gets a slot that is still to come, held for a while. */
static enum err_code offer(struct cli *c, struct given_back *list, size_t count)
{
    struct match_desk *m;
    enum err_code code = cli_match_open(c, &m);
    if (code) {
        return code;
    }
    for (size_t i = 0; !code && i < count; i++) {
        const struct schedule_freed *f = &list[i].freed;
        if (f->start > store_now(c->store)) {
            code = match_waiting_offer(m, f->resource, f->start, f->end, &list[i].offered, &c->err);
        }
    }
    match_desk_free(&m);
    return code;
}

static void say_offered(struct cli *c, const struct given_back *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_booking *b;
        char number[24];
        if (list[i].offered == 0 ||
            store_get(c->store, MODEL_BOOKING, list[i].offered, c->arena, &b, &c->err)) {
            continue;
        }
        model_number_format(MODEL_BOOKING, b->head.id, number);
        cli_say(c, _("offered to the next in line: %s, %s"), number,
                store_title(c->store, MODEL_ORGANISATION, b->organisation, c->arena));
    }
}

static enum err_code cancelled(struct cli *c, int64_t booking, const struct given_back *list,
                               size_t count)
{
    char number[24];
    int64_t fee = 0;
    model_number_format(MODEL_BOOKING, booking, number);
    for (size_t i = 0; i < count; i++) {
        fee += list[i].freed.fee;
    }
    cli_say(c, P_("%s: %zu booking cancelled", "%s: %zu bookings cancelled", count), number, count);
    if (fee) {
        cli_say(c, _("charged: %s"), cli_money_show(c, fee));
    }
    say_offered(c, list, count);
    json_t *all = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(all, freed_json(c, booking, &list[i]));
    }
    cli_answer_print(c, count == 1 ? json_incref(json_array_get(all, 0)) : json_incref(all));
    json_decref(all);
    return ERR_NONE;
}

/* Cancels and offers what is free again, as one change. */
static enum err_code give_back(struct cli *c, int64_t booking, const char *party,
                               struct given_back **given, size_t *count)
{
    struct schedule_freed *list = base_arena_alloc(c->arena, sizeof *list);
    *count = 1;
    enum err_code code =
        cli_flag(c, "no-show")
            ? schedule_no_show(c->store, booking, list, &c->err)
            : schedule_series_cancel(c->store, booking, cli_scope(c), party, cli_value(c, "reason"),
                                     c->arena, &list, count, &c->err);
    if (code) {
        return code;
    }
    *given = base_arena_array(c->arena, *count + 1, sizeof **given);
    for (size_t i = 0; i < *count; i++) {
        (*given)[i].freed = list[i];
    }
    return cli_flag(c, "no-offer") ? ERR_NONE : offer(c, *given, *count);
}

enum err_code cli_run_cancel(struct cli *c)
{
    struct store_ref ref;
    struct given_back *given;
    size_t count;
    const char *by = cli_value(c, "by");
    const char *party = model_vocabulary_find(MODEL_VOCABULARY_PARTY, by ? by : "requester");
    if (!party) {
        return cli_usage(c, _("--by takes requester, provider or desk, not \"%s\""), by);
    }
    if (cli_reference(c, c->args[0], MODEL_BOOKING, &ref) ||
        store_begin(c->store, "cancel", &c->err) ||
        store_end(c->store, give_back(c, ref.id, party, &given, &count), &c->err)) {
        return c->err.code;
    }
    return cancelled(c, ref.id, given, count);
}

/* ---- complete -------------------------------------------------------------------------------- */

enum err_code cli_run_complete(struct cli *c)
{
    struct store_ref ref;
    struct schedule_completed used;
    long long minutes;
    if (cli_reference(c, c->args[0], MODEL_BOOKING, &ref) ||
        cli_number(c, "used", 0, BASE_NONE, &minutes) ||
        schedule_complete(c->store, ref.id, minutes, &used, &c->err)) {
        return c->err.code;
    }
    char number[24];
    model_number_format(MODEL_BOOKING, ref.id, number);
    cli_say(c, _("%s completed: %s used, %s to pay"), number,
            model_minutes_show(used.minutes, c->arena), cli_money_show(c, used.total));
    json_t *o = json_object();
    json_object_set_new(o, "booking", model_json_ref(MODEL_BOOKING, ref.id));
    json_object_set_new(o, "minutes", json_integer(used.minutes));
    json_object_set_new(o, "total", model_json_money(store_policy(c->store), used.total));
    json_object_set_new(o, "voucher_part",
                        model_json_money(store_policy(c->store), used.voucher_part));
    json_object_set_new(o, "entry", model_json_ref(MODEL_ENTRY, used.entry));
    cli_answer_print(c, o);
    return ERR_NONE;
}
