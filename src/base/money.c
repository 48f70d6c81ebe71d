#include "sharedesk/base/money.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Products of two 64-bit amounts are exact in 128 bits; both gcc and clang have them. */
__extension__ typedef __int128 wide;

enum { MOST_DECIMALS = 18, GROUP = 3 };

static bool narrow(wide value, int64_t *result)
{
    if (value < INT64_MIN || value > INT64_MAX)
        return false;
    *result = (int64_t)value;
    return true;
}

bool base_money_add(int64_t a, int64_t b, int64_t *sum)
{
    return narrow((wide)a + b, sum);
}

bool base_money_muldiv(int64_t value, int64_t numerator, int64_t denominator, int64_t *result)
{
    if (denominator == 0)
        return false;
    int64_t small;
    if (denominator > 0 && denominator <= INT64_MAX / 2 &&
        !__builtin_mul_overflow(value, numerator, &small)) { /* as nearly always */
        int64_t left = small % denominator;
        *result = small / denominator;
        if (2 * (left < 0 ? -left : left) >= denominator)
            *result += small < 0 ? -1 : 1;
        return true;
    }
    wide product = (wide)value * numerator;
    wide quotient = product / denominator;
    wide remainder = product % denominator;
    wide twice = 2 * (remainder < 0 ? -remainder : remainder);
    wide whole = denominator < 0 ? -(wide)denominator : denominator;
    if (twice >= whole)
        quotient += (product < 0) == (denominator < 0) ? 1 : -1;
    return narrow(quotient, result);
}

bool base_money_muldiv_down(int64_t value, int64_t numerator, int64_t denominator, int64_t *result)
{
    if (denominator == 0)
        return false;
    int64_t small;
    if (denominator > 0 && !__builtin_mul_overflow(value, numerator, &small)) {
        *result = small / denominator;
        return true;
    }
    return narrow((wide)value * numerator / denominator, result);
}

bool base_money_round(double value, int64_t *result)
{
    double rounded = round(value); /* half away from zero; NaN stays NaN and fails below */
    if (!(rounded >= -0x1p63 && rounded < 0x1p63))
        return false;
    *result = (int64_t)rounded;
    return true;
}

struct share {
    wide remainder;
    size_t index;
};

static int by_remainder(const void *left, const void *right)
{
    const struct share *a = left;
    const struct share *b = right;
    if (a->remainder != b->remainder)
        return a->remainder > b->remainder ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static bool weights_sum(const int64_t *weights, size_t n, wide *sum)
{
    *sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (weights[i] < 0)
            return false;
        *sum += weights[i];
    }
    return *sum > 0;
}

bool base_money_split(int64_t amount, const int64_t *weights, size_t n, int64_t *parts)
{
    wide sum;
    if (!weights_sum(weights, n, &sum))
        return false;
    int sign = amount < 0 ? -1 : 1;
    wide magnitude = (wide)amount * sign;
    wide left = magnitude;
    struct share *shares = base_realloc(NULL, n, sizeof *shares);
    for (size_t i = 0; i < n; i++) {
        wide product = magnitude * weights[i];
        parts[i] = (int64_t)(product / sum * sign);
        left -= product / sum;
        shares[i] = (struct share){product % sum, i};
    }
    qsort(shares, n, sizeof *shares, by_remainder);
    for (size_t i = 0; i < (size_t)left; i++)
        parts[shares[i].index] += sign;
    free(shares);
    return true;
}

/* Writes sign, whole part (in groups if asked), point and decimals. Digits are made from the right,
 * at the end of a buffer large enough for any amount: 19 digits, 6 commas, a point and a sign. */
static void format_amount(int64_t amount, int decimals, bool grouped, char *out)
{
    if (decimals < 0 || decimals > MOST_DECIMALS)
        decimals = decimals < 0 ? 0 : MOST_DECIMALS;
    char digits[32];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    for (int written = 0; rest != 0 || written <= decimals; written++) {
        int whole = written - decimals;
        if (whole == 0 && decimals > 0)
            *--at = '.';
        if (grouped && whole > 0 && whole % GROUP == 0)
            *--at = ',';
        *--at = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    if (amount < 0)
        *--at = '-';
    memcpy(out, at, strlen(at) + 1);
}

void base_money_format(int64_t amount, int decimals, char out[32])
{
    format_amount(amount, decimals, false, out);
}

void base_money_show(int64_t amount, int decimals, char out[40])
{
    format_amount(amount, decimals, true, out);
}

struct reader {
    const char *at;
    wide value; /* stops growing once it cannot fit any more */
    bool large;
};

static void take_digit(struct reader *r, char digit)
{
    r->value = r->value * 10 + (digit - '0');
    if (r->value > (wide)INT64_MAX + 1) {
        r->large = true;
        r->value = 0;
    }
}

static int take_digits(struct reader *r)
{
    int count = 0;
    for (; *r->at >= '0' && *r->at <= '9'; r->at++, count++)
        take_digit(r, *r->at);
    return count;
}

/* Digits, or groups of three after a first group of one to three: "1,5" is no number here, so that
 * a decimal comma is refused and not read as fifteen. Returns the digits taken, -1 when malformed.
 */
static int take_whole(struct reader *r)
{
    int count = take_digits(r);
    if (*r->at != ',')
        return count;
    if (count < 1 || count > GROUP)
        return -1;
    while (*r->at == ',') {
        r->at++;
        if (take_digits(r) != GROUP)
            return -1;
        count += GROUP;
    }
    return count;
}

static const char *skip_blanks(const char *s)
{
    while (*s == ' ' || *s == '\t')
        s++;
    return s;
}

static enum err_code parse_fault(struct err *e, const char *s, int decimals)
{
    return err_set(e, ERR_VALUE, s, _("Write digits and a decimal point, such as 1234.50."),
                   P_("it is no amount with at most %d decimal",
                      "it is no amount with at most %d decimals", decimals),
                   decimals);
}

enum err_code base_money_parse(const char *s, int decimals, int64_t *amount, struct err *e)
{
    struct reader r = {.at = skip_blanks(s)};
    int sign = *r.at == '-' ? -1 : 1;
    if (*r.at == '-' || *r.at == '+')
        r.at++;
    int whole = take_whole(&r);
    int fraction = 0;
    if (*r.at == '.') {
        r.at++;
        fraction = take_digits(&r);
    }
    if (whole < 0 || whole + fraction == 0 || fraction > decimals || *skip_blanks(r.at) != '\0')
        return parse_fault(e, s, decimals);
    for (; fraction < decimals; fraction++)
        take_digit(&r, '0');
    if (r.large || !narrow(r.value * sign, amount))
        return err_set(e, ERR_LIMIT, s, _("Give a smaller amount."),
                       _("the amount is too large for the desk"));
    return ERR_NONE;
}
