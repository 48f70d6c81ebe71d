/* app_private.h: the application's inside, shared by app.c (stack and loop), frame.c (what is drawn
 * around a screen), ask.c (questions at the message line) and help.c. For src/tui only. */
#ifndef SHAREDESK_TUI_APP_PRIVATE_H
#define SHAREDESK_TUI_APP_PRIVATE_H

#include "sharedesk/base/text.h"
#include "sharedesk/tui/screen.h"

enum { APP_JOINTS = 16, APP_TICK_MS = 1000, APP_QUIET_MS = 150 };

struct tui_question; /* ask.c */
struct tui_history;  /* ask.c */

struct tui_app {
    struct tui_app_options options;
    struct tui_screen *top;
    enum tui_end end;
    enum tui_kind message_kind;
    struct base_text message;  /* empty: none */
    int64_t tick_at, quiet_at; /* quiet_at 0: nothing moved */
    int64_t progress_at;       /* when long work was last shown */
    bool dropped;              /* the line dropped while it went on */
    /* columns where separators of the screen meet the rules: both, or the upper one only */
    struct {
        int col;
        bool top_only;
    } joints[APP_JOINTS];
    size_t joint_count;
    struct tui_question *question; /* NULL: none */
    struct tui_history *histories;
};

/* app.c */
struct tui_context tui_app_context(const struct tui_app *app);
void tui_app_apply(struct tui_app *app, struct tui_screen *s, int result);
void tui_app_run_command(struct tui_app *app, const struct tui_command *command);
bool tui_app_answers(const struct tui_app *app, int id);
const char *tui_app_label(struct tui_app *app, const struct tui_command *command);

/* frame.c */
void tui_app_draw(struct tui_app *app);

/* ask.c */
bool tui_question_key(struct tui_app *app, const struct tui_event *event); /* false: not for it */
void tui_question_draw(struct tui_app *app, struct tui_area line, struct tui_area over);
void tui_question_bar(struct tui_app *app, struct tui_area bar);
void tui_question_drop(struct tui_app *app); /* without asking its owner */
bool tui_question_of(const struct tui_app *app, const struct tui_screen *s);
void tui_histories_free(struct tui_app *app);

/* help.c */
void tui_help_open(struct tui_app *app);
void tui_palette_open(struct tui_app *app);
/* Keys that reach the command here, "q Esc"; "" for none. In the frame's arena. */
const char *tui_help_keys(const struct tui_app *app, const struct tui_command *command,
                          size_t most);

#endif
