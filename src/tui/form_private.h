/* form_private.h: the form's inside, shared by form.c and form_draw.c. */
#ifndef SHAREDESK_TUI_FORM_PRIVATE_H
#define SHAREDESK_TUI_FORM_PRIVATE_H

#include "sharedesk/tui/form.h"

struct form_slot {
    struct tui_line line;
    struct tui_note note;
    bool note_stays; /* it was put there by the owner, until the field changes */
    bool left;       /* the field had the focus and lost it */
    bool missing;    /* required and empty */
    char *theirs;    /* the other version, or NULL */
    int row, rows;   /* in the area of the last draw */
};

struct tui_form {
    const struct tui_field *fields;
    size_t count, focus;
    const struct tui_form_class *class;
    void *ctx;
    struct form_slot *slots; /* one per field */
    bool changed;
    int scroll;
    char typed[32];      /* letters typed at a choice, folded */
    size_t typed_choice; /* the field at which they were */
};

const char *tui_form_label(const struct tui_field *field); /* translated */
void tui_form_check_quietly(struct tui_form *f);

#endif
