/* The sixty generalised-assignment instances of OR-Library, 5 x 15 to 10 x 60, all at the optimum
 * (tests/bench/data), and how many of them proven. */
#include "instance.h"

#include "sharedesk/base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* All of them. */
enum { FILES = 12, REACHED = 60 };

int main(void)
{
    const char *top = getenv("TOP");
    struct base_arena *a = base_arena_new();
    struct err e = ERR_INIT;
    int64_t count = 0, reached = 0, proven = 0, faults = 0;
    if (base_time_set_zone("UTC", &e) != ERR_NONE)
        return 1;
    for (int file = 1; file <= FILES; file++) {
        struct instance_published *list;
        size_t n;
        if (!instance_read(
                base_arena_printf(a, "%s/tests/bench/data/gap%d.txt", top ? top : ".", file), a,
                &list, &n))
            return 1;
        for (size_t i = 0; i < n; i++) {
            struct match_solution s;
            struct match_effort effort = MATCH_EFFORT_INIT;
            match_solve(&list[i].problem, &effort, NULL, a, &s);
            const char *fault = instance_fault(&list[i].problem, &s, a);
            count++;
            reached += s.gain == list[i].optimum;
            proven += s.gain == list[i].optimum && s.bound == s.gain;
            faults += fault != NULL || s.bound < list[i].optimum;
            if (fault != NULL || s.gain != list[i].optimum)
                printf("# gap%d-%zu: %" PRId64 " of %" PRId64 ", bound %" PRId64 "%s%s\n", file,
                       i + 1, s.gain, list[i].optimum, s.bound, fault ? ", " : "",
                       fault ? fault : "");
        }
    }
    printf("# %" PRId64 " instances, %" PRId64 " at the optimum, %" PRId64 " proven\n", count,
           reached, proven);
    printf("%s 1 - published instances are solved to the optimum\n%s 2 - no bound is below it\n"
           "1..2\n",
           reached >= REACHED ? "ok" : "not ok", faults == 0 ? "ok" : "not ok");
    base_arena_free(&a);
    return reached >= REACHED && faults == 0 ? 0 : 1;
}
