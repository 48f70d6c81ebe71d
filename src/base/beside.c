#define _DEFAULT_SOURCE /* MAP_ANONYMOUS: memory that both processes see, and no file */
#include "sharedesk/base/beside.h"

#include "sharedesk/base/memory.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct base_beside {
    pid_t process;
    int end; /* of the pipe: to read from; for the work itself, to write to */
};

/* ---- the work's side --------------------------------------------------------------------------
 */

/* The terminal's signals are the other's to answer; what ends a program ends the work at once. */
static void leave_signals(void)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGWINCH, SIGUSR1, SIGUSR2};
    static const int ending[] = {SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        signal(ending[i], SIG_DFL);
}

void base_beside_put(struct base_beside *to, const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t written = write(to->end, next, size);
        if (written < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        if (written > 0) {
            next += written;
            size -= (size_t)written;
        }
    }
}

/* ---- the caller's side ------------------------------------------------------------------------
 */

static bool has_cores(void)
{
    return sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

struct base_beside *base_beside_begin(base_beside_work *work, void *context)
{
    int ends[2];
    if (!has_cores() || pipe(ends) != 0)
        return NULL;
    pid_t process = fork();
    if (process == 0) {
        struct base_beside to = {.end = ends[1]};
        close(ends[0]);
        leave_signals();
        work(context, &to);
        _exit(EXIT_SUCCESS); /* what is to be done at exit is the other's */
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return NULL;
    }
    struct base_beside *b = base_alloc(sizeof *b);
    *b = (struct base_beside){process, ends[0]};
    return b;
}

bool base_beside_get(struct base_beside *from, void *bytes, size_t size)
{
    char *next = bytes;
    while (size > 0) {
        ssize_t count = read(from->end, next, size);
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        if (count > 0) {
            next += count;
            size -= (size_t)count;
        }
    }
    return true;
}

void base_beside_end(struct base_beside **beside)
{
    struct base_beside *b = *beside;
    if (b == NULL)
        return;
    close(b->end);
    kill(b->process, SIGKILL); /* it holds nothing that it could leave half done */
    while (waitpid(b->process, NULL, 0) < 0 && errno == EINTR)
        ;
    free(b);
    *beside = NULL;
}

/* ---- a heap of work ---------------------------------------------------------------------------
 */

struct base_heap {
    atomic_size_t next;
    size_t count;
};

struct base_heap *base_heap_new(size_t count)
{
    struct base_heap *heap =
        mmap(NULL, sizeof *heap, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (heap == MAP_FAILED)
        return NULL;
    atomic_init(&heap->next, 0);
    heap->count = count;
    return heap;
}

size_t base_heap_take(struct base_heap *heap)
{
    size_t piece = atomic_fetch_add(&heap->next, 1);
    return piece < heap->count ? piece : heap->count;
}

void base_heap_free(struct base_heap **heap)
{
    if (*heap != NULL)
        munmap(*heap, sizeof **heap);
    *heap = NULL;
}
