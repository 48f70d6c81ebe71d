/* pair.h: a world of one provider's microscope and one requester's demand, for tests of what joins
 * them. */
#ifndef SHAREDESK_TESTS_PAIR_H
#define SHAREDESK_TESTS_PAIR_H

#include "sharedesk/match/desk.h"

#include "desk.h"

struct world {
    struct desk *d;
    struct match_desk *m;
    int64_t requester, provider, resource, demand;
};

static struct model_demand *new_demand(struct world *w, const char *title, int64_t value)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->title = title;
    d->requester = w->requester;
    d->minutes = 120;
    d->budget = 100000;
    d->value = value;
    return d;
}

static int64_t add_demand(struct world *w, const char *title, int64_t value)
{
    return desk_add(w->d->store, MODEL_DEMAND, new_demand(w, title, value));
}

static int pair_set_up(void **state)
{
    static struct world w;
    struct err e = ERR_INIT;
    w.d = desk_new();
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.requester = desk_add_organisation(w.d, "Yunhe Biotech");
    struct model_resource *r = model_record_new(w.d->arena, MODEL_RESOURCE);
    r->name = "扫描电镜 SU8010";
    r->kind = "instrument";
    r->owner = w.provider;
    r->price_outside = 30000;
    w.resource = desk_add(w.d->store, MODEL_RESOURCE, r);
    w.demand = add_demand(&w, "SEM", 200000);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    *state = &w;
    return 0;
}

static int pair_tear_down(void **state)
{
    struct world *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

#endif
