#include "sharedesk/model/demand.h"

#include "sharedesk/model/vocabulary.h"

bool model_demand_ended(const struct model_demand *d)
{
    return model_code_is(d->status, "met") || model_code_is(d->status, "withdrawn") ||
           model_code_is(d->status, "expired");
}

void model_demand_close(struct model_demand *d, const struct model_demand *was, int64_t now)
{
    bool had_ended = was != NULL && model_demand_ended(was);
    if (model_demand_ended(d)) {
        if (d->closed == BASE_NONE)
            d->closed = had_ended && was->closed != BASE_NONE ? was->closed : now;
    } else if (had_ended && d->closed == was->closed) {
        d->closed = BASE_NONE;
    }
}
