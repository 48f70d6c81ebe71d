/* export.h: records out as CSV: rows in bytewise order of their uid, links by uid, columns in the
 * order of the field table; no numbers and no change times, so that two desks with the same records
 * write the same bytes. */
#ifndef SHAREDESK_EXCHANGE_EXPORT_H
#define SHAREDESK_EXCHANGE_EXPORT_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/text.h"
#include "sharedesk/exchange/import.h"
#include "sharedesk/store/store.h"

struct exchange_export_options {
    enum exchange_profile profile;
    const char *filter; /* of the filter language, or NULL */
    const struct store_list
        *list; /* of that type, in place of a filter: what a person sees listed */
    bool bom;  /* for spreadsheets: byte order mark, formulas defused */
};

/* One record type as CSV text, header always. UNIQUIP knows resources only. No CSV, and so
 * without bom: iCalendar, of what has a start and an end, and hledger, of entries. */
enum err_code exchange_export(struct store *s, const struct model_type_info *type,
                              const struct exchange_export_options *options, struct base_text *out,
                              struct err *e);

/* Makes directory (and what is missing above it) and writes one KIND.csv for every record type into
 * it, all of one state of the desk. */
enum err_code exchange_export_all(struct store *s, const char *directory,
                                  const struct exchange_export_options *options, struct err *e);

#endif
