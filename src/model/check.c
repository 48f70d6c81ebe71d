/* check.c: identifiers with check digits, and ranges (rules.md, Identity). */
#include "sharedesk/model/check.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/attribute.h"
#include "sharedesk/model/hours.h"
#include "sharedesk/model/tariff.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { UID_LONGEST = 64, CURRENCY_DECIMALS_MOST = 4 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- uid ---- */

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

enum err_code model_check_uid(const char *text, struct err *e)
{
    const char *hint = _("A uid is 1 to 64 characters without spaces or control characters.");
    int characters = 0;
    uint32_t cp;
    for (size_t n; (n = base_utf8_next(text, &cp)) > 0; text += n, characters++) {
        if (is_blank(cp))
            return err_set(e, ERR_VALUE, "", hint, _("it contains a space"));
        if (base_utf8_unsafe(cp) || (cp == 0xFFFD && n == 1))
            return err_set(e, ERR_VALUE, "", hint, _("it contains a control character"));
    }
    if (characters == 0 || characters > UID_LONGEST)
        return err_set(e, ERR_VALUE, "", hint, _("it has %d characters"), characters);
    return ERR_NONE;
}

/* ---- identifiers with check digits ---- */

/* What stands after one of the prefixes of a web address, case-blind; text itself without one. */
static const char *skip_address(const char *text, const char *host)
{
    static const char *const schemes[] = {"https://", "http://", ""};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t n = strlen(schemes[i]);
        if (strncasecmp(text, schemes[i], n) != 0)
            continue;
        const char *rest = text + n;
        if (strncasecmp(rest, "www.", 4) == 0)
            rest += 4;
        n = strlen(host);
        if (strncasecmp(rest, host, n) == 0 && rest[n] == '/')
            return rest + n + 1;
    }
    return text;
}

/* ISO 7064 MOD 11-2 over the first fifteen digits gives the sixteenth; X stands for ten. */
static bool orcid_checks(const char digits[16])
{
    int total = 0;
    for (int i = 0; i < 15; i++)
        total = (total + digits[i] - '0') * 2;
    int check = (12 - total % 11) % 11;
    return digits[15] == (check == 10 ? 'X' : (char)('0' + check));
}

enum err_code model_check_orcid(const char *text, struct err *e)
{
    const char *hint =
        _("An ORCID looks like 0000-0002-1825-0097; copy it from the person's page.");
    const char *id = skip_address(text, "orcid.org");
    char digits[16];
    int n = 0;
    bool formed = strlen(id) == 19;
    for (int i = 0; formed && i < 19; i++) {
        if (i % 5 == 4)
            formed = id[i] == '-';
        else if (is_digit(id[i]))
            digits[n++] = id[i];
        else if (i == 18 && (id[i] == 'X' || id[i] == 'x'))
            digits[n++] = 'X';
        else
            formed = false;
    }
    if (!formed)
        return err_set(e, ERR_VALUE, "", hint, _("it is no ORCID"));
    if (!orcid_checks(digits))
        return err_set(e, ERR_VALUE, "", hint, _("the check digit of the ORCID does not fit"));
    return ERR_NONE;
}

/* Crockford's base 32; ROR uses the lower case letters without i, l, o, u. */
static int crockford(char c)
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* "0", six base 32 digits n, and two decimal digits: 98 - (100 n mod 97). */
enum err_code model_check_ror(const char *text, struct err *e)
{
    const char *hint = _("A ROR looks like 03yrm5c26 or https://ror.org/03yrm5c26; look it up at "
                         "ror.org.");
    const char *id = skip_address(text, "ror.org");
    bool formed = strlen(id) == 9 && id[0] == '0' && is_digit(id[7]) && is_digit(id[8]);
    int64_t n = 0;
    for (int i = 1; formed && i < 7; i++) {
        int digit = crockford(id[i]);
        formed = digit >= 0;
        n = n * 32 + digit;
    }
    if (!formed)
        return err_set(e, ERR_VALUE, "", hint, _("it is no ROR"));
    if (98 - n * 100 % 97 != (id[7] - '0') * 10 + id[8] - '0')
        return err_set(e, ERR_VALUE, "", hint, _("the check digits of the ROR do not fit"));
    return ERR_NONE;
}

/* ---- permanent identifiers ---- */

static bool has_suffix(const char *suffix)
{
    return *suffix != '\0' && strpbrk(suffix, " \t\r\n") == NULL;
}

/* 10.NNNN[.N…]/suffix; the registrant's number has four digits or more. */
static bool is_doi(const char *id)
{
    if (!base_text_starts(id, "10."))
        return false;
    const char *registrant = id + 3;
    size_t digits = strspn(registrant, "0123456789");
    size_t length = strspn(registrant, "0123456789.");
    return digits >= 4 && registrant[length - 1] != '.' && registrant[length] == '/' &&
           has_suffix(registrant + length + 1);
}

/* Five digits of the authority, two of the type, a suffix: 11738.02.xxx */
static bool is_cstr(const char *id)
{
    return strspn(id, "0123456789") == 5 && id[5] == '.' && strspn(id + 6, "0123456789") == 2 &&
           id[8] == '.' && has_suffix(id + 9);
}

/* Two numbers with a dot after each, which a handle has not: its prefix ends in a slash. */
static bool looks_like_cstr(const char *id)
{
    size_t first = strspn(id, "0123456789"), length = strspn(id, "0123456789.");
    if (first == 0 || id[first] != '.' || id[length] == '/')
        return false;
    size_t second = strspn(id + first + 1, "0123456789");
    return second > 0 && id[first + 1 + second] == '.';
}

static bool take_prefix(const char **text, const char *prefix)
{
    size_t n = strlen(prefix);
    if (strncasecmp(*text, prefix, n) != 0)
        return false;
    *text += n;
    return true;
}

static const char *skip_doi_address(const char *text)
{
    const char *id = skip_address(text, "doi.org");
    return id != text ? id : skip_address(text, "dx.doi.org");
}

enum err_code model_check_identifier(const char *text, struct err *e)
{
    const char *cstr = skip_address(text, "cstr.cn");
    bool claims_cstr = take_prefix(&cstr, "cstr:") || cstr != text || take_prefix(&cstr, "cstr") ||
                       looks_like_cstr(cstr);
    if (claims_cstr && !is_cstr(cstr + strspn(cstr, " ")))
        return err_set(e, ERR_VALUE, "", _("A CSTR looks like CSTR:11738.02.example."),
                       _("it is no CSTR: an authority of five digits, a type of two, a suffix"));
    const char *doi = skip_doi_address(text);
    bool claims_doi = take_prefix(&doi, "doi:") || doi != text || base_text_starts(doi, "10.") ||
                      take_prefix(&doi, "doi");
    if (claims_doi && !is_doi(doi + strspn(doi, " ")))
        return err_set(e, ERR_VALUE, "", _("A DOI looks like 10.5442/NI000001."),
                       _("it is no DOI: 10., a registrant of four digits or more, /, a suffix"));
    return ERR_NONE;
}

/* One @ with something before it and a name with a dot, or localhost, after it. */
enum err_code model_check_email(const char *text, struct err *e)
{
    const char *at = strchr(text, '@');
    bool fine = at && at != text && at[1] != '\0' && !strchr(at + 1, '@') &&
                !strpbrk(text, " \t\r\n,;<>()") && at[1] != '.' && at[strlen(at) - 1] != '.' &&
                !strstr(at, "..");
    if (!fine)
        return err_set(e, ERR_VALUE, "", _("Write it as name@example.org."),
                       _("it is no e-mail address"));
    return ERR_NONE;
}

/* ---- small languages, checked by their parsers ---- */

enum err_code model_check_hours(const char *text, struct err *e)
{
    struct model_hours hours;
    return model_hours_parse(text, &hours, e);
}

enum err_code model_check_attributes(const char *text, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    struct model_attribute *list;
    size_t count;
    enum err_code code = model_attributes_parse(text, scratch, &list, &count, e);
    base_arena_free(&scratch);
    return code;
}

/* With the most decimals a currency has; the desk's own are checked where prices are read. */
enum err_code model_check_tariffs(const char *text, struct err *e)
{
    struct base_arena *scratch = base_arena_new();
    struct model_tariff *list;
    size_t count;
    enum err_code code =
        model_tariffs_parse(text, CURRENCY_DECIMALS_MOST, scratch, &list, &count, e);
    base_arena_free(&scratch);
    return code;
}

/* ---- ranges ---- */

enum err_code model_check_positive(int64_t value, struct err *e)
{
    return value > 0 ? ERR_NONE
                     : err_set(e, ERR_VALUE, "", _("Correct the number."),
                               _("it has to be greater than zero"));
}

enum err_code model_check_not_negative(int64_t value, struct err *e)
{
    return value >= 0
               ? ERR_NONE
               : err_set(e, ERR_VALUE, "", _("Correct the number."), _("it must not be negative"));
}

enum err_code model_check_days(int64_t value, struct err *e)
{
    return value >= 0 && value <= 36600 ? ERR_NONE
                                        : err_set(e, ERR_VALUE, "", _("Correct the number."),
                                                  _("it has to be from 0 to 36600 days"));
}

enum err_code model_check_percent(int64_t value, struct err *e)
{
    return value >= 0 && value <= 10000 ? ERR_NONE
                                        : err_set(e, ERR_VALUE, "", _("Correct the number."),
                                                  _("it has to be from 0 to 100 per cent"));
}

enum err_code model_check_mark(int64_t value, struct err *e)
{
    return value >= 0 && value <= 100 ? ERR_NONE
                                      : err_set(e, ERR_VALUE, "", _("Correct the number."),
                                                _("it has to be from 0 to 100"));
}

enum err_code model_check_grade_5(int64_t value, struct err *e)
{
    return value >= 1 && value <= 5
               ? ERR_NONE
               : err_set(e, ERR_VALUE, "", _("Correct the number."), _("it has to be from 1 to 5"));
}
