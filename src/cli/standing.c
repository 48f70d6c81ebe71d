/* standing.c: standing, survey: who contributed, who benefited, and what users say. */
#include "verbs.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/standing.h"
#include "sharedesk/incentive/survey.h"

#include <string.h>

/* ---- standing -------------------------------------------------------------------------------- */

static int64_t minor(double amount)
{
    int64_t rounded;
    return base_money_round(amount, &rounded) ? rounded : BASE_NONE;
}

static void figure_columns(struct cli_table *t)
{
    cli_table_column(t, "organisation", _("Organisation"), CLI_REF);
    cli_table_column(t, "contribution", _("Contribution"), CLI_MONEY);
    cli_table_column(t, "benefit", C_("account", "Benefit"), CLI_MONEY);
    cli_table_column(t, "standing", _("Standing"), CLI_REAL);
}

static void figures(struct cli_table *t, const struct incentive_standing *s)
{
    cli_table_ref(t, MODEL_ORGANISATION, s->organisation);
    cli_table_number(t, minor(s->contribution));
    cli_table_number(t, minor(s->benefit));
    cli_table_real(t, s->standing);
}

/* Every organisation in use; a newcomer has 1. */
static enum err_code all(struct cli *c, int64_t at)
{
    const struct store_list every = {.type = MODEL_ORGANISATION};
    struct model_organisation **organisations;
    struct incentive_standing *list;
    size_t count, known;
    if (incentive_standing_all(c->store, at, c->arena, &list, &known, &c->err) ||
        store_list_page(c->store, &every, 0, true, 0, c->arena, &organisations, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    figure_columns(t);
    for (size_t i = 0; i < count; i++) {
        struct incentive_standing s = incentive_standing_in(list, known, organisations[i]->head.id);
        figures(t, &s);
    }
    cli_table_print(t, _("There are no organisations."));
    return ERR_NONE;
}

static enum err_code candidates(struct cli *c, int64_t at)
{
    struct incentive_candidate *list;
    size_t count;
    if (incentive_candidates(c->store, at, 0, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    figure_columns(t);
    cli_table_column(t, "reasons", _("Reasons"), CLI_TEXT);
    for (size_t i = 0; i < count; i++) {
        figures(t, &list[i].figures);
        cli_table_text(t, list[i].reasons);
    }
    cli_table_print(t, _("There are no candidates."));
    return ERR_NONE;
}

static void lines(struct cli *c, const struct incentive_standing_line *list, size_t count)
{
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "at", _("Date"), CLI_TIME);
    cli_table_column(t, "side", _("Side"), CLI_TEXT);
    cli_table_column(t, "record", _("Record"), CLI_NUMBER);
    cli_table_column(t, "other", _("With"), CLI_REF);
    cli_table_column(t, "minutes", _("Minutes"), CLI_MINUTES);
    cli_table_column(t, "rate", _("Rate"), CLI_MONEY);
    cli_table_column(t, "amount", _("Amount"), CLI_MONEY);
    cli_table_column(t, "weight", _("Weight"), CLI_REAL);
    cli_table_column(t, "counts", _("Counts"), CLI_MONEY);
    for (size_t i = 0; i < count; i++) {
        const struct incentive_standing_line *l = &list[i];
        bool given = l->side == INCENTIVE_CONTRIBUTED;
        cli_table_number(t, l->at);
        cli_table_text(t, c->output != CLI_TABLE ? (given ? "contribution" : "benefit")
                          : given                ? _("contributed")
                                                 : _("benefited"));
        cli_table_ref(t, l->ref.type, l->ref.id);
        cli_table_ref(t, MODEL_ORGANISATION, l->other);
        cli_table_number(t, l->minutes);
        cli_table_number(t, l->rate);
        cli_table_number(t, l->amount);
        cli_table_real(t, l->weight);
        cli_table_number(t, minor(l->decayed));
    }
    cli_table_print(t, _("Nothing counts so far."));
}

/* Its figures and, for people or when asked for, the lines that make them. */
static enum err_code one(struct cli *c, int64_t at)
{
    struct store_ref organisation;
    struct incentive_standing standing;
    struct incentive_standing_line *list;
    size_t count;
    if (cli_reference(c, c->args[0], MODEL_ORGANISATION, &organisation) ||
        incentive_standing_of(c->store, organisation.id, at, c->arena, &standing, &list, &count,
                              &c->err)) {
        return c->err.code;
    }
    bool only_lines = cli_flag(c, "lines");
    if (!only_lines) {
        struct cli_table *t = cli_table_new(c);
        figure_columns(t);
        figures(t, &standing);
        cli_table_print(t, NULL);
    }
    if (only_lines || c->output == CLI_TABLE) {
        lines(c, list, count);
    }
    return ERR_NONE;
}

enum err_code cli_run_standing(struct cli *c)
{
    int64_t at;
    if (cli_time(c, "at", true, store_now(c->store), &at)) {
        return c->err.code;
    }
    if (cli_flag(c, "candidates")) {
        return candidates(c, at);
    }
    return c->arg_count ? one(c, at) : all(c, at);
}

/* ---- questionnaires -------------------------------------------------------------------------- */

static const char *role_option(struct cli *c)
{
    const char *role = cli_value(c, "role");
    return model_vocabulary_find(MODEL_VOCABULARY_ANSWER_ROLE, role ? role : "user");
}

enum { ASKED_FOR_DAYS = 90 };

static enum err_code survey_due(struct cli *c, const char *role)
{
    const struct model_booking **list;
    size_t count;
    int64_t since;
    if (cli_time(c, "since", false, store_now(c->store) - (int64_t)ASKED_FOR_DAYS * 86400,
                 &since) ||
        incentive_survey_due(c->store, role, since, c->arena, &list, &count, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "booking", _("Booking"), CLI_NUMBER);
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "organisation", _("Organisation"), CLI_REF);
    cli_table_column(t, "end", _("Used until"), CLI_TIME);
    for (size_t i = 0; i < count; i++) {
        cli_table_ref(t, MODEL_BOOKING, list[i]->head.id);
        cli_table_ref(t, MODEL_RESOURCE, list[i]->resource);
        cli_table_ref(t, MODEL_ORGANISATION, list[i]->organisation);
        cli_table_number(t, list[i]->end);
    }
    cli_table_print(t, _("Nobody has to be asked."));
    return ERR_NONE;
}

static enum err_code survey_answer(struct cli *c, const char *role)
{
    struct model_answer *answer = model_record_new(c->arena, MODEL_ANSWER);
    struct store_ref booking;
    int64_t *const questions[] = {&answer->q1, &answer->q2, &answer->q3, &answer->q4, &answer->q5};
    if (cli_reference(c, c->args[1], MODEL_BOOKING, &booking) ||
        cli_link(c, "person", MODEL_PERSON, BASE_NONE, &answer->person)) {
        return c->err.code;
    }
    for (size_t i = 2; i < c->arg_count; i++) {
        long long mark;
        if (strcmp(c->args[i], "-") == 0) {
            continue; /* not answered */
        }
        if (!base_text_parse_int(c->args[i], &mark)) {
            return cli_usage(c, _("\"%s\" is no mark from 1 to 5"), c->args[i]);
        }
        *questions[i - 2] = mark;
    }
    answer->booking = booking.id;
    answer->role = role;
    answer->comment = cli_value(c, "comment");
    if (incentive_survey_answer(c->store, answer, &c->err)) {
        return c->err.code;
    }
    char number[24];
    model_number_format(MODEL_ANSWER, answer->head.id, number);
    cli_say(c, _("%s recorded"), number);
    cli_answer_print(c, cli_json_record(c, MODEL_ANSWER, answer));
    return ERR_NONE;
}

static enum err_code survey_marks(struct cli *c)
{
    struct incentive_survey survey;
    if (incentive_survey_read(c->store, c->arena, &survey, &c->err)) {
        return c->err.code;
    }
    struct cli_table *t = cli_table_new(c);
    cli_table_column(t, "resource", _("Resource"), CLI_REF);
    cli_table_column(t, "answers", _("Answers"), CLI_INTEGER);
    cli_table_column(t, "mean", _("Mean"), CLI_REAL);
    for (size_t i = 0; i < survey.resource_count; i++) {
        const struct incentive_marks *m = &survey.resources[i];
        cli_table_ref(t, MODEL_RESOURCE, m->id);
        cli_table_number(t, m->count);
        cli_table_real(t, m->sum / (double)m->count);
    }
    cli_table_print(t, _("There are no answers."));
    return ERR_NONE;
}

enum err_code cli_run_survey(struct cli *c)
{
    const char *role = role_option(c);
    if (!role) {
        return cli_usage(c, _("--role takes user or peer, not \"%s\""), cli_value(c, "role"));
    }
    if (c->arg_count == 0) {
        return survey_due(c, role);
    }
    if (strcmp(c->args[0], "answer") == 0 && c->arg_count >= 3) {
        return survey_answer(c, role);
    }
    if (cli_action(c, "marks", 0)) {
        return survey_marks(c);
    }
    return cli_usage(c, "%s", _("say answer BOOKING Q1 Q2 Q3 Q4 Q5, or marks"));
}
