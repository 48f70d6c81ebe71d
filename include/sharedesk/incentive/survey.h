/* survey.h: questionnaires after use: five questions, 1 to 5, and a comment; one answer a booking
 * and role. An answer's mark is the mean of the questions that were answered. */
#ifndef SHAREDESK_INCENTIVE_SURVEY_H
#define SHAREDESK_INCENTIVE_SURVEY_H

#include "sharedesk/store/store.h"

/* Completed uses by others than the owner, not yet answered in that role, that ended in
 * [since, now): oldest first. Records are struct model_booking *. */
enum err_code incentive_survey_due(struct store *s, const char *role, int64_t since,
                                   struct base_arena *a, const struct model_booking ***bookings,
                                   size_t *count, struct err *e);
/* Refuses a second answer for the same booking and role, and a use that is not completed. */
enum err_code incentive_survey_answer(struct store *s, struct model_answer *answer, struct err *e);

struct incentive_marks {
    int64_t id;    /* of the resource or organisation */
    int64_t count; /* answers */
    double sum;    /* of their marks */
};
/* By resource, and by provider, each by id; mean: of all answers, or policy mean_answer. */
struct incentive_survey {
    const struct incentive_marks *resources, *providers;
    size_t resource_count, provider_count;
    int64_t count;
    double mean;
};
enum err_code incentive_survey_read(struct store *s, struct base_arena *a,
                                    struct incentive_survey *survey, struct err *e);
/* NULL without answers. */
const struct incentive_marks *incentive_survey_resource(const struct incentive_survey *survey,
                                                        int64_t resource);
const struct incentive_marks *incentive_survey_provider(const struct incentive_survey *survey,
                                                        int64_t organisation);

#endif
