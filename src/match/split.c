#include "split.h"

#include <stdlib.h>

/* Jobs, then benches, then rows; those that hang together have one root, their first job. */
struct forest {
    size_t *above;
    size_t jobs, benches, count;
};

static size_t root(struct forest *f, size_t i)
{
    while (f->above[i] != i) {
        f->above[i] = f->above[f->above[i]];
        i = f->above[i];
    }
    return i;
}

static void join(struct forest *f, size_t a, size_t b)
{
    a = root(f, a);
    b = root(f, b);
    if (a < b)
        f->above[b] = a;
    else
        f->above[a] = b;
}

static void grow(struct forest *f, const struct match_problem *p)
{
    for (size_t j = 0; j < p->job_count; j++) {
        const struct match_job *job = &p->jobs[j];
        for (size_t k = 0; k < job->choice_count; k++) {
            const struct match_choice *c = &job->choices[k];
            join(f, j, f->jobs + c->bench);
            for (size_t i = 0; i < c->load_count; i++)
                join(f, j, f->jobs + f->benches + c->loads[i].row);
        }
    }
}

/* Things from the forest's place `from` on, by part; those of no part are left out. */
static struct match_members gather(const size_t *part_at, size_t from, size_t count, size_t parts,
                                   struct base_arena *a)
{
    struct match_members m = {.list = base_arena_array(a, count + 1, sizeof *m.list),
                              .first = base_arena_array(a, parts + 2, sizeof *m.first),
                              .place = base_arena_array(a, count + 1, sizeof *m.place)};
    /* first[k + 2] counts, then first[k + 1] runs from the start of part k to its end. */
    for (size_t i = 0; i < count; i++) {
        if (part_at[from + i] != MATCH_NONE)
            m.first[part_at[from + i] + 2]++;
    }
    for (size_t k = 2; k < parts + 2; k++)
        m.first[k] += m.first[k - 1];
    for (size_t i = 0; i < count; i++) {
        if (part_at[from + i] != MATCH_NONE)
            m.list[m.first[part_at[from + i] + 1]++] = i;
    }
    for (size_t k = 0; k < parts; k++) {
        for (size_t i = m.first[k]; i < m.first[k + 1]; i++)
            m.place[m.list[i]] = i - m.first[k];
    }
    return m;
}

const struct match_split *match_split_new(const struct match_problem *p, struct base_arena *a)
{
    struct match_split *s = base_arena_alloc(a, sizeof *s);
    struct forest f = {.jobs = p->job_count, .benches = p->bench_count};
    f.count = f.jobs + f.benches + p->row_count;
    f.above = base_realloc(NULL, f.count + 1, sizeof *f.above);
    size_t *part_at = base_realloc(NULL, f.count + 1, sizeof *part_at);
    for (size_t i = 0; i < f.count; i++)
        f.above[i] = i;
    grow(&f, p);
    s->part_of_job = base_arena_array(a, f.jobs + 1, sizeof *s->part_of_job);
    for (size_t i = 0; i < f.count; i++) {
        size_t r = root(&f, i);
        part_at[i] = r < i ? part_at[r] : i < f.jobs ? s->part_count++ : MATCH_NONE;
        if (i < f.jobs)
            s->part_of_job[i] = part_at[i];
    }
    s->jobs = gather(part_at, 0, f.jobs, s->part_count, a);
    s->benches = gather(part_at, f.jobs, f.benches, s->part_count, a);
    s->rows = gather(part_at, f.jobs + f.benches, p->row_count, s->part_count, a);
    free(f.above);
    free(part_at);
    return s;
}
