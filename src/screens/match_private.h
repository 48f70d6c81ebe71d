/* match_private.h: the inside of the Match place.
 *
 *   match.c          the class: opening, reading, commands
 *   match_list.c     left: open demands (or, the other way round, offers), a window over the store
 *   match_pairs.c    right: what matching says of the one chosen left; computed once a choice
 *   match_draw.c     drawing, from memory only
 *   match_steps.c    propose, shortlist, reject, pin, forbid, the provider's answer
 *   match_care.c     handler and follow-up of a demand, quotes and letters
 *   match_read.c     why, or why not: every gate and criterion of a pair
 *   match_compare.c  some pairs side by side */
#ifndef SHAREDESK_SCREENS_MATCH_PRIVATE_H
#define SHAREDESK_SCREENS_MATCH_PRIVATE_H

#include "sharedesk/match/explain.h"
#include "sharedesk/match/proposal.h"
#include "sharedesk/screens/lane.h"
#include "sharedesk/screens/match.h"
#include "sharedesk/tui/pager.h"
#include "sharedesk/tui/table.h"

enum { MATCH_COLUMNS = 5, MATCH_WIDE = 160 };
enum { MATCH_DAYS_MOST = 14, MATCH_DAY_CELLS = 10, MATCH_COMPARED = 4 };

/* One day of the chosen resource, from the hour it opens to the hour it shuts. */
struct screens_match_day {
    int64_t day;
    struct screens_cell cells[MATCH_DAY_CELLS];
};

/* What is told of the chosen pair. */
struct screens_match_detail {
    const struct match_candidate *pair; /* NULL: none is chosen, or it was not read yet */
    const struct model_resource *resource;
    struct match_explanation why;
    struct screens_match_day *days;
    size_t day_count;
};

/* What matching said of the one chosen left. */
struct screens_match_pairs {
    struct base_arena *arena;
    int64_t of; /* id of the demand or resource; 0: not computed */
    struct match_list list;
    const struct model_demand *demand;     /* of, or NULL */
    const struct model_resource *resource; /* of in the reverse view, or NULL */
    const char *requester;                 /* its title */
    bool whole;                            /* the list, not only its best */
    size_t cursor, top;
    int64_t *marked; /* ids of the other side, in order of marking */
    size_t marked_count, marked_capacity;
};

struct screens_match {
    struct screens_desk *desk;
    bool reverse;  /* offers left, demands right */
    bool on_pairs; /* the right pane has the cursor */

    struct tui_table *subjects;
    struct tui_column columns[MATCH_COLUMNS];
    bool wide;      /* there is room for who looks after a demand, and when to come back to it */
    char count[24]; /* heads the last column */
    struct store_list list;
    struct base_arena *list_arena; /* of its filter */
    char *filter;                  /* as it was typed, or NULL */

    struct screens_match_pairs pairs;
    struct base_arena *detail_arena;
    struct screens_match_detail detail;
    struct base_text title, whole_title; /* the second with the requester */

    enum match_step step; /* the one whose reason is asked for */
    const char *care;     /* field of the demand that is asked for */
};

/* match_list.c */
/* Demands or offers, as m->reverse says: all of them, from the first. */
enum err_code screens_match_list_turn(struct screens_match *m, struct err *e);
/* More columns in a wide area. */
void screens_match_list_resize(struct screens_match *m, struct tui_area area);
enum err_code screens_match_list_read(struct screens_match *m, struct err *e);
int64_t screens_match_list_current(const struct screens_match *m); /* id, or 0 */
bool screens_match_list_go(struct screens_match *m, int64_t id);
int screens_match_list_filter(struct tui_screen *s);
/* By that text of the filter language; "" for all. */
int screens_match_list_narrow(struct tui_screen *s, const char *text);
int screens_match_list_sort(struct tui_screen *s);

/* match_pairs.c */
/* Computes the candidates of the one chosen left, and the detail of the chosen pair. The cursor
 * stays on the pair it was on. */
enum err_code screens_match_pairs_read(struct screens_match *m, struct err *e);
enum err_code screens_match_detail_read(struct screens_match *m, struct err *e);
const struct match_candidate *screens_match_pair(const struct screens_match *m); /* or NULL */
/* False when the list shown is not that of the one chosen left: it is about to be computed. */
bool screens_match_is_read(const struct screens_match *m);
/* Id of the pair's side that the right pane lists. */
int64_t screens_match_other(const struct screens_match *m, const struct match_candidate *pair);
bool screens_match_go_pair(struct screens_match *m, int64_t other);
int screens_match_move(struct screens_match *m, int by);
void screens_match_mark(struct screens_match *m);
void screens_match_unmark(struct screens_match *m);
bool screens_match_marked(const struct screens_match *m, int64_t other);
/* The marked, else the one under the cursor: ids of the other side, *count at most `most`. */
void screens_match_chosen(const struct screens_match *m, size_t most, struct base_arena *a,
                          int64_t **others, size_t *count);
/* Demand and resource of a pair of which the right pane lists `other`. */
void screens_match_sides(const struct screens_match *m, int64_t other, int64_t *demand,
                         int64_t *resource);

/* match_draw.c */
void screens_match_draw(struct tui_screen *s, struct tui_area area);
bool screens_match_narrow(struct tui_area area); /* one pane at a time */
int screens_match_click(struct tui_screen *s, const struct tui_event *event);
/* "12 h by 16 Dec · budget 27,000 · standing 1.12", in as much as fits into width columns. */
const char *screens_match_summary(const struct screens_match *m, int width, struct base_arena *a);
/* "R31 Glacios cryo-TEM", or "D117 …" in the reverse view. Safe to show. */
const char *screens_match_name(const struct screens_match *m, const struct match_candidate *pair,
                               struct base_arena *a);

/* match_steps.c */
int screens_match_step(struct tui_screen *s, int id);
const char *screens_match_step_refuse(struct tui_screen *s, int id);

/* The step, of the chosen pairs or none. */
int screens_match_ask_quote(struct tui_screen *s);

/* match_care.c */
int screens_match_care(struct tui_screen *s, int id);
const char *screens_match_care_refuse(struct tui_screen *s, int id);

/* match_read.c */
int screens_match_why(struct tui_screen *s);
int screens_match_why_other(struct tui_screen *s); /* asks for one that is not in the list */

/* match_compare.c */
int screens_match_compare(struct tui_screen *s);

#endif
