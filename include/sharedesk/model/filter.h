/* filter.h: the filter language: kind=instrument and (price_member<100 or name~"电镜") and not
 * status=retired. Relations: = != < <= > >= ~ (contains, folded) !~ ; "field" alone means not
 * empty; a bare word or quoted text means it occurs in any text field. and may be left out.
 * Fields may be written as their labels, and 且 或 非 stand for and, or, not:
 * 类别=仪器设备 且 成员价<100. A link compares by reference (owner=O3) or, with ~, by the title of
 * what it links to.
 * Parsed here against the field table; the store turns the tree into bound SQL. */
#ifndef SHAREDESK_MODEL_FILTER_H
#define SHAREDESK_MODEL_FILTER_H

#include "sharedesk/model/field.h"

enum model_filter_kind {
    MODEL_FILTER_AND,
    MODEL_FILTER_OR,
    MODEL_FILTER_NOT, /* left only */
    MODEL_FILTER_COMPARE,
    MODEL_FILTER_PRESENT, /* field is not empty */
    MODEL_FILTER_WORD,    /* text occurs anywhere */
};

enum model_comparison {
    MODEL_IS,
    MODEL_IS_NOT,
    MODEL_LESS,
    MODEL_LESS_OR_EQUAL,
    MODEL_GREATER,
    MODEL_GREATER_OR_EQUAL,
    MODEL_CONTAINS,
    MODEL_CONTAINS_NOT,
};

struct model_filter {
    enum model_filter_kind kind;
    const struct model_filter *left, *right;
    const struct model_field *field;
    enum model_comparison comparison;
    const char *text; /* the value as written */
};

/* NULL or blank text gives *filter = NULL: everything. The error names the place in the text. */
enum err_code model_filter_parse(const struct model_type_info *type, const char *text,
                                 struct base_arena *a, const struct model_filter **filter,
                                 struct err *e);

#endif
