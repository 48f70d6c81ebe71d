/* document.h: sections of paragraphs and tables, and the three forms they are written in. What goes
 * in is plain text; each form escapes it, so no cell can become markup, a formula or a script. */
#ifndef SHAREDESK_MEETING_DOCUMENT_H
#define SHAREDESK_MEETING_DOCUMENT_H

#include "sharedesk/base/err.h"
#include "sharedesk/base/memory.h"

#include <stdbool.h>
#include <stddef.h>

struct meeting_table {
    const char *name;     /* file name without ending: "proposal" */
    const char *title;    /* translated */
    const char **columns; /* headings, translated */
    const bool *numeric;  /* set to the right; NULL: none */
    size_t column_count;
    const char ***rows;
    size_t row_count, row_capacity;
};

struct meeting_section {
    const char *name; /* file name without ending: "agenda" */
    const char *title;
    const char *minutes; /* lines; those that begin with "# ", "## " or "- " are set as that */
    const char **paragraphs;
    size_t paragraph_count, paragraph_capacity;
    struct meeting_table **tables;
    size_t table_count, table_capacity;
};

struct meeting_document {
    struct base_arena *arena; /* all of it lives there */
    const char *title, *subtitle;
    const char *language; /* "en" or "zh" */
    struct meeting_section **sections;
    size_t section_count, section_capacity;
};

struct meeting_document *meeting_document_new(struct base_arena *a, const char *title,
                                              const char *subtitle);
struct meeting_section *meeting_document_section(struct meeting_document *d, const char *name,
                                                 const char *title);
void meeting_section_paragraph(struct meeting_document *d, struct meeting_section *section,
                               const char *format, ...) __attribute__((format(printf, 3, 4)));
/* columns and numeric are copied; columns is NULL-terminated. */
struct meeting_table *meeting_section_table(struct meeting_document *d,
                                            struct meeting_section *section, const char *name,
                                            const char *title, const char *const *columns,
                                            const bool *numeric);
/* column_count cells; NULL is an empty one. */
void meeting_table_row(struct meeting_document *d, struct meeting_table *table,
                       const char *const *cells);

const char *meeting_document_html(const struct meeting_document *d);
const char *meeting_section_markdown(const struct meeting_document *d,
                                     const struct meeting_section *section);
/* RFC 4180; bom: for spreadsheets, cells that would run as formulas defused. */
const char *meeting_table_csv(const struct meeting_document *d, const struct meeting_table *table,
                              bool bom);

/* index.html, one .md a section, one .csv a table, into directory, which is made. */
enum err_code meeting_document_write(const struct meeting_document *d, const char *directory,
                                     struct err *e);

#endif
