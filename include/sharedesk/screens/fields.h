/* fields.h: from a line of the field table to a field of a form, for every form of the desk. */
#ifndef SHAREDESK_SCREENS_FIELDS_H
#define SHAREDESK_SCREENS_FIELDS_H

#include "sharedesk/screens/desk.h"
#include "sharedesk/tui/form.h"

/* Name, label, kind, width, hint and choices; in life. */
struct tui_field screens_field_make(const struct model_field *m, struct base_arena *life);
/* A record's value as a form has it: codes, the desk's time, numbers for links. */
const char *screens_field_value(const struct screens_desk *d, const struct model_field *m,
                                const void *record, struct base_arena *a);
/* What is wrong with a value, else what it means: the name of a link, hours of minutes. */
void screens_field_check(const struct screens_desk *d, enum model_type type,
                         const struct model_field *m, const char *value, struct tui_note *note);
/* Records that a link could point to. */
size_t screens_field_complete(const struct screens_desk *d, const struct model_field *m,
                              const char *text, struct base_arena *a, struct tui_choice **choices);

#endif
