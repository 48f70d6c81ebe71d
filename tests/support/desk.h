/* desk.h: a desk in a directory of its own, for tests. */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "sharedesk/store/store.h"

struct desk {
    char directory[64];
    char path[96];
    struct store *store;
    struct base_arena *arena;
};

/* A new desk whose clock stands at 2026-12-01T00:00:00Z, in UTC. Ends the test when it fails. */
struct desk *desk_new(void);
/* The same file once more, as another account and process would open it. */
struct store *desk_again(const struct desk *d, const char *actor);
void desk_free(struct desk **d);

enum { DESK_NOW = 1796083200 };

/* One put in a change of its own; the error of put or commit. */
enum err_code desk_put(struct store *s, enum model_type type, void *record, struct err *e);
/* Puts, and ends the test unless it is done; gives the id. */
int64_t desk_add(struct store *s, enum model_type type, void *record);
/* Records with no more than they need. */
int64_t desk_add_organisation(struct desk *d, const char *name);
int64_t desk_add_resource(struct desk *d, const char *name, int64_t owner);
int64_t desk_add_booking(struct desk *d, int64_t resource, int64_t organisation, int64_t start,
                         int64_t end);
/* What most rules are about: a provider with an SEM, and a user. */
struct desk_scene {
    struct desk *desk;
    struct store *store;
    struct base_arena *arena;
    int64_t provider, user;
    struct model_resource *resource; /* not stored yet: a test has its own wishes */
    int64_t other;                   /* one more organisation, if a test adds it */
    struct model_booking *booking;   /* of the resource by the user, if a test adds it */
};
struct desk_scene *desk_scene_new(void);
int desk_scene_teardown(void **state); /* for cmocka; *state is the scene */
void desk_must(enum err_code code, const struct err *e);

#endif
