/* relevance.c: how well a record answers a search.
 *
 * FTS5's own bm25() first counts how many rows each word is in, to weigh rare words more: that
 * grows with the desk, and a row that is found has all the words anyway. Here a concept counts by
 * where its best phrase stands, in the title above all, and how near that is to what was typed;
 * then, for a little, by how often it is said, and by how little else stands there. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static const double TITLE_WEIGHT = 10, BODY_WEIGHT = 1;
static const double SAID_OFTEN = 0.1, SHORT = 0.04; /* shares that they add at most */

enum { TITLE_COLUMN = 0 };

struct found_row {
    const Fts5ExtensionApi *api;
    Fts5Context *row;
};

/* What is found of a concept: its best phrase, weighed by where and how near, and how many. */
struct concept {
    double best;
    int count;
};

static double worth(char nearness)
{
    switch (nearness) {
#define WORTH(ID, letter, worth_)                                                                  \
    case letter:                                                                                   \
        return worth_;
        STORE_NEARNESSES(WORTH)
#undef WORTH
    default:
        return 0;
    }
}

static int weigh_phrases(const struct found_row *r, const char *weights, struct concept *concepts)
{
    int count = 0, phrases = (int)strlen(weights) / 2;
    int code = r->api->xInstCount(r->row, &count);
    for (int i = 0; code == SQLITE_OK && i < count; i++) {
        int phrase, column, offset;
        code = r->api->xInst(r->row, i, &phrase, &column, &offset);
        size_t number = phrase < phrases ? (size_t)(weights[2 * phrase] - '0') : SIZE_MAX;
        if (code != SQLITE_OK || number >= STORE_MOST_CONCEPTS)
            continue;
        double weight =
            worth(weights[2 * phrase + 1]) * (column == TITLE_COLUMN ? TITLE_WEIGHT : BODY_WEIGHT);
        struct concept *c = &concepts[number];
        c->count++;
        if (c->best < weight)
            c->best = weight;
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

/* relevance(search, weights of a question): the smaller the better, as with bm25(). */
static void relevance(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context,
                      int count, sqlite3_value **values)
{
    const struct found_row r = {api, row};
    struct concept concepts[STORE_MOST_CONCEPTS] = {{0}};
    const char *weights = count > 0 ? (const char *)sqlite3_value_text(values[0]) : NULL;
    double relative = 1, score = 0;
    int code = weigh_phrases(&r, weights ? weights : "", concepts);
    if (code == SQLITE_OK)
        code = relative_length(&r, &relative);
    if (code != SQLITE_OK) {
        sqlite3_result_error_code(context, code);
        return;
    }
    for (size_t i = 0; i < STORE_MOST_CONCEPTS; i++) {
        if (concepts[i].count > 0)
            score += concepts[i].best * (1 + SAID_OFTEN * (1 - 1.0 / concepts[i].count));
    }
    score *= 1 + SHORT / (1 + relative);
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
