/* desk.h: what all screens of a session share. It is the owner of the kit's application:
 *
 *   struct screens_desk *d = screens_desk(s);
 *   store_get(d->store, …)
 *
 * The store is read in reload (into s->data) and written in command; a command that changed
 * something returns TUI_CHANGED, others' changes come in by the tick. */
#ifndef SHAREDESK_SCREENS_DESK_H
#define SHAREDESK_SCREENS_DESK_H

#include "sharedesk/match/desk.h"
#include "sharedesk/screens/screens.h"
#include "sharedesk/tui/screen.h"

struct screens_desk {
    struct store *store;
    const struct model_personal *personal;
    const char *config_path; /* may be NULL */
    bool restricted;
    struct base_arena *life; /* as long as the session */
    struct tui_keymap *keymap;
    struct tui_app *app;
    struct match_desk *match; /* ask screens_match() */
    struct tui_faults faults; /* of settings: what is wrong in policy.ini, sharedesk.ini, themes */
    struct base_ini settings; /* sharedesk.ini as it was read; see settings.h */
    struct what_if_assumed *what_if; /* what was assumed last, for who comes back to it; or NULL */
    int tour;                        /* step of the tour that is shown; -1: none */
};

/* The session without an application: settings, keymap, faults. */
struct screens_desk *screens_desk_new(const struct screens_options *options);
void screens_desk_free(struct screens_desk **d);
/* Something that is wrong in the settings, for desk-faults; text is copied. */
void screens_desk_fault(struct screens_desk *d, const char *text);
/* What an application of this session is made with; put it into d->app, and free it first. */
struct tui_app_options screens_desk_app(struct screens_desk *d);

/* The tip of the tour that is shown now, for the message line (tour.c). */
const char *screens_tour_hint(void *owner, struct base_arena *frame);

struct screens_desk *screens_desk(const struct tui_screen *s);
/* Opens what matching keeps in memory at the first question; NULL on an error. */
struct match_desk *screens_match(struct screens_desk *d, struct err *e);

/* Why nothing can be written by this user on this desk, translated; NULL when it can. */
const char *screens_read_only(const struct screens_desk *d);
/* The same, to stand as `refuse` in a command's row or to be called from one. */
const char *screens_refuse_write(struct tui_screen *top, int id);

/* "East Region desk · Browse" for the title of a place: call it in reload, in s->data. */
const char *screens_place_title(struct tui_screen *s, const char *place);
/* Words for people, in arena a: "22 Nov 14:05" (the year only when it is another one), "22 Nov",
 * "Mon 23 Nov", "Mon 23 Nov 10:00–14:00", "1,204.50", "R12". */
const char *screens_time_show(const struct screens_desk *d, int64_t t, struct base_arena *a);
const char *screens_date_show(const struct screens_desk *d, int64_t day, struct base_arena *a);
const char *screens_day_show(const struct screens_desk *d, int64_t day, struct base_arena *a);
const char *screens_span_show(const struct screens_desk *d, int64_t start, int64_t end,
                              struct base_arena *a);
const char *screens_money_show(const struct screens_desk *d, int64_t amount, struct base_arena *a);
const char *screens_number_show(struct store_ref ref, struct base_arena *a);
/* For calendars: "Mon 23"; the least that tells the weekday, "Mon" or "一"; "Nov 2026". */
const char *screens_day_short(int64_t day, struct base_arena *a);
const char *screens_weekday_short(int64_t day);
const char *screens_month_show(int64_t month, struct base_arena *a);
/* "12h", "1h30", "45m": short, and as wide in every language. */
const char *screens_minutes_short(int64_t minutes, struct base_arena *a);

/* Ends a command that failed: shows the error, returns TUI_DONE. */
int screens_fail(struct tui_screen *s, const struct err *e);

#endif
