#define _GNU_SOURCE /* sched_setaffinity */
#include "sharedesk/base/beside.h"

#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 300000 };

static void send_squares(void *context, struct base_beside *to)
{
    int *from = context;
    for (int i = *from; i < *from + MANY; i++) {
        int64_t square = (int64_t)i * i;
        base_beside_put(to, &square, sizeof square);
    }
    *from = -1; /* seen by nobody else */
}

static void what_is_put_is_got_in_order(void **state)
{
    (void)state;
    int from = 5;
    int64_t square;
    struct base_beside *b = base_beside_begin(send_squares, &from);
    assert_non_null(b);
    for (int i = 5; i < 5 + MANY; i++) {
        assert_true(base_beside_get(b, &square, sizeof square));
        assert_int_equal(square, (int64_t)i * i);
    }
    assert_false(base_beside_get(b, &square, sizeof square));
    assert_true(base_beside_ready(b, 0)); /* to be told that nothing comes */
    assert_int_equal(from, 5);
    base_beside_end(&b);
    assert_null(b);
    base_beside_end(&b);
}

static void work_that_nobody_waits_for_is_ended(void **state)
{
    (void)state;
    int from = 0;
    struct base_beside *b = base_beside_begin(send_squares, &from);
    base_beside_end(&b);
    assert_null(b);
}

static void die_within(void *context, struct base_beside *to)
{
    base_beside_put(to, context, 3);
    raise(SIGKILL);
}

static void half_a_word_is_none(void **state)
{
    (void)state;
    char word[4] = "abc", got[4];
    struct base_beside *b = base_beside_begin(die_within, word);
    assert_non_null(b);
    assert_false(base_beside_get(b, got, sizeof got));
    base_beside_end(&b);
}

static void take_all(void *context, struct base_beside *to)
{
    struct base_queue *queue = context;
    for (size_t i = base_queue_take(queue); i < MANY; i = base_queue_take(queue))
        base_beside_put(to, &i, sizeof i);
}

static void every_piece_is_taken_once(void **state)
{
    (void)state;
    static unsigned char taken[MANY];
    size_t i;
    struct base_queue *queue = base_queue_new(MANY);
    assert_non_null(queue);
    memset(taken, 0, sizeof taken);
    struct base_beside *b = base_beside_begin(take_all, queue);
    while ((i = base_queue_take(queue)) < MANY) {
        taken[i]++;
        while (b != NULL && base_beside_ready(b, 0) && base_beside_get(b, &i, sizeof i))
            taken[i]++;
    }
    while (b != NULL && base_beside_get(b, &i, sizeof i))
        taken[i]++;
    for (i = 0; i < MANY; i++)
        assert_int_equal(taken[i], 1);
    assert_int_equal(base_queue_take(queue), MANY);
    base_beside_end(&b);
    base_queue_free(&queue);
}

static void cores_are_those_it_may_run_on(void **state)
{
    (void)state;
    cpu_set_t all, one;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    assert_int_equal(base_has_cores(), CPU_COUNT(&all) > 1);
    CPU_ZERO(&one);
    for (size_t core = 0; CPU_COUNT(&one) == 0; core++)
        if (CPU_ISSET(core, &all))
            CPU_SET(core, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_false(base_has_cores());
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
}

static void work_until_unwanted(void *context, struct base_beside *to)
{
    (void)context;
    base_beside_put(to, "x", 1);
    while (base_beside_wanted(to))
        usleep(1000);
}

static void ask_and_die(int told)
{
    char x;
    struct base_beside *b = base_beside_begin(work_until_unwanted, NULL);
    if (b != NULL && base_beside_get(b, &x, 1))
        (void)!write(told, &x, 1);
    raise(SIGKILL);
}

/* Who wanted it is killed: then it ends by itself, and lets go of what it had open. */
static void work_does_not_outlive_who_wants_it(void **state)
{
    (void)state;
    int ends[2];
    char x;
    assert_int_equal(pipe(ends), 0);
    pid_t wanting = fork();
    if (wanting == 0)
        ask_and_die(ends[1]);
    close(ends[1]);
    assert_int_equal(waitpid(wanting, NULL, 0), wanting);
    assert_int_equal(read(ends[0], &x, 1), 1);
    assert_int_equal(read(ends[0], &x, 1), 0); /* waits until all writers are gone */
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_is_got_in_order),
        cmocka_unit_test(work_that_nobody_waits_for_is_ended),
        cmocka_unit_test(half_a_word_is_none),
        cmocka_unit_test(every_piece_is_taken_once),
        cmocka_unit_test(cores_are_those_it_may_run_on),
        cmocka_unit_test(work_does_not_outlive_who_wants_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
