/* ini.c: iniparser reads the values; a scan before it does the three things it does not.
 *
 * iniparser (4.1) gives a whole file up for one line it cannot read, keeps no line numbers, and
 * reads named files only. So the scan looks at each line as iniparser would, reports what is no
 * INI as a fault, remembers the line of every key, and hands iniparser a clean copy in memory:
 * continued lines joined, comments and faulty lines left out.
 *
 * What iniparser makes of a line, and the scan therefore too:
 *   - a line with its continuations holds at most 1020 bytes; a backslash at the end continues it;
 *   - names are case-blind and come out in lower case; a later line replaces an earlier one;
 *   - outside quotes the value ends at the first ';' or '#';
 *   - 'x' and "x" are the same; there is no escape inside quotes, each kind may hold the other. */
#define _GNU_SOURCE /* memfd_create: a named file that needs no writable directory */

#include "sharedesk/base/ini.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LONGEST_LINE = 1020 };

struct entries {
    struct base_ini_entry *items;
    size_t count, capacity;
};

struct faults {
    const char **items;
    size_t count, capacity;
};

struct scan {
    const char *name; /* of the file, for messages */
    struct base_arena *arena;
    struct base_text clean; /* what iniparser gets to read */
    struct entries entries;
    struct faults faults;
    const char *section;
    bool section_lost; /* after a broken header one cannot know whose keys follow */
};

/* ---- lines ---- */

static void add_fault(struct scan *s, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add_fault(struct scan *s, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = base_arena_vprintf(s->arena, format, args);
    va_end(args);
    const char **fault = base_arena_push(s->arena, (void **)&s->faults.items, &s->faults.count,
                                         &s->faults.capacity, sizeof *fault);
    *fault = base_arena_printf(s->arena, "%s:%d: %s", s->name, line, text);
}

static char *lower_trimmed(struct base_arena *a, const char *s, size_t n)
{
    char *copy = base_text_trim(base_arena_strndup(a, s, n));
    for (char *c = copy; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    return copy;
}

/* "[name]", a comment may follow. A colon is what iniparser puts between section and key. */
static void scan_section(struct scan *s, int line, const char *text)
{
    const char *end = strchr(text, ']');
    const char *name = end ? lower_trimmed(s->arena, text + 1, (size_t)(end - text) - 1) : "";
    bool tail_clean = end && (base_text_empty(end + 1) ||
                              strpbrk(end + 1, ";#") == end + 1 + strspn(end + 1, " \t"));
    s->section_lost = !tail_clean || *name == '\0' || strchr(name, ':');
    if (s->section_lost) {
        add_fault(s, line,
                  _("\"%s\" is no section header such as [name]; the lines up to the next "
                    "section are left out"),
                  base_utf8_show(s->arena, text));
        return;
    }
    s->section = name;
    base_text_printf(&s->clean, "[%s]\n", name);
}

/* Says what is doubtful about a value; returns false when the line has to be left out. */
static bool check_value(struct scan *s, int line, const char *key, const char *value)
{
    char quote = *value;
    if (quote == '"' || quote == '\'') {
        const char *end = strchr(value + 1, quote);
        if (!end)
            add_fault(s, line, _("%s: the quote %c is not closed"), key, quote);
        return end != NULL;
    }
    const char *comment = strpbrk(value, ";#");
    if (comment && comment > value && comment[-1] != ' ' && comment[-1] != '\t')
        add_fault(s, line, _("%s: a comment begins at the %c; put the value in quotes to keep it"),
                  key, *comment);
    return true;
}

static struct base_ini_entry *find_entry(struct scan *s, const char *key)
{
    for (size_t i = 0; i < s->entries.count; i++) {
        struct base_ini_entry *entry = &s->entries.items[i];
        if (strcmp(entry->key, key) == 0 && strcmp(entry->section, s->section) == 0)
            return entry;
    }
    return NULL;
}

static void scan_key(struct scan *s, int line, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        add_fault(s, line, _("\"%s\" is neither \"key = value\" nor [section]; left out"),
                  base_utf8_show(s->arena, text));
        return;
    }
    const char *key = lower_trimmed(s->arena, text, (size_t)(equals - text));
    const char *shown = base_utf8_show(s->arena, key);
    if (!check_value(s, line, shown, equals + 1 + strspn(equals + 1, " \t")))
        return;
    struct base_ini_entry *entry = find_entry(s, key);
    if (entry)
        add_fault(s, line, _("%s was already set in line %d; this line counts"), shown,
                  entry->line);
    else
        entry = base_arena_push(s->arena, (void **)&s->entries.items, &s->entries.count,
                                &s->entries.capacity, sizeof *entry);
    *entry = (struct base_ini_entry){.section = s->section, .key = key, .line = line};
    /* A backslash left at the end would go on into the next key; a comment after it stops that. */
    bool open_end = text[strlen(text) - 1] == '\\';
    base_text_printf(&s->clean, "%s%s\n", text, open_end ? " ;" : "");
}

static void scan_line(struct scan *s, int line, char *raw, size_t length)
{
    if (strlen(raw) != length || !base_utf8_valid(raw, length)) {
        add_fault(s, line, _("the line is no UTF-8 text; left out"));
        return;
    }
    char *text = base_text_trim(raw);
    if (*text == '\0' || *text == '#' || *text == ';')
        return;
    if (strlen(text) > LONGEST_LINE)
        add_fault(s, line, _("the line is longer than %d bytes; left out"), LONGEST_LINE);
    else if (*text == '[')
        scan_section(s, line, text);
    else if (!s->section_lost)
        scan_key(s, line, text);
}

/* Length of the line without line end and trailing blanks, and without the backslash that continues
 * it (then *continued is true). Comments are not continued. */
static size_t line_content(const char *at, size_t length, bool *continued)
{
    while (length > 0 && strchr(" \t\r\v\f", at[length - 1]) && at[length - 1] != '\0')
        length--;
    size_t first = 0;
    while (first < length && (at[first] == ' ' || at[first] == '\t'))
        first++;
    bool comment = first < length && (at[first] == '#' || at[first] == ';');
    *continued = !comment && length > 0 && at[length - 1] == '\\';
    return *continued ? length - 1 : length;
}

static void scan_text(struct scan *s, const char *at, size_t size)
{
    const char *end = at + size;
    struct base_text joined = {0};
    int line = 0;
    int first = 1;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        bool continued;
        base_text_add_n(&joined, at, line_content(at, (size_t)(stop - at), &continued));
        at = newline ? newline + 1 : end;
        line++;
        if (continued && at < end)
            continue;
        scan_line(s, first, joined.s, joined.length);
        base_text_clear(&joined);
        first = line + 1;
    }
    base_text_free(&joined);
}

/* ---- values ---- */

static int ignore_message(const char *format, ...)
{
    (void)format;
    return 0;
}

/* Lets iniparser load text, which it can only by a file's name. */
static dictionary *load(const char *text, size_t size, int *error)
{
    char path[64];
    int fd = memfd_create("sharedesk-ini", MFD_CLOEXEC);
    if (fd < 0) {
        *error = errno;
        return NULL;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    dictionary *d = NULL;
    iniparser_set_error_callback(ignore_message); /* the faults were told already */
    if (write(fd, text, size) == (ssize_t)size)
        d = iniparser_load(path);
    *error = errno;
    close(fd);
    return d;
}

static void fill_values(struct scan *s, const dictionary *d)
{
    for (size_t i = 0; i < s->entries.count; i++) {
        struct base_ini_entry *entry = &s->entries.items[i];
        char *name = base_arena_printf(s->arena, "%s:%s", entry->section, entry->key);
        entry->value = base_arena_strdup(s->arena, dictionary_get(d, name, ""));
    }
}

static enum err_code parse(const char *name, const char *text, size_t size, struct base_arena *a,
                           struct base_ini *ini, struct err *e)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* Windows editors put it first */
    if (size >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        size -= 3;
    }
    struct scan s = {.name = base_arena_strdup(a, name), .arena = a, .section = ""};
    base_text_add(&s.clean, "");
    scan_text(&s, text, size);
    int error;
    dictionary *d = load(s.clean.s, s.clean.length, &error);
    base_text_free(&s.clean);
    if (!d)
        return base_file_error(e, name, error);
    fill_values(&s, d);
    iniparser_freedict(d);
    *ini = (struct base_ini){
        .file = s.name,
        .entries = s.entries.items,
        .count = s.entries.count,
        .faults = s.faults.items,
        .fault_count = s.faults.count,
    };
    return ERR_NONE;
}

enum err_code base_ini_read(const char *path, struct base_arena *a, struct base_ini *ini,
                            struct err *e)
{
    char *text;
    size_t size;
    enum err_code code = base_file_read(path, a, &text, &size, e);
    return code ? code : parse(path, text, size, a, ini, e);
}

enum err_code base_ini_parse(const char *name, const char *text, struct base_arena *a,
                             struct base_ini *ini, struct err *e)
{
    return parse(name, text, strlen(text), a, ini, e);
}
