/* digest.c: the chain that proves the change log. */
#include "internal.h"

#include <inttypes.h>
#include <sha2.h>
#include <stdio.h>
#include <string.h>

/* Each part is followed by its end, so that no two lists of parts give the same bytes. */
static void add_text(SHA2_CTX *digest, const char *text)
{
    static const uint8_t END[] = {0};
    static const uint8_t ABSENT[] = {1, 0};
    if (!text) {
        SHA256Update(digest, ABSENT, sizeof ABSENT);
        return;
    }
    SHA256Update(digest, (const uint8_t *)text, strlen(text));
    SHA256Update(digest, END, sizeof END);
}

static void add_number(SHA2_CTX *digest, int64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    add_text(digest, text);
}

void store_digest_row(const char *type, int64_t record, int64_t version_before,
                      int64_t version_after, const char *before, const char *after,
                      char out[STORE_DIGEST])
{
    SHA2_CTX digest;
    SHA256Init(&digest);
    add_text(&digest, type);
    add_number(&digest, record);
    add_number(&digest, version_before);
    add_number(&digest, version_after);
    add_text(&digest, before);
    add_text(&digest, after);
    SHA256End(&digest, out);
}

static enum err_code add_rows(struct store *s, SHA2_CTX *digest, int64_t change, struct err *e)
{
    sqlite3_stmt *rows;
    const struct store_arg arg = STORE_INT(change);
    if (store_ready(s, STORE_LOG_ROWS_OF, &arg, 1, &rows, e) != ERR_NONE)
        return e->code;
    while (store_step(s, rows, e))
        add_text(digest, (const char *)sqlite3_column_text(rows, 7));
    return e->code;
}

/* undone_by is left out: it is written later. */
enum err_code store_digest_change(struct store *s, int64_t change, const char *previous,
                                  char out[STORE_DIGEST], struct err *e)
{
    sqlite3_stmt *row;
    const struct store_arg arg = STORE_INT(change);
    SHA2_CTX digest;
    out[0] = '\0'; /* of a change that cannot be found again */
    SHA256Init(&digest);
    add_text(&digest, previous);
    if (store_ready(s, STORE_LOG_CHANGE, &arg, 1, &row, e) != ERR_NONE || !store_step(s, row, e))
        return e->code;
    for (int i = 0; i < 5; i++)
        add_text(&digest, (const char *)sqlite3_column_text(row, i));
    store_done(row);
    if (add_rows(s, &digest, change, e) != ERR_NONE)
        return e->code;
    SHA256End(&digest, out);
    return ERR_NONE;
}
