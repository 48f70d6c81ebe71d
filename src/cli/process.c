/* process.c: what the surroundings may do to the process: interrupt it, close or fill its outputs.
 */
#include "sharedesk/cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* A descriptor that the caller closed would be given to the first file opened here, and what is
 * said would go into that file. It is held by /dev/null, opened the wrong way round: using it still
 * fails.
 */
static void hold_descriptor(int fd)
{
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
        (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

/* A file that reached the limit of its size is an error to tell, like a full disk. */
void cli_process_start(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        hold_descriptor(fd);
    }
    signal(SIGXFSZ, SIG_IGN);
}

/* ---- interruption: the first signal asks the verb to stop and roll back; a second one ends it  */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

bool cli_interrupted(void)
{
    return interrupted != 0;
}

/* What the caller ignores, as nohup does, stays ignored. */
static void catch_signal(int signal_number)
{
    struct sigaction old;
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler == SIG_DFL) {
        sigaction(signal_number, &action, NULL);
    }
}

void cli_catch_interrupts(void)
{
    catch_signal(SIGINT);
    catch_signal(SIGTERM);
    catch_signal(SIGHUP);
}
