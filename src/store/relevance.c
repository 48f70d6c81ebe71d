/* relevance.c: how well a record answers a search.
 *
 * FTS5's own bm25() first counts how many rows each word is in, to weigh rare words more: that
 * grows with the desk, and a row that is found has all the words anyway. This is BM25 (Robertson
 * and Zaragoza 2009) without that weight: what counts is how often the words stand in the row, in
 * the title above all, and how much else stands there. */
#include "internal.h"

#include <stdlib.h>

static const double SATURATION = 1.2, LENGTH_SHARE = 0.75, TITLE_WEIGHT = 10, BODY_WEIGHT = 1;

enum { TITLE_COLUMN = 0, MOST_WORDS = 64 };

struct found_row {
    const Fts5ExtensionApi *api;
    Fts5Context *row;
};

/* How often each word stands in the row, weighed by where. */
static int count_words(const struct found_row *r, int words, double *weighed)
{
    int count = 0;
    int code = r->api->xInstCount(r->row, &count);
    for (int i = 0; code == SQLITE_OK && i < count; i++) {
        int word, column, offset;
        code = r->api->xInst(r->row, i, &word, &column, &offset);
        if (code == SQLITE_OK && word < words)
            weighed[word] += column == TITLE_COLUMN ? TITLE_WEIGHT : BODY_WEIGHT;
    }
    return code;
}

/* The mean length of all rows, asked for once a query; 0 when there is no telling. */
static int mean_length(const struct found_row *r, double *mean)
{
    double *kept = r->api->xGetAuxdata(r->row, 0);
    sqlite3_int64 rows = 0, total = 0;
    int code = SQLITE_OK;
    if (!kept) {
        code = r->api->xRowCount(r->row, &rows);
        if (code == SQLITE_OK)
            code = r->api->xColumnTotalSize(r->row, -1, &total);
        if (code != SQLITE_OK)
            return code;
        kept = base_alloc(sizeof *kept);
        *kept = rows > 0 ? (double)total / (double)rows : 0;
        code = r->api->xSetAuxdata(r->row, kept, free);
    }
    *mean = code == SQLITE_OK ? *kept : 0;
    return code;
}

static int relative_length(const struct found_row *r, double *relative)
{
    double mean = 0;
    int length = 0;
    int code = mean_length(r, &mean);
    if (code == SQLITE_OK)
        code = r->api->xColumnSize(r->row, -1, &length);
    *relative = mean > 0 ? (double)length / mean : 1;
    return code;
}

/* relevance(search): the smaller the better, as with bm25(). */
static void relevance(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context,
                      int count, sqlite3_value **values)
{
    const struct found_row r = {api, row};
    double weighed[MOST_WORDS] = {0}, relative = 1, score = 0;
    int words = api->xPhraseCount(row);
    (void)count, (void)values;
    words = words < MOST_WORDS ? words : MOST_WORDS;
    int code = count_words(&r, words, weighed);
    if (code == SQLITE_OK)
        code = relative_length(&r, &relative);
    if (code != SQLITE_OK) {
        sqlite3_result_error_code(context, code);
        return;
    }
    double length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative);
    for (int i = 0; i < words; i++)
        score += weighed[i] * (SATURATION + 1) / (weighed[i] + length);
    sqlite3_result_double(context, -score);
}

static fts5_api *fts5_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL) == SQLITE_OK)
        sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

enum err_code store_relevance_add(struct store *s, struct err *e)
{
    fts5_api *api = fts5_of(s->db);
    if (!api || api->xCreateFunction(api, "relevance", NULL, relevance, NULL) != SQLITE_OK)
        return store_fail(s->db, e, s->path);
    return ERR_NONE;
}
