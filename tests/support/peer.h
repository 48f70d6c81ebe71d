/* peer.h: other solvers on the same problem, each a process of its own that is killed when it takes
 * too long. They are measured against, never linked. */
#ifndef TESTS_PEER_H
#define TESTS_PEER_H

#include "sharedesk/match/solve.h"

struct peer_child {
    bool finished;             /* by itself, in time, and well */
    double seconds, processor; /* by the clock; of the processor's time */
    int64_t kibibytes;         /* most memory it held */
};

/* Runs the work in a process of its own. It should not return; it counts as done if it does. */
struct peer_child peer_run(void (*work)(void *context), void *context, double limit);

/* The problem as an MPS file, gains negated since the format minimises. Calendars, and so cuts, are
 * left out: with them it is only a relaxation. */
bool peer_write(const struct match_problem *problem, const char *path);

struct peer_answer {
    struct peer_child child;
    bool has_objective, has_bound;
    double objective, bound;
    double seconds; /* of the processor, as the peer says without reading the file; else all */
};
struct peer {
    const char *name, *program;
    bool relaxes; /* its objective is that of the linear relaxation, a bound */
};
extern const struct peer PEERS[];
extern const size_t PEER_COUNT;

bool peer_installed(const struct peer *p);
/* Leaves its log beside the file. */
struct peer_answer peer_solve(const struct peer *p, const char *path, double limit);

#endif
