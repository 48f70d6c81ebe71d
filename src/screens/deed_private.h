/* deed_private.h: shared by deed.c (the screen), deed_paper.c (what it would post) and deeds.c (the
 * deeds themselves). */
#ifndef SCREENS_DEED_PRIVATE_H
#define SCREENS_DEED_PRIVATE_H

#include "sharedesk/screens/deed.h"
#include "sharedesk/tui/form.h"

/* A field of the form: a line of the field table, under a name and label of its own if need be. */
struct deed_line {
    enum model_type type;
    const char *field;
    const char *name;  /* NULL: the field's */
    const char *label; /* N_(); NULL: the field's */
    const char *hint;  /* N_(); NULL: the field's */
    bool required;
};

struct deed;

struct deed_kind {
    const char *name;     /* of drafts and in the change log */
    const char *title;    /* N_() */
    const char *question; /* N_() */
    const struct deed_line *lines;
    size_t count;
    /* Values that are likely; optional. */
    enum err_code (*preset)(struct deed *d, struct base_arena *a, struct err *e);
    /* Does it, within the caller's transaction, and says what was done with deed_say. */
    enum err_code (*perform)(struct deed *d, struct base_arena *a, struct err *e);
};

extern const struct deed_kind deed_kinds[SCREENS_DEED_COUNT];

/* A line below the form: text, and of a posting its amount. */
struct deed_note {
    tui_style style;
    int indent;
    const char *text;
    bool debit;
    const char *amount; /* NULL: no posting */
};

struct deed {
    struct screens_desk *desk;
    struct tui_screen *screen;
    const struct deed_kind *kind;
    struct store_ref about;
    const struct model_field **fields; /* of the field table, one a line */
    struct tui_field *shown;           /* of the form, one a line */
    struct tui_form *form;
    const char *draft; /* its name */
    bool draft_due;

    struct base_arena *paper; /* of the notes */
    struct deed_note *notes;
    size_t note_count, note_capacity;
    const char *said; /* what was done, when it was */
};

/* Values of the form, for perform. Empty is BASE_NONE or NULL. */
int64_t deed_number(const struct deed *d, const char *name, struct base_arena *a);
const char *deed_text(const struct deed *d, const char *name);
/* A record of the type with all the form's fields of that type. */
void *deed_record(const struct deed *d, enum model_type type, struct base_arena *a);
void deed_set_money(struct deed *d, const char *name, int64_t amount, struct base_arena *a);

/* deed_paper.c */
void deed_say(struct deed *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
void deed_tell(struct deed *d, tui_style style, const char *text);
void deed_tell_amount(struct deed *d, const char *text, int64_t amount);
void deed_tell_error(struct deed *d, const struct err *e);
/* Does it and takes it back, keeping what it would have posted. */
enum err_code deed_try(struct deed *d, struct err *e);
void deed_paper_clear(struct deed *d);
/* Rows it takes at that width. */
int deed_paper_draw(const struct deed *d, struct tui_area area, bool measure);

#endif
