/* bigdesk.h: desks for measurements, from files. Functions end the process with a message when they
 * fail: they run in children. */
#ifndef TESTS_BIGDESK_H
#define TESTS_BIGDESK_H

#include <stdbool.h>
#include <stdint.h>

/* Writes the CSV files of a generated desk (tests/bench/desk.awk) into a new directory. */
struct bigdesk_recipe {
    int64_t demands, resources;
    uint64_t seed;
    int64_t load; /* percent of the hours there are; 0: 100 */
    const char *top, *directory;
};
void bigdesk_generate(const struct bigdesk_recipe *recipe);

/* A new desk file from a directory of CSV files as `sharedesk export` writes them, or a copy of a
 * desk file. */
void bigdesk_make(const char *source, const char *path);

/* Takes a generated directory or the files of a desk away. */
void bigdesk_remove(const char *path);

/* From store to saved run. */
struct bigdesk_told {
    int64_t objective, bound, demands, lines;
    double opened, allocated, saved; /* seconds */
    uint64_t digest;                 /* of all that the plan tells, where it is asked for */
};
void bigdesk_allocate(const char *path, int64_t month, bool digest, struct bigdesk_told *told);

#endif
