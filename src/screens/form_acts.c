/* form_acts.c: a form writes what people know; what an act brings about (a booking moved past its
 * rules, a charge without its postings) would be wrong when it is only typed. */
#include "sharedesk/base/i18n.h"

#include "form_private.h"

#include <string.h>

const char *form_refusal(enum model_type type)
{
    if (type == MODEL_ENTRY || type == MODEL_POSTING)
        return _("the ledger is written by charges and payments, and corrected by reversal");
    return NULL;
}

const char *form_elsewhere(const struct form *f, const struct model_field *m)
{
    static const char *const of_booking[] = {
        "resource", "organisation", "start",        "end",        "status",     "used_minutes",
        "price",    "voucher",      "cancelled_by", "checked_in", "checked_out"};
    if (f->type->type != MODEL_BOOKING || !f->id)
        return NULL;
    for (size_t i = 0; i < sizeof of_booking / sizeof *of_booking; i++)
        if (strcmp(of_booking[i], m->name) == 0)
            return _("changed on the Schedule, where its rules are checked");
    return NULL;
}
