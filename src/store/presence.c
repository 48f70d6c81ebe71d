/* presence.c: what people at the desk leave outside the log: drafts of forms, and where they are.
 */
#include "internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PRESENCE_KEPT = 600,    /* seconds after which a silent process counts as gone */
    PRESENCE_REFRESHED = 60 /* seconds between two writes of the same place */
};

/* ---- drafts ---- */

enum err_code store_draft_save(struct store *s, const char *form, const char *json, struct err *e)
{
    store_start(e);
    if (s->read_only)
        return ERR_NONE; /* nothing could be saved from the form either */
    return store_run(
        s, STORE_DRAFT_SAVE,
        STORE_ARGS(STORE_STR(s->actor), STORE_STR(form), STORE_STR(json), STORE_INT(store_now(s))),
        e);
}

const char *store_draft_load(struct store *s, const char *form, struct base_arena *a)
{
    struct err e = ERR_INIT;
    struct store_rows rows;
    if (store_rows(s, STORE_DRAFT_LOAD, STORE_ARGS(STORE_STR(s->actor), STORE_STR(form)), a, &rows,
                   &e) != ERR_NONE ||
        rows.count == 0)
        return NULL;
    return STORE_CELL(&rows, 0, 0)->text;
}

void store_draft_drop(struct store *s, const char *form)
{
    struct err e = ERR_INIT;
    if (!s->read_only)
        store_run(s, STORE_DRAFT_DROP, STORE_ARGS(STORE_STR(s->actor), STORE_STR(form)), &e);
}

/* ---- presence ---- */

static const char *process_name(char out[300])
{
    char host[256];
    if (gethostname(host, sizeof host) != 0)
        host[0] = '\0';
    host[sizeof host - 1] = '\0';
    snprintf(out, 300, "%s:%ld", host, (long)getpid());
    return out;
}

/* Where people are may be lost when the power fails, and nobody waits for it. */
static void write_presence(struct store *s, const char *place)
{
    char process[300];
    struct err e = ERR_INIT;
    int64_t now = base_clock_now(NULL);
    sqlite3_busy_timeout(s->db, 0);
    sqlite3_exec(s->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    if (place)
        store_run(s, STORE_PRESENCE_SET,
                  STORE_ARGS(STORE_STR(process_name(process)), STORE_STR(s->actor),
                             STORE_STR(place), STORE_INT(now)),
                  &e);
    else
        store_run(s, STORE_PRESENCE_DROP,
                  STORE_ARGS(STORE_STR(process_name(process)), STORE_INT(now - PRESENCE_KEPT)), &e);
    sqlite3_exec(s->db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    sqlite3_busy_timeout(s->db, STORE_BUSY_MILLISECONDS);
    s->presence_seen = now;
}

void store_presence_set(struct store *s, const char *place)
{
    bool same = place ? strcmp(place, s->presence_place) == 0 : s->presence_place[0] == '\0';
    bool fresh = !place || base_clock_now(NULL) - s->presence_seen < PRESENCE_REFRESHED;
    if (s->read_only || s->transaction.depth > 0 || s->transaction.reads > 0 || (same && fresh))
        return;
    write_presence(s, place);
    snprintf(s->presence_place, sizeof s->presence_place, "%s", place ? place : "");
}

enum err_code store_presence_list(struct store *s, struct base_arena *a,
                                  struct store_presence **list, size_t *count, struct err *e)
{
    char process[300];
    struct store_rows rows;
    store_start(e);
    *list = NULL;
    *count = 0;
    if (store_rows(s, STORE_PRESENCE_LIST,
                   STORE_ARGS(STORE_INT(base_clock_now(NULL) - PRESENCE_KEPT),
                              STORE_STR(process_name(process))),
                   a, &rows, e) != ERR_NONE)
        return e->code;
    *list = base_arena_array(a, rows.count, sizeof **list);
    for (size_t i = 0; i < rows.count; i++)
        (*list)[i] =
            (struct store_presence){STORE_CELL(&rows, i, 0)->text, STORE_CELL(&rows, i, 1)->text,
                                    STORE_CELL(&rows, i, 2)->number};
    *count = rows.count;
    return ERR_NONE;
}
