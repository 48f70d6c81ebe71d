/* today_private.h: shared by today.c (the screen) and today_draw.c. */
#ifndef SCREENS_TODAY_PRIVATE_H
#define SCREENS_TODAY_PRIVATE_H

#include "sharedesk/report/brief.h"
#include "sharedesk/screens/desk.h"
#include "sharedesk/tui/table.h"

enum { TODAY_COLUMNS = 6 };

struct today {
    struct screens_desk *desk;
    const char *title;
    struct report_brief brief;
    const char *month;   /* "November" */
    const char *before;  /* "vs 1–22 Oct" */
    const char *present; /* "zhang here · li on D121"; in live */
    struct base_arena *live;
    int ticks;               /* since who is here was last looked at */
    bool narrow;             /* no room to say whose it is */
    enum report_group group; /* the only one shown, or REPORT_GROUPS: all */
    const char *filter;      /* "17 demands": that one */
    struct tui_column columns[TODAY_COLUMNS];
    size_t column_count;
    struct tui_rows rows;
    struct tui_table *table;
};

void today_draw(struct tui_screen *s, struct tui_area area);

#endif
