/* theme.h: looks by role. A theme is an INI file:
 *
 *   [theme]            name = dark
 *   [8] [16] [256]     role = [fg [on bg]] [bold] [dim] [underline] [reverse] [italic]
 *   [mono]             role = attributes only
 *
 * Colours: default, black red green yellow blue magenta cyan white, the same with bright- before
 * them (from 16 colours), or a number 0–255 (in [256]). Section [8] holds for more colours too
 * unless [16] or [256] say otherwise; [mono] holds for itself. A role left out looks as built in.
 * State is never shown by colour alone: a role adds to a word or sign, never replaces it. */
#ifndef SHAREDESK_TUI_THEME_H
#define SHAREDESK_TUI_THEME_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/tui/term.h"

/* X(constant, "name in the file", built-in look in mono, built-in look at 8 colours and more) */
#define TUI_ROLES(X)                                                                               \
    X(TUI_NORMAL, "normal", "", "")                                                                \
    X(TUI_DIM, "dim", "dim", "dim")                      /* asides, units, placeholders */         \
    X(TUI_STRONG, "strong", "bold", "bold")              /* the figure that counts */              \
    X(TUI_TITLE, "title", "bold", "bold")                /* headings within a screen */            \
    X(TUI_BREADCRUMB, "breadcrumb", "bold", "cyan bold") /* the top line */                        \
    X(TUI_STATUS, "status", "", "")                      /* who and when, right of the top line */ \
    X(TUI_RULE, "rule", "dim", "blue")                   /* lines and borders */                   \
    X(TUI_KEY, "key", "bold", "yellow bold")             /* a key in the key bar and help */       \
    X(TUI_KEYBAR, "keybar", "", "")                      /* its meaning */                         \
    X(TUI_HEADER, "header", "underline", "cyan")         /* column titles */                       \
    X(TUI_CURSOR, "cursor", "bold", "bold")              /* marker and first cell of a row */      \
    X(TUI_MARKER, "marker", "bold", "yellow bold")       /* signs at the edge: more, focus */      \
    X(TUI_MARKED, "marked", "underline", "magenta")      /* rows marked with Space */              \
    X(TUI_FOUND, "found", "reverse", "black on yellow")  /* what a search found */                 \
    X(TUI_INFO, "info", "", "cyan")                                                                \
    X(TUI_OK, "ok", "", "green")                                                                   \
    X(TUI_WARNING, "warning", "bold", "yellow")                                                    \
    X(TUI_ERROR, "error", "bold", "red bold")                                                      \
    X(TUI_LABEL, "label", "", "cyan")                         /* name of a field */                \
    X(TUI_INPUT, "input", "underline", "underline")           /* what can be typed into */         \
    X(TUI_FOCUS, "focus", "bold underline", "bold underline") /* what is typed into now */         \
    X(TUI_POPUP, "popup", "", "")                             /* body of a list over the screen */ \
    X(TUI_BAR, "bar", "", "green")                                                                 \
    X(TUI_BAR_2, "bar-2", "dim", "blue")                                                           \
    X(TUI_BAR_REST, "bar-rest", "dim", "dim") /* the empty part of a bar */                        \
    X(TUI_FREE, "free", "", "")               /* states of time and bookings */                    \
    X(TUI_REQUESTED, "requested", "", "cyan")                                                      \
    X(TUI_TENTATIVE, "tentative", "", "yellow")                                                    \
    X(TUI_CONFIRMED, "confirmed", "bold", "green")                                                 \
    X(TUI_IN_USE, "in-use", "bold", "cyan bold")                                                   \
    X(TUI_COMPLETED, "completed", "dim", "dim")                                                    \
    X(TUI_CANCELLED, "cancelled", "dim", "dim")                                                    \
    X(TUI_CLOSED, "closed", "dim", "blue")                                                         \
    X(TUI_MAINTENANCE, "maintenance", "", "magenta")                                               \
    X(TUI_CLASH, "clash", "reverse", "red bold")                                                   \
    X(TUI_GAIN, "gain", "", "green") /* gave more than got; change for good */                     \
    X(TUI_LOSS, "loss", "", "red")

enum tui_role {
#define TUI_ROLE_ENUM(id, name, mono, colour) id,
    TUI_ROLES(TUI_ROLE_ENUM)
#undef TUI_ROLE_ENUM
        TUI_ROLE_COUNT
};

/* A style is a role, and what is added to it here. */
typedef unsigned tui_style;
#define TUI_BOLD      0x100u
#define TUI_UNDERLINE 0x200u
#define TUI_REVERSE   0x400u

struct tui_look {
    short fg, bg;        /* -1: the terminal's default */
    unsigned attributes; /* TUI_LOOK_… */
};
#define TUI_LOOK_BOLD      1u
#define TUI_LOOK_DIM       2u
#define TUI_LOOK_UNDERLINE 4u
#define TUI_LOOK_REVERSE   8u
#define TUI_LOOK_ITALIC    16u

struct tui_theme {
    struct tui_look looks[TUI_ROLE_COUNT];
};

/* What bad lines say, one after the other: file:line: what is wrong, what is allowed. */
struct tui_faults {
    const char **texts;
    size_t count, capacity;
};

/* The theme for that many colours from INI text (name is for messages). Never fails: a bad line is
 * a fault in arena a and the built-in look stays. text NULL: all built in. */
void tui_theme_parse(struct tui_theme *theme, const char *name, const char *text,
                     enum tui_colours colours, struct base_arena *a, struct tui_faults *faults);
/* The same for "dark", "light", "high-contrast", "mono" (embedded), or the path of a file. */
enum err_code tui_theme_load(struct tui_theme *theme, const char *name_or_path,
                             enum tui_colours colours, struct base_arena *a,
                             struct tui_faults *faults, struct err *e);
/* Puts a theme on the terminal; it is copied. */
void tui_theme_use(const struct tui_theme *theme);

#endif
