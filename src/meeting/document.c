#include "sharedesk/meeting/document.h"

#include "sharedesk/base/file.h"
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <stdarg.h>
#include <string.h>

/* ---- making ---------------------------------------------------------------------------------- */

struct meeting_document *meeting_document_new(struct base_arena *a, const char *title,
                                              const char *subtitle)
{
    struct meeting_document *d = base_arena_alloc(a, sizeof *d);
    d->arena = a;
    d->title = base_arena_strdup(a, title);
    d->subtitle = base_arena_strdup(a, subtitle != NULL ? subtitle : "");
    d->language = base_i18n_language() == BASE_CHINESE ? "zh" : "en";
    return d;
}

struct meeting_section *meeting_document_section(struct meeting_document *d, const char *name,
                                                 const char *title)
{
    struct meeting_section *s = base_arena_alloc(d->arena, sizeof *s);
    struct meeting_section **place = base_arena_push(
        d->arena, (void **)&d->sections, &d->section_count, &d->section_capacity, sizeof *place);
    s->name = base_arena_strdup(d->arena, name);
    s->title = base_arena_strdup(d->arena, title);
    *place = s;
    return s;
}

void meeting_section_paragraph(struct meeting_document *d, struct meeting_section *section,
                               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char **place =
        base_arena_push(d->arena, (void **)&section->paragraphs, &section->paragraph_count,
                        &section->paragraph_capacity, sizeof *place);
    *place = base_arena_vprintf(d->arena, format, args);
    va_end(args);
}

struct meeting_table *meeting_section_table(struct meeting_document *d,
                                            struct meeting_section *section, const char *name,
                                            const char *title, const char *const *columns,
                                            const bool *numeric)
{
    struct meeting_table *t = base_arena_alloc(d->arena, sizeof *t);
    struct meeting_table **place =
        base_arena_push(d->arena, (void **)&section->tables, &section->table_count,
                        &section->table_capacity, sizeof *place);
    while (columns[t->column_count] != NULL)
        t->column_count++;
    bool *right = base_arena_array(d->arena, t->column_count + 1, sizeof *right);
    t->name = base_arena_strdup(d->arena, name);
    t->title = base_arena_strdup(d->arena, title);
    t->columns = base_arena_array(d->arena, t->column_count + 1, sizeof *t->columns);
    for (size_t i = 0; i < t->column_count; i++) {
        t->columns[i] = base_arena_strdup(d->arena, columns[i]);
        right[i] = numeric != NULL && numeric[i];
    }
    t->numeric = right;
    *place = t;
    return t;
}

void meeting_table_row(struct meeting_document *d, struct meeting_table *table,
                       const char *const *cells)
{
    const char ***place = base_arena_push(d->arena, (void **)&table->rows, &table->row_count,
                                          &table->row_capacity, sizeof *place);
    *place = base_arena_array(d->arena, table->column_count + 1, sizeof **place);
    for (size_t i = 0; i < table->column_count; i++)
        (*place)[i] = base_arena_strdup(d->arena, cells[i] != NULL ? cells[i] : "");
}

static const char *finish(const struct meeting_document *d, struct base_text *t)
{
    const char *text = base_arena_strdup(d->arena, base_text_string(t));
    base_text_free(t);
    return text;
}

/* ---- minutes --------------------------------------------------------------------------------- */

/* What may begin a line of minutes, and what it is below the title of its section. */
struct mark {
    const char *begins, *element, *markdown;
};

static const struct mark *mark_of(const char *line)
{
    static const struct mark marks[] = {
        {"# ", "h3", "## "}, {"## ", "h4", "### "}, {"- ", "li", "- "}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(line, marks[i].begins, strlen(marks[i].begins)) == 0)
            return &marks[i];
    return NULL;
}

static const char *next_line(const struct meeting_document *d, const char **text)
{
    size_t n = strcspn(*text, "\n");
    const char *line = base_arena_strndup(d->arena, *text, n);
    *text += n + ((*text)[n] == '\n');
    return line;
}

/* ---- HTML ------------------------------------------------------------------------------------ */

/* Line breaks are kept; other controls and bidirectional marks are shown, not obeyed. */
static void add_html(const struct meeting_document *d, struct base_text *t, const char *s)
{
    for (const char *line = s; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        const char *shown = base_utf8_show(d->arena, base_arena_strndup(d->arena, line, n));
        for (; *shown != '\0'; shown++) {
            switch (*shown) {
            case '&':
                base_text_add(t, "&amp;");
                break;
            case '<':
                base_text_add(t, "&lt;");
                break;
            case '>':
                base_text_add(t, "&gt;");
                break;
            case '"':
                base_text_add(t, "&quot;");
                break;
            case '\'':
                base_text_add(t, "&#39;");
                break;
            default:
                base_text_add_char(t, *shown);
            }
        }
        line += n;
        if (*line == '\n') {
            base_text_add(t, "<br>\n");
            line++;
        }
    }
}

static void add_element(const struct meeting_document *d, struct base_text *t, const char *element,
                        const char *attributes, const char *s)
{
    base_text_printf(t, "<%s%s>", element, attributes);
    add_html(d, t, s);
    base_text_printf(t, "</%s>", element);
}

static void html_table(const struct meeting_document *d, struct base_text *t,
                       const struct meeting_table *table)
{
    base_text_add(t, "<table>\n");
    if (table->title[0] != '\0')
        add_element(d, t, "caption", "", table->title);
    base_text_add(t, "<thead><tr>");
    for (size_t i = 0; i < table->column_count; i++)
        add_element(d, t, "th", table->numeric[i] ? " class=\"n\" scope=\"col\"" : " scope=\"col\"",
                    table->columns[i]);
    base_text_add(t, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        base_text_add(t, "<tr>");
        for (size_t i = 0; i < table->column_count; i++)
            add_element(d, t, "td", table->numeric[i] ? " class=\"n\"" : "", table->rows[r][i]);
        base_text_add(t, "</tr>\n");
    }
    base_text_add(t, "</tbody></table>\n");
}

/* Lines that follow each other are one paragraph or one list. */
static void html_minutes(const struct meeting_document *d, struct base_text *t, const char *text)
{
    const char *open = "";
    while (*text != '\0') {
        const char *line = next_line(d, &text);
        const struct mark *mark = mark_of(line);
        bool item = mark != NULL && strcmp(mark->element, "li") == 0;
        const char *block = item ? "ul" : mark != NULL || *line == '\0' ? "" : "p";
        bool goes_on = strcmp(open, block) == 0;
        if (!goes_on && *open != '\0')
            base_text_printf(t, "</%s>\n", open);
        if (!goes_on && *block != '\0')
            base_text_printf(t, "<%s>", block);
        if (mark != NULL)
            add_element(d, t, mark->element, "", line + strlen(mark->begins));
        else if (*line != '\0') {
            base_text_add(t, goes_on ? "<br>\n" : "");
            add_html(d, t, line);
        }
        open = block;
    }
    if (*open != '\0')
        base_text_printf(t, "</%s>\n", open);
}

static const char style[] =
    "body{font-family:system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;"
    "line-height:1.5;color:#222;background:#fff}"
    "table{border-collapse:collapse;margin:1em 0;width:100%}caption{text-align:left;"
    "font-weight:bold}"
    "th,td{border-bottom:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}"
    "th{border-bottom:2px solid #555}.n{text-align:right;font-variant-numeric:tabular-nums}"
    "nav li{display:inline;margin-right:1em}@media print{nav{display:none}}";

/* One page that needs nothing else: no script, no picture, no address elsewhere. */
const char *meeting_document_html(const struct meeting_document *d)
{
    struct base_text t = {0};
    base_text_printf(&t, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                     d->language);
    base_text_add(&t, "<meta name=\"viewport\" content=\"width=device-width\">\n");
    add_element(d, &t, "title", "", d->title);
    base_text_printf(&t, "\n<style>%s</style>\n</head>\n<body>\n", style);
    add_element(d, &t, "h1", "", d->title);
    base_text_add(&t, "\n");
    add_element(d, &t, "p", "", d->subtitle);
    base_text_add(&t, "\n<nav><ul>\n");
    for (size_t i = 0; i < d->section_count; i++) {
        base_text_printf(&t, "<li><a href=\"#%s\">", d->sections[i]->name);
        add_html(d, &t, d->sections[i]->title);
        base_text_add(&t, "</a></li>\n");
    }
    base_text_add(&t, "</ul></nav>\n");
    for (size_t i = 0; i < d->section_count; i++) {
        const struct meeting_section *s = d->sections[i];
        base_text_printf(&t, "<section id=\"%s\">\n", s->name);
        add_element(d, &t, "h2", "", s->title);
        base_text_add(&t, "\n");
        for (size_t k = 0; k < s->paragraph_count; k++) {
            add_element(d, &t, "p", "", s->paragraphs[k]);
            base_text_add(&t, "\n");
        }
        if (s->minutes != NULL)
            html_minutes(d, &t, s->minutes);
        for (size_t k = 0; k < s->table_count; k++)
            html_table(d, &t, s->tables[k]);
        base_text_add(&t, "</section>\n");
    }
    base_text_add(&t, "</body>\n</html>\n");
    return finish(d, &t);
}

/* ---- Markdown -------------------------------------------------------------------------------- */

/* Everything that Markdown would read as its own is escaped; in a table a line break is a blank. */
static void add_markdown(const struct meeting_document *d, struct base_text *t, const char *s,
                         bool cell)
{
    for (const char *line = s; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        const char *shown = base_utf8_show(d->arena, base_arena_strndup(d->arena, line, n));
        for (const char *c = shown; *c != '\0'; c++) {
            bool starts = c == shown && strchr("#-+=>", *c) != NULL;
            if (strchr("\\`*_[]<>|&~", *c) != NULL || (starts && !cell))
                base_text_add_char(t, '\\');
            base_text_add_char(t, *c);
        }
        line += n;
        if (*line == '\n') {
            base_text_add(t, cell ? " " : "\n");
            line++;
        }
    }
}

static void markdown_minutes(const struct meeting_document *d, struct base_text *t,
                             const char *text)
{
    while (*text != '\0') {
        const char *line = next_line(d, &text);
        const struct mark *mark = mark_of(line);
        base_text_add(t, mark != NULL ? mark->markdown : "");
        add_markdown(d, t, line + (mark != NULL ? strlen(mark->begins) : 0), false);
        base_text_add(t, "\n");
    }
}

static void markdown_row(const struct meeting_document *d, struct base_text *t,
                         const char *const *cells, size_t count)
{
    base_text_add_char(t, '|');
    for (size_t i = 0; i < count; i++) {
        base_text_add_char(t, ' ');
        add_markdown(d, t, cells[i], true);
        base_text_add(t, " |");
    }
    base_text_add_char(t, '\n');
}

const char *meeting_section_markdown(const struct meeting_document *d,
                                     const struct meeting_section *section)
{
    struct base_text t = {0};
    base_text_add(&t, "# ");
    add_markdown(d, &t, section->title, true);
    base_text_add(&t, "\n");
    for (size_t i = 0; i < section->paragraph_count; i++) {
        base_text_add(&t, "\n");
        add_markdown(d, &t, section->paragraphs[i], false);
        base_text_add(&t, "\n");
    }
    if (section->minutes != NULL) {
        base_text_add(&t, "\n");
        markdown_minutes(d, &t, section->minutes);
    }
    for (size_t i = 0; i < section->table_count; i++) {
        const struct meeting_table *table = section->tables[i];
        base_text_add(&t, "\n");
        if (table->title[0] != '\0') {
            base_text_add(&t, "## ");
            add_markdown(d, &t, table->title, true);
            base_text_add(&t, "\n\n");
        }
        markdown_row(d, &t, table->columns, table->column_count);
        base_text_add_char(&t, '|');
        for (size_t k = 0; k < table->column_count; k++)
            base_text_add(&t, table->numeric[k] ? " ---: |" : " --- |");
        base_text_add(&t, "\n");
        for (size_t r = 0; r < table->row_count; r++)
            markdown_row(d, &t, table->rows[r], table->column_count);
    }
    return finish(d, &t);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void add_csv(struct base_text *t, const char *cell, bool defuse)
{
    bool formula = defuse && cell[0] != '\0' && strchr("=+-@\t\r", cell[0]) != NULL;
    bool quoted = formula || strpbrk(cell, ",\"\r\n") != NULL;
    if (quoted)
        base_text_add_char(t, '"');
    if (formula)
        base_text_add_char(t, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            base_text_add_char(t, '"');
        base_text_add_char(t, *cell);
    }
    if (quoted)
        base_text_add_char(t, '"');
}

static void csv_row(struct base_text *t, const char *const *cells, const bool *numeric,
                    size_t count, bool defuse)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            base_text_add_char(t, ',');
        add_csv(t, cells[i], defuse && !numeric[i]);
    }
    base_text_add(t, "\r\n");
}

const char *meeting_table_csv(const struct meeting_document *d, const struct meeting_table *table,
                              bool bom)
{
    struct base_text t = {0};
    if (bom)
        base_text_add(&t, "\xEF\xBB\xBF");
    csv_row(&t, table->columns, table->numeric, table->column_count, bom);
    for (size_t r = 0; r < table->row_count; r++)
        csv_row(&t, table->rows[r], table->numeric, table->column_count, bom);
    return finish(d, &t);
}

/* ---- files ----------------------------------------------------------------------------------- */

static enum err_code write_file(const struct meeting_document *d, const char *directory,
                                const char *name, const char *ending, const char *text,
                                struct err *e)
{
    const char *path = base_arena_printf(d->arena, "%s/%s.%s", directory, name, ending);
    return base_file_write(path, text, strlen(text), e);
}

enum err_code meeting_document_write(const struct meeting_document *d, const char *directory,
                                     struct err *e)
{
    enum err_code code = base_dir_make(directory, e);
    if (!code)
        code = write_file(d, directory, "index", "html", meeting_document_html(d), e);
    for (size_t i = 0; !code && i < d->section_count; i++) {
        const struct meeting_section *s = d->sections[i];
        code = write_file(d, directory, s->name, "md", meeting_section_markdown(d, s), e);
        for (size_t k = 0; !code && k < s->table_count; k++)
            code = write_file(d, directory, s->tables[k]->name, "csv",
                              meeting_table_csv(d, s->tables[k], true), e);
    }
    return code;
}
