/* screen.h: the application: a stack of screens, its loop, and what it asks at the bottom line.
 *
 * A screen is a const class and an instance. Data and drawing are apart: reload reads, draw only
 * draws what is in memory, command changes something and says by its result what to refresh.
 *
 *   struct today { struct tui_table *waiting; struct desk *desk; };
 *
 *   static enum err_code today_open(struct tui_screen *s, void *arg, struct err *e)
 *   {
 *       struct today *t = s->state;               // zeroed, class->size bytes
 *       t->desk = tui_app_owner(s->app);
 *       t->waiting = tui_table_new(&today_source, t, columns, 5);
 *       return ERR_NONE;                           // reload follows by itself
 *   }
 *   static enum err_code today_reload(struct tui_screen *s, struct err *e)
 *   {
 *       struct today *t = s->state;               // s->data was just reset
 *       return tui_table_reload(t->waiting, e);
 *   }
 *   static void today_draw(struct tui_screen *s, struct tui_area area) { … tui_table_draw(…); }
 *   static int today_command(struct tui_screen *s, int id)
 *   {
 *       struct today *t = s->state;
 *       switch (id) {
 *       case TUI_DO_OPEN: return today_open_record(s);   // tui_app_push(s->app, &record_class,
 * uid) default:          return tui_table_command(t->waiting, id);
 *       }
 *   }
 *   const struct tui_screen_class today_class = {
 *       .name = "today", .size = sizeof(struct today), .place = true,
 *       .answers = TUI_ANSWERS_MOVES | TUI_BIT(TUI_DO_OPEN),
 *       .title = today_title, .open = today_open, .close = today_close, .reload = today_reload,
 *       .draw = today_draw, .command = today_command };
 *
 * The frame around a screen: breadcrumb and status on the first line; a rule; the screen's area; a
 * rule that is also the message and prompt line; the key bar; for a place, the line of places. */
#ifndef SHAREDESK_TUI_SCREEN_H
#define SHAREDESK_TUI_SCREEN_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/tui/command.h"
#include "sharedesk/tui/draw.h"
#include "sharedesk/tui/keymap.h"
#include "sharedesk/tui/term.h"

#include <stdarg.h>
#include <stdint.h>

/* What a handler did: TUI_PASS, or the sum of what is to follow. Every result but TUI_PASS draws.
 */
enum tui_result {
    TUI_PASS = 0,   /* not mine */
    TUI_DONE = 1,   /* done; drawn again */
    TUI_MOVED = 2,  /* the cursor moved: class->quiet is called after 150 ms without another move */
    TUI_RELOAD = 4, /* read this screen again */
    TUI_CHANGED = 8, /* records changed: read this screen again, the others when they come up */
    TUI_POP = 16,    /* close this screen */
    TUI_QUIT = 32,   /* leave the program */
    TUI_SAVE = 64,   /* from tui_form_key: the user wants to save (see form.h) */
};

struct tui_app;
struct tui_choice;
struct tui_screen;

struct tui_screen_class {
    const char *name; /* one word: context of the keymap */
    size_t size;      /* of the state */
    uint64_t answers; /* which of the kit's commands it answers: TUI_BIT(…) | TUI_ANSWERS_… */
    bool place;       /* shows the line of places below the key bar */
    int min_rows, min_cols; /* of its area; below it the kit says what is needed. 0: 6 x 36 */

    /* Words for the breadcrumb; lives in s->data, s->life or for ever. */
    const char *(*title)(struct tui_screen *s);
    /* arg is what tui_app_push got. On failure the screen does not open and the error is shown. */
    enum err_code (*open)(struct tui_screen *s, void *arg, struct err *e);
    void (*close)(struct tui_screen *s); /* also after a failed open; frees what state holds */
    /* Is this open screen the one that push(class, arg) wants? NULL: one screen per class. */
    bool (*same)(struct tui_screen *s, void *arg);
    /* It was raised instead of opened again. Optional. */
    int (*raised)(struct tui_screen *s, void *arg);

    /* Reads all that is shown. s->data is empty when it is called. On an error the kit shows it. */
    enum err_code (*reload)(struct tui_screen *s, struct err *e);
    void (*resize)(struct tui_screen *s,
                   struct tui_area area); /* optional: draw gets the area too */
    void (*draw)(struct tui_screen *s, struct tui_area area);

    /* Commands whose row has no handler. Returns a result; TUI_PASS says "not here". */
    int (*command)(struct tui_screen *s, int id);
    /* Why the command cannot be done now, translated, in s->data; NULL when it can. Optional. */
    const char *(*refuse)(struct tui_screen *s, int id);
    /* Another word for the key bar here ("book" for Enter), translated; NULL: the table's.
     * Optional. */
    const char *(*label)(struct tui_screen *s, int id);
    /* What its signs mean, for the help: code the sign, label the meaning, translated. Optional. */
    size_t (*signs)(struct tui_screen *s, struct base_arena *a, struct tui_choice **signs);
    /* The mode it is in: a context of the keymap before the class ("schedule-move"); or NULL. */
    const char *(*mode)(struct tui_screen *s);

    /* While typing returns true every key and paste goes to key first, and keys that type text
     * reach no command. Both optional. */
    bool (*typing)(struct tui_screen *s);
    int (*key)(struct tui_screen *s, const struct tui_event *event);
    int (*pointer)(struct tui_screen *s,
                   const struct tui_event *event); /* mouse, row and col of its area */

    int (*tick)(struct tui_screen *s);    /* about once a second while on top: live parts */
    int (*quiet)(struct tui_screen *s);   /* 150 ms after the last TUI_MOVED: detail panes */
    void (*hangup)(struct tui_screen *s); /* the line dropped: keep drafts, roll back; no drawing */
};

struct tui_screen {
    const struct tui_screen_class *class;
    struct tui_app *app;
    void *state;
    struct base_arena *life; /* freed when the screen closes */
    struct base_arena *data; /* reset before each reload */
    struct tui_screen *below;
    struct tui_area area; /* of the last draw */
    bool stale;           /* read again before it is drawn */
};

struct tui_app_options {
    const struct tui_keymap *keymap;
    void *owner; /* the program's own state, for the screens */
    /* Right end of the first line ("zhang   22 Nov 14:05"), drawn each frame. Optional. */
    const char *(*status)(void *owner, struct base_arena *frame);
    /* Why one of the application's own commands (TUI_DO_SUSPEND, TUI_DO_QUIT …) cannot be done in
     * this session, translated; NULL when it can. Optional. */
    const char *(*refuse)(void *owner, int id);
    /* About once a second, before the screen's tick: others' commits. TUI_CHANGED reloads. */
    int (*tick)(void *owner);
    /* A tip for the message line while it says nothing else; NULL: none. Optional. */
    const char *(*hint)(void *owner, struct base_arena *frame);
    /* Milliseconds that only grow; NULL: CLOCK_MONOTONIC. Tests inject theirs. */
    int64_t (*clock)(void *clock_ctx);
    void *clock_ctx;
};

/* The terminal must be started, a theme in use (else the built-in one). */
struct tui_app *tui_app_new(const struct tui_app_options *options);
void tui_app_free(struct tui_app **app); /* closes all screens */

/* Opens a screen on top, or raises the one that shows this already. False: could not, message
 * shown. */
bool tui_app_push(struct tui_app *app, const struct tui_screen_class *class, void *arg);
/* Runs until the stack is empty, TUI_QUIT or a hangup. */
enum tui_end { TUI_RUNNING, TUI_ENDED, TUI_HUNG_UP } tui_app_run(struct tui_app *app);
/* One turn: waits up to max_wait_ms for input (less if a timer is due), handles it, draws. */
enum tui_end tui_app_step(struct tui_app *app, int max_wait_ms);

void *tui_app_owner(const struct tui_app *app);
struct tui_screen *tui_app_top(const struct tui_app *app); /* NULL when empty */
int64_t tui_app_now(const struct tui_app *app);            /* ms of its clock */
/* Does a command by its long name as if its key were pressed; false: no such command here. */
bool tui_app_do(struct tui_app *app, const char *name);
/* Why the command cannot be done now, or NULL. Text lives until the next frame. */
const char *tui_app_refusal(struct tui_app *app, const struct tui_command *command);
/* All screens are to be read again when they come up. */
void tui_app_changed(struct tui_app *app);

/* A message on the message line, until the next key. Errors ring the bell; what another answer
 * would mend leaves a question's text on the line. */
enum tui_kind { TUI_SAY_INFO, TUI_SAY_DONE, TUI_SAY_WARNING, TUI_SAY_ERROR, TUI_SAY_MISTAKE };
void tui_say(struct tui_app *app, enum tui_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tui_say_error(struct tui_app *app, const struct err *e);

/* Long work within a command tells how far it is on the message line, and whether to go on: false
 * after Esc or C-c, and when the line drops. Draws now and then, at most ten times a second; never
 * call it from reload. of 0: not known. */
bool tui_app_progress(struct tui_app *app, const char *what, size_t done, size_t of);

/* A separator column of this screen: the two rules get ┬ and ┴ there. Call it from draw. */
void tui_joint(struct tui_screen *s, int col);
/* The same for a separator that ends within the screen: only the upper rule meets it. */
void tui_joint_top(struct tui_screen *s, int col);

/* ---- Asking: at the message line, over the screen, without leaving it. Callbacks return results.
 * ctx must live as long as the question (s->life, or the state). One question at a time; a callback
 * may ask the next. */

struct tui_choice {
    const char *code;  /* what is stored */
    const char *label; /* what is shown, translated */
    const char *note;  /* aside, dim, right of it; or NULL */
};

struct tui_ask {
    const char *label;   /* "Search", "Reason": translated */
    const char *initial; /* or NULL */
    const char *history; /* name of the history to keep ("search"); NULL: none */
    const char *hint;    /* dim text until something is typed, or NULL */
    /* After each change, for incremental search. Optional. */
    int (*changed)(struct tui_screen *s, void *ctx, const char *text);
    /* Completions for the text, shown in a list above; Tab or Down take one. Optional. */
    size_t (*complete)(struct tui_screen *s, void *ctx, const char *text, struct base_arena *a,
                       struct tui_choice **choices);
    /* Enter. If choices were shown and one was taken, text is its code. When it says an error and
     * asks nothing else, the text stays on the line to be mended, and it is called again. */
    int (*done)(struct tui_screen *s, void *ctx, const char *text);
    int (*cancelled)(struct tui_screen *s, void *ctx); /* Esc; optional */
    bool required; /* Enter on an empty line does nothing but say so */
    bool choose; /* the answer is one of the choices: Enter takes the first unless another is chosen
                  */
    bool replace; /* the first letter typed takes the place of initial */
};
/* The texts are copied. Returns TUI_DONE, to end a command with. */
int tui_ask_line(struct tui_screen *s, const struct tui_ask *ask, void *ctx);
/* "Cancel booking B41? y n". done is called only on yes. */
int tui_ask_yes_no(struct tui_screen *s, const char *question,
                   int (*done)(struct tui_screen *s, void *ctx), void *ctx);
/* A list over the screen; typing narrows it by substring. choices are copied. current: code, or
 * NULL. */
int tui_ask_choice(struct tui_screen *s, const char *title, const struct tui_choice *choices,
                   size_t count, const char *current,
                   int (*done)(struct tui_screen *s, void *ctx, const char *code), void *ctx);

#endif
