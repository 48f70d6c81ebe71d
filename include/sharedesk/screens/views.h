/* views.h: the registry of screens: which one is which place, and which record is "this record" on
 * it.
 *
 * A screen is one file src/screens/<name>.c that exports its class, and one line in views.c. A
 * screen that tells its subject gets edit, history, links, retire, contacts and more for nothing.
 */
#ifndef SHAREDESK_SCREENS_VIEWS_H
#define SHAREDESK_SCREENS_VIEWS_H

#include "sharedesk/screens/desk.h"

struct screens_view {
    const struct tui_screen_class *class;
    int go; /* the command that goes there (SCREENS_DO_GO_…); 0: no place */
    /* The record under the cursor; false: none. NULL: never one. */
    bool (*subject)(struct tui_screen *s, struct store_ref *ref);
    /* `a` here, when it is more than the form of some type; NULL: asks for the type. */
    int (*add)(struct tui_screen *s);
    /* `e` here, when it is more than the record's form. */
    int (*edit)(struct tui_screen *s);
};

const struct screens_view *
screens_view_of(const struct tui_screen *s);          /* NULL: not in the registry */
const struct screens_view *screens_view_at(size_t i); /* NULL past the last */
/* The record under the cursor of this screen. */
bool screens_subject(struct tui_screen *s, struct store_ref *ref);

/* The classes; one extern a screen. */
extern const struct tui_screen_class screens_today_class;
extern const struct tui_screen_class screens_browse_class;
extern const struct tui_screen_class screens_list_class;
extern const struct tui_screen_class screens_columns_class;
extern const struct tui_screen_class screens_record_class;
extern const struct tui_screen_class screens_form_class;
extern const struct tui_screen_class screens_history_class;
/* arg: struct store_ref * of the fund, voucher, award or claim to go to, or NULL */
extern const struct tui_screen_class screens_incentives_class;
extern const struct tui_screen_class screens_account_class;
extern const struct tui_screen_class screens_deed_class;
bool screens_today_subject(struct tui_screen *s, struct store_ref *ref);
int screens_today_add(struct tui_screen *s);
bool screens_browse_subject(struct tui_screen *s, struct store_ref *ref);
int screens_browse_add(struct tui_screen *s);
bool screens_form_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_record_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_history_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_incentives_subject(struct tui_screen *s, struct store_ref *ref);
int screens_incentives_add(struct tui_screen *s);
bool screens_account_subject(struct tui_screen *s, struct store_ref *ref);
bool screens_deed_subject(struct tui_screen *s, struct store_ref *ref);

#endif
