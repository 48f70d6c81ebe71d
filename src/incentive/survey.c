#include "sharedesk/incentive/survey.h"

#include "sharedesk/base/i18n.h"

#include <stdlib.h>

enum err_code incentive_survey_due(struct store *s, const char *role, int64_t since,
                                   struct base_arena *a, const struct model_booking ***bookings,
                                   size_t *count, struct err *e)
{
    return store_select(s, MODEL_BOOKING, STORE_INCENTIVE_SURVEY_DUE,
                        STORE_ARGS(STORE_STR(role), STORE_INT(since), STORE_INT(store_now(s))), a,
                        bookings, count, e);
}

/* ---- answering ------------------------------------------------------------------------------- */

static enum err_code answer_check(struct store *s, const struct model_answer *answer,
                                  struct base_arena *a, struct err *e)
{
    void *record;
    enum err_code code = store_get(s, MODEL_BOOKING, answer->booking, a, &record, e);
    if (code)
        return code;
    const struct model_booking *booking = record;
    char number[24];
    model_number_format(MODEL_BOOKING, answer->booking, number);
    if (!model_code_is(booking->status, "completed"))
        return err_set(e, ERR_REFUSED, number, _("Complete the booking first."),
                       _("a use is judged after it is completed"));
    int64_t earlier;
    code = store_number(s, STORE_INCENTIVE_ANSWER_OF,
                        STORE_ARGS(STORE_INT(answer->booking), STORE_STR(answer->role)), 0,
                        &earlier, e);
    if (code || !earlier || earlier == answer->head.id)
        return code;
    char old[24];
    model_number_format(MODEL_ANSWER, earlier, old);
    return err_set(e, ERR_REFUSED, number, _("Change that answer instead."),
                   _("it is answered in this role already, by %s"), old);
}

enum err_code incentive_survey_answer(struct store *s, struct model_answer *answer, struct err *e)
{
    enum err_code code = store_begin(s, "answer", e);
    if (code)
        return code;
    struct base_arena *a = base_arena_new();
    if (answer->answered == BASE_NONE)
        answer->answered = base_time_day(store_now(s));
    code = answer_check(s, answer, a, e);
    if (!code)
        code = store_put(s, MODEL_ANSWER, answer, e);
    base_arena_free(&a);
    return store_end(s, code, e);
}

/* ---- marks ----------------------------------------------------------------------------------- */

struct mark {
    int64_t id;
    size_t place; /* so that equal ids are summed in one order everywhere */
    double value;
};

static int by_id(const void *x, const void *y)
{
    const struct mark *a = x, *b = y;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sums of marks with the same id; those without (an owner that is not named) are left out. */
static const struct incentive_marks *sum_up(struct mark *marks, size_t n, struct base_arena *a,
                                            size_t *count)
{
    if (n)
        qsort(marks, n, sizeof *marks, by_id);
    struct incentive_marks *sums = base_arena_array(a, n, sizeof *sums);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (marks[i].id == BASE_NONE)
            continue;
        if (*count == 0 || sums[*count - 1].id != marks[i].id)
            sums[(*count)++].id = marks[i].id;
        sums[*count - 1].count++;
        sums[*count - 1].sum += marks[i].value;
    }
    return sums;
}

enum err_code incentive_survey_read(struct store *s, struct base_arena *a,
                                    struct incentive_survey *survey, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    struct store_rows rows;
    enum err_code code = store_rows(s, STORE_INCENTIVE_MARKS, STORE_NO_ARGS, scratch, &rows, e);
    size_t n = rows.count;
    double sum = 0;
    struct mark *resources = base_arena_array(scratch, n, sizeof *resources);
    struct mark *providers = base_arena_array(scratch, n, sizeof *providers);
    for (size_t i = 0; i < n; i++) {
        const struct store_cell *row = STORE_CELL(&rows, i, 0);
        double value = (double)row[2].number / (double)row[3].number;
        resources[i] = (struct mark){row[0].number, i, value};
        providers[i] = (struct mark){row[1].number, i, value};
        sum += value;
    }
    survey->resources = sum_up(resources, n, a, &survey->resource_count);
    survey->providers = sum_up(providers, n, a, &survey->provider_count);
    survey->count = (int64_t)n;
    survey->mean = n ? sum / (double)n : store_policy(s)->mean_answer;
    base_arena_free(&scratch);
    return code;
}

static int marks_by_id(const void *key, const void *element)
{
    int64_t id = *(const int64_t *)key, other = ((const struct incentive_marks *)element)->id;
    return (id > other) - (id < other);
}

static const struct incentive_marks *marks_find(const struct incentive_marks *list, size_t n,
                                                int64_t id)
{
    return n ? bsearch(&id, list, n, sizeof *list, marks_by_id) : NULL;
}

const struct incentive_marks *incentive_survey_resource(const struct incentive_survey *survey,
                                                        int64_t resource)
{
    return marks_find(survey->resources, survey->resource_count, resource);
}

const struct incentive_marks *incentive_survey_provider(const struct incentive_survey *survey,
                                                        int64_t organisation)
{
    return marks_find(survey->providers, survey->provider_count, organisation);
}
