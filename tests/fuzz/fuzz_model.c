/* Whatever stands in a cell: the small languages of the model take it or say why not, and what a
 * field takes comes back the same after it was written. */
#include "sharedesk/model/attribute.h"
#include "sharedesk/model/check.h"
#include "sharedesk/model/filter.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/model/tariff.h"
#include "sharedesk/model/value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void require(int holds)
{
    if (!holds)
        abort();
}

static void try_hours(const char *text)
{
    struct model_hours hours;
    struct err e = ERR_INIT;
    if (model_hours_parse(text, &hours, &e)) {
        require(e.why[0] != '\0' && e.hint[0] != '\0');
        return;
    }
    for (int day = 0; day < 7; day++) {
        int end = 0;
        for (int i = 0; i < hours.counts[day]; i++) {
            struct model_span span = hours.spans[day][i];
            require((i == 0 || span.from > end) && span.from >= 0 && span.from < span.until);
            require(span.from < 1440 && span.until < 2880);
            end = span.until;
        }
    }
}

static void try_attributes(const char *text, struct base_arena *a)
{
    struct model_attribute *list;
    size_t count;
    struct err e = ERR_INIT;
    if (model_attributes_parse(text, a, &list, &count, &e))
        require(e.why[0] != '\0');
    for (size_t i = 0; i < count && i < 20; i++)
        model_attribute_met(&list[i], list, count, a);
}

static void try_filter(const char *text, struct base_arena *a)
{
    const struct model_filter *filter;
    struct err e = ERR_INIT;
    if (model_filter_parse(model_type_info(MODEL_RESOURCE), text, a, &filter, &e))
        require(!filter && e.why[0] != '\0');
}

static void try_fields(enum model_type type, const char *text, struct base_arena *a)
{
    static const struct model_format format = {.decimals = 2};
    const struct model_type_info *info = model_type_info(type);
    void *record = model_record_new(a, type);
    void *copy = model_record_new(a, type);
    for (size_t i = 0; i < info->count; i++) {
        const struct model_field *f = &info->fields[i];
        struct err e = ERR_INIT;
        if (model_value_parse(f, text, &format, a, record, &e)) {
            require(e.why[0] != '\0' && e.what[0] != '\0');
            continue;
        }
        const char *written = model_value_format(f, record, &format, a);
        require(model_value_parse(f, written, &format, a, copy, &e) == ERR_NONE);
        require(model_field_equal(f, record, copy));
        model_value_show(f, record, &format, a);
    }
    struct model_fault *faults;
    model_record_faults(type, record, a, &faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    const char *text = base_arena_strndup(a, (const char *)data, size);
    int64_t id;
    try_hours(text);
    try_attributes(text, a);
    try_filter(text, a);
    try_fields(MODEL_RESOURCE, text, a);
    try_fields(MODEL_DEMAND, text, a);
    try_fields(MODEL_MEETING, text, a);
    model_check_orcid(text, &e);
    model_check_tariffs(text, &e);
    model_type_of_number(text, &id);
    base_arena_free(&a);
    return 0;
}
