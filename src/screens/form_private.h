/* form_private.h: shared by form.c (the screen), form_fields.c (from the field table) and
 * form_save.c (drafts, saving, conflicts). */
#ifndef SCREENS_FORM_PRIVATE_H
#define SCREENS_FORM_PRIVATE_H

#include "sharedesk/screens/form.h"
#include "sharedesk/tui/form.h"

struct form {
    struct screens_desk *desk;
    struct tui_screen *screen;
    const struct model_type_info *type;
    int64_t id; /* 0: new */
    const char *title;
    int64_t version;   /* of the record that the values were read from */
    const char **base; /* its values as text, one a field of the type */
    struct tui_form *form;
    struct tui_field *fields; /* of the kit, in the order of the form */
    size_t count;
    const char *draft; /* its name */
    int64_t draft_at;  /* when it was last written, ms */
    bool draft_due;
};

/* form_acts.c: what is not changed by hand, because an act with rules of its own does it. */
/* Why no form of this type opens, translated; NULL when it does. */
const char *form_refusal(enum model_type type);
/* Where this field of a stored record is changed, translated; NULL: here. */
const char *form_elsewhere(const struct form *f, const struct model_field *m);

/* form_fields.c */
void form_make_fields(struct form *f);
const struct model_field *form_field(const struct form *f, const char *name);
/* The record's values as the form has them: codes, ISO dates, numbers for links. In s->life. */
const char **form_values(const struct form *f, const void *record, struct base_arena *a);
void form_show_values(struct form *f, const char *const *values);
extern const struct tui_form_class form_class;

/* form_save.c */
void form_draft_load(struct form *f);
void form_draft_changed(struct form *f);
void form_draft_flush(struct form *f);
int form_save(struct form *f);
int form_discard(struct form *f);
int form_take_theirs(struct form *f);

#endif
