/* pager.h: text to read: paragraphs and fields, wrapped to the width, scrolled and searched.
 * It answers TUI_ANSWERS_MOVES | TUI_ANSWERS_SEARCH. Fill it in reload. */
#ifndef SHAREDESK_TUI_PAGER_H
#define SHAREDESK_TUI_PAGER_H

#include "sharedesk/tui/draw.h"
#include "sharedesk/tui/screen.h"

struct tui_pager;

struct tui_pager *tui_pager_new(void);
void tui_pager_free(struct tui_pager **p);
void tui_pager_clear(struct tui_pager *p); /* the place of reading stays */

/* A paragraph; texts are copied, made safe, and wrapped. indent: columns of all its lines. */
void tui_pager_add(struct tui_pager *p, tui_style style, int indent, const char *text);
void tui_pager_addf(struct tui_pager *p, tui_style style, int indent, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "label   value" with the value wrapped under itself. */
void tui_pager_field(struct tui_pager *p, const char *label, tui_style style, const char *value);
void tui_pager_gap(struct tui_pager *p);

void tui_pager_draw(struct tui_pager *p, struct tui_area area, bool focused);
int tui_pager_command(struct tui_pager *p, struct tui_screen *s, int id);
int tui_pager_pointer(struct tui_pager *p, const struct tui_event *event);

/* A ready screen that shows a pager: push with a struct tui_reading *, whose texts are copied. */
struct tui_reading {
    const char *title;
    /* Fills the pager; called on each reload. */
    enum err_code (*fill)(void *ctx, struct tui_pager *p, struct err *e);
    void *ctx;                  /* must live as long as the screen, */
    void (*release)(void *ctx); /* or is freed by this when it closes; may be NULL */
};
extern const struct tui_screen_class tui_reading_class; /* name "reading" */

#endif
