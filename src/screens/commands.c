/* commands.c: the one command table, and what is written from it. */
#include "sharedesk/screens/commands.h"

#include "sharedesk/base/text.h"
#include "sharedesk/screens/screens.h"

#include <string.h>

static const struct tui_command commands[] = {TUI_COMMANDS(TUI_COMMAND_ROW)
                                                  SCREENS_COMMANDS(TUI_COMMAND_ROW)};

const struct tui_command *screens_commands(size_t *count)
{
    *count = sizeof commands / sizeof *commands;
    return commands;
}

static void keys_write_row(struct base_text *out, const struct tui_command *c)
{
    base_text_printf(out, "| %s%s%s | `%s` | %s | %s%s%s |\n", *c->keys ? "`" : "", c->keys,
                     *c->keys ? "`" : "", c->name, c->where, c->help, c->more ? ". " : "",
                     c->more ? c->more : "");
}

/* Groups come in the order in which the table first names them. */
void screens_keys_write(struct base_text *out)
{
    size_t count = sizeof commands / sizeof *commands;
    for (size_t i = 0; i < count; i++) {
        bool first = true;
        for (size_t j = 0; j < i && first; j++)
            first = strcmp(commands[j].group, commands[i].group) != 0;
        if (!first)
            continue;
        base_text_printf(out, "\n## %s\n\n| keys | command | where | what |\n|---|---|---|---|\n",
                         commands[i].group);
        for (size_t j = i; j < count; j++)
            if (strcmp(commands[j].group, commands[i].group) == 0)
                keys_write_row(out, &commands[j]);
    }
}
