#include "sharedesk/model/json.h"

#include "sharedesk/base/money.h"
#include "sharedesk/base/time.h"

#include <math.h>

json_t *model_json_text(const char *text)
{
    return text ? json_string(text) : json_null();
}

json_t *model_json_money(const struct model_policy *p, int64_t amount)
{
    char text[32];
    if (amount == BASE_NONE)
        return json_null();
    base_money_format(amount, (int)p->decimals, text);
    return json_string(text);
}

json_t *model_json_time(int64_t t)
{
    char text[32];
    if (t == BASE_NONE)
        return json_null();
    base_time_format(t, text);
    return json_string(text);
}

json_t *model_json_ref(enum model_type type, int64_t id)
{
    char text[24];
    if (id == BASE_NONE || id == 0)
        return json_null();
    model_number_format(type, id, text);
    return json_string(text);
}

json_t *model_json_real(double value, int decimals)
{
    double scale = pow(10, decimals);
    return isfinite(value) ? json_real(round(value * scale) / scale) : json_null();
}
