/* field.h: the field table as data, and record types by name. */
#ifndef SHAREDESK_MODEL_FIELD_H
#define SHAREDESK_MODEL_FIELD_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/model/record.h"
#include "sharedesk/model/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

enum model_value_type {
    MODEL_TEXT,    /* UTF-8 text */
    MODEL_CODE,    /* a code of a vocabulary */
    MODEL_REF,     /* link to one type: id in C, reference in text */
    MODEL_ANYREF,  /* link to a record of any type: "demand:UID" in C, CSV and SQL */
    MODEL_INT,     /* whole number */
    MODEL_MINUTES, /* whole minutes */
    MODEL_PIECE,   /* divisible: BASE_NONE no, 60 "yes", else the smallest piece in minutes */
    MODEL_MONEY,   /* minor units; "1234.50" in text */
    MODEL_PERCENT, /* hundredths of a per cent; "12.5" in text */
    MODEL_SCORE,   /* hundredths of a point; "89.25" in text */
    MODEL_DATE,    /* day number in C, "2026-12-16" in text and SQL */
    MODEL_TIME,    /* UTC seconds in C and SQL, ISO 8601 in the desk's zone in text */
    MODEL_MONTH,   /* month number in C, "2026-12" in text and SQL */
};

/* 190 years. A longer one is a slip of the hand, and would lead times out of the calendar. */
#define MODEL_MINUTES_MOST INT64_C(100000000)

enum model_field_flag {
    MODEL_FIELD_REQUIRED = 1 << 0,  /* a record without it is refused */
    MODEL_FIELD_TITLE = 1 << 1,     /* what a record is called in lists and by exact name */
    MODEL_FIELD_SEARCH = 1 << 2,    /* goes into the search index */
    MODEL_FIELD_PERSONAL = 1 << 3,  /* blanked by `forget` */
    MODEL_FIELD_END = 1 << 4,       /* a bare date includes that day */
    MODEL_FIELD_MULTILINE = 1 << 5, /* edited in a box of several lines */
    MODEL_FIELD_DESK = 1 << 6,      /* set by the desk: not in forms, still in CSV */
    MODEL_FIELD_CODE = 1 << 7,      /* a short code by which the record can be referred to */
    MODEL_FIELD_COMMON = 1 << 8,    /* uid, retired, merged_into, extra */
};

/* Checks a text that has a grammar of its own. Fills e->why and e->hint. */
typedef enum err_code model_check_text(const char *text, struct err *e);
typedef enum err_code model_check_number(int64_t value, struct err *e);

struct model_field {
    const char *name;  /* in C, SQL, CSV, JSON, filters */
    const char *label; /* English; show _(label) */
    enum model_value_type type;
    size_t offset; /* in the record's struct */
    int argument;  /* CODE: enum model_vocabulary; REF: enum model_type */
    model_check_text *check_text;
    model_check_number *check_number;
    unsigned flags;
    int width;        /* default column width, 0 = not shown unless asked for */
    const char *help; /* English; show _(help) */
};

struct model_type_info {
    enum model_type type;
    const char *name;    /* singular KIND */
    const char *plural;  /* KIND, CSV file, SQL table */
    const char *letters; /* of its numbers */
    const char *label;   /* English; show _(label) */
    const char *labels;
    size_t size;                      /* of the struct */
    const struct model_field *fields; /* uid first; retired, merged_into, extra last: CSV order */
    size_t count;
    const struct model_field *title; /* the TITLE field, or NULL */
    const struct model_field *code;  /* the CODE field, or NULL */
};

const struct model_type_info *model_type_info(enum model_type type);
/* By singular or plural, case-blind, else as the desk's language calls it; NULL if there is none.
 */
const struct model_type_info *model_type_find(const char *name);
/* By the letters of a number "R12"; *id gets 12. NULL if it is no number. */
const struct model_type_info *model_type_of_number(const char *number, int64_t *id);
/* By name; NULL if there is none. */
const struct model_field *model_field_find(const struct model_type_info *type, const char *name);
/* As people write it: the name, case-blind, else the label in English or the desk's language. */
const struct model_field *model_field_named(const struct model_type_info *type, const char *name);

bool model_field_is_text(const struct model_field *f); /* const char * in C, else int64_t */

const char *model_field_text(const struct model_field *f, const void *record);
int64_t model_field_number(const struct model_field *f, const void *record);
void model_field_set_text(const struct model_field *f, void *record, const char *text);
void model_field_set_number(const struct model_field *f, void *record, int64_t number);
bool model_field_empty(const struct model_field *f, const void *record);
bool model_field_equal(const struct model_field *f, const void *a, const void *b);

/* A new record with every field empty. */
void *model_record_new(struct base_arena *a, enum model_type type);
/* A copy whose texts live in a. */
void *model_record_copy(struct base_arena *a, enum model_type type, const void *record);
const char *model_record_title(enum model_type type, const void *record); /* may be NULL */

/* "R12" into out (24 bytes are enough). */
void model_number_format(enum model_type type, int64_t id, char out[24]);

/* Every broken constraint of a record at once: required fields, checks, start before end, dates in
 * order. Each fault names its field. Links are checked by the store. */
struct model_fault {
    const struct model_field *field; /* NULL: the record as a whole */
    const char *why;                 /* translated */
    const char *hint;                /* translated, or NULL */
};
size_t model_record_faults(enum model_type type, const void *record, struct base_arena *a,
                           struct model_fault **faults);

#endif
