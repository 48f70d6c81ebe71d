/* fault.c: every broken constraint of a record at once (field.h). */
#include "sharedesk/model/field.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/interval.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <string.h>

struct findings {
    struct base_arena *arena;
    struct model_fault *items;
    size_t count, capacity;
};

static void find_fault(struct findings *found, const struct model_field *f, const char *why,
                       const char *hint)
{
    struct model_fault *fault = base_arena_push(found->arena, (void **)&found->items, &found->count,
                                                &found->capacity, sizeof *fault);
    *fault = (struct model_fault){f, why, base_text_empty(hint) ? NULL : hint};
}

static void find_checked(struct findings *found, const struct model_field *f, const void *record)
{
    if (!f->check_text && !f->check_number)
        return;
    struct err e = ERR_INIT;
    if (f->check_text)
        f->check_text(model_field_text(f, record), &e);
    else
        f->check_number(model_field_number(f, record), &e);
    if (e.code != ERR_NONE)
        find_fault(found, f, base_utf8_show(found->arena, base_arena_strdup(found->arena, e.why)),
                   base_arena_strdup(found->arena, e.hint));
}

static bool is_known_code(const struct model_field *f, const char *code)
{
    size_t count;
    const struct model_code *codes =
        model_vocabulary_codes((enum model_vocabulary)f->argument, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(codes[i].code, code) == 0)
            return true;
    }
    return false;
}

/* A person whose data were erased on request has no name any more, and is retired: such a record
 * travels between desks as it is. */
static bool is_required(const struct model_type_info *info, const struct model_field *f,
                        const void *record)
{
    const bool forgotten = info->type == MODEL_PERSON && f == info->title &&
                           ((const struct model_head *)record)->retired != BASE_NONE;
    return (f->flags & MODEL_FIELD_REQUIRED) && !forgotten;
}

static bool is_too_long(const struct model_field *f, const void *record)
{
    return (f->type == MODEL_MINUTES || f->type == MODEL_PIECE) &&
           model_field_number(f, record) > MODEL_MINUTES_MOST;
}

static void find_in_field(struct findings *found, const struct model_type_info *info,
                          const struct model_field *f, const void *record)
{
    bool blank = model_field_empty(f, record) ||
                 (f->type == MODEL_TEXT && base_text_empty(model_field_text(f, record)));
    if (blank && is_required(info, f, record))
        find_fault(found, f, _("it is empty, and the record needs it"), _("Fill it in."));
    else if (!blank && f->type == MODEL_CODE && !is_known_code(f, model_field_text(f, record)))
        find_fault(found, f,
                   base_arena_printf(found->arena, _("\"%s\" is no code of its vocabulary"),
                                     base_utf8_show(found->arena, model_field_text(f, record))),
                   NULL);
    else if (!blank && is_too_long(f, record))
        find_fault(found, f, _("it is longer than 190 years"), _("Correct the number."));
    else if (!blank)
        find_checked(found, f, record);
}

/* Pairs that must stand in order wherever a type has both. A time span must have some length; of
 * days and limits the two may be the same. */
static const struct order {
    const char *first, *second;
    bool strict;
} orders[] = {
    {"start", "end", true},
    {"earliest", "latest", true},
    {"checked_in", "checked_out", false},
    {"valid_from", "valid_until", false},
    {"member_from", "member_until", false},
    {"length_minimum", "length_maximum", false},
};

static void find_disorder(struct findings *found, const struct model_type_info *info,
                          const void *record)
{
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        const struct model_field *first = model_field_find(info, orders[i].first);
        const struct model_field *second = model_field_find(info, orders[i].second);
        if (!first || !second || model_field_empty(first, record) ||
            model_field_empty(second, record))
            continue;
        int64_t from = model_field_number(first, record);
        int64_t until = model_field_number(second, record);
        if (from < until || (from == until && !orders[i].strict))
            continue;
        const char *why = orders[i].strict ? _("it is not after \"%s\"") : _("it is before \"%s\"");
        find_fault(found, second, base_arena_printf(found->arena, why, _(first->label)),
                   _("Exchange the two, or correct one of them."));
    }
}

/* Of what is booked every day is looked at. */
static void find_endless(struct findings *found, const struct model_type_info *info,
                         const struct model_booking *b)
{
    if (b->start != BASE_NONE && b->end != BASE_NONE &&
        base_interval_minutes(b->start, b->end) > MODEL_MINUTES_MOST)
        find_fault(found, model_field_find(info, "end"),
                   _("it is more than 190 years after the start"), _("Correct the year."));
}

/* Once an agreement says how a charge is split, it must say all of it. */
static void find_bad_shares(struct findings *found, const struct model_type_info *info,
                            const struct model_agreement *agreement)
{
    const int64_t shares[] = {agreement->share_provider, agreement->share_operator,
                              agreement->share_reinvestment, agreement->share_risk};
    int64_t sum = 0;
    bool any = false;
    for (size_t i = 0; i < 4; i++) {
        if (shares[i] == BASE_NONE)
            continue;
        if (shares[i] < 0 || shares[i] > 10000)
            return; /* found by its own check */
        any = true;
        sum += shares[i];
    }
    if (any && sum != 10000)
        find_fault(found, model_field_find(info, "share_provider"),
                   base_arena_printf(found->arena,
                                     _("the four shares add up to %d.%02d per cent, not to 100"),
                                     (int)(sum / 100), (int)(sum % 100)),
                   _("Give shares that add up to 100, or leave all four empty for the desk's."));
}

size_t model_record_faults(enum model_type type, const void *record, struct base_arena *a,
                           struct model_fault **faults)
{
    const struct model_type_info *info = model_type_info(type);
    struct findings found = {.arena = a};
    for (size_t i = 0; i < info->count; i++)
        find_in_field(&found, info, &info->fields[i], record);
    find_disorder(&found, info, record);
    if (type == MODEL_BOOKING)
        find_endless(&found, info, record);
    if (type == MODEL_AGREEMENT)
        find_bad_shares(&found, info, record);
    *faults = found.items;
    return found.count;
}
