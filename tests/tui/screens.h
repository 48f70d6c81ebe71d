/* screens.h: a small desk whose records and clock never change, and a session of it in the harness,
 * for the golden screens of the desk. It is Sunday, 22 November 2026, 14:05 in Shanghai; zhang sits
 * at it. */
#ifndef SHAREDESK_TESTS_TUI_SCREENS_H
#define SHAREDESK_TESTS_TUI_SCREENS_H

#include "harness.h"

#include "sharedesk/screens/desk.h"

struct screens_test_options {
    int rows, cols;
    const char *lang, *type, *theme;
    enum tui_lines lines;
    const char *settings; /* text of sharedesk.ini, or NULL */
    const char *policy;   /* text of policy.ini, or NULL: a desk named East Region desk */
    const char *actor;    /* or NULL: zhang */
    bool empty;           /* a desk without records */
    bool tour, restricted;
};

/* A terminal with neither colours nor line-drawing characters. */
#define SCREENS_TEST_MONO                                                                          \
    ((struct screens_test_options){.type = "vt100", .theme = "mono", .lines = TUI_LINES_ASCII})

struct screens_test {
    char directory[64];
    char desk_path[96], config_path[96];
    struct store *store;
    struct model_personal personal;
    struct screens_desk *session;
    struct tui_test *t;
};

struct screens_test *screens_test_new(const struct screens_test_options *options);
void screens_test_free(struct screens_test **w);
/* Ends the session as a dropped line does and begins another one on the same desk. */
void screens_test_again(struct screens_test *w, const struct screens_test_options *options);
/* A colleague's own connection; close it with store_close. */
struct store *screens_test_colleague(const struct screens_test *w, const char *actor);
/* Fails the test with what went wrong. */
void screens_test_must(enum err_code code, const struct err *e);
/* One record in a change of its own; gives its id. */
int64_t screens_test_put(struct store *s, enum model_type type, void *record);
/* A record as a person writes it: "uid", "…", field, value … pairs, ended by NULL. */
int64_t screens_test_add(struct store *s, const char *kind, const char *const *pairs);
/* The first record of a type with that uid. */
struct store_ref screens_test_ref(const struct screens_test *w, enum model_type type,
                                  const char *uid);

#endif
