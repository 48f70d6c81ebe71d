/* incentives_private.h: shared by incentives.c (the place) and incentives_pages.c (what its pages
 * show). */
#ifndef SCREENS_INCENTIVES_PRIVATE_H
#define SCREENS_INCENTIVES_PRIVATE_H

#include "sharedesk/screens/sheet.h"

enum incentives_page_id {
    INCENTIVES_ORGANISATIONS,
    INCENTIVES_FUNDS,
    INCENTIVES_VOUCHERS,
    INCENTIVES_AWARDS,
    INCENTIVES_LEADERS,
    INCENTIVES_ANSWERS,
    INCENTIVES_CLAIMS,
    INCENTIVES_INVOICES,
    INCENTIVES_LEDGER,
    INCENTIVES_PAGES
};

struct incentives_page {
    const char *code;  /* for choosing it */
    const char *label; /* N_() */
    const char *empty; /* N_(): when there are no rows */
    const struct tui_column *columns;
    size_t column_count;
    size_t sorted; /* column, or column_count: as read */
    /* Fills the sheet; *note gets what is said of the whole, or NULL. */
    enum err_code (*read)(const struct screens_desk *d, struct screens_sheet *t,
                          struct base_arena *a, const char **note, struct err *e);
};

extern const struct incentives_page incentives_pages[INCENTIVES_PAGES];

#endif
