/* main.c: a verb answers on the command line; without one the desk opens on the terminal. */
#include "sharedesk/cli/cli.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct cli c = {.executable = argv[0], .out = stdout, .arena = base_arena_new()};
    int status = 0;
    cli_peek(&c, argc, argv);
    if (cli_start(&c) || cli_parse(&c, argc, argv)) {
        cli_fail(&c.err);
        status = cli_exit_status(c.err.code);
    } else if (c.verb || c.help || c.version) {
        status = cli_run(&c);
    } else {
        cli_help_print(stderr, NULL);
        status = 2;
    }
    cli_end(&c);
    return status;
}
