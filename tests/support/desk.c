#include "desk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void desk_must(enum err_code code, const struct err *e)
{
    if (code == ERR_NONE)
        return;
    fprintf(stderr, "desk: %s: %s. %s\n", e->what, e->why, e->hint);
    abort();
}

static struct store *open_desk(const char *path, bool create, const char *actor)
{
    struct err e = ERR_INIT;
    struct store *s = NULL;
    struct store_options options = {
        .path = path, .create = create, .clock = {DESK_NOW}, .actor = actor};
    desk_must(store_open(&options, &s, &e), &e);
    return s;
}

struct desk *desk_new(void)
{
    struct desk *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    setenv("TZ", "UTC", 1);
    snprintf(d->directory, sizeof d->directory, "/tmp/sharedesk-test-XXXXXX");
    if (!mkdtemp(d->directory))
        abort();
    snprintf(d->path, sizeof d->path, "%s/desk", d->directory);
    d->store = open_desk(d->path, true, "anna");
    d->arena = base_arena_new();
    return d;
}

struct store *desk_again(const struct desk *d, const char *actor)
{
    return open_desk(d->path, false, actor);
}

static void remove_all(const char *directory)
{
    DIR *entries = opendir(directory);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    if (entries)
        closedir(entries);
    rmdir(directory);
}

void desk_free(struct desk **d)
{
    store_close(&(*d)->store);
    base_arena_free(&(*d)->arena);
    remove_all((*d)->directory);
    free(*d);
    *d = NULL;
}

enum err_code desk_put(struct store *s, enum model_type type, void *record, struct err *e)
{
    if (store_begin(s, "test", e) != ERR_NONE)
        return e->code;
    if (store_put(s, type, record, e) != ERR_NONE) {
        store_rollback(s);
        return e->code;
    }
    return store_commit(s, e);
}

int64_t desk_add(struct store *s, enum model_type type, void *record)
{
    struct err e = ERR_INIT;
    desk_must(desk_put(s, type, record, &e), &e);
    return ((struct model_head *)record)->id;
}

int64_t desk_add_organisation(struct desk *d, const char *name)
{
    struct model_organisation *o = model_record_new(d->arena, MODEL_ORGANISATION);
    o->name = name;
    return desk_add(d->store, MODEL_ORGANISATION, o);
}

int64_t desk_add_resource(struct desk *d, const char *name, int64_t owner)
{
    struct model_resource *r = model_record_new(d->arena, MODEL_RESOURCE);
    r->name = name;
    r->owner = owner;
    return desk_add(d->store, MODEL_RESOURCE, r);
}

int64_t desk_add_booking(struct desk *d, int64_t resource, int64_t organisation, int64_t start,
                         int64_t end)
{
    struct model_booking *b = model_record_new(d->arena, MODEL_BOOKING);
    b->resource = resource;
    b->organisation = organisation;
    b->start = start;
    b->end = end;
    return desk_add(d->store, MODEL_BOOKING, b);
}

struct desk_scene *desk_scene_new(void)
{
    struct desk *d = desk_new();
    struct desk_scene *s = base_arena_alloc(d->arena, sizeof *s);
    *s = (struct desk_scene){.desk = d, .store = d->store, .arena = d->arena};
    s->provider = desk_add_organisation(d, "Provider");
    s->user = desk_add_organisation(d, "User");
    s->resource = model_record_new(d->arena, MODEL_RESOURCE);
    s->resource->name = "SEM";
    s->resource->owner = s->provider;
    return s;
}

int desk_scene_teardown(void **state)
{
    struct desk *d = ((struct desk_scene *)*state)->desk;
    desk_free(&d);
    return 0;
}
