/* format.c: how links are written for exchange (uid), for people (number) and on screens (title).
 */
#include "internal.h"

static enum err_code resolve(void *context, enum model_type type, const char *text, int64_t *id,
                             struct err *e)
{
    struct store_ref ref;
    if (store_resolve(context, type, text, &ref, e) != ERR_NONE)
        return e->code;
    *id = ref.id;
    return ERR_NONE;
}

/* "demand:UID" in its normal form, or any reference to any record. */
static enum err_code resolve_any(void *context, const char *text, struct base_arena *a,
                                 const char **normal, struct err *e)
{
    struct store_ref ref;
    struct err unread = ERR_INIT;
    if (store_anyref_read(context, text, &ref, &unread) != ERR_NONE &&
        store_resolve(context, MODEL_ANY, text, &ref, e) != ERR_NONE)
        return e->code;
    *normal = store_anyref_write(context, ref, a);
    return ERR_NONE;
}

static const char *write_uid(void *context, enum model_type type, int64_t id, struct base_arena *a)
{
    return store_uid(context, type, id, a);
}

static const char *write_number(void *context, enum model_type type, int64_t id,
                                struct base_arena *a)
{
    (void)context;
    return store_number_text(type, id, a);
}

static const char *write_title(void *context, enum model_type type, int64_t id,
                               struct base_arena *a)
{
    return store_title(context, type, id, a);
}

static const char *write_any_uid(void *context, const char *normal, struct base_arena *a)
{
    (void)context;
    return base_arena_strdup(a, normal);
}

static const char *write_any_number(void *context, const char *normal, struct base_arena *a)
{
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_anyref_read(context, normal, &ref, &e) != ERR_NONE)
        return base_arena_strdup(a, normal);
    return store_number_text(ref.type, ref.id, a);
}

static const char *write_any_title(void *context, const char *normal, struct base_arena *a)
{
    struct store_ref ref;
    struct err e = ERR_INIT;
    if (store_anyref_read(context, normal, &ref, &e) != ERR_NONE)
        return base_arena_strdup(a, normal);
    return store_title(context, ref.type, ref.id, a);
}

static void init(struct store *s, struct store_formatter *formatter,
                 const char *(*write)(void *, enum model_type, int64_t, struct base_arena *),
                 const char *(*write_any)(void *, const char *, struct base_arena *))
{
    formatter->links = (struct model_links){s, resolve, resolve_any, write, write_any};
    formatter->format = (struct model_format){(int)s->policy.decimals, &formatter->links, 0};
}

void store_formats_init(struct store *s)
{
    init(s, &s->by_uid, write_uid, write_any_uid);
    init(s, &s->by_number, write_number, write_any_number);
    init(s, &s->by_title, write_title, write_any_title);
}

const struct model_format *store_format_uid(struct store *s)
{
    return &s->by_uid.format;
}

const struct model_format *store_format_number(struct store *s)
{
    s->by_number.format.now = store_now(s); /* people may say "tomorrow", files may not */
    return &s->by_number.format;
}

const struct model_format *store_format_title(struct store *s)
{
    return &s->by_title.format;
}
