/* thesaurus.c: the groups; how texts are read by them is in reading.c. */
#include "thesaurus.h"

#include "sharedesk/base/embedded.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/model/sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ----------------------------------------------------------------------------------- */

const char *model_units_key(struct base_text *t, const struct model_units *u, size_t first,
                            size_t n)
{
    base_text_clear(t);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            base_text_add_char(t, ' ');
        base_text_add(t, u->list[first + i].key);
    }
    return base_text_string(t);
}

static size_t group_of_units(const struct model_thesaurus *t, const struct model_units *u)
{
    struct base_text key = {0};
    size_t number = model_lexicon_find(t->members, model_units_key(&key, u, 0, u->count));
    base_text_free(&key);
    return number == MODEL_NO_WORD ? MODEL_NO_GROUP : t->group_of[number];
}

size_t model_thesaurus_find(const struct model_thesaurus *t, const char *name)
{
    struct base_arena *scratch = base_arena_new();
    struct model_units u = model_units_of(name, scratch);
    size_t group = group_of_units(t, &u);
    base_arena_free(&scratch);
    return group;
}

/* ---- reading the files ----------------------------------------------------------------------- */

/* The line being read. */
struct place {
    struct model_thesaurus *t;
    const char *file;
    int line;
    bool subject;               /* the line is of a subject */
    struct base_arena *scratch; /* of the line */
};

static void fault(const struct place *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fault(const struct place *p, const char *format, ...)
{
    struct model_thesaurus *t = p->t;
    va_list args;
    va_start(args, format);
    const char *what = base_arena_vprintf(p->scratch, format, args);
    va_end(args);
    const char **place = base_arena_push(t->arena, (void **)&t->faults, &t->fault_count,
                                         &t->fault_capacity, sizeof *t->faults);
    *place = base_arena_printf(t->arena, "%s:%d: %s", p->file, p->line, what);
}

/* Most texts' words begin no member: then there is nothing to join and look up. */
static void note_words(struct model_thesaurus *t, const struct model_units *u)
{
    size_t count = model_lexicon_count(t->firsts);
    size_t first = model_lexicon_add(t->firsts, u->list[0].key);
    if (first == count)
        base_arena_push(t->arena, (void **)&t->longest, &count, &t->longest_capacity,
                        sizeof *t->longest);
    if (t->longest[first] < u->count)
        t->longest[first] = u->count;
    for (size_t i = 0; i < u->count; i++)
        model_lexicon_add(t->words, u->list[i].key);
}

static void add_member(const struct place *p, const char *member, const struct model_units *u,
                       size_t group)
{
    struct model_thesaurus *t = p->t;
    if (u->count == 0 || u->count > MODEL_MEMBER_UNITS) {
        fault(p,
              u->count == 0 ? _("“%s” has no letter; left out") : _("“%s” is too long; left out"),
              member);
        return;
    }
    struct base_text key = {0};
    size_t before = model_lexicon_count(t->members);
    size_t number = model_lexicon_add(t->members, model_units_key(&key, u, 0, u->count));
    base_text_free(&key);
    if (number < before) { /* the same name in the other spelling is none of its own */
        if (t->group_of[number] != group)
            fault(p, _("“%s” belongs to “%s” already; left out here"), member,
                  t->groups[t->group_of[number]].shown);
        return;
    }
    size_t *owner = base_arena_push(t->arena, (void **)&t->group_of, &before, &t->group_of_capacity,
                                    sizeof *t->group_of);
    *owner = group;
    struct model_group *g = &t->groups[group];
    const char **name = base_arena_push(t->arena, (void **)&g->members, &g->member_count,
                                        &g->member_capacity, sizeof *g->members);
    *name = base_arena_strdup(t->arena, member);
    note_words(t, u);
}

static size_t new_group(struct model_thesaurus *t, const char *name, bool subject)
{
    struct model_group *g =
        base_arena_push(t->arena, (void **)&t->groups, &t->count, &t->capacity, sizeof *t->groups);
    g->shown = base_arena_strdup(t->arena, name);
    g->subject = subject;
    g->token = base_arena_printf(t->arena, "=%s", base_utf8_fold(t->arena, name));
    model_lexicon_add(t->tokens, g->token);
    return t->count - 1;
}

/* Cuts the next member off the line, trimmed; NULL at its end. Empty ones are passed over. */
static char *next_member(char **rest)
{
    char *save = NULL;
    for (char *m; (m = strtok_r(*rest, "\t", &save)) != NULL;) {
        *rest = save;
        m = base_text_trim(m);
        if (*m != '\0')
            return m;
    }
    return NULL;
}

static void add_group(const struct place *p, char *line)
{
    char *member = next_member(&line);
    if (member == NULL)
        return;
    struct model_units u = model_units_of(member, p->scratch);
    if (member[0] == '<' || u.count == 0) {
        fault(p, _("the line begins with no name: “%s”; left out"), member);
        return;
    }
    size_t group = group_of_units(p->t, &u);
    if (group == MODEL_NO_GROUP)
        group = new_group(p->t, member, p->subject);
    add_member(p, member, &u, group);
    while ((member = next_member(&line)) != NULL) {
        if (member[0] == '<')
            continue;
        u = model_units_of(member, p->scratch);
        add_member(p, member, &u, group);
    }
}

bool model_group_is_under(const struct model_thesaurus *t, size_t group, size_t above)
{
    if (group == above)
        return true;
    const struct model_group *g = &t->groups[group];
    for (size_t i = 0; i < g->broader_count; i++) {
        if (model_group_is_under(t, g->broader[i], above))
            return true;
    }
    return false;
}

static void push_group(struct model_thesaurus *t, size_t **list, size_t *count, size_t *capacity,
                       size_t group)
{
    size_t *place = base_arena_push(t->arena, (void **)list, count, capacity, sizeof **list);
    *place = group;
}

static void add_link(const struct place *p, size_t group, const char *name)
{
    struct model_thesaurus *t = p->t;
    size_t above = model_thesaurus_find(t, name);
    if (above == MODEL_NO_GROUP) {
        fault(p, _("there is no broader group “%s”"), name);
        return;
    }
    struct model_group *g = &t->groups[group], *b = &t->groups[above];
    for (size_t i = 0; i < g->broader_count; i++) {
        if (g->broader[i] == above)
            return;
    }
    if (model_group_is_under(t, above, group)) {
        fault(p, _("“%s” cannot be broader than “%s”: it is narrower, or the same"), b->shown,
              g->shown);
        return;
    }
    push_group(t, &g->broader, &g->broader_count, &g->broader_capacity, above);
    push_group(t, &b->narrower, &b->narrower_count, &b->narrower_capacity, group);
}

/* The broader groups that a line names. */
static void add_broader(const struct place *p, char *line)
{
    char *member = strchr(line, '<') != NULL ? next_member(&line) : NULL;
    if (member == NULL || member[0] == '<')
        return;
    size_t group = model_thesaurus_find(p->t, member);
    if (group == MODEL_NO_GROUP)
        return;
    for (; member != NULL; member = next_member(&line)) {
        if (member[0] == '<')
            add_link(p, group, base_text_trim(member + 1));
    }
}

static void each_line(struct model_thesaurus *t, const struct model_thesaurus_source *source,
                      void (*visit)(const struct place *p, char *line))
{
    static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";
    struct place p = {t, source->name, 0, false, base_arena_new()};
    const char *text = source->text;
    text += base_text_starts(text, BYTE_ORDER_MARK) ? sizeof BYTE_ORDER_MARK - 1 : 0;
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        base_arena_reset(p.scratch);
        p.line++;
        char *line = base_arena_strndup(p.scratch, text, n);
        line[strcspn(line, "\r")] = '\0';
        p.subject = line[0] == '~';
        if (line[0] != '#')
            visit(&p, line + p.subject);
        text += n + (text[n] != '\0');
    }
    base_arena_free(&p.scratch);
}

struct sorted_member {
    const char *key;
    size_t member;
};

static int by_key(const void *x, const void *y)
{
    return strcmp(((const struct sorted_member *)x)->key, ((const struct sorted_member *)y)->key);
}

static void sort_members(struct model_thesaurus *t)
{
    size_t count = model_lexicon_count(t->members);
    struct sorted_member *list = base_realloc(NULL, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct sorted_member){model_lexicon_word(t->members, i), i};
    qsort(list, count, sizeof *list, by_key);
    t->sorted = base_arena_array(t->arena, count + 1, sizeof *t->sorted);
    for (size_t i = 0; i < count; i++)
        t->sorted[i] = list[i].member;
    free(list);
}

struct model_thesaurus *model_thesaurus_new(const struct model_thesaurus_source *sources,
                                            size_t count)
{
    struct model_thesaurus *t = base_alloc(sizeof *t);
    t->arena = base_arena_new();
    t->members = model_lexicon_new();
    t->firsts = model_lexicon_new();
    t->words = model_lexicon_new();
    t->tokens = model_lexicon_new();
    for (size_t i = 0; i < count; i++)
        each_line(t, &sources[i], add_group);
    for (size_t i = 0; i < count; i++)
        each_line(t, &sources[i], add_broader);
    t->phrases = base_arena_array(t->arena, t->count + 1, sizeof *t->phrases);
    sort_members(t);
    return t;
}

struct model_thesaurus *model_thesaurus_default(void)
{
    const struct base_embedded *file = base_embedded_find("data/vocabulary/thesaurus.tsv");
    struct model_thesaurus_source source = {"thesaurus.tsv", file != NULL ? file->data : ""};
    return model_thesaurus_new(&source, 1);
}

void model_thesaurus_free(struct model_thesaurus **t)
{
    if (*t == NULL)
        return;
    model_lexicon_free(&(*t)->members);
    model_lexicon_free(&(*t)->firsts);
    model_lexicon_free(&(*t)->words);
    model_lexicon_free(&(*t)->tokens);
    base_arena_free(&(*t)->arena);
    free(*t);
    *t = NULL;
}

const char *const *model_thesaurus_faults(const struct model_thesaurus *t, size_t *count)
{
    *count = t->fault_count;
    return t->faults;
}

size_t model_thesaurus_count(const struct model_thesaurus *t)
{
    return t->count;
}

const struct model_group *model_thesaurus_group(const struct model_thesaurus *t, size_t group)
{
    return &t->groups[group];
}

size_t model_token_group(const struct model_thesaurus *t, const char *token)
{
    size_t group = token[0] == '=' ? model_lexicon_find(t->tokens, token) : MODEL_NO_WORD;
    return group == MODEL_NO_WORD ? MODEL_NO_GROUP : group;
}

/* Who reads Chinese gets the first name that is Chinese, from its beginning (冷冻电镜 before
 * cryo电镜) or else in part (X 射线衍射), if there is one. */
static const char *group_show(const struct model_group *g)
{
    const char *partly = NULL;
    if (base_i18n_language() != BASE_CHINESE)
        return g->shown;
    for (size_t i = 0; i < g->member_count; i++) {
        const char *name = g->members[i];
        if ((unsigned char)*name >= 0x80)
            return name;
        for (; partly == NULL && *name != '\0'; name++)
            partly = (unsigned char)*name >= 0x80 ? g->members[i] : NULL;
    }
    return partly != NULL ? partly : g->shown;
}

const char *model_token_show(const struct model_thesaurus *t, const char *token)
{
    size_t group = model_token_group(t, token);
    return group == MODEL_NO_GROUP ? token : group_show(&t->groups[group]);
}

/* ---- names that are not finished ------------------------------------------------------------- */

static const char *member_key(const struct model_thesaurus *t, size_t place)
{
    return model_lexicon_word(t->members, t->sorted[place]);
}

/* The first member whose key does not come before key. */
static size_t member_from(const struct model_thesaurus *t, const char *key)
{
    size_t low = 0, high = model_lexicon_count(t->members);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(member_key(t, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_in(size_t group, const size_t *groups, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (groups[i] == group)
            return true;
    }
    return false;
}

size_t model_thesaurus_begun(const struct model_thesaurus *t, const struct model_unit *units,
                             size_t count, size_t *groups, size_t most)
{
    enum { FEWEST_BYTES = 3 };
    struct base_text key = {0};
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        base_text_printf(&key, "%s%s", i > 0 ? " " : "",
                         i + 1 < count ? units[i].key : units[i].text);
    size_t members = key.length > FEWEST_BYTES ? model_lexicon_count(t->members) : 0;
    for (size_t i = members > 0 ? member_from(t, key.s) : 0;
         i < members && found < most && base_text_starts(member_key(t, i), key.s); i++) {
        size_t group = t->group_of[t->sorted[i]];
        if (!is_in(group, groups, found))
            groups[found++] = group;
    }
    base_text_free(&key);
    return found;
}

/* One character is another one; a name's characters stand in its key with blanks between. */
static bool is_one_off(const char *key, const struct model_unit *units, size_t count, bool alike)
{
    char other[8] = "";
    size_t others = 0, at = 0, i = 0;
    for (; *key != '\0' && i < count && others < 2; i++) {
        size_t n = strcspn(key, " ");
        if ((unsigned char)*key < 0x80)
            return false;
        if (strlen(units[i].key) != n || strncmp(key, units[i].key, n) != 0) {
            snprintf(other, sizeof other, "%.*s", (int)n, key);
            others++;
            at = i;
        }
        key += n + (key[n] == ' ');
    }
    return *key == '\0' && i == count && others == 1 &&
           (!alike || model_sounds_alike(other, units[at].key));
}

static size_t find_like(const struct model_thesaurus *t, const struct model_unit *units,
                        size_t count, bool alike, size_t *groups, size_t most)
{
    size_t found = 0, members = model_lexicon_count(t->members);
    for (size_t i = 0; count > 1 && i < members && found < most; i++) {
        size_t group = t->group_of[t->sorted[i]];
        if (is_one_off(member_key(t, i), units, count, alike) && !is_in(group, groups, found))
            groups[found++] = group;
    }
    return found;
}

size_t model_thesaurus_like(const struct model_thesaurus *t, const struct model_unit *units,
                            size_t count, size_t *groups, size_t most)
{
    for (size_t i = 0; i < count; i++)
        if (!units[i].han)
            return 0;
    size_t found = find_like(t, units, count, true, groups, most);
    return found > 0 ? found : find_like(t, units, count, false, groups, most);
}

/* ---- what may be said for a group ------------------------------------------------------------ */

struct phrases {
    struct model_thesaurus *t;
    struct model_phrase *list;
    size_t count, capacity;
    bool *seen; /* by group */
};

/* Do the words of part stand in whole, side by side? */
static bool holds_words(const char *whole, const char *part)
{
    size_t n = strlen(part);
    for (const char *at = strstr(whole, part); at != NULL; at = strstr(at + 1, part)) {
        if ((at == whole || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    }
    return false;
}

static void add_phrase(struct phrases *p, const char *words, bool narrower)
{
    for (size_t i = 0; i < p->count; i++) {
        if (holds_words(words, p->list[i].words))
            return;
    }
    struct model_phrase *phrase =
        base_arena_push(p->t->arena, (void **)&p->list, &p->count, &p->capacity, sizeof *p->list);
    *phrase = (struct model_phrase){words, narrower};
}

/* A member, and with each of its words in another form: the last in the plural, too. */
static void add_forms(struct phrases *p, const char *member, bool narrower)
{
    struct base_arena *a = p->t->arena;
    const char *words = base_utf8_words(a, member);
    add_phrase(p, words, narrower);
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " "), count;
        const char *word = base_arena_strndup(a, at, n);
        const char **forms = model_word_variants(word, at[n] == '\0', a, &count);
        for (size_t i = 0; i < count; i++)
            add_phrase(p,
                       base_arena_printf(a, "%.*s%s%s", (int)(at - words), words, forms[i], at + n),
                       narrower);
        at += n;
    }
}

static void add_group_phrases(struct phrases *p, size_t group, bool narrower)
{
    if (p->seen[group])
        return;
    p->seen[group] = true;
    const struct model_group *g = &p->t->groups[group];
    for (size_t i = 0; i < g->member_count; i++)
        add_forms(p, g->members[i], narrower);
    for (size_t i = 0; i < g->narrower_count; i++)
        add_group_phrases(p, g->narrower[i], true);
}

/* Drops what says a later, shorter one; what is the group's own stays beside a narrower one. */
static size_t drop_implied(struct model_phrase *list, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool implied = false;
        for (size_t j = i + 1; j < count && !implied; j++)
            implied = list[j].narrower == list[i].narrower &&
                      strlen(list[j].words) < strlen(list[i].words) &&
                      holds_words(list[i].words, list[j].words);
        if (!implied)
            list[kept++] = list[i];
    }
    return kept;
}

const struct model_phrase *model_thesaurus_phrases(struct model_thesaurus *t, size_t group,
                                                   size_t *count)
{
    struct model_kept_phrases *kept = &t->phrases[group];
    if (kept->list == NULL) {
        struct phrases p = {.t = t, .seen = base_alloc(t->count * sizeof(bool))};
        add_group_phrases(&p, group, false);
        free(p.seen);
        *kept = (struct model_kept_phrases){p.list, drop_implied(p.list, p.count)};
    }
    *count = kept->count;
    return kept->list;
}
