/* price.c: what a use would cost, line by line. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/price.h"

#include <string.h>

enum err_code cli_terms_option(struct cli *c, const char *option, enum model_type type, int64_t *id)
{
    const char *text = cli_value(c, option);
    if (text && strcmp(text, "none") == 0) {
        *id = INCENTIVE_NO;
        return ERR_NONE;
    }
    return cli_link(c, option, type, INCENTIVE_FIND, id);
}

json_t *cli_json_price(struct cli *c, const struct incentive_price *price)
{
    json_t *lines = json_array(), *o = json_object();
    for (size_t i = 0; i < price->line_count; i++) {
        json_t *line = json_object();
        json_object_set_new(line, "text", json_string(price->lines[i].text));
        json_object_set_new(line, "amount",
                            model_json_money(store_policy(c->store), price->lines[i].amount));
        json_array_append_new(lines, line);
    }
    json_object_set_new(o, "total", model_json_money(store_policy(c->store), price->total));
    json_object_set_new(o, "lines", lines);
    json_object_set_new(o, "minutes", json_integer(price->minutes_charged));
    json_object_set_new(o, "free_minutes", json_integer(price->minutes_free));
    json_object_set_new(o, "voucher_part",
                        model_json_money(store_policy(c->store), price->voucher_part));
    json_object_set_new(o, "voucher", model_json_ref(MODEL_VOUCHER, price->voucher));
    json_object_set_new(o, "agreement", model_json_ref(MODEL_AGREEMENT, price->agreement));
    return o;
}

static void print_lines(struct cli *c, const struct incentive_price *price)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "text", _("Text"), CLI_TEXT);
    cli_table_column(t, "amount", _("Amount"), CLI_MONEY);
    for (size_t i = 0; i < price->line_count; i++) {
        cli_table_text(t, price->lines[i].text);
        cli_table_number(t, price->lines[i].amount);
    }
    cli_table_text(t, _("Remains to pay"));
    cli_table_number(t, price->total);
    cli_table_print(t, NULL);
}

static enum err_code minutes_argument(struct cli *c, const char *text, long long *minutes)
{
    if (base_text_parse_int(text, minutes) && *minutes > 0 && *minutes <= INT32_MAX) {
        return ERR_NONE;
    }
    return cli_usage(c, _("\"%s\" is no number of minutes"), text);
}

enum err_code cli_run_price(struct cli *c)
{
    struct store_ref resource, organisation;
    struct base_interval sitting;
    struct incentive_use use = {.sittings = &sitting, .sitting_count = 1};
    struct incentive_price price;
    long long minutes;
    if (minutes_argument(c, c->args[2], &minutes) ||
        cli_reference(c, c->args[0], MODEL_RESOURCE, &resource) ||
        cli_reference(c, c->args[1], MODEL_ORGANISATION, &organisation) ||
        cli_time(c, "at", false, store_now(c->store), &sitting.start) ||
        cli_terms_option(c, "voucher", MODEL_VOUCHER, &use.voucher) ||
        cli_terms_option(c, "agreement", MODEL_AGREEMENT, &use.agreement)) {
        return c->err.code;
    }
    sitting.end = sitting.start + 60 * minutes;
    use.organisation = organisation.id;
    struct incentive_terms *t = incentive_terms_new(c->store, c->arena);
    if (incentive_terms_resource(t, resource.id, &use.resource, &c->err) ||
        incentive_price_find(t, &use, c->arena, &price, &c->err)) {
        return c->err.code;
    }
    if (price.refusal) {
        return err_set(&c->err, ERR_REFUSED, use.resource->name, _("Enter the agreement first."),
                       "%s", price.refusal);
    }
    if (c->output == CLI_JSON) {
        cli_json_print(c, cli_json_price(c, &price));
    } else {
        print_lines(c, &price);
    }
    return ERR_NONE;
}
