#define _GNU_SOURCE  /* MAP_ANONYMOUS: memory that both see, and no file; the cores one may run on \
                      */
#include "sharedesk/base/beside.h"

#include "sharedesk/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
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

bool base_beside_wanted(const struct base_beside *to)
{
    struct pollfd end = {.fd = to->end};
    return poll(&end, 1, 0) == 0; /* it is told when nobody has the other end */
}

/* ---- the caller's side ------------------------------------------------------------------------
 */

struct base_beside *base_beside_begin(base_beside_work *work, void *context)
{
    int ends[2];
    if (pipe(ends) != 0)
        return NULL;
    for (int i = 0; i < 2; i++) /* for no program that is started meanwhile */
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
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

bool base_beside_ready(const struct base_beside *from, int milliseconds)
{
    struct pollfd end = {.fd = from->end, .events = POLLIN};
    return poll(&end, 1, milliseconds) > 0;
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
    if (waitpid(b->process, NULL, WNOHANG) == 0) {
        kill(b->process, SIGKILL); /* it holds nothing that it could leave half done */
        while (waitpid(b->process, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    free(b);
    *beside = NULL;
}

/* Of those that it may run on (taskset). */
bool base_has_cores(void)
{
#ifdef CPU_COUNT
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0)
        return CPU_COUNT(&cores) > 1;
#endif
    return sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

/* ---- a queue of work ---------------------------------------------------------------------------
 */

struct base_queue {
    atomic_size_t next;
    size_t count;
};

struct base_queue *base_queue_new(size_t count)
{
    struct base_queue *queue =
        mmap(NULL, sizeof *queue, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (queue == MAP_FAILED)
        return NULL;
    atomic_init(&queue->next, 0);
    queue->count = count;
    return queue;
}

size_t base_queue_take(struct base_queue *queue)
{
    size_t piece = atomic_fetch_add(&queue->next, 1);
    return piece < queue->count ? piece : queue->count;
}

void base_queue_free(struct base_queue **queue)
{
    if (*queue != NULL)
        munmap(*queue, sizeof **queue);
    *queue = NULL;
}
