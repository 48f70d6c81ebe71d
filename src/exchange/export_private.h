/* export_private.h: what the profiles share while they write. */
#ifndef SHAREDESK_EXCHANGE_EXPORT_PRIVATE_H
#define SHAREDESK_EXCHANGE_EXPORT_PRIVATE_H

#include "sharedesk/exchange/export.h"

struct export
{
    struct store *store;
    const struct model_type_info *type;
    const struct exchange_export_options *options;
    struct base_text *out;
    struct base_arena *arena;            /* of one row */
    struct icalcomponent_impl *calendar; /* iCalendar, while it is being built */
};

/* One cell, defused when it is for a spreadsheet. */
void export_cell(struct export *x, bool first, const char *cell);

/* ical.c */
enum err_code export_ical_begin(struct export *x, struct err *e);
store_visit export_ical_row;
void export_ical_end(struct export *x);

/* hledger.c */
store_visit export_hledger_row;

/* uniquip.c */
void export_uniquip_header(struct export *x);
store_visit export_uniquip_row;

#endif
