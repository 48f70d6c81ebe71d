/* attribute.h: "name=value; name>=number unit": what an offer has and what a demand asks. A value
 * may be a range: "temperature=4-500 K". */
#ifndef SHAREDESK_MODEL_ATTRIBUTE_H
#define SHAREDESK_MODEL_ATTRIBUTE_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum model_relation { MODEL_EQUAL, MODEL_AT_LEAST, MODEL_AT_MOST, MODEL_ABOVE, MODEL_BELOW };

struct model_attribute {
    const char *name; /* as written */
    enum model_relation relation;
    const char *value; /* as written, without unit when it is a number */
    bool numeric;
    double number; /* of a range the low end */
    bool range;
    double high;      /* of a range, in the same unit */
    const char *unit; /* "" without one */
};

enum err_code model_attributes_parse(const char *text, struct base_arena *a,
                                     struct model_attribute **list, size_t *count, struct err *e);
/* Does what is offered meet what is asked? Names and values compare folded; units must agree
 * where both are given (SI prefixes of the same unit are converted). An offered range meets what
 * some value in it meets; an asked range wants all of itself offered. */
bool model_attribute_met(const struct model_attribute *asked, const struct model_attribute *offered,
                         size_t count, struct base_arena *a);
/* As asked, for people: "voltage ≥ 300 kV". */
const char *model_attribute_show(const struct model_attribute *x, struct base_arena *a);
/* What is offered under that name: "120 kV", "at most 30 kV, 200 kV"; "" when nothing is. */
const char *model_attribute_offered(const struct model_attribute *asked,
                                    const struct model_attribute *offered, size_t count,
                                    struct base_arena *a);

#endif
