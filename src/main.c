/* main.c: a verb answers on the command line; without one the desk opens on the terminal. */
#include "sharedesk/base/i18n.h"
#include "sharedesk/cli/cli.h"
#include "sharedesk/screens/screens.h"

#include <stdio.h>
#include <unistd.h>

/* A desk that cannot be written to opens all the same, to look at. */
static int open_screens(struct cli *c)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(&c->err, ERR_USAGE, _("the desk"),
                _("\"sharedesk brief\" tells this morning in plain text"), "%s",
                _("without a verb it opens on a terminal, and this is none"));
        cli_fail(&c->err);
        return cli_exit_status(ERR_USAGE);
    }
    if (cli_open(c, CLI_WRITES)) {
        cli_fail(&c->err);
        return cli_exit_status(c->err.code);
    }
    struct screens_options options = {.store = c->store,
                                      .personal = &c->personal,
                                      .config_path = c->config_path,
                                      .restricted = c->restricted};
    if (screens_run(&options, &c->err)) {
        cli_fail(&c->err);
    }
    return cli_exit_status(c->err.code);
}

int main(int argc, char **argv)
{
    struct cli c = {.executable = argv[0], .out = stdout, .arena = base_arena_new()};
    int status = 0;
    cli_process_start();
    cli_peek(&c, argc, argv);
    if (cli_start(&c) || cli_parse(&c, argc, argv)) {
        cli_fail(&c.err);
        status = cli_exit_status(c.err.code);
    } else if (c.verb || c.help || c.version) {
        status = cli_run(&c);
    } else {
        status = open_screens(&c);
    }
    cli_end(&c);
    return status;
}
