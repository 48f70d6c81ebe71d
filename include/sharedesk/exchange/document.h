/* document.h: the CSV reference, docs/csv.md, from the field tables and vocabularies. */
#ifndef SHAREDESK_EXCHANGE_DOCUMENT_H
#define SHAREDESK_EXCHANGE_DOCUMENT_H

#include "sharedesk/base/text.h"

/* Appends the whole of docs/csv.md: Markdown, English. */
void exchange_document_csv(struct base_text *out);

#endif
