/* record.h: the C structs of all record types, made from the field table (tables.h).
 *
 * Texts are borrowed from the arena the record was read into, NULL = empty. Numbers, dates, times,
 * money are int64_t, BASE_NONE = empty. A REF holds the id of the record it links to. A CODE is the
 * code's text, NULL = empty; model_code_or() gives the rule's default for an empty one. */
#ifndef SHAREDESK_MODEL_RECORD_H
#define SHAREDESK_MODEL_RECORD_H

#include "sharedesk/base/time.h"
#include "sharedesk/model/tables.h"

#include <stdint.h>

enum model_type {
    MODEL_ANY = -1, /* any record type, where a reference may point anywhere */
#define MODEL_TYPE_ID(ID, name, plural, letters, label, labels) MODEL_##ID,
    MODEL_TYPES(MODEL_TYPE_ID)
#undef MODEL_TYPE_ID
        MODEL_TYPE_COUNT
};

/* What every record has. */
struct model_head {
    int64_t id;          /* the number for people, without its letter; 0 = not stored yet */
    const char *uid;     /* permanent; 1 to 64 characters; NULL = the store makes a UUID */
    int64_t version;     /* counts changes; a write of an older version is a conflict */
    int64_t created;     /* UTC seconds; set by the store */
    int64_t changed;     /* UTC seconds; set by the store */
    int64_t retired;     /* UTC seconds, BASE_NONE while in use */
    int64_t merged_into; /* id of the record this double was merged into, or BASE_NONE */
    const char *extra;   /* unknown CSV columns, a JSON object with sorted keys, or NULL */
};

#define MODEL_C_TEXT    const char *
#define MODEL_C_CODE    const char *
#define MODEL_C_ANYREF  const char *
#define MODEL_C_REF     int64_t
#define MODEL_C_INT     int64_t
#define MODEL_C_MINUTES int64_t
#define MODEL_C_PIECE   int64_t
#define MODEL_C_MONEY   int64_t
#define MODEL_C_PERCENT int64_t
#define MODEL_C_SCORE   int64_t
#define MODEL_C_DATE    int64_t
#define MODEL_C_TIME    int64_t
#define MODEL_C_MONTH   int64_t

#define MODEL_MEMBER(TYPE, member, label, argument, check, flags, width, help)                     \
    MODEL_C_##TYPE member;
#define MODEL_STRUCT(ID, name, plural, letters, label, labels)                                     \
    struct model_##name {                                                                          \
        struct model_head head;                                                                    \
        MODEL_##ID##_FIELDS(MODEL_MEMBER)                                                          \
    };
MODEL_TYPES(MODEL_STRUCT)
#undef MODEL_STRUCT
#undef MODEL_MEMBER

#endif
