#include "sharedesk/base/file.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Each test works in a directory of its own. */
struct place {
    struct base_arena *arena;
    char directory[64];
};

static int set_up(void **state)
{
    struct place *p = base_alloc(sizeof *p);
    p->arena = base_arena_new();
    strcpy(p->directory, "/tmp/sharedesk-file-XXXXXX");
    if (!mkdtemp(p->directory) || chdir(p->directory) != 0)
        return -1;
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    struct place *p = *state;
    char command[2 * sizeof p->directory + 32];
    snprintf(command, sizeof command, "chmod -R u+w %s; rm -rf %s", p->directory, p->directory);
    int failed = chdir("/") | system(command);
    base_arena_free(&p->arena);
    free(p);
    return failed;
}

static void what_is_written_is_read(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    static const char data[] = "a\0b\r\n扫描";
    char *back;
    size_t size;
    assert_int_equal(base_file_write("x", data, sizeof data - 1, &e), ERR_NONE);
    assert_int_equal(base_file_read("x", p->arena, &back, &size, &e), ERR_NONE);
    assert_int_equal(size, sizeof data - 1);
    assert_memory_equal(back, data, sizeof data);
    assert_int_equal(base_file_write("x", "", 0, &e), ERR_NONE);
    assert_int_equal(base_file_read("x", p->arena, &back, &size, &e), ERR_NONE);
    assert_int_equal(size, 0);
    assert_string_equal(back, "");
}

static void a_pipe_is_read_to_its_end(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    char *back;
    size_t size;
    assert_int_equal(system("mkfifo pipe && (head -c 300000 /dev/zero | tr '\\0' x >pipe &)"), 0);
    assert_int_equal(base_file_read("pipe", p->arena, &back, &size, &e), ERR_NONE);
    assert_int_equal(size, 300000);
    assert_int_equal(strlen(back), 300000);
}

static void a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    struct stat st;
    mode_t mask = umask(027);
    assert_int_equal(base_file_write("new", "1", 1, &e), ERR_NONE);
    umask(mask);
    assert_int_equal(stat("new", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(chmod("new", 0664), 0);
    assert_int_equal(base_file_write("new", "22", 2, &e), ERR_NONE);
    assert_int_equal(stat("new", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0664);
    assert_int_equal(st.st_size, 2);
}

static void a_link_stays_a_link(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    struct stat st;
    char *back;
    size_t size;
    assert_int_equal(base_file_write("real", "1", 1, &e), ERR_NONE);
    assert_int_equal(symlink("real", "link"), 0);
    assert_int_equal(base_file_write("link", "new", 3, &e), ERR_NONE);
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(base_file_read("real", p->arena, &back, &size, &e), ERR_NONE);
    assert_string_equal(back, "new");
}

static void a_device_is_written_to(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    struct stat st;
    assert_int_equal(base_file_write("/dev/null", "gone", 4, &e), ERR_NONE);
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

static void a_failed_write_leaves_the_old_file_and_no_litter(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    char *back;
    size_t size;
    assert_int_equal(base_dir_make("d/file", &e), ERR_NONE);
    assert_int_equal(base_file_write("d/file", "x", 1, &e), ERR_IO); /* a directory */
    assert_string_equal(e.what, "d/file");
    assert_true(e.hint[0] != '\0');
    assert_int_equal(base_file_write("none/file", "x", 1, &e), ERR_NOT_FOUND);
    assert_int_equal(base_file_write("/dev/full", "x", 1, &e), ERR_IO);
    assert_string_equal(e.why, strerror(ENOSPC));
    if (geteuid() != 0) { /* root may write everywhere */
        assert_int_equal(base_file_write("d/old", "old", 3, &e), ERR_NONE);
        assert_int_equal(chmod("d", 0555), 0);
        assert_int_equal(base_file_write("d/old", "new", 3, &e), ERR_IO);
        assert_int_equal(base_file_read("d/old", p->arena, &back, &size, &e), ERR_NONE);
        assert_string_equal(back, "old");
    }
    assert_int_equal(system("test -z \"$(find . -name '*.tmp')\""), 0);
}

static void reading_fails_with_the_reason(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    char *back;
    size_t size;
    assert_int_equal(base_file_read("none", p->arena, &back, &size, &e), ERR_NOT_FOUND);
    assert_string_equal(e.what, "none");
    assert_string_equal(e.why, strerror(ENOENT));
    assert_int_equal(base_file_read(".", p->arena, &back, &size, &e), ERR_IO);
    assert_string_equal(e.why, strerror(EISDIR));
}

static void the_longest_name_can_be_written(void **state)
{
    (void)state;
    struct err e = ERR_INIT;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(base_file_write(name, "x", 1, &e), ERR_NONE);
}

static void directories_are_made_with_their_parents(void **state)
{
    struct place *p = *state;
    struct err e = ERR_INIT;
    struct stat st;
    assert_int_equal(base_dir_make("a/b//c/", &e), ERR_NONE);
    assert_int_equal(stat("a/b/c", &st), 0);
    assert_int_equal(base_dir_make("a/b/c", &e), ERR_NONE);
    assert_int_equal(base_dir_make(base_arena_printf(p->arena, "%s/q/r", p->directory), &e),
                     ERR_NONE);
    assert_int_equal(stat("q/r", &st), 0);
    assert_int_equal(base_dir_make("/", &e), ERR_NONE);
    assert_int_equal(base_dir_make("", &e), ERR_NOT_FOUND);
    assert_int_equal(base_file_write("plain", "x", 1, &e), ERR_NONE);
    assert_int_equal(base_dir_make("plain/sub", &e), ERR_IO);
    assert_string_equal(e.why, strerror(ENOTDIR));
}

static void the_places_follow_the_xdg_specification(void **state)
{
    struct place *p = *state;
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("XDG_CONFIG_HOME", "relative", 1);
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "/home/li", 1);
    assert_string_equal(base_dir_data(p->arena), "/data/sharedesk");
    assert_string_equal(base_dir_config(p->arena), "/home/li/.config/sharedesk");
    assert_string_equal(base_dir_state(p->arena), "/home/li/.local/state/sharedesk");
    unsetenv("HOME");
    assert_true(strlen(base_dir_state(p->arena)) > strlen("/.local/state/sharedesk") - 1);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_written_is_read),
        CASE(a_pipe_is_read_to_its_end),
        CASE(a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode),
        CASE(a_link_stays_a_link),
        CASE(a_device_is_written_to),
        CASE(a_failed_write_leaves_the_old_file_and_no_litter),
        CASE(reading_fails_with_the_reason),
        CASE(the_longest_name_can_be_written),
        CASE(directories_are_made_with_their_parents),
        CASE(the_places_follow_the_xdg_specification),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
