#include "small_month.h"

#include "sharedesk/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct model_demand *month_new_demand(struct small_month *w, const char *title, int64_t hours,
                                      int64_t value)
{
    struct model_demand *d = model_record_new(w->d->arena, MODEL_DEMAND);
    d->head.uid = title;
    d->title = title;
    d->kind = "instrument";
    d->requester = w->requester;
    d->minutes = 60 * hours;
    d->budget = 1000000;
    d->value = value;
    return d;
}

int64_t month_add_demand(struct small_month *w, const char *title, int64_t hours, int64_t value)
{
    return desk_add(w->d->store, MODEL_DEMAND, month_new_demand(w, title, hours, value));
}

struct model_resource *month_add_resource(struct small_month *w, const char *name)
{
    struct model_resource *r = model_record_new(w->d->arena, MODEL_RESOURCE);
    r->head.uid = name;
    r->name = name;
    r->kind = "instrument";
    r->owner = w->provider;
    r->open_hours = "Mon-Fri 08:00-12:00 14:00-18:00";
    r->price_outside = 1000;
    desk_add(w->d->store, MODEL_RESOURCE, r);
    return r;
}

int month_set_up(void **state)
{
    static struct small_month w;
    struct err e = ERR_INIT;
    w.d = desk_new();
    w.provider = desk_add_organisation(w.d, "Hexi University");
    w.requester = desk_add_organisation(w.d, "Yunhe Biotech");
    w.month = base_time_month(DESK_NOW);
    w.r = month_add_resource(&w, "SEM");
    w.r->capacity_minutes_month = 600;
    desk_must(desk_put(w.d->store, MODEL_RESOURCE, w.r, &e), &e);
    w.big = month_add_demand(&w, "big", 6, 900000);
    w.middle = month_add_demand(&w, "middle", 6, 600000);
    w.small = month_add_demand(&w, "small", 4, 500000);
    desk_must(match_desk_open(w.d->store, &w.m, &e), &e);
    *state = &w;
    return 0;
}

int month_tear_down(void **state)
{
    struct small_month *w = *state;
    match_desk_free(&w->m);
    desk_free(&w->d);
    return 0;
}

struct match_plan month_allocate(struct small_month *w, const struct match_stance *stances,
                                 size_t count)
{
    struct err e = ERR_INIT;
    struct match_plan plan;
    struct match_allocation what = {.month = w->month, .stances = stances, .stance_count = count};
    desk_must(match_allocate(w->m, &what, w->d->arena, &plan, &e), &e);
    return plan;
}

int64_t month_given(const struct match_plan *plan, int64_t demand)
{
    int64_t minutes = 0;
    for (size_t i = 0; i < plan->line_count; i++)
        minutes += plan->lines[i].demand == demand ? plan->lines[i].minutes : 0;
    return minutes;
}

const struct match_unmet *month_unmet(const struct match_plan *plan, int64_t demand)
{
    for (size_t i = 0; i < plan->unmet_count; i++) {
        if (plan->unmet[i].demand == demand)
            return &plan->unmet[i];
    }
    return NULL;
}

const char *month_note(const struct match_plan *plan, int64_t demand, const char *words)
{
    for (size_t i = 0; i < plan->note_count; i++)
        if (plan->notes[i].demand == demand && strstr(plan->notes[i].text, words) != NULL)
            return plan->notes[i].text;
    return NULL;
}

void month_say(struct small_month *w, int64_t demand, int64_t resource, enum match_step step)
{
    struct err e = ERR_INIT;
    desk_must(match_proposal_step(w->m, demand, resource, step, NULL, NULL, &e), &e);
}
