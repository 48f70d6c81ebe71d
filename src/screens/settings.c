/* settings.c: one line of sharedesk.ini at a time, and the columns kept in it. */
#include "sharedesk/screens/settings.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- reading -------------------------------------------------------------------------------- */

/* The last one counts, as in the INI itself; what is set on the screens is put behind it. */
const char *screens_setting(const struct screens_desk *d, const char *section, const char *key)
{
    const char *value = NULL;
    for (size_t i = 0; i < d->settings.count; i++) {
        const struct base_ini_entry *entry = &d->settings.entries[i];
        if (strcmp(entry->section, section) == 0 && strcmp(entry->key, key) == 0)
            value = entry->value;
    }
    return value && *value ? value : NULL;
}

static void settings_remember(struct screens_desk *d, const char *section, const char *key,
                              const char *value)
{
    size_t count = d->settings.count;
    struct base_ini_entry *entries = base_arena_array(d->life, count + 1, sizeof *entries);
    if (count > 0)
        memcpy(entries, d->settings.entries, count * sizeof *entries);
    entries[count] = (struct base_ini_entry){.section = base_arena_strdup(d->life, section),
                                             .key = base_arena_strdup(d->life, key),
                                             .value = base_arena_strdup(d->life, value)};
    d->settings.entries = entries;
    d->settings.count = count + 1;
}

/* ---- one line of the file ------------------------------------------------------------------- */

struct settings_line {
    const char *start;
    size_t length; /* with its line end */
};

static struct settings_line settings_next(const char *at)
{
    const char *end = strchr(at, '\n');
    return (struct settings_line){at, end ? (size_t)(end - at) + 1 : strlen(at)};
}

static const char *settings_skip(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n", *at))
        at++;
    return at;
}

static bool settings_named(struct settings_line line, char open, const char *name, char close)
{
    const char *end = line.start + line.length;
    const char *at = settings_skip(line.start, end);
    if (open && (at == end || *at++ != open))
        return false;
    at = settings_skip(at, end);
    size_t n = strlen(name);
    if ((size_t)(end - at) < n || strncasecmp(at, name, n) != 0)
        return false;
    at = settings_skip(at + n, end);
    return at < end && *at == close;
}

static bool settings_is_section(struct settings_line line)
{
    const char *end = line.start + line.length;
    const char *at = settings_skip(line.start, end);
    return at < end && *at == '[';
}

static void settings_put(struct base_text *out, const char *key, const char *value)
{
    if (out->length > 0 && out->s[out->length - 1] != '\n')
        base_text_add_char(out, '\n');
    if (!base_text_empty(value))
        base_text_printf(out, "%s = %s\n", key, value);
}

/* Blank lines between sections stay where they are: the new line goes before those at the end. */
static void settings_put_before_blanks(struct base_text *out, const char *key, const char *value)
{
    size_t blanks = 0;
    while (blanks < out->length && out->s[out->length - 1 - blanks] == '\n')
        blanks++;
    blanks = blanks > 0 ? blanks - 1 : 0;
    char *keep = base_strdup(out->s + out->length - blanks);
    out->length -= blanks;
    out->s[out->length] = '\0';
    settings_put(out, key, value);
    base_text_add(out, keep);
    free(keep);
}

const char *screens_setting_edit(const char *text, const char *section, const char *key,
                                 const char *value, struct base_arena *a)
{
    struct base_text out = {0};
    bool inside = false, done = false;
    for (const char *at = text; *at;) {
        struct settings_line line = settings_next(at);
        at += line.length;
        if (settings_is_section(line)) {
            if (inside && !done && !base_text_empty(value))
                settings_put_before_blanks(&out, key, value);
            done = done || inside;
            inside = settings_named(line, '[', section, ']');
        } else if (inside && settings_named(line, 0, key, '=')) {
            if (!done)
                settings_put(&out, key, value);
            done = true;
            continue;
        }
        base_text_add_n(&out, line.start, line.length);
    }
    if (!done && !base_text_empty(value)) {
        if (!inside)
            base_text_printf(&out, "%s[%s]\n", out.length > 0 ? "\n" : "", section);
        settings_put(&out, key, value);
    }
    const char *copy = base_arena_strdup(a, base_text_string(&out));
    base_text_free(&out);
    return copy;
}

static enum err_code settings_make_directory(const char *path, struct base_arena *a, struct err *e)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return ERR_NONE;
    return base_dir_make(base_arena_strndup(a, path, (size_t)(slash - path)), e);
}

static enum err_code settings_write(const char *path, const char *section, const char *key,
                                    const char *value, struct base_arena *a, struct err *e)
{
    char *text = NULL;
    size_t size = 0;
    enum err_code code = base_file_read(path, a, &text, &size, e);
    if (code == ERR_NOT_FOUND) {
        err_clear(e);
        text = "";
    } else if (code) {
        return code;
    }
    const char *changed = screens_setting_edit(text, section, key, value, a);
    if (settings_make_directory(path, a, e))
        return e->code;
    return base_file_write(path, changed, strlen(changed), e);
}

enum err_code screens_setting_set(struct screens_desk *d, const char *section, const char *key,
                                  const char *value, struct err *e)
{
    settings_remember(d, section, key, value ? value : "");
    if (!d->config_path)
        return ERR_NONE;
    struct base_arena *a = base_arena_new();
    enum err_code code = settings_write(d->config_path, section, key, value, a, e);
    base_arena_free(&a);
    return code;
}

/* ---- columns -------------------------------------------------------------------------------- */

static size_t settings_default_columns(const struct model_type_info *type,
                                       const struct model_field **fields)
{
    size_t count = 0;
    if (type->title && type->title->width > 0)
        fields[count++] = type->title;
    for (size_t i = 0; i < type->count; i++)
        if (type->fields[i].width > 0 && &type->fields[i] != type->title)
            fields[count++] = &type->fields[i];
    return count;
}

size_t screens_columns(const struct screens_desk *d, const struct model_type_info *type,
                       struct base_arena *a, const struct model_field ***fields)
{
    const char *chosen = screens_setting(d, "columns", type->plural);
    size_t count = 0;
    *fields = base_arena_array(a, type->count + 1, sizeof(const struct model_field *));
    for (const char *at = chosen; at && *at && count < type->count;) {
        size_t n = strcspn(at, " ,");
        const struct model_field *f = model_field_find(type, base_arena_strndup(a, at, n));
        if (f)
            (*fields)[count++] = f;
        at += n + strspn(at + n, " ,");
    }
    return count > 0 ? count : settings_default_columns(type, *fields);
}

enum err_code screens_columns_set(struct screens_desk *d, const struct model_type_info *type,
                                  const struct model_field **fields, size_t count, struct err *e)
{
    struct base_text names = {0};
    for (size_t i = 0; i < count; i++)
        base_text_printf(&names, "%s%s", i ? " " : "", fields[i]->name);
    enum err_code code =
        screens_setting_set(d, "columns", type->plural, base_text_string(&names), e);
    base_text_free(&names);
    return code;
}
