/* keymap.c: which key is which command, here and now. */
#include "sharedesk/tui/keymap.h"

#include "faults.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { KEYS_MAX = 8 };

struct binding {
    tui_key keys[KEYS_MAX];
    size_t count;
    bool users; /* bound by the user */
    int line;   /* where, for messages */
};

struct tui_keymap {
    const struct tui_command *commands;
    struct binding *bindings; /* one per command */
    size_t count;
};

static const char everywhere[] = "everywhere";

/* ---- contexts -------------------------------------------------------------------------------- */

/* Is word (of n bytes) one of the blank-separated words of list? */
static bool keymap_has_word(const char *list, const char *word, size_t n)
{
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, " ");
        if (length == n && strncmp(at, word, n) == 0)
            return true;
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

static bool keymap_in(const struct tui_command *command, const char *context)
{
    return context && keymap_has_word(command->where, context, strlen(context));
}

bool tui_command_applies(const struct tui_command *command, struct tui_context c)
{
    return keymap_in(command, c.mode) || keymap_in(command, c.class_name) ||
           keymap_in(command, everywhere);
}

/* Do two commands share a word of context, so that one key cannot be both? */
static bool keymap_overlap(const struct tui_command *a, const struct tui_command *b)
{
    for (const char *at = a->where; *at;) {
        size_t length = strcspn(at, " ");
        if (keymap_has_word(b->where, at, length))
            return true;
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

/* ---- bindings -------------------------------------------------------------------------------- */

static bool binding_has(const struct binding *b, tui_key key)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->keys[i] == key)
            return true;
    return false;
}

static void binding_remove(struct binding *b, tui_key key)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++)
        if (b->keys[i] != key)
            b->keys[kept++] = b->keys[i];
    b->count = kept;
}

/* Reads blank-separated key names; *bad gets the first that is none. */
static bool binding_parse(struct binding *b, const char *names, const char **bad,
                          size_t *bad_length)
{
    struct binding parsed = *b;
    parsed.count = 0;
    for (const char *at = names + strspn(names, " \t"); *at; at += strspn(at, " \t")) {
        size_t length = strcspn(at, " \t");
        tui_key key = tui_key_parse(at, length);
        if (key == TUI_KEY_NONE || parsed.count == KEYS_MAX) {
            *bad = at;
            *bad_length = length;
            return false;
        }
        if (!binding_has(&parsed, key))
            parsed.keys[parsed.count++] = key;
        at += length;
    }
    *b = parsed;
    return true;
}

/* The command that owns a fixed key by its default row; NULL when the key is free. */
static const struct tui_command *keymap_fixed_owner(const struct tui_keymap *k, tui_key key,
                                                    const struct tui_command *asking)
{
    for (size_t i = 0; i < k->count; i++) {
        const struct tui_command *c = &k->commands[i];
        struct binding b = {.count = 0};
        const char *bad;
        size_t n;
        if (!(c->bar & TUI_FIXED) || c == asking || !binding_parse(&b, c->keys, &bad, &n))
            continue;
        /* two fixed commands may mean the same key on different screens: "a" adds a demand or a
         * booking */
        if (binding_has(&b, key) && (!(asking->bar & TUI_FIXED) || keymap_overlap(c, asking)))
            return c;
    }
    return NULL;
}

/* ---- the table's own faults ------------------------------------------------------------------ */

static void keymap_check_pair(const struct tui_keymap *k, size_t i, size_t j, struct base_arena *a,
                              struct tui_faults *faults)
{
    const struct tui_command *x = &k->commands[i], *y = &k->commands[j];
    char name[TUI_KEY_NAME_SIZE];
    if (strcmp(x->name, y->name) == 0)
        tui_faults_add(faults, a, "command %s is there twice", x->name);
    if (x->id == y->id)
        tui_faults_add(faults, a, "commands %s and %s have one number", x->name, y->name);
    for (size_t n = 0; n < k->bindings[i].count; n++) {
        tui_key key = k->bindings[i].keys[n];
        if (keymap_overlap(x, y) && binding_has(&k->bindings[j], key))
            tui_faults_add(faults, a, "key %s is both %s and %s", tui_key_name(key, name), x->name,
                           y->name);
    }
}

static void keymap_check(const struct tui_keymap *k, struct base_arena *a,
                         struct tui_faults *faults)
{
    char name[TUI_KEY_NAME_SIZE];
    for (size_t i = 0; i < k->count; i++) {
        for (size_t j = i + 1; j < k->count; j++)
            keymap_check_pair(k, i, j, a, faults);
        for (size_t n = 0; n < k->bindings[i].count; n++) {
            const struct tui_command *owner =
                keymap_fixed_owner(k, k->bindings[i].keys[n], &k->commands[i]);
            if (owner && !keymap_overlap(owner, &k->commands[i]))
                tui_faults_add(faults, a, "key %s means %s everywhere and cannot be %s",
                               tui_key_name(k->bindings[i].keys[n], name), owner->name,
                               k->commands[i].name);
        }
    }
}

struct tui_keymap *tui_keymap_new(const struct tui_command *commands, size_t count,
                                  struct base_arena *a, struct tui_faults *faults)
{
    struct tui_keymap *k = base_alloc(sizeof *k);
    k->commands = commands;
    k->count = count;
    k->bindings = base_alloc((count ? count : 1) * sizeof *k->bindings);
    for (size_t i = 0; i < count; i++) {
        const char *bad;
        size_t n;
        if (!binding_parse(&k->bindings[i], commands[i].keys, &bad, &n))
            tui_faults_add(faults, a, "command %s: \"%.*s\" is no key", commands[i].name, (int)n,
                           bad);
    }
    if (faults)
        keymap_check(k, a, faults);
    return k;
}

void tui_keymap_free(struct tui_keymap **k)
{
    if (!*k)
        return;
    free((*k)->bindings);
    free(*k);
    *k = NULL;
}

/* ---- the user's bindings --------------------------------------------------------------------- */

static size_t keymap_index(const struct tui_keymap *k, const char *name)
{
    size_t i = 0;
    while (i < k->count && strcasecmp(k->commands[i].name, name) != 0)
        i++;
    return i;
}

struct binder {
    struct tui_keymap *keymap;
    const char *file;
    struct base_arena *arena;
    struct tui_faults *faults;
};

/* Fixed keys cannot be taken, nor can their own command lose them. */
static void binder_keep_fixed(struct binder *b, size_t i, const struct base_ini_entry *entry)
{
    struct tui_keymap *k = b->keymap;
    struct binding *mine = &k->bindings[i], fixed = {.count = 0};
    char name[TUI_KEY_NAME_SIZE];
    const char *bad;
    size_t length;
    for (size_t n = mine->count; n-- > 0;) {
        const struct tui_command *owner = keymap_fixed_owner(k, mine->keys[n], &k->commands[i]);
        if (!owner)
            continue;
        tui_faults_add(b->faults, b->arena,
                       _("%s:%d: %s: the key %s always means %s; choose another"), b->file,
                       entry->line, entry->key, tui_key_name(mine->keys[n], name), owner->name);
        binding_remove(mine, mine->keys[n]);
    }
    if (!(k->commands[i].bar & TUI_FIXED) ||
        !binding_parse(&fixed, k->commands[i].keys, &bad, &length))
        return;
    for (size_t n = 0; n < fixed.count && mine->count < KEYS_MAX; n++)
        if (!binding_has(mine, fixed.keys[n]))
            mine->keys[mine->count++] = fixed.keys[n];
}

static void binder_entry(struct binder *b, const struct base_ini_entry *entry)
{
    struct tui_keymap *k = b->keymap;
    size_t i = keymap_index(k, entry->key), length;
    const char *bad;
    if (i == k->count) {
        tui_faults_add(b->faults, b->arena,
                       _("%s:%d: \"%s\" is no command; the help (?) names them"), b->file,
                       entry->line, entry->key);
        return;
    }
    if (!binding_parse(&k->bindings[i], entry->value, &bad, &length)) {
        tui_faults_add(b->faults, b->arena,
                       _("%s:%d: %s: \"%.*s\" is no key; allowed are up to %d names like "
                         "a C-r M-x F5 Enter Tab PgUp, with blanks between"),
                       b->file, entry->line, entry->key, (int)length, bad, KEYS_MAX);
        return;
    }
    k->bindings[i].users = true;
    k->bindings[i].line = entry->line;
    binder_keep_fixed(b, i, entry);
}

/* A key that two commands of one context now share: the user's wins over the default, the first of
 * two of the user's over the second. */
static void binder_settle(struct binder *b, size_t winner, size_t loser)
{
    struct tui_keymap *k = b->keymap;
    char name[TUI_KEY_NAME_SIZE];
    for (size_t n = k->bindings[winner].count; n-- > 0;) {
        tui_key key = k->bindings[winner].keys[n];
        if (!binding_has(&k->bindings[loser], key))
            continue;
        tui_faults_add(b->faults, b->arena, _("%s:%d: %s: the key %s was also %s, which loses it"),
                       b->file, k->bindings[winner].line, k->commands[winner].name,
                       tui_key_name(key, name), k->commands[loser].name);
        binding_remove(&k->bindings[loser], key);
    }
}

void tui_keymap_bind(struct tui_keymap *k, const struct base_ini *ini, struct base_arena *a,
                     struct tui_faults *faults)
{
    struct binder binder = {.keymap = k, .file = ini->file, .arena = a, .faults = faults};
    for (size_t i = 0; i < ini->count; i++)
        if (strcmp(ini->entries[i].section, "keys") == 0)
            binder_entry(&binder, &ini->entries[i]);
    for (size_t i = 0; i < k->count; i++)
        for (size_t j = 0; k->bindings[i].users && j < k->count; j++) {
            bool first = !k->bindings[j].users || k->bindings[i].line < k->bindings[j].line;
            if (i != j && first && keymap_overlap(&k->commands[i], &k->commands[j]))
                binder_settle(&binder, i, j);
        }
}

/* ---- looking up ------------------------------------------------------------------------------ */

static const struct tui_command *keymap_find_in(const struct tui_keymap *k, const char *context,
                                                tui_key key)
{
    for (size_t i = 0; context && i < k->count; i++)
        if (binding_has(&k->bindings[i], key) && keymap_in(&k->commands[i], context))
            return &k->commands[i];
    return NULL;
}

const struct tui_command *tui_keymap_find(const struct tui_keymap *k, struct tui_context c,
                                          tui_key key)
{
    if (key == TUI_KEY_NONE || (c.typing && tui_key_is_text(key)))
        return NULL;
    const struct tui_command *found = keymap_find_in(k, c.mode, key);
    if (!found)
        found = keymap_find_in(k, c.class_name, key);
    return found ? found : keymap_find_in(k, everywhere, key);
}

const struct tui_command *tui_keymap_command(const struct tui_keymap *k, const char *name)
{
    size_t i = keymap_index(k, name);
    return i < k->count ? &k->commands[i] : NULL;
}

const struct tui_command *tui_keymap_id(const struct tui_keymap *k, int id)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->commands[i].id == id)
            return &k->commands[i];
    return NULL;
}

const struct tui_command *tui_keymap_at(const struct tui_keymap *k, size_t i)
{
    return i < k->count ? &k->commands[i] : NULL;
}

tui_key tui_keymap_key(const struct tui_keymap *k, const struct tui_command *command,
                       struct tui_context c, size_t i)
{
    const struct binding *b = &k->bindings[command - k->commands];
    for (size_t n = 0; n < b->count; n++)
        if (tui_keymap_find(k, c, b->keys[n]) == command && i-- == 0)
            return b->keys[n];
    return TUI_KEY_NONE;
}

void tui_keymap_dump(const struct tui_keymap *k, struct base_text *out)
{
    char name[TUI_KEY_NAME_SIZE];
    for (size_t i = 0; i < k->count; i++) {
        const struct tui_command *c = &k->commands[i];
        struct base_text keys = {0};
        for (size_t n = 0; n < k->bindings[i].count; n++)
            base_text_printf(&keys, "%s%s", n ? " " : "",
                             tui_key_name(k->bindings[i].keys[n], name));
        base_text_printf(out, "%-24s %-22s %-16s %s\n", c->where, c->name, base_text_string(&keys),
                         _(c->help));
        base_text_free(&keys);
    }
}
