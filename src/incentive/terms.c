#include "sharedesk/incentive/terms.h"

#include "sharedesk/base/map.h"
#include "sharedesk/base/text.h"
#include "sharedesk/incentive/voucher.h"
#include "sharedesk/model/tariff.h"

/* Records that were asked for together. */
struct group {
    void *records; /* array of pointers to them, or of structs for vouchers and tariffs */
    size_t count, capacity;
};

struct incentive_terms {
    struct store *store;
    struct base_arena *arena;
    struct base_map organisations;  /* id: struct model_organisation */
    struct base_map resources;      /* id: struct model_resource */
    struct base_map memberships;    /* organisation: group of model_agreement * */
    struct base_map agreements;     /* provider: group of model_agreement * */
    struct base_map qualifications; /* organisation: group of model_qualification * */
    struct base_map vouchers;       /* organisation: group of incentive_voucher */
    struct base_map tariffs;        /* resource: group of model_tariff */
    struct base_map used;           /* resource or -agreement, organisation, month: int64_t */
    struct base_map used_months;    /* month, organisation (0: all): used has all that is not 0 */
    int used_asked;                 /* questions of which each was answered by itself */
    bool all_read;                  /* organisations, memberships and agreements of all */
    bool users_read;                /* qualifications and vouchers of all */
    struct base_map parents;        /* region: model_region, filled at the first question */
    bool regions_read;
};

struct incentive_terms *incentive_terms_new(struct store *s, struct base_arena *a)
{
    struct incentive_terms *t = base_arena_alloc(a, sizeof *t);
    t->store = s;
    t->arena = a;
    return t;
}

struct store *incentive_terms_store(const struct incentive_terms *t)
{
    return t->store;
}

static struct base_map_key key(int64_t id)
{
    return (struct base_map_key){id, 0, 0};
}

/* The records that link to id, kept; the statement takes the id as its one argument. */
static enum err_code group_read(struct incentive_terms *t, struct base_map *map, int64_t id,
                                enum model_type type, enum store_statement statement,
                                const struct group **group, struct err *e)
{
    static const struct group none;
    *group = base_map_get(map, key(id));
    if (*group)
        return ERR_NONE;
    if ((t->all_read && (map == &t->memberships || map == &t->agreements)) ||
        (t->users_read && map == &t->qualifications)) {
        *group = &none;
        return ERR_NONE;
    }
    struct group *read = base_arena_alloc(t->arena, sizeof *read);
    enum err_code code = store_select(t->store, type, statement, STORE_ARGS(STORE_INT(id)),
                                      t->arena, &read->records, &read->count, e);
    if (code)
        return code;
    *base_map_at(t->arena, map, key(id)) = read;
    *group = read;
    return ERR_NONE;
}

static bool day_within(int64_t day, int64_t from, int64_t until)
{
    return (from == BASE_NONE || from <= day) && (until == BASE_NONE || day <= until);
}

/* ---- organisations --------------------------------------------------------------------------- */

/* One record, kept; NULL when there is no id. */
static enum err_code record_read(struct incentive_terms *t, struct base_map *map,
                                 enum model_type type, int64_t id, const void **record,
                                 struct err *e)
{
    *record = NULL;
    if (id == BASE_NONE || id == 0)
        return ERR_NONE;
    *record = base_map_get(map, key(id));
    if (*record)
        return ERR_NONE;
    void *read;
    enum err_code code = store_get(t->store, type, id, t->arena, &read, e);
    if (code)
        return code;
    *base_map_at(t->arena, map, key(id)) = read;
    *record = read;
    return ERR_NONE;
}

enum err_code incentive_terms_organisation(struct incentive_terms *t, int64_t id,
                                           const struct model_organisation **organisation,
                                           struct err *e)
{
    const void *record;
    enum err_code code = record_read(t, &t->organisations, MODEL_ORGANISATION, id, &record, e);
    *organisation = record;
    return code;
}

enum err_code incentive_terms_resource(struct incentive_terms *t, int64_t id,
                                       const struct model_resource **resource, struct err *e)
{
    const void *record;
    enum err_code code = record_read(t, &t->resources, MODEL_RESOURCE, id, &record, e);
    *resource = record;
    return code;
}

/* ---- all at once, for thousands of questions ------------------------------------------------- */

static void *group_place(struct incentive_terms *t, struct base_map *map, int64_t id, size_t size)
{
    void **place = base_map_at(t->arena, map, key(id));
    struct group *g = *place;
    if (!g)
        *place = g = base_arena_alloc(t->arena, sizeof *g);
    return base_arena_push(t->arena, &g->records, &g->count, &g->capacity, size);
}

static void group_add(struct incentive_terms *t, struct base_map *map, int64_t id, void *record)
{
    if (id != BASE_NONE)
        *(void **)group_place(t, map, id, sizeof record) = record;
}

static enum err_code agreements_read(struct incentive_terms *t, struct err *e)
{
    struct model_agreement **list;
    size_t count;
    t->memberships = t->agreements = (struct base_map){0};
    enum err_code code = store_select(t->store, MODEL_AGREEMENT, STORE_INCENTIVE_MEMBERSHIPS,
                                      STORE_NO_ARGS, t->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++) {
        group_add(t, &t->memberships, list[i]->organisation, list[i]);
        if (list[i]->partner != list[i]->organisation)
            group_add(t, &t->memberships, list[i]->partner, list[i]);
    }
    if (!code)
        code = store_select(t->store, MODEL_AGREEMENT, STORE_INCENTIVE_AGREEMENTS, STORE_NO_ARGS,
                            t->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        group_add(t, &t->agreements, list[i]->organisation, list[i]);
    return code;
}

enum err_code incentive_terms_read_all(struct incentive_terms *t, struct err *e)
{
    struct model_organisation **list;
    size_t count;
    enum err_code code = store_select(t->store, MODEL_ORGANISATION, STORE_INCENTIVE_ORGANISATIONS,
                                      STORE_NO_ARGS, t->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        *base_map_at(t->arena, &t->organisations, key(list[i]->head.id)) = list[i];
    if (!code)
        code = agreements_read(t, e);
    t->all_read = !code;
    return code;
}

/* ---- members --------------------------------------------------------------------------------- */

/* An organisation is a member by its own dates only when it has some. */
static bool member_by_dates(const struct model_organisation *o, int64_t day)
{
    return (o->member_from != BASE_NONE || o->member_until != BASE_NONE) &&
           day_within(day, o->member_from, o->member_until);
}

enum err_code incentive_terms_member(struct incentive_terms *t, int64_t organisation, int64_t day,
                                     bool *member, struct err *e)
{
    *member = false;
    const struct model_organisation *o;
    enum err_code code = incentive_terms_organisation(t, organisation, &o, e);
    if (code || !o)
        return code;
    *member = member_by_dates(o, day);
    if (*member)
        return ERR_NONE;
    const struct group *g;
    code = group_read(t, &t->memberships, organisation, MODEL_AGREEMENT,
                      STORE_INCENTIVE_MEMBERSHIPS_OF, &g, e);
    if (code)
        return code;
    struct model_agreement *const *list = g->records;
    for (size_t i = 0; i < g->count && !*member; i++)
        *member = day_within(day, list[i]->valid_from, list[i]->valid_until);
    return ERR_NONE;
}

/* ---- agreements ------------------------------------------------------------------------------ */

bool incentive_agreement_names(const struct model_agreement *agreement, int64_t organisation)
{
    return agreement && organisation != BASE_NONE && agreement->partner == organisation;
}

/* Whether a comes before b: the narrower, then the younger; they come by id. */
static bool narrower(const struct model_agreement *a, const struct model_agreement *b)
{
    if ((a->resource != BASE_NONE) != (b->resource != BASE_NONE))
        return a->resource != BASE_NONE;
    if ((a->partner != BASE_NONE) != (b->partner != BASE_NONE))
        return a->partner != BASE_NONE;
    return a->valid_from >= b->valid_from; /* BASE_NONE is the oldest */
}

enum err_code incentive_terms_agreement(struct incentive_terms *t,
                                        const struct model_resource *resource, int64_t organisation,
                                        int64_t day, const struct model_agreement **agreement,
                                        struct err *e)
{
    *agreement = NULL;
    if (resource->owner == BASE_NONE)
        return ERR_NONE;
    const struct group *g;
    enum err_code code = group_read(t, &t->agreements, resource->owner, MODEL_AGREEMENT,
                                    STORE_INCENTIVE_AGREEMENTS_OF, &g, e);
    if (code)
        return code;
    struct model_agreement *const *list = g->records;
    for (size_t i = 0; i < g->count; i++) {
        const struct model_agreement *one = list[i];
        if (!day_within(day, one->valid_from, one->valid_until) ||
            (one->resource != BASE_NONE && one->resource != resource->head.id) ||
            (one->partner != BASE_NONE && one->partner != organisation))
            continue;
        bool member = true;
        if (one->partner == BASE_NONE)
            code = incentive_terms_member(t, organisation, day, &member, e);
        if (code)
            return code;
        if (member && (!*agreement || narrower(one, *agreement)))
            *agreement = one;
    }
    return ERR_NONE;
}

/* Whether a span of validity holds all days of [from, until] or none. */
static bool day_steady(int64_t from, int64_t until, int64_t valid_from, int64_t valid_until)
{
    return (day_within(from, valid_from, valid_until) &&
            day_within(until, valid_from, valid_until)) ||
           (valid_from != BASE_NONE && valid_from > until) ||
           (valid_until != BASE_NONE && valid_until < from);
}

enum err_code incentive_terms_member_between(struct incentive_terms *t, int64_t organisation,
                                             int64_t from, int64_t until, bool *member,
                                             bool *steady, struct err *e)
{
    *steady = true;
    const struct model_organisation *o = NULL;
    const struct group *g = NULL;
    enum err_code code = incentive_terms_member(t, organisation, from, member, e);
    if (!code)
        code = incentive_terms_organisation(t, organisation, &o, e);
    if (code || !o)
        return code;
    if (o->member_from != BASE_NONE || o->member_until != BASE_NONE)
        *steady = day_steady(from, until, o->member_from, o->member_until);
    if (*steady && *member && member_by_dates(o, from))
        return ERR_NONE;
    code = group_read(t, &t->memberships, organisation, MODEL_AGREEMENT,
                      STORE_INCENTIVE_MEMBERSHIPS_OF, &g, e);
    struct model_agreement *const *list = code ? NULL : g->records;
    for (size_t i = 0; !code && i < g->count; i++)
        *steady = *steady && day_steady(from, until, list[i]->valid_from, list[i]->valid_until);
    return code;
}

enum err_code incentive_terms_agreements(struct incentive_terms *t, int64_t provider,
                                         struct incentive_agreements *agreements, struct err *e)
{
    const struct group *g;
    *agreements = (struct incentive_agreements){0};
    if (provider == BASE_NONE)
        return ERR_NONE;
    enum err_code code = group_read(t, &t->agreements, provider, MODEL_AGREEMENT,
                                    STORE_INCENTIVE_AGREEMENTS_OF, &g, e);
    if (!code)
        *agreements = (struct incentive_agreements){g->records, g->count};
    return code;
}

void incentive_agreements_with(const struct incentive_agreements *agreements,
                               const struct incentive_party *party,
                               const struct model_agreement **agreement, bool *steady)
{
    *agreement = NULL;
    *steady = true;
    for (size_t i = 0; i < agreements->count; i++) {
        const struct model_agreement *one = agreements->list[i];
        *steady = *steady && (one->partner != BASE_NONE || party->member_steady) &&
                  one->resource == BASE_NONE &&
                  day_steady(party->from, party->until, one->valid_from, one->valid_until);
    }
    for (size_t i = 0; *steady && i < agreements->count; i++) {
        const struct model_agreement *one = agreements->list[i];
        bool open = one->partner == BASE_NONE ? party->member : one->partner == party->organisation;
        if (open && day_within(party->from, one->valid_from, one->valid_until) &&
            (!*agreement || narrower(one, *agreement)))
            *agreement = one;
    }
}

enum err_code incentive_terms_qualified(struct incentive_terms *t, int64_t organisation,
                                        const char *name, int64_t day, bool *qualified,
                                        struct err *e)
{
    *qualified = false;
    const struct group *g;
    enum err_code code = group_read(t, &t->qualifications, organisation, MODEL_QUALIFICATION,
                                    STORE_INCENTIVE_QUALIFICATIONS_OF, &g, e);
    if (code)
        return code;
    struct model_qualification *const *list = g->records;
    for (size_t i = 0; i < g->count && !*qualified; i++)
        *qualified = base_text_equal(list[i]->name, name) &&
                     day_within(day, list[i]->valid_from, list[i]->valid_until);
    return ERR_NONE;
}

/* ---- what prices are made of ----------------------------------------------------------------- */

enum err_code incentive_terms_vouchers(struct incentive_terms *t, int64_t organisation,
                                       const struct incentive_voucher **vouchers, size_t *count,
                                       struct err *e)
{
    struct group *g = base_map_get(&t->vouchers, key(organisation));
    *vouchers = NULL;
    *count = 0;
    if (!g && t->users_read)
        return ERR_NONE;
    if (!g) {
        g = base_arena_alloc(t->arena, sizeof *g);
        struct incentive_voucher *list;
        enum err_code code =
            incentive_voucher_list(t->store, organisation, t->arena, &list, &g->count, e);
        if (code)
            return code;
        g->records = list;
        *base_map_at(t->arena, &t->vouchers, key(organisation)) = g;
    }
    *vouchers = g->records;
    *count = g->count;
    return ERR_NONE;
}

enum err_code incentive_terms_tariffs(struct incentive_terms *t,
                                      const struct model_resource *resource,
                                      const struct model_tariff **tariffs, size_t *count,
                                      struct err *e)
{
    *tariffs = NULL;
    *count = 0;
    if (base_text_empty(resource->tariffs))
        return ERR_NONE;
    struct group *g = base_map_get(&t->tariffs, key(resource->head.id));
    if (!g) {
        g = base_arena_alloc(t->arena, sizeof *g);
        struct model_tariff *list;
        enum err_code code =
            model_tariffs_parse(resource->tariffs, (int)store_policy(t->store)->decimals, t->arena,
                                &list, &g->count, e);
        if (code)
            return err_within(e, resource->name);
        g->records = list;
        if (resource->head.id) /* one not stored yet is not told apart from another */
            *base_map_at(t->arena, &t->tariffs, key(resource->head.id)) = g;
    }
    *tariffs = g->records;
    *count = g->count;
    return ERR_NONE;
}

/* One sum of free minutes of a month. */
static enum err_code used_read(struct incentive_terms *t, enum store_statement statement,
                               struct base_map_key k, int64_t without, int64_t *minutes,
                               struct err *e)
{
    int64_t id = k.a < 0 ? -k.a : k.a;
    return store_number(t->store, statement,
                        STORE_ARGS(STORE_INT(id), STORE_INT(k.b), STORE_INT(base_month_start(k.c)),
                                   STORE_INT(base_month_start(k.c + 1)), STORE_INT(without)),
                        0, minutes, e);
}

static enum err_code used_keep(struct incentive_terms *t, enum store_statement statement,
                               int64_t month, int64_t organisation, int64_t sign, struct err *e)
{
    struct store_rows rows;
    const struct store_arg args[] = {STORE_INT(base_month_start(month)),
                                     STORE_INT(base_month_start(month + 1)),
                                     STORE_INT(organisation)};
    enum err_code code =
        store_rows(t->store, statement, args, organisation == 0 ? 2 : 3, t->arena, &rows, e);
    for (size_t i = 0; !code && i < rows.count; i++) {
        struct base_map_key k = {sign * STORE_CELL(&rows, i, 0)->number,
                                 STORE_CELL(&rows, i, 1)->number, month};
        int64_t *keep = base_arena_alloc(t->arena, sizeof *keep);
        *keep = STORE_CELL(&rows, i, 2)->number;
        *base_map_at(t->arena, &t->used, k) = keep;
        *base_map_at(t->arena, &t->used, (struct base_map_key){0, k.b, month}) = keep; /* any */
    }
    return code;
}

/* organisation 0: of all. */
static enum err_code used_once(struct incentive_terms *t, int64_t month, int64_t organisation,
                               struct err *e)
{
    bool all = organisation == 0;
    void **known =
        base_map_at(t->arena, &t->used_months, (struct base_map_key){month, organisation, 0});
    if (*known)
        return ERR_NONE;
    *known = t;
    enum store_statement on = all ? STORE_INCENTIVE_FREE_USED_ALL : STORE_INCENTIVE_FREE_USED_BY;
    enum store_statement under =
        all ? STORE_INCENTIVE_FREE_USED_UNDER_ALL : STORE_INCENTIVE_FREE_USED_UNDER_BY;
    enum err_code code = used_keep(t, on, month, organisation, 1, e);
    return code ? code : used_keep(t, under, month, organisation, -1, e);
}

/* Thousands ask of one organisation: all of it is read at the first question. And thousands of
 * organisations of a month: of a few each is read by itself, then all are at once. */
static enum err_code used_month(struct incentive_terms *t, int64_t month, int64_t organisation,
                                struct err *e)
{
    enum { BY_ITSELF = 8 };
    if (base_map_get(&t->used_months, (struct base_map_key){month, 0, 0}) ||
        base_map_get(&t->used_months, (struct base_map_key){month, organisation, 0}))
        return ERR_NONE;
    return used_once(t, month, t->used_asked++ < BY_ITSELF ? organisation : 0, e);
}

enum err_code incentive_terms_free_used(struct incentive_terms *t, int64_t resource,
                                        int64_t organisation,
                                        const struct model_agreement *agreement, int64_t month,
                                        int64_t without, int64_t *on_resource,
                                        int64_t *under_agreement, struct err *e)
{
    struct base_map_key on = {resource, organisation, month};
    struct base_map_key under = {agreement ? -agreement->head.id : 0, organisation, month};
    *on_resource = *under_agreement = 0;
    if (without) {
        enum err_code code = used_read(t, STORE_INCENTIVE_FREE_USED, on, without, on_resource, e);
        return code || !agreement ? code
                                  : used_read(t, STORE_INCENTIVE_FREE_USED_UNDER, under, without,
                                              under_agreement, e);
    }
    enum err_code code = used_month(t, month, organisation, e);
    const int64_t *kept = code ? NULL : base_map_get(&t->used, on);
    if (kept)
        *on_resource = *kept;
    kept = code || !agreement ? NULL : base_map_get(&t->used, under);
    if (kept)
        *under_agreement = *kept;
    return code;
}

void incentive_terms_forget_uses(struct incentive_terms *t)
{
    t->vouchers = t->used = t->used_months = (struct base_map){0};
    t->used_asked = 0;
    t->users_read = false;
}

enum err_code incentive_terms_free_any(struct incentive_terms *t, int64_t organisation,
                                       int64_t month, bool *any, struct err *e)
{
    enum err_code code = used_month(t, month, organisation, e);
    *any = !code && base_map_get(&t->used, (struct base_map_key){0, organisation, month}) != NULL;
    return code;
}

/* ---- regions --------------------------------------------------------------------------------- */

enum err_code incentive_terms_region_of(struct incentive_terms *t,
                                        const struct model_resource *resource, int64_t *region,
                                        struct err *e)
{
    *region = resource->region;
    if (*region != BASE_NONE)
        return ERR_NONE;
    const struct model_organisation *owner;
    enum err_code code = incentive_terms_organisation(t, resource->owner, &owner, e);
    if (!code && owner)
        *region = owner->region;
    return code;
}

static enum err_code regions_read(struct incentive_terms *t, struct err *e)
{
    if (t->regions_read)
        return ERR_NONE;
    struct model_region **list;
    size_t count;
    enum err_code code = store_select(t->store, MODEL_REGION, STORE_INCENTIVE_REGIONS,
                                      STORE_NO_ARGS, t->arena, &list, &count, e);
    if (code)
        return code;
    for (size_t i = 0; i < count; i++)
        *base_map_at(t->arena, &t->parents, key(list[i]->head.id)) = list[i];
    t->regions_read = true;
    return ERR_NONE;
}

static enum err_code vouchers_read(struct incentive_terms *t, struct err *e)
{
    struct incentive_voucher *list;
    size_t count;
    t->vouchers = (struct base_map){0};
    enum err_code code = incentive_voucher_list(t->store, BASE_NONE, t->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        if (list[i].voucher->organisation != BASE_NONE)
            *(struct incentive_voucher *)group_place(t, &t->vouchers, list[i].voucher->organisation,
                                                     sizeof *list) = list[i];
    return code;
}

enum err_code incentive_terms_read_users(struct incentive_terms *t, int64_t month, struct err *e)
{
    struct model_qualification **list;
    size_t count;
    t->qualifications = (struct base_map){0};
    enum err_code code = store_select(t->store, MODEL_QUALIFICATION, STORE_INCENTIVE_QUALIFICATIONS,
                                      STORE_NO_ARGS, t->arena, &list, &count, e);
    for (size_t i = 0; !code && i < count; i++)
        group_add(t, &t->qualifications, list[i]->organisation, list[i]);
    if (!code)
        code = vouchers_read(t, e);
    if (!code)
        code = regions_read(t, e);
    if (!code)
        code = used_once(t, month, 0, e);
    t->users_read = !code;
    return code;
}

/* A tree deeper than this is a ring that somebody typed in. */
enum { DEEPEST = 64 };

/* The way from a region to its root; returns its length. */
static int way_up(const struct incentive_terms *t, int64_t region, int64_t way[DEEPEST])
{
    int n = 0;
    while (region != BASE_NONE && n < DEEPEST) {
        way[n++] = region;
        const struct model_region *r = base_map_get(&t->parents, key(region));
        region = r ? r->parent : BASE_NONE;
    }
    return n;
}

enum err_code incentive_terms_within(struct incentive_terms *t, int64_t region, int64_t ancestor,
                                     bool *within, struct err *e)
{
    *within = false;
    enum err_code code = regions_read(t, e);
    if (code)
        return code;
    int64_t way[DEEPEST];
    int n = way_up(t, region, way);
    for (int i = 0; i < n && !*within; i++)
        *within = way[i] == ancestor;
    return ERR_NONE;
}

enum err_code incentive_terms_steps(struct incentive_terms *t, int64_t a, int64_t b, int *steps,
                                    struct err *e)
{
    *steps = -1;
    enum err_code code = regions_read(t, e);
    if (code)
        return code;
    int64_t from_a[DEEPEST], from_b[DEEPEST];
    int na = way_up(t, a, from_a), nb = way_up(t, b, from_b);
    for (int i = 0; i < na; i++)
        for (int j = 0; j < nb; j++)
            if (from_a[i] == from_b[j]) {
                *steps = i + j;
                return ERR_NONE;
            }
    return ERR_NONE;
}
