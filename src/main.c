/* main.c: a verb answers on the command line; without one the desk opens on the terminal. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/cli/cli.h"

#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct cli c = {.executable = argv[0], .out = stdout, .arena = base_arena_new()};
    int status = 0;
    /* The language may be named on the line, and errors of the line are said in it. */
    enum err_code code = cli_parse(&c, argc, argv);
    enum err_code started = cli_start(&c);
    if (code || started) {
        cli_fail(&c.err);
        status = cli_exit_status(code ? code : started);
    } else if (c.verb || c.help || c.version) {
        status = cli_run(&c);
    } else {
        cli_help_print(stderr, NULL);
        status = 2;
    }
    cli_end(&c);
    return status;
}
