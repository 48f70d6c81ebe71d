/* theme.c: themes from INI text. */
#include "sharedesk/tui/theme.h"

#include "faults.h"
#include "sharedesk/base/embedded.h"
#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/ini.h"
#include "sharedesk/base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct role_row {
    const char *name, *mono, *colour;
} roles[] = {
#define ROLE_ROW(id, name, mono, colour) {name, mono, colour},
    TUI_ROLES(ROLE_ROW)
#undef ROLE_ROW
};

static const char *const colour_names[] = {"black", "red",     "green", "yellow",
                                           "blue",  "magenta", "cyan",  "white"};

static const struct {
    const char *name;
    unsigned bit;
} attribute_names[] = {{"bold", TUI_LOOK_BOLD},
                       {"dim", TUI_LOOK_DIM},
                       {"underline", TUI_LOOK_UNDERLINE},
                       {"reverse", TUI_LOOK_REVERSE},
                       {"italic", TUI_LOOK_ITALIC}};

/* ---- the value of a role --------------------------------------------------------------------- */

static int theme_colour_count(enum tui_colours colours)
{
    switch (colours) {
    case TUI_COLOURS_256:
        return 256;
    case TUI_COLOURS_16:
        return 16;
    case TUI_COLOURS_8:
        return 8;
    default:
        return 0;
    }
}

static bool theme_parse_colour(const char *word, int count, short *colour)
{
    long long number;
    int bright = base_text_starts(word, "bright-") ? 8 : 0;
    if (strcasecmp(word, "default") == 0) {
        *colour = -1;
        return true;
    }
    for (int i = 0; i < 8; i++)
        if (strcasecmp(word + (bright ? 7 : 0), colour_names[i]) == 0 && i + bright < count) {
            *colour = (short)(i + bright);
            return true;
        }
    if (!base_text_parse_int(word, &number) || number < 0 || number >= count)
        return false;
    *colour = (short)number;
    return true;
}

static unsigned theme_parse_attribute(const char *word)
{
    for (size_t i = 0; i < sizeof attribute_names / sizeof attribute_names[0]; i++)
        if (strcasecmp(word, attribute_names[i].name) == 0)
            return attribute_names[i].bit;
    return 0;
}

/* "[fg [on bg]] [attribute…]" in any order; count colours are there. *bad gets the word not known.
 */
static bool theme_parse_look(const char *value, int count, struct tui_look *look, char bad[32])
{
    struct tui_look parsed = {.fg = -1, .bg = -1};
    bool background = false;
    char word[32];
    for (int n; sscanf(value, " %31s%n", word, &n) == 1; value += n) {
        unsigned attribute = theme_parse_attribute(word);
        short *colour = background ? &parsed.bg : &parsed.fg;
        if (strcasecmp(word, "on") == 0) {
            background = true;
        } else if (attribute) {
            parsed.attributes |= attribute;
        } else if (count > 0 && theme_parse_colour(word, count, colour)) {
            background = false;
        } else {
            snprintf(bad, 32, "%s", word);
            return false;
        }
    }
    *look = parsed;
    return true;
}

static void theme_built_in(struct tui_theme *theme, int count)
{
    char bad[32];
    for (int i = 0; i < TUI_ROLE_COUNT; i++)
        theme_parse_look(count ? roles[i].colour : roles[i].mono, count, &theme->looks[i], bad);
}

/* ---- the file -------------------------------------------------------------------------------- */

/* Sections in the order in which later ones win; an entry counts when its section holds for count.
 */
static const struct section {
    const char *name;
    int from, to, colours; /* holds for from … to colours; may name that many */
} sections[] = {{"mono", 0, 0, 0}, {"8", 8, 256, 8}, {"16", 16, 256, 16}, {"256", 256, 256, 256}};
enum { SECTIONS = sizeof sections / sizeof sections[0] };

static int theme_find_role(const char *name)
{
    for (int i = 0; i < TUI_ROLE_COUNT; i++)
        if (strcasecmp(roles[i].name, name) == 0)
            return i;
    return -1;
}

static const struct section *theme_find_section(const char *name)
{
    for (size_t i = 0; i < SECTIONS; i++)
        if (strcmp(sections[i].name, name) == 0)
            return &sections[i];
    return NULL;
}

struct theme_reader {
    struct tui_theme *theme;
    const char *file;
    int count;
    struct base_arena *arena;
    struct tui_faults *faults;
};

static void theme_read_entry(struct theme_reader *r, const struct section *section,
                             const struct base_ini_entry *entry)
{
    struct tui_look look;
    char bad[32];
    int role = theme_find_role(entry->key);
    if (role < 0) {
        tui_faults_add(r->faults, r->arena,
                       _("%s:%d: \"%s\" is no role; see the list in themes/dark.ini"), r->file,
                       entry->line, entry->key);
        return;
    }
    if (!theme_parse_look(entry->value, section->colours, &look, bad)) {
        tui_faults_add(
            r->faults, r->arena,
            section->colours
                ? _("%s:%d: %s: \"%s\" is neither a colour that [%s] has nor one of bold dim "
                    "underline reverse italic")
                : _("%s:%d: %s: \"%s\" is none of bold dim underline reverse italic; "
                    "colours have no place in [%s]"),
            r->file, entry->line, entry->key, bad, section->name);
        return;
    }
    if (r->count >= section->from && r->count <= section->to)
        r->theme->looks[role] = look;
}

/* A theme with nothing but [mono] is meant to be plain on colour terminals too. */
static bool theme_is_mono(const struct base_ini *ini)
{
    for (size_t i = 0; i < ini->count; i++)
        if (ini->entries[i].section[0] >= '0' && ini->entries[i].section[0] <= '9')
            return false;
    return true;
}

static void theme_read(struct theme_reader *r, const struct base_ini *ini)
{
    for (size_t i = 0; i < ini->fault_count; i++)
        tui_faults_add(r->faults, r->arena, "%s", ini->faults[i]);
    if (theme_is_mono(ini))
        r->count = 0;
    theme_built_in(r->theme, r->count);
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t i = 0; i < ini->count; i++)
            if (strcmp(ini->entries[i].section, sections[s].name) == 0)
                theme_read_entry(r, &sections[s], &ini->entries[i]);
    for (size_t i = 0; i < ini->count; i++)
        if (!theme_find_section(ini->entries[i].section) &&
            strcmp(ini->entries[i].section, "theme") != 0)
            tui_faults_add(r->faults, r->arena,
                           _("%s:%d: [%s] is no section of a theme: theme, mono, 8, 16, 256"),
                           r->file, ini->entries[i].line, ini->entries[i].section);
}

void tui_theme_parse(struct tui_theme *theme, const char *name, const char *text,
                     enum tui_colours colours, struct base_arena *a, struct tui_faults *faults)
{
    struct theme_reader reader = {.theme = theme,
                                  .file = name,
                                  .count = theme_colour_count(colours),
                                  .arena = a,
                                  .faults = faults};
    struct base_ini ini;
    struct err e = ERR_INIT;
    theme_built_in(theme, reader.count);
    if (!text)
        return;
    if (base_ini_parse(name, text, a, &ini, &e))
        tui_faults_add(faults, a, _("%s: %s"), e.what, e.why);
    else
        theme_read(&reader, &ini);
}

enum err_code tui_theme_load(struct tui_theme *theme, const char *name_or_path,
                             enum tui_colours colours, struct base_arena *a,
                             struct tui_faults *faults, struct err *e)
{
    const char *embedded = base_arena_printf(a, "themes/%s.ini", name_or_path);
    const struct base_embedded *file = base_embedded_find(embedded);
    char *text = NULL;
    size_t size;
    if (file)
        tui_theme_parse(theme, embedded, file->data, colours, a, faults);
    else if (base_file_read(name_or_path, a, &text, &size, e))
        return err_within(e, _("theme (dark, light, high-contrast, mono, or a file)"));
    else
        tui_theme_parse(theme, name_or_path, text, colours, a, faults);
    return ERR_NONE;
}
