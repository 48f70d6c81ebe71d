/* policy.h: the options table. One line an option: what it is, its range, default and help. It
 * parses policy.ini (the desk's rules, beside the desk file) and sharedesk.ini (a person's
 * settings), and writes the commented samples and docs/policy.md.
 *
 * O(TYPE, section, key, member, default, minimum, maximum, help)
 *   TYPE: WHOLE int64_t; MONEY minor units, written as decimals; REAL double; FLAG yes/no;
 *         WORD text; keys are unique across sections, so `--set policy.key=value` needs none. */
#ifndef SHAREDESK_MODEL_POLICY_H
#define SHAREDESK_MODEL_POLICY_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/ini.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stdint.h>

/* clang-format off */
#define MODEL_POLICY_OPTIONS(O)                                                                    \
    O(WORD, desk, name, name, "", 0, 0, N_("Name of the desk, shown at the top"))                  \
    O(WORD, desk, email, email, "", 0, 0, N_("E-mail address of the desk, from which letters go"))   \
    O(WORD, desk, currency, currency, "CNY", 0, 0, N_("ISO 4217 code of the desk's currency"))     \
    O(WHOLE, desk, decimals, decimals, "2", 0, 4, N_("Decimals of the currency's minor unit"))     \
    O(WORD, desk, zone, zone, "", 0, 0, N_("IANA time zone; empty = TZ, else the system's, else UTC")) \
    O(WHOLE, desk, day_minutes, day_minutes, "480", 1, 1440, N_("Minutes of a person-day"))        \
    O(REAL, fit, capability, points_capability, "40", 0, 100, N_("Points for capability"))         \
    O(REAL, fit, availability, points_availability, "15", 0, 100, N_("Points for availability"))   \
    O(REAL, fit, cost, points_cost, "15", 0, 100, N_("Points for cost"))                           \
    O(REAL, fit, quality, points_quality, "15", 0, 100, N_("Points for quality"))                  \
    O(REAL, fit, proximity, points_proximity, "10", 0, 100, N_("Points for proximity"))            \
    O(REAL, fit, history, points_history, "5", 0, 100, N_("Points for history"))                   \
    O(REAL, fit, text_share, text_share, "0.7", 0, 1, N_("Share of the text in capability, the rest for attributes")) \
    O(REAL, fit, least_capability, least_capability, "0", 0, 1, N_("Share of the capability points under which a pair is blocked; 0 = none is")) \
    O(REAL, fit, amount_share, amount_share, "0.7", 0, 1, N_("Share of free time in availability, the rest for an early start")) \
    O(REAL, fit, prior_answers, prior_answers, "5", 0, 1000, N_("Answers' worth of the desk's mean put into a quality")) \
    O(REAL, fit, mean_answer, mean_answer, "3", 1, 5, N_("Mean answer while there are none"))      \
    O(WHOLE, fit, quality_months, quality_months, "12", 1, 120, N_("Months of a provider's own cancellations that count")) \
    O(WHOLE, fit, history_months, history_months, "24", 1, 240, N_("Months of common bookings that count")) \
    O(FLAG, fit, favour_new, favour_new, "no", 0, 0, N_("History favours pairs that have not met")) \
    O(REAL, benefit, balance, balance, "0.5", 0, 4, N_("Exponent of standing; 0 turns balancing off")) \
    O(WHOLE, benefit, urgency_days, urgency_days, "30", 1, 3660, N_("Days before the close from which urgency grows")) \
    O(REAL, benefit, urgency_time, urgency_time, "0.5", 0, 10, N_("Weight of a near close in urgency")) \
    O(REAL, benefit, urgency_priority, urgency_priority, "0.5", 0, 10, N_("Weight of priority in urgency")) \
    O(WHOLE, benefit, candidates, candidates, "20", 1, 1000, N_("Best resources of each demand that an allocation chooses from")) \
    O(REAL, standing, half_life, half_life, "183", 1, 36600, N_("Days in which a contribution or benefit loses half its weight")) \
    O(MONEY, standing, k, standing_k, "10000", 0, 0, N_("Currency units that steady a small account")) \
    O(REAL, price, outside_multiple, outside_multiple, "1.5", 0, 100, N_("Outside price where only a member price is given")) \
    O(REAL, price, tax, tax, "0", 0, 100, N_("Per cent of tax contained in a charge"))             \
    O(REAL, split, provider, split_provider, "70", 0, 100, N_("Per cent of a charge for the provider")) \
    O(REAL, split, operator, split_operator, "10", 0, 100, N_("Per cent for the operator"))        \
    O(REAL, split, reinvestment, split_reinvestment, "15", 0, 100, N_("Per cent for the reinvestment fund")) \
    O(REAL, split, risk, split_risk, "5", 0, 100, N_("Per cent for the risk fund"))                \
    O(MONEY, rate, instrument, rate_instrument, "300", 0, 0, N_("Hourly worth of an instrument without tariff and cost")) \
    O(MONEY, rate, facility, rate_facility, "500", 0, 0, N_("Hourly worth of a facility without tariff and cost")) \
    O(MONEY, rate, database, rate_database, "20", 0, 0, N_("Hourly worth of a database without tariff and cost")) \
    O(MONEY, rate, expert, rate_expert, "200", 0, 0, N_("Hourly worth of a person lent without tariff and cost")) \
    O(MONEY, rate, result, rate_result, "500", 0, 0, N_("Worth of a licence without tariff and cost")) \
    O(MONEY, rate, service, rate_service, "150", 0, 0, N_("Hourly worth of a service without tariff and cost")) \
    O(WHOLE, booking, hold_hours, hold_hours, "24", 0, 720, N_("Hours a freed slot is held for the first in line")) \
    O(WORD, booking, desk_hours, desk_hours, "Mon-Fri 08:00-18:00", 0, 0, N_("Hours in which an allocation lets a use begin where the calendar leaves the choice; empty = any")) \
    O(WHOLE, report, idle_percent, idle_percent, "20", 0, 100, N_("A resource used less is idle"))   \
    O(WHOLE, report, idle_months, idle_months, "3", 1, 60, N_("for so many months"))               \
    O(WHOLE, report, gap_wanted, gap_wanted, "3", 1, 1000, N_("Wanted at least so often and met by nobody is a gap")) \
    O(REAL, report, similarity, similarity, "0.6", 0, 1, N_("Resources this alike are duplicates")) \
    O(WHOLE, brief, answer_days, answer_days, "2", 0, 365, N_("Days after which an unanswered demand is at risk")) \
    O(WHOLE, brief, expiry_days, expiry_days, "30", 0, 365, N_("Days ahead from which expiring agreements are shown")) \
    O(WHOLE, brief, fund_percent, fund_percent, "20", 0, 100, N_("A fund with less of its budget free, in per cent, runs low")) \
    O(WHOLE, brief, payment_days, payment_days, "30", 0, 3650, N_("Days after which what an organisation owes is overdue")) \
    O(WORD, roles, viewer, role_viewer, "", 0, 0, N_("Accounts and @groups that may only look"))   \
    O(WORD, roles, coordinator, role_coordinator, "", 0, 0, N_("Accounts and @groups that do the daily work")) \
    O(WORD, roles, manager, role_manager, "", 0, 0, N_("Accounts and @groups that may do everything"))

#define MODEL_PERSONAL_OPTIONS(O)                                                                  \
    O(WORD, display, language, language, "", 0, 0, N_("en or zh; empty = the environment's"))      \
    O(WORD, display, theme, theme, "dark", 0, 0, N_("dark, light, high-contrast, mono, or the path of a theme file")) \
    O(WORD, display, lines, lines, "auto", 0, 0, N_("auto, utf8 or ascii"))                        \
    O(FLAG, display, wide, ambiguous_wide, "no", 0, 0, N_("Characters of ambiguous width take two columns")) \
    O(FLAG, display, mouse, mouse, "no", 0, 0, N_("Use the mouse"))                                \
    O(WORD, desk, file, desk_file, "", 0, 0, N_("The desk to open when none is named"))            \
    O(FLAG, desk, tour, tour, "yes", 0, 0, N_("Show the tour line until it is finished"))
/* clang-format on */

#define MODEL_OPTION_C_WHOLE int64_t
#define MODEL_OPTION_C_MONEY int64_t
#define MODEL_OPTION_C_REAL  double
#define MODEL_OPTION_C_FLAG  bool
#define MODEL_OPTION_C_WORD  const char *
#define MODEL_OPTION_MEMBER(TYPE, section, key, member, def, min, max, help)                       \
    MODEL_OPTION_C_##TYPE member;

struct model_policy {
    MODEL_POLICY_OPTIONS(MODEL_OPTION_MEMBER)
};
struct model_personal {
    MODEL_PERSONAL_OPTIONS(MODEL_OPTION_MEMBER)
};

enum model_option_type { MODEL_WHOLE, MODEL_OPTION_MONEY, MODEL_REAL, MODEL_FLAG, MODEL_WORD };
enum model_option_scope { MODEL_SCOPE_POLICY, MODEL_SCOPE_PERSONAL };

struct model_option {
    enum model_option_type type;
    const char *section, *key, *fallback, *help;
    double minimum, maximum; /* both 0: no limit */
    size_t offset;
};

const struct model_option *model_options(enum model_option_scope scope, size_t *count);

void model_policy_defaults(struct model_policy *policy);
void model_personal_defaults(struct model_personal *personal);

/* Reads what an INI says over what is in target (struct model_policy or model_personal). Unknown
 * keys and bad values leave the default and are told: "file:line: key: what is allowed". Sections
 * in ignored (NULL-terminated, may be NULL) belong to someone else, such as [keys]. Texts live in
 * a. */
void model_options_read(enum model_option_scope scope, const struct base_ini *ini,
                        const char *const *ignored, struct base_arena *a, void *target,
                        const char ***faults, size_t *count);
/* One option by key or section.key, as in `--set policy.half_life=90`. */
enum err_code model_option_set(enum model_option_scope scope, const char *key, const char *value,
                               struct base_arena *a, void *target, struct err *e);
/* Its value as an INI has it; "" for an unknown key. */
const char *model_option_text(enum model_option_scope scope, const char *key, const void *target,
                              struct base_arena *a);
/* The whole as commented INI: the sample, and the copy kept with what was decided under it. */
const char *model_options_write(enum model_option_scope scope, const void *target, bool comments,
                                struct base_arena *a);

/* Both tables as Markdown: docs/policy.md. */
const char *model_options_document(struct base_arena *a);

/* Worth of an hour of a kind without tariff and cost. */
int64_t model_policy_rate(const struct model_policy *policy, const char *kind);

#endif
