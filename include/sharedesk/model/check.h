/* check.h: texts with a grammar of their own, and ranges (rules.md, Identity). */
#ifndef SHAREDESK_MODEL_CHECK_H
#define SHAREDESK_MODEL_CHECK_H

#include "sharedesk/base/err.h"

#include <stdint.h>

enum err_code model_check_uid(const char *text, struct err *e);
enum err_code model_check_orcid(const char *text, struct err *e);      /* ISO 7064 MOD 11-2 */
enum err_code model_check_ror(const char *text, struct err *e);        /* bare or as a URL */
enum err_code model_check_identifier(const char *text, struct err *e); /* what looks like a DOI or
                                                           CSTR must be one; others pass */
enum err_code model_check_email(const char *text, struct err *e);
enum err_code model_check_hours(const char *text, struct err *e);      /* see hours.h */
enum err_code model_check_attributes(const char *text, struct err *e); /* see attribute.h */
enum err_code model_check_tariffs(const char *text, struct err *e);    /* see tariff.h */

enum err_code model_check_positive(int64_t value, struct err *e);
enum err_code model_check_not_negative(int64_t value, struct err *e);
enum err_code model_check_days(int64_t value, struct err *e);    /* a century of them at most */
enum err_code model_check_percent(int64_t value, struct err *e); /* 0 to 100 per cent */
enum err_code model_check_mark(int64_t value, struct err *e);    /* 0 to 100 */
enum err_code model_check_grade_5(int64_t value, struct err *e); /* 1 to 5 */

#endif
