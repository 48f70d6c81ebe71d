/* form.h: the form of any record type, made from the field table.
 *
 * Required fields come first; what the desk sets itself is not shown. Each change is checked and
 * kept as a draft, which is there again when the form is opened anew. When someone else saved
 * first, what they changed and I did not is taken over, and where both changed a field both
 * versions are shown: saving again writes mine over theirs, form-theirs takes theirs. */
#ifndef SHAREDESK_SCREENS_FORM_H
#define SHAREDESK_SCREENS_FORM_H

#include "sharedesk/screens/desk.h"

/* What screens_form_class is opened with. */
struct screens_form_wish {
    struct store_ref ref; /* id 0: a new record of the type */
    const void *preset;   /* of a new record: what is known already, or NULL */
    const char *focus;    /* the field to begin with, or NULL */
};

/* The name under which the store keeps the draft: "demand:new", "demand:D117". */
const char *screens_form_draft_name(struct store_ref ref, struct base_arena *a);

#endif
