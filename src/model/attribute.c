/* attribute.c: what an offer has and what a demand asks, and whether the one meets the other. */
#include "sharedesk/model/attribute.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_COLUMNS = 60 };

/* ---- reading ---- */

static const struct relation {
    const char *text; /* longer ones first */
    enum model_relation relation;
} relations[] = {
    {">=", MODEL_AT_LEAST}, {"<=", MODEL_AT_MOST}, {"≥", MODEL_AT_LEAST}, {"≤", MODEL_AT_MOST},
    {">", MODEL_ABOVE},     {"<", MODEL_BELOW},    {"=", MODEL_EQUAL},    {"＝", MODEL_EQUAL},
};

static enum err_code fault(struct err *e, const char *part, const char *why)
{
    int columns;
    int shown = (int)base_utf8_fit(part, SHOWN_COLUMNS, &columns);
    return err_set(e, ERR_VALUE, "",
                   _("Write it as detector=EDS; voltage>=15 kV, with a semicolon between two."),
                   _("%s in \"%.*s\""), why, shown, part);
}

/* The first relation in part: its place and which it is. */
static const struct relation *find_relation(const char *part, size_t *at)
{
    for (*at = 0; part[*at] != '\0'; ++*at) {
        for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
            if (base_text_starts(part + *at, relations[i].text))
                return &relations[i];
        }
    }
    return NULL;
}

/* Bytes of a plain decimal number at s, exponent allowed; 0 if there is none. */
static size_t number_length(const char *s)
{
    size_t n = *s == '-' || *s == '+' ? 1 : 0;
    size_t whole = strspn(s + n, "0123456789");
    n += whole;
    size_t fraction = s[n] == '.' ? strspn(s + n + 1, "0123456789") : 0;
    if (fraction > 0)
        n += 1 + fraction;
    if (whole + fraction == 0)
        return 0;
    if (s[n] == 'e' || s[n] == 'E') {
        size_t sign = s[n + 1] == '-' || s[n + 1] == '+' ? 1 : 0;
        size_t exponent = strspn(s + n + 1 + sign, "0123456789");
        if (exponent > 0)
            n += 1 + sign + exponent;
    }
    return n;
}

/* Bytes of what stands between the ends of a range: 4-500 K, 4–500 K, 4~500 K, 4 to 500 K. */
static size_t dash_length(const char *s)
{
    static const char *const dashes[] = {"..", "-", "–", "—", "~", "～", " to ", "至", "到"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        if (base_text_starts(s, dashes[i]))
            return strlen(dashes[i]);
    }
    return 0;
}

static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " \t");
}

static double convert(const char *given, const char *wanted, struct base_arena *a);

/* Nobody writes a quantity as 08 or 007, but days, months and serial numbers. */
static bool is_quantity(const char *number, size_t length)
{
    return length > 0 && !(length > 1 && number[0] == '0' && number[1] != '.');
}

/* "4-500 K", "300 mK – 300 K": two numbers, the lower first, and a unit behind both or behind the
 * upper alone. What has one behind the lower alone ends in an exponent: "0.5 cm-1". Anything else
 * that has a dash ("2024-05", "3-4-B") stays what it is. */
static bool read_range(struct model_attribute *attribute, struct base_arena *a)
{
    const char *text = attribute->value, *unit = text + number_length(text), *dash;
    for (dash = unit; *dash != '\0' && dash_length(dash) == 0; dash++) {
    }
    const char *upper = skip_blanks(dash + dash_length(dash));
    size_t digits = number_length(upper);
    const char *high_unit = skip_blanks(upper + digits);
    const char *low_unit = base_text_trim(base_arena_strndup(a, unit, (size_t)(dash - unit)));
    if (!is_quantity(text, number_length(text)) || !is_quantity(upper, digits) ||
        (*low_unit != '\0' && *high_unit == '\0') || strpbrk(low_unit, "0123456789,、|") ||
        strpbrk(high_unit, ",、|") || strpbrk(high_unit, "0123456789.-+/:") == high_unit)
        return false;
    double factor = convert(low_unit, high_unit, a);
    double low = strtod(text, NULL) * factor, high = strtod(upper, NULL);
    if (factor <= 0 || !isfinite(low) || !isfinite(high) || low > high)
        return false;
    attribute->numeric = attribute->range = true;
    attribute->number = low;
    attribute->high = high;
    attribute->unit = high_unit;
    attribute->value = base_arena_strndup(a, text, (size_t)(upper + digits - text));
    return true;
}

/* A number and perhaps a unit, or a range of them; "3.2.1" is neither and stays text. */
static void read_number(struct model_attribute *attribute, struct base_arena *a)
{
    size_t n = number_length(attribute->value);
    const char *unit = skip_blanks(attribute->value + n);
    if (n == 0 || (attribute->relation == MODEL_EQUAL && read_range(attribute, a)) ||
        strpbrk(unit, "0123456789") == unit || strpbrk(unit, ".,-+/:") == unit)
        return;
    double number = strtod(attribute->value, NULL);
    if (!isfinite(number))
        return;
    attribute->numeric = true;
    attribute->number = number;
    attribute->unit = unit;
    attribute->value = base_arena_strndup(a, attribute->value, n);
}

static enum err_code read_part(const char *part, struct base_arena *a,
                               struct model_attribute *attribute, struct err *e)
{
    size_t at;
    const struct relation *relation = find_relation(part, &at);
    if (!relation)
        return fault(e, part, _("there is no = or other relation"));
    *attribute = (struct model_attribute){
        .name = base_text_trim(base_arena_strndup(a, part, at)),
        .relation = relation->relation,
        .value = base_text_trim(base_arena_strdup(a, part + at + strlen(relation->text))),
        .unit = "",
    };
    if (*attribute->name == '\0')
        return fault(e, part, _("the name is missing"));
    if (*attribute->value == '\0')
        return fault(e, part, _("the value is missing"));
    read_number(attribute, a);
    if (relation->relation != MODEL_EQUAL && !attribute->numeric)
        return fault(e, part, _("a comparison needs a number"));
    return ERR_NONE;
}

/* Bytes up to the next separator, and of the separator itself. */
static size_t part_length(const char *s, size_t *separator)
{
    static const char wide[] = "；";
    size_t n = 0;
    while (s[n] != '\0' && s[n] != ';' && s[n] != '\n' && !base_text_starts(s + n, wide))
        n++;
    *separator = s[n] == '\0' ? 0 : s[n] == ';' || s[n] == '\n' ? 1 : sizeof wide - 1;
    return n;
}

enum err_code model_attributes_parse(const char *text, struct base_arena *a,
                                     struct model_attribute **list, size_t *count, struct err *e)
{
    struct model_attribute *found = NULL;
    size_t capacity = 0;
    *list = NULL;
    *count = 0;
    size_t separator;
    size_t n = 0;
    for (const char *at = text ? text : ""; *at != '\0'; at += n + separator) {
        n = part_length(at, &separator);
        char *part = base_text_trim(base_arena_strndup(a, at, n));
        if (*part == '\0')
            continue;
        struct model_attribute attribute;
        if (read_part(part, a, &attribute, e)) {
            *count = 0;
            return e->code;
        }
        *(struct model_attribute *)base_arena_push(a, (void **)&found, count, &capacity,
                                                   sizeof attribute) = attribute;
    }
    *list = found;
    return ERR_NONE;
}

/* ---- units ---- */

struct scale {
    const char *text;
    double factor;
};

static const struct scale prefixes[] = {
    {"da", 1e1}, {"k", 1e3},  {"K", 1e3},  {"M", 1e6},   {"G", 1e9},   {"T", 1e12},
    {"P", 1e15}, {"h", 1e2},  {"d", 1e-1}, {"c", 1e-2},  {"m", 1e-3},  {"µ", 1e-6},
    {"μ", 1e-6}, {"u", 1e-6}, {"n", 1e-9}, {"p", 1e-12}, {"f", 1e-15}, {"a", 1e-18},
};

static const char *const bases[] = {"m",   "g",  "s",   "A",  "K",  "mol", "cd", "Hz", "N",
                                    "Pa",  "J",  "W",   "V",  "F",  "C",   "S",  "Wb", "T",
                                    "H",   "lm", "lx",  "L",  "Bq", "Gy",  "Sv", "eV", "B",
                                    "bit", "Ω",  "bar", "Da", "M",  "l"};

/* Units that are a number of another one. */
static const struct derived {
    const char *text, *base;
    double factor;
} derived[] = {
    {"min", "s", 60},  {"h", "s", 3600},  {"d", "s", 86400},
    {"Å", "m", 1e-10}, {"Å", "m", 1e-10}, {"t", "g", 1e6},
};

static const char *find_base(const char *unit)
{
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        if (strcmp(bases[i], unit) == 0)
            return bases[i];
    }
    return NULL;
}

/* The base unit and how many of it one is; NULL for a unit that is none of the system's. */
static const char *resolve_unit(const char *unit, double *factor)
{
    for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++) {
        if (strcmp(derived[i].text, unit) == 0) {
            *factor = derived[i].factor;
            return derived[i].base;
        }
    }
    *factor = 1;
    const char *base = find_base(unit);
    for (size_t i = 0; !base && i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (!base_text_starts(unit, prefixes[i].text))
            continue;
        base = find_base(unit + strlen(prefixes[i].text));
        *factor = prefixes[i].factor;
    }
    return base && strcmp(base, "l") == 0 ? "L" : base;
}

/* How many of the wanted unit one of the given is; 0 when they cannot be compared. */
static double convert(const char *given, const char *wanted, struct base_arena *a)
{
    if (*given == '\0' || *wanted == '\0' || strcmp(given, wanted) == 0)
        return 1;
    double given_factor;
    double wanted_factor;
    const char *given_base = resolve_unit(given, &given_factor);
    const char *wanted_base = resolve_unit(wanted, &wanted_factor);
    if (given_base && wanted_base)
        return strcmp(given_base, wanted_base) == 0 ? given_factor / wanted_factor : 0;
    return strcmp(base_utf8_fold(a, given), base_utf8_fold(a, wanted)) == 0 ? 1 : 0;
}

/* ---- meeting ---- */

/* Conversions of units leave rounding in the last bits: 1.5 kV are 1500 V. */
static int compare(double x, double y)
{
    double tolerance = 1e-9 * fmax(fabs(x), fabs(y));
    if (fabs(x - y) <= tolerance)
        return 0;
    return x < y ? -1 : 1;
}

static bool holds(int order, enum model_relation relation)
{
    switch (relation) {
    case MODEL_EQUAL:
        return order == 0;
    case MODEL_AT_LEAST:
        return order >= 0;
    case MODEL_AT_MOST:
        return order <= 0;
    case MODEL_ABOVE:
        return order > 0;
    case MODEL_BELOW:
        return order < 0;
    }
    return false;
}

static bool is_upward(enum model_relation relation)
{
    return relation == MODEL_AT_LEAST || relation == MODEL_ABOVE;
}

/* Does an offered bound alone promise what is asked? "resolution<=1 nm" promises <=2 nm. */
static bool implies(enum model_relation offered, int order, enum model_relation asked)
{
    if (asked == MODEL_EQUAL || is_upward(asked) != is_upward(offered))
        return false;
    bool strict = offered == MODEL_ABOVE || offered == MODEL_BELOW;
    if (order == 0)
        return strict || asked == MODEL_AT_LEAST || asked == MODEL_AT_MOST;
    return is_upward(asked) ? order > 0 : order < 0;
}

/* An offered value may be a list: "detector=EDS, WDS". */
static bool lists_text(const char *offered, const char *asked, struct base_arena *a)
{
    const char *wanted = base_utf8_fold(a, asked);
    if (strcmp(base_utf8_fold(a, offered), wanted) == 0)
        return true;
    char *list = base_utf8_fold(a, offered); /* folding makes ， a comma */
    for (char *item; (item = list) != NULL;) {
        char *end = strpbrk(item, ",|");
        char *enumeration = strstr(item, "、");
        size_t separator = 1;
        if (enumeration && (!end || enumeration < end)) {
            end = enumeration;
            separator = strlen("、");
        }
        list = end ? end + separator : NULL;
        if (end)
            *end = '\0';
        if (strcmp(base_text_trim(item), wanted) == 0)
            return true;
    }
    return false;
}

/* A range or a number offered against a range or a number asked, neither of them a bound when the
 * other is a range: some value offered does what is asked, and all of an asked range is offered. */
static bool range_meets(const struct model_attribute *asked, const struct model_attribute *offered,
                        double factor)
{
    if (offered->relation != MODEL_EQUAL)
        return false; /* bounds together: lies_within */
    double low = offered->number * factor;
    double high = (offered->range ? offered->high : offered->number) * factor;
    if (asked->relation != MODEL_EQUAL)
        return holds(compare(is_upward(asked->relation) ? high : low, asked->number),
                     asked->relation);
    return compare(low, asked->number) <= 0 &&
           compare(high, asked->range ? asked->high : asked->number) >= 0;
}

/* One attribute of the offer against one that is asked. */
static bool meets(const struct model_attribute *asked, const struct model_attribute *offered,
                  struct base_arena *a)
{
    if (!asked->numeric || !offered->numeric)
        return asked->relation == MODEL_EQUAL && offered->relation == MODEL_EQUAL &&
               !asked->numeric && lists_text(offered->value, asked->value, a);
    double factor = convert(offered->unit, asked->unit, a);
    if (factor <= 0)
        return false;
    if (asked->range || offered->range)
        return range_meets(asked, offered, factor);
    int order = compare(offered->number * factor, asked->number);
    return offered->relation == MODEL_EQUAL ? holds(order, asked->relation)
                                            : implies(offered->relation, order, asked->relation);
}

/* A value or range asked for exactly lies inside an offered bound: 15 kV in voltage<=30 kV. */
static bool lies_within(const struct model_attribute *asked, const struct model_attribute *bound,
                        struct base_arena *a)
{
    double factor = asked->numeric ? convert(bound->unit, asked->unit, a) : 0;
    return factor > 0 && holds(compare(asked->number, bound->number * factor), bound->relation) &&
           (!asked->range || holds(compare(asked->high, bound->number * factor), bound->relation));
}

bool model_attribute_met(const struct model_attribute *asked, const struct model_attribute *offered,
                         size_t count, struct base_arena *a)
{
    const char *name = base_utf8_fold(a, asked->name);
    bool bounded = false;
    bool within = asked->relation == MODEL_EQUAL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(base_utf8_fold(a, offered[i].name), name) != 0)
            continue;
        if (meets(asked, &offered[i], a))
            return true;
        if (offered[i].relation != MODEL_EQUAL) {
            bounded = true;
            within = within && lies_within(asked, &offered[i], a);
        }
    }
    return bounded && within;
}

/* ---- for people ---- */

static const char *value_show(const struct model_attribute *x, bool equal, struct base_arena *a)
{
    static const char *const signs[] = {[MODEL_EQUAL] = "= ",
                                        [MODEL_AT_LEAST] = "≥ ",
                                        [MODEL_AT_MOST] = "≤ ",
                                        [MODEL_ABOVE] = "> ",
                                        [MODEL_BELOW] = "< "};
    return base_arena_printf(a, "%s%s%s%s",
                             x->relation != MODEL_EQUAL || equal ? signs[x->relation] : "",
                             x->value, *x->unit ? " " : "", x->unit);
}

const char *model_attribute_show(const struct model_attribute *x, struct base_arena *a)
{
    return base_arena_printf(a, "%s %s", x->name, value_show(x, true, a));
}

const char *model_attribute_offered(const struct model_attribute *asked,
                                    const struct model_attribute *offered, size_t count,
                                    struct base_arena *a)
{
    const char *name = base_utf8_fold(a, asked->name), *text = "";
    for (size_t i = 0; i < count; i++)
        if (strcmp(base_utf8_fold(a, offered[i].name), name) == 0)
            text = base_arena_printf(a, "%s%s%s", text, *text ? ", " : "",
                                     value_show(&offered[i], false, a));
    return text;
}
