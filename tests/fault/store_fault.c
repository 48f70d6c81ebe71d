/* The disk runs full in the middle of a change; the process is killed in the middle of one. What
 * was confirmed is there, what was not is gone, and the desk goes on. */
#include "desk.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int setup(void **state)
{
    *state = desk_new();
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    desk_free(&d);
    return 0;
}

static void is_sound(struct desk *d)
{
    struct store_finding *findings;
    size_t count;
    struct err e = ERR_INIT;
    desk_must(store_check(d->store, d->arena, &findings, &count, &e), &e);
    for (size_t i = 0; i < count; i++)
        print_message("%s: %s\n", findings[i].where, findings[i].what);
    assert_int_equal(count, 0);
}

static int64_t organisations(struct desk *d)
{
    struct store_list list = {.type = MODEL_ORGANISATION};
    struct err e = ERR_INIT;
    int64_t count;
    desk_must(store_list_count(d->store, &list, 0, &count, &e), &e);
    return count;
}

/* `many` organisations in one change. */
static enum err_code add_many(struct store *s, int many, struct err *e)
{
    struct base_arena *a = base_arena_new();
    enum err_code code = store_begin(s, "import", e);
    for (int i = 0; code == ERR_NONE && i < many; i++) {
        struct model_organisation *o = model_record_new(a, MODEL_ORGANISATION);
        o->name = base_arena_printf(a, "Organisation %d", i);
        o->notes = "A long remark, so that the change does not fit into the memory of the cache "
                   "and pages must be written before its end.";
        code = store_put(s, MODEL_ORGANISATION, o, e);
        base_arena_reset(a);
    }
    base_arena_free(&a);
    if (code == ERR_NONE)
        return store_commit(s, e);
    store_rollback(s);
    return code;
}

/* No file may grow past a size: writing fails as on a full disk. */
static void a_full_disk_undoes_the_change_and_no_more(void **state)
{
    struct desk *d = *state;
    struct err e = ERR_INIT;
    struct rlimit old, small;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    desk_add_organisation(d, "before");
    for (rlim_t size = 128 << 10; size <= 1024 << 10; size *= 2) {
        small = old;
        small.rlim_cur = size;
        setrlimit(RLIMIT_FSIZE, &small);
        enum err_code code = add_many(d->store, 4000, &e);
        setrlimit(RLIMIT_FSIZE, &old);
        assert_int_equal(code, ERR_IO);
        assert_true(e.hint[0] != '\0');
        assert_int_equal(organisations(d), 1);
    }
    is_sound(d);
    desk_must(add_many(d->store, 10, &e), &e);
    assert_int_equal(organisations(d), 11);
    is_sound(d);
}

enum { ROUNDS = 6, AT_ONCE = 50 };

/* Says so after each commit, through a pipe, until it is killed. */
static void write_until_killed(const struct desk *d, int out)
{
    struct err e = ERR_INIT;
    struct store *s = desk_again(d, "bo");
    for (;;) {
        desk_must(add_many(s, AT_ONCE, &e), &e);
        if (write(out, "x", 1) != 1)
            _exit(1);
    }
}

/* How many commits were confirmed before it was killed, after about `wanted`. */
static int64_t kill_after(const struct desk *d, int wanted)
{
    int ends[2];
    if (pipe(ends) != 0)
        abort();
    pid_t child = fork();
    if (child == 0)
        write_until_killed(d, ends[1]);
    close(ends[1]);
    char byte;
    int64_t confirmed = 0;
    while (read(ends[0], &byte, 1) == 1) {
        if (++confirmed == wanted)
            kill(child, SIGKILL);
    }
    close(ends[0]);
    waitpid(child, NULL, 0);
    return confirmed;
}

static void what_was_confirmed_survives_the_death_of_the_process(void **state)
{
    struct desk *d = *state;
    int64_t least = 0;
    store_close(&d->store);
    for (int round = 1; round <= ROUNDS; round++) {
        least += AT_ONCE * kill_after(d, round);
        d->store = desk_again(d, "anna");
        int64_t count = organisations(d);
        assert_true(count >= least);
        assert_int_equal(count % AT_ONCE, 0);
        least = count;
        is_sound(d);
        store_close(&d->store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_disk_undoes_the_change_and_no_more, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_confirmed_survives_the_death_of_the_process, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
