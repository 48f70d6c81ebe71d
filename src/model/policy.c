/* policy.c: the options table as data; reading, setting and writing by it. */
#include "sharedesk/model/policy.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/vocabulary.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MODEL_OPTION_TYPE_WHOLE MODEL_WHOLE
#define MODEL_OPTION_TYPE_MONEY MODEL_OPTION_MONEY
#define MODEL_OPTION_TYPE_REAL  MODEL_REAL
#define MODEL_OPTION_TYPE_FLAG  MODEL_FLAG
#define MODEL_OPTION_TYPE_WORD  MODEL_WORD

#define OPTION(TYPE, section, key, member, def, min, max, help)                                    \
    {MODEL_OPTION_TYPE_##TYPE,                                                                     \
     #section,                                                                                     \
     #key,                                                                                         \
     def,                                                                                          \
     help,                                                                                         \
     min,                                                                                          \
     max,                                                                                          \
     offsetof(struct options_struct, member)},

static const struct model_option policy_options[] = {
#define options_struct model_policy
    MODEL_POLICY_OPTIONS(OPTION)
#undef options_struct
};
static const struct model_option personal_options[] = {
#define options_struct model_personal
    MODEL_PERSONAL_OPTIONS(OPTION)
#undef options_struct
};

const struct model_option *model_options(enum model_option_scope scope, size_t *count)
{
    if (scope == MODEL_SCOPE_POLICY) {
        *count = sizeof policy_options / sizeof policy_options[0];
        return policy_options;
    }
    *count = sizeof personal_options / sizeof personal_options[0];
    return personal_options;
}

/* ---- places in the struct ---- */

static void *value_at(const struct model_option *o, void *target)
{
    return (char *)target + o->offset;
}

/* Decimals of the money of a scope; a person's settings hold none. */
static int decimals_of(enum model_option_scope scope, const void *target)
{
    return scope == MODEL_SCOPE_POLICY ? (int)((const struct model_policy *)target)->decimals : 0;
}

/* ---- one value ---- */

/* Words that are no free text; the first letters of a line name the key. */
static const struct choice {
    const char *key;
    const char *words[5];
} choices[] = {
    {"language", {"", "en", "zh", NULL}},
    {"lines", {"auto", "utf8", "ascii", NULL}},
};

static enum err_code bad_range(const struct model_option *o, struct err *e)
{
    return err_set(e, ERR_VALUE, o->key, _(o->help), _("it has to be a number from %g to %g"),
                   o->minimum, o->maximum);
}

static bool in_range(const struct model_option *o, double value)
{
    return (o->minimum == 0 && o->maximum == 0) || (value >= o->minimum && value <= o->maximum);
}

static enum err_code set_whole(const struct model_option *o, const char *text, void *target,
                               struct err *e)
{
    long long value;
    if (!base_text_parse_int(text, &value))
        return err_set(e, ERR_VALUE, o->key, _(o->help),
                       _("it has to be a whole number from %g to %g"), o->minimum, o->maximum);
    if (!in_range(o, (double)value))
        return bad_range(o, e);
    *(int64_t *)value_at(o, target) = value;
    return ERR_NONE;
}

static enum err_code set_real(const struct model_option *o, const char *text, void *target,
                              struct err *e)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || !base_text_empty(end) || !isfinite(value) || !in_range(o, value))
        return bad_range(o, e);
    *(double *)value_at(o, target) = value;
    return ERR_NONE;
}

static enum err_code set_money(const struct model_option *o, const char *text, int decimals,
                               void *target, struct err *e)
{
    int64_t value;
    if (base_money_parse(text, decimals, &value, e))
        return err_set(e, e->code, o->key, _(o->help), _("it has to be an amount of money"));
    if (value < 0)
        return err_set(e, ERR_VALUE, o->key, _(o->help), _("it must not be negative"));
    *(int64_t *)value_at(o, target) = value;
    return ERR_NONE;
}

static enum err_code set_flag(const struct model_option *o, const char *text, void *target,
                              struct err *e)
{
    static const char *const words[2][4] = {{"no", "off", "false", "0"},
                                            {"yes", "on", "true", "1"}};
    for (int value = 0; value < 2; value++) {
        for (int i = 0; i < 4; i++) {
            if (strcasecmp(text, words[value][i]) == 0) {
                *(bool *)value_at(o, target) = value != 0;
                return ERR_NONE;
            }
        }
    }
    return err_set(e, ERR_VALUE, o->key, _(o->help), _("it has to be yes or no"));
}

static bool is_currency(const char *text)
{
    return strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

/* NULL, or what the word has to be. */
static const char *word_fault(const struct model_option *o, const char *text, struct base_arena *a)
{
    if (strcmp(o->key, "currency") == 0 && !is_currency(text))
        return _("it has to be three capital letters, such as CNY");
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (strcmp(choices[i].key, o->key) != 0)
            continue;
        const char *allowed = "";
        for (const char *const *word = choices[i].words; *word; word++) {
            if (strcmp(*word, text) == 0)
                return NULL;
            allowed = base_arena_printf(a, *allowed ? "%s, %s" : "%s%s", allowed, *word);
        }
        return base_arena_printf(a, _("it has to be one of %s"), allowed);
    }
    if (!base_utf8_valid(text, strlen(text)))
        return _("it is no UTF-8 text");
    if (strpbrk(text, "\r\n") || (strchr(text, '"') && strchr(text, '\'')))
        return _("it may hold no line break, and one kind of quotes only");
    return NULL;
}

static enum err_code set_word(const struct model_option *o, const char *text, struct base_arena *a,
                              void *target, struct err *e)
{
    const char *fault = word_fault(o, text, a);
    if (fault)
        return err_set(e, ERR_VALUE, o->key, _(o->help), "%s", fault);
    *(const char **)value_at(o, target) = base_arena_strdup(a, text);
    return ERR_NONE;
}

/* Money was read with the decimals before: brings it to the decimals now. */
static enum err_code rescale_money(void *target, int64_t before, struct err *e)
{
    static const int64_t power[] = {1, 10, 100, 1000, 10000};
    struct model_policy *policy = target;
    for (size_t i = 0; i < sizeof policy_options / sizeof policy_options[0]; i++) {
        const struct model_option *o = &policy_options[i];
        if (o->type != MODEL_OPTION_MONEY)
            continue;
        int64_t *amount = value_at(o, target);
        if (!base_money_muldiv(*amount, power[policy->decimals], power[before], amount))
            return err_set(e, ERR_LIMIT, o->key, _("Give a smaller amount."),
                           _("the amount is too large for the desk"));
    }
    return ERR_NONE;
}

static enum err_code set_value(enum model_option_scope scope, const struct model_option *o,
                               const char *text, struct base_arena *a, void *target, struct err *e)
{
    int64_t decimals = decimals_of(scope, target);
    switch (o->type) {
    case MODEL_WHOLE:
        if (set_whole(o, text, target, e))
            return e->code;
        return decimals_of(scope, target) != decimals ? rescale_money(target, decimals, e)
                                                      : ERR_NONE;
    case MODEL_OPTION_MONEY:
        return set_money(o, text, (int)decimals, target, e);
    case MODEL_REAL:
        return set_real(o, text, target, e);
    case MODEL_FLAG:
        return set_flag(o, text, target, e);
    case MODEL_WORD:
        break;
    }
    return set_word(o, text, a, target, e);
}

/* ---- defaults ---- */

/* The defaults are literals of the table, which its unit test proves to be allowed: words are put
 * in as they are, so that no arena is needed. */
static void set_defaults(enum model_option_scope scope, void *target)
{
    size_t count;
    const struct model_option *options = model_options(scope, &count);
    struct err e = ERR_INIT;
    for (size_t i = 0; i < count; i++) {
        if (options[i].type == MODEL_WORD)
            *(const char **)value_at(&options[i], target) = options[i].fallback;
        else
            set_value(scope, &options[i], options[i].fallback, NULL, target, &e);
    }
}

void model_policy_defaults(struct model_policy *policy)
{
    memset(policy, 0, sizeof *policy);
    set_defaults(MODEL_SCOPE_POLICY, policy);
}

void model_personal_defaults(struct model_personal *personal)
{
    memset(personal, 0, sizeof *personal);
    set_defaults(MODEL_SCOPE_PERSONAL, personal);
}

/* ---- reading ---- */

static const struct model_option *find_option(enum model_option_scope scope, const char *section,
                                              const char *key)
{
    size_t count;
    const struct model_option *options = model_options(scope, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(options[i].key, key) == 0 &&
            (!section || strcasecmp(options[i].section, section) == 0))
            return &options[i];
    }
    return NULL;
}

static bool is_ignored(const char *const *ignored, const char *section)
{
    for (; ignored && *ignored; ignored++) {
        if (strcasecmp(*ignored, section) == 0)
            return true;
    }
    return false;
}

struct faults {
    const char **items;
    size_t count, capacity;
};

static void add_fault(struct faults *faults, struct base_arena *a, const char *text)
{
    *(const char **)base_arena_push(a, (void **)&faults->items, &faults->count, &faults->capacity,
                                    sizeof text) = text;
}

/* What a section allows, or which sections there are: for the message about an unknown name. */
static const char *allowed_names(enum model_option_scope scope, const char *section,
                                 struct base_arena *a)
{
    size_t count;
    const struct model_option *options = model_options(scope, &count);
    const char *keys = "";
    const char *sections = "";
    const char *last = "";
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(options[i].section, section) == 0)
            keys = base_arena_printf(a, *keys ? "%s, %s" : "%s%s", keys, options[i].key);
        if (strcmp(options[i].section, last) != 0)
            sections = base_arena_printf(a, *sections ? "%s, [%s]" : "%s[%s]", sections,
                                         options[i].section);
        last = options[i].section;
    }
    return *keys ? base_arena_printf(a, _("allowed in [%s]: %s"), section, keys)
                 : base_arena_printf(a, _("sections are %s"), sections);
}

static void read_entry(enum model_option_scope scope, const struct base_ini *ini,
                       const struct base_ini_entry *entry, struct base_arena *a, void *target,
                       struct faults *faults)
{
    const struct model_option *o = find_option(scope, entry->section, entry->key);
    const char *key = base_utf8_show(a, entry->key);
    if (!o) {
        add_fault(faults, a,
                  base_arena_printf(a, _("%s:%d: %s: unknown; %s"), ini->file, entry->line, key,
                                    allowed_names(scope, entry->section, a)));
        return;
    }
    struct err e = ERR_INIT;
    if (set_value(scope, o, entry->value, a, target, &e))
        add_fault(faults, a,
                  base_arena_printf(a, "%s:%d: %s: %s", ini->file, entry->line, key, e.why));
}

/* Amounts of money depend on the decimals of the currency, so these are read before all else. */
static bool is_first(const struct base_ini_entry *entry)
{
    return strcmp(entry->key, "decimals") == 0;
}

void model_options_read(enum model_option_scope scope, const struct base_ini *ini,
                        const char *const *ignored, struct base_arena *a, void *target,
                        const char ***faults, size_t *count)
{
    struct faults found = {0};
    for (size_t i = 0; i < ini->fault_count; i++)
        add_fault(&found, a, ini->faults[i]);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < ini->count; i++) {
            const struct base_ini_entry *entry = &ini->entries[i];
            if (is_first(entry) == (pass == 0) && !is_ignored(ignored, entry->section))
                read_entry(scope, ini, entry, a, target, &found);
        }
    }
    *faults = found.items;
    *count = found.count;
}

enum err_code model_option_set(enum model_option_scope scope, const char *key, const char *value,
                               struct base_arena *a, void *target, struct err *e)
{
    if (strncasecmp(key, "policy.", 7) == 0)
        key += 7;
    const char *dot = strchr(key, '.');
    const char *section = dot ? base_arena_strndup(a, key, (size_t)(dot - key)) : NULL;
    const struct model_option *o = find_option(scope, section, dot ? dot + 1 : key);
    if (!o)
        return err_set(e, ERR_USAGE, key, allowed_names(scope, section ? section : "", a),
                       _("there is no such option"));
    return set_value(scope, o, value, a, target, e);
}

/* ---- writing ---- */

/* The shortest of the forms that read back as the same number: 40, not 4e+01. */
static const char *write_real(double value, struct base_arena *a)
{
    char shortest[32];
    snprintf(shortest, sizeof shortest, "%.17g", value);
    for (int digits = 1; digits < 17; digits++) {
        char out[32];
        snprintf(out, sizeof out, "%.*g", digits, value);
        if (strlen(out) < strlen(shortest) && strtod(out, NULL) == value)
            memcpy(shortest, out, sizeof out);
    }
    return base_arena_strdup(a, shortest);
}

/* In quotes where a reader of INI would take it for something else. */
static const char *write_word(const char *word, struct base_arena *a)
{
    size_t n = strlen(word);
    bool plain = n == 0 || (!strpbrk(word, ";#\"'\\") && word[0] != ' ' && word[n - 1] != ' ');
    if (plain)
        return word;
    return base_arena_printf(a, strchr(word, '"') ? "'%s'" : "\"%s\"", word);
}

static const char *write_value(enum model_option_scope scope, const struct model_option *o,
                               const void *target, struct base_arena *a)
{
    const void *at = (const char *)target + o->offset;
    char money[32];
    switch (o->type) {
    case MODEL_WHOLE:
        return base_arena_printf(a, "%" PRId64, *(const int64_t *)at);
    case MODEL_OPTION_MONEY:
        base_money_format(*(const int64_t *)at, decimals_of(scope, target), money);
        return base_arena_strdup(a, money);
    case MODEL_REAL:
        return write_real(*(const double *)at, a);
    case MODEL_FLAG:
        return *(const bool *)at ? "yes" : "no";
    case MODEL_WORD:
        break;
    }
    return write_word(*(const char *const *)at ? *(const char *const *)at : "", a);
}

const char *model_option_text(enum model_option_scope scope, const char *key, const void *target,
                              struct base_arena *a)
{
    const char *dot = strchr(key, '.');
    const char *section = dot ? base_arena_strndup(a, key, (size_t)(dot - key)) : NULL;
    const struct model_option *o = find_option(scope, section, dot ? dot + 1 : key);
    return o ? write_value(scope, o, target, a) : "";
}

static void write_comment(struct base_text *out, const struct model_option *o, struct base_arena *a)
{
    base_text_printf(out, "\n; %s", _(o->help));
    if (o->minimum != 0 || o->maximum != 0)
        base_text_printf(out, _(" (%s to %s)"), write_real(o->minimum, a),
                         write_real(o->maximum, a));
    base_text_add(out, "\n");
}

const char *model_options_write(enum model_option_scope scope, const void *target, bool comments,
                                struct base_arena *a)
{
    size_t count;
    const struct model_option *options = model_options(scope, &count);
    struct base_text out = {0};
    const char *section = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct model_option *o = &options[i];
        if (!section || strcmp(section, o->section) != 0)
            base_text_printf(&out, i == 0 ? "[%s]\n" : "\n[%s]\n", o->section);
        section = o->section;
        if (comments)
            write_comment(&out, o, a);
        const char *value = write_value(scope, o, target, a);
        base_text_printf(&out, *value ? "%s = %s\n" : "%s =%s\n", o->key, value);
    }
    const char *text = base_arena_strdup(a, base_text_string(&out));
    base_text_free(&out);
    return text;
}

/* A row says all that the table knows of the option. */
static void document_option(struct base_text *out, const struct model_option *o,
                            struct base_arena *a)
{
    static const char *const types[] = {"whole number", "money", "number", "yes or no", "text"};
    base_text_printf(out, "| `%s` | %s", o->key, types[o->type]);
    if (o->minimum != 0 || o->maximum != 0)
        base_text_printf(out, ", %s to %s", write_real(o->minimum, a), write_real(o->maximum, a));
    base_text_printf(out, *o->fallback ? " | `%s` | %s |\n" : " | %s | %s |\n", o->fallback,
                     o->help);
}

static void document_scope(struct base_text *out, enum model_option_scope scope,
                           struct base_arena *a)
{
    size_t count;
    const struct model_option *options = model_options(scope, &count);
    const char *section = "";
    for (size_t i = 0; i < count; i++) {
        if (strcmp(section, options[i].section) != 0)
            base_text_printf(out, "\n### [%s]\n\n%s", options[i].section,
                             "| key | value | default | what it is |\n|---|---|---|---|\n");
        section = options[i].section;
        document_option(out, &options[i], a);
    }
}

static const char document_head[] =
    "# Settings\n"
    "\n"
    "Made from the options table in `include/sharedesk/model/policy.h`. A line of an INI file is\n"
    "`key = value` below its `[section]`; a comment begins with `;`. What is unknown or out of\n"
    "range is told with file and line, and the default holds.\n"
    "\n"
    "## policy.ini: the rules of a desk, kept with the desk\n";

static const char document_personal[] =
    "\n"
    "## sharedesk.ini: the settings of a person\n"
    "\n"
    "Its section `[keys]` binds keys, `command = keys`; the help (`?`) names the commands.\n";

const char *model_options_document(struct base_arena *a)
{
    struct base_text out = {0};
    base_text_add(&out, document_head);
    document_scope(&out, MODEL_SCOPE_POLICY, a);
    base_text_add(&out, document_personal);
    document_scope(&out, MODEL_SCOPE_PERSONAL, a);
    const char *text = base_arena_strdup(a, base_text_string(&out));
    base_text_free(&out);
    return text;
}

/* ---- what follows from the options ---- */

int64_t model_policy_rate(const struct model_policy *policy, const char *kind)
{
    const struct {
        const char *kind;
        int64_t rate;
    } rates[] = {
        {"instrument", policy->rate_instrument}, {"facility", policy->rate_facility},
        {"database", policy->rate_database},     {"expert", policy->rate_expert},
        {"result", policy->rate_result},         {"service", policy->rate_service},
    };
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        if (model_kind_within(kind, rates[i].kind))
            return rates[i].rate;
    }
    return policy->rate_service; /* a resource without a kind serves somehow */
}
