/* value.h: field values as text and back, the same for CSV, forms, the command line and JSON.
 * Links need the store, so the caller hands in how a reference is resolved and written. */
#ifndef SHAREDESK_MODEL_VALUE_H
#define SHAREDESK_MODEL_VALUE_H

#include "sharedesk/model/field.h"

/* How links are read and written. resolve turns a reference (uid, number, code, name) into an id;
 * write turns an id into a uid (CSV) or a number such as "R12" (people, JSON). type MODEL_ANY for
 * ANYREF, where text goes in and "demand:UID" comes out through *normal. */
struct model_links {
    void *context;
    enum err_code (*resolve)(void *context, enum model_type type, const char *text, int64_t *id,
                             struct err *e);
    enum err_code (*resolve_any)(void *context, const char *text, struct base_arena *a,
                                 const char **normal, struct err *e);
    const char *(*write)(void *context, enum model_type type, int64_t id, struct base_arena *a);
    const char *(*write_any)(void *context, const char *normal, struct base_arena *a);
};

struct model_format {
    int decimals;                    /* of the currency */
    const struct model_links *links; /* NULL: a type without links, or ids as they are */
    int64_t now; /* from which "tomorrow" is reckoned; 0: a day must be written in full */
};

/* Text to value; stores into the record. Empty text empties the field. Texts are copied into a.
 * Checks vocabulary (codes, and labels in either language), grammar and range; NUL cannot occur.
 * The error's what is the field's label, why names the text and what is allowed. */
enum err_code model_value_parse(const struct model_field *f, const char *text,
                                const struct model_format *format, struct base_arena *a,
                                void *record, struct err *e);

/* Value to text for CSV, JSON and the command line: codes, ISO dates, plain decimals. "" if empty.
 */
const char *model_value_format(const struct model_field *f, const void *record,
                               const struct model_format *format, struct base_arena *a);

/* Value to text for people: labels in the desk's language, grouped money, short times, durations as
 * "1 h 30". The same as model_value_format where nothing is kinder. Not escaped for the terminal.
 */
const char *model_value_show(const struct model_field *f, const void *record,
                             const struct model_format *format, struct base_arena *a);

/* A time for people: "2026-12-16 09:00"; a limit at midnight ("done by") as the day that it
 * includes. Reads back as the same. */
void model_time_show(const struct model_field *f, int64_t t, char out[32]);

/* Minutes for people: "45 min", "1 h 30", "12 h". */
const char *model_minutes_show(int64_t minutes, struct base_arena *a);

#endif
