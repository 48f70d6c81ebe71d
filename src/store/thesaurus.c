/* thesaurus.c: where a desk's thesaurus comes from. What means the same is the same for all who
 * work at a desk, or their plans would differ: a user has no file of his own. */
#include "internal.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/whole.h"
#include "sharedesk/config.h"

#include <string.h>
#include <sys/stat.h>

static const char INSTALLED[] = SHAREDESK_DATADIR "/thesaurus.tsv";
static const char OWN[] = "thesaurus.tsv"; /* beside the desk */

static const char *own_path(const struct store *s, struct base_arena *a)
{
    const char *slash = strrchr(s->path, '/');
    return slash ? base_arena_printf(a, "%.*s/%s", (int)(slash - s->path), s->path, OWN) : OWN;
}

static uint64_t mix_file(uint64_t stamp, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return base_hash(stamp, 0);
    stamp = base_hash(stamp, (uint64_t)st.st_ino);
    stamp = base_hash(stamp, (uint64_t)st.st_size);
    stamp = base_hash(stamp, (uint64_t)st.st_mtim.tv_sec);
    return base_hash(stamp, (uint64_t)st.st_mtim.tv_nsec);
}

uint64_t store_thesaurus_stamp(const struct store *s)
{
    struct base_arena *a = base_arena_new();
    uint64_t stamp = mix_file(mix_file(BASE_HASH, INSTALLED), own_path(s, a));
    base_arena_free(&a);
    return stamp;
}

/* NULL where there is none that can be read; why, unless there is just none, is told in e. */
static const char *text_of(const char *path, struct base_arena *a, struct err *e)
{
    char *text;
    size_t size;
    return base_file_read(path, a, &text, &size, e) == ERR_NONE ? text : NULL;
}

struct model_thesaurus *store_thesaurus_read(const struct store *s)
{
    struct base_arena *a = base_arena_new();
    struct err ignored = ERR_INIT;
    const struct base_embedded *built_in = base_embedded_find("data/vocabulary/thesaurus.tsv");
    const char *installed = text_of(INSTALLED, a, &ignored);
    const char *own = text_of(own_path(s, a), a, &ignored);
    const struct model_thesaurus_source sources[] = {
        {INSTALLED, installed ? installed : built_in->data}, {own_path(s, a), own}};
    struct model_thesaurus *t = model_thesaurus_new(sources, own ? 2 : 1);
    base_arena_free(&a);
    return t;
}

struct model_thesaurus *store_thesaurus(struct store *s)
{
    uint64_t stamp = store_thesaurus_stamp(s);
    if (s->thesaurus && stamp == s->thesaurus_stamp)
        return s->thesaurus;
    model_thesaurus_free(&s->thesaurus);
    s->thesaurus = store_thesaurus_read(s);
    s->thesaurus_stamp = stamp;
    return s->thesaurus;
}

void store_thesaurus_tell(struct store *s)
{
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    size_t count = 0;
    bool own = text_of(own_path(s, a), a, &e) != NULL;
    if (!own && e.code != ERR_NOT_FOUND)
        store_fault_add(s, base_arena_printf(s->arena, _("%s: %s"), e.what, e.why));
    /* What is built in has no faults, and is read only when it is needed. */
    const char *const *faults = own ? model_thesaurus_faults(store_thesaurus(s), &count) : NULL;
    for (size_t i = 0; i < count; i++)
        store_fault_add(s, base_arena_strdup(s->arena, faults[i]));
    base_arena_free(&a);
}

void store_thesaurus_close(struct store *s)
{
    model_thesaurus_free(&s->thesaurus);
}
