/* How money, times and references are written in JSON, whoever prints it. */
#ifndef SHAREDESK_MODEL_JSON_H
#define SHAREDESK_MODEL_JSON_H

#include "sharedesk/model/field.h"
#include "sharedesk/model/policy.h"

#include <jansson.h>

json_t *model_json_money(const struct model_policy *p,
                         int64_t amount);                 /* "1234.50", or null for BASE_NONE */
json_t *model_json_time(int64_t t);                       /* ISO 8601, or null */
json_t *model_json_ref(enum model_type type, int64_t id); /* "R12", or null */
json_t *model_json_text(const char *text);                /* or null */
json_t *model_json_real(double value, int decimals);      /* rounded to decimals */

#endif
