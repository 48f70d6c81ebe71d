/* browse_private.h: shared by browse.c (the screen), browse_find.c (search, filter, sort). */
#ifndef SCREENS_BROWSE_PRIVATE_H
#define SCREENS_BROWSE_PRIVATE_H

#include "sharedesk/base/text.h"
#include "sharedesk/screens/detail.h"
#include "sharedesk/screens/records.h"

struct browse {
    struct screens_desk *desk;
    struct tui_screen *screen;
    struct screens_records *records;
    const char *title;
    struct base_text filter, search; /* as typed */
    struct base_text before;         /* the search before the one being typed */
    struct base_text refused;        /* a filter that could not be read, to be mended */
    struct base_arena *filter_arena;
    bool slow; /* the last reading took long: the next one waits until typing rests */
    bool due;  /* it waits */
    const char *export_path;
    struct screens_detail *detail; /* beside the table */
    bool wide, on_detail;
};

/* Reads from the first row. */
int browse_rewind(struct browse *b);

/* browse_find.c: they change what is listed; the caller reads anew. */
void browse_set_search(struct browse *b, const char *text);
enum err_code browse_set_filter(struct browse *b, const char *text, struct err *e);
int browse_ask_search(struct browse *b);
int browse_ask_filter(struct browse *b);
int browse_ask_sort(struct browse *b);
int browse_reverse(struct browse *b);

/* browse_export.c */
int browse_ask_export(struct browse *b);

#endif
