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

/* Keys as Markdown code; a bar would end the table's cell. */
static void keys_write_keys(struct base_text *out, const char *keys)
{
    while (*keys) {
        size_t n = strcspn(keys, " ");
        base_text_add(out, "`");
        base_text_add(out, strncmp(keys, "|", n) == 0 ? "\\|" : "");
        if (strncmp(keys, "|", n) != 0)
            base_text_add_n(out, keys, n);
        base_text_add(out, "`");
        keys += n + strspn(keys + n, " ");
        base_text_add(out, *keys ? " " : "");
    }
}

static void keys_write_row(struct base_text *out, const struct tui_command *c)
{
    base_text_add(out, "| ");
    keys_write_keys(out, c->keys);
    base_text_printf(out, " | `%s` | %s | %s%s%s |\n", c->name, c->where, c->help,
                     c->more ? ". " : "", c->more ? c->more : "");
}

static bool keys_named_before(size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(commands[j].group, commands[i].group) == 0)
            return true;
    return false;
}

/* Groups come in the order in which the table first names them. */
void screens_keys_write(struct base_text *out)
{
    size_t count = sizeof commands / sizeof *commands;
    base_text_add(
        out, "# Keys and commands\n\n"
             "Made from the command table (`include/sharedesk/screens/commands.h`).\n\n"
             "A command without a key, and every other one, is reached by its name after `:`.\n"
             "Own keys go into `sharedesk.ini`, blanks between several, nothing to unbind:\n\n"
             "    [keys]\n    record-retire = Delete\n    desk-log = F5\n\n"
             "Keys that mean one thing in the whole program (arrows, `hjkl`, `Enter`, `/` and the\n"
             "like) cannot be given away. *Where* names the screens on which a command works.\n");
    for (size_t i = 0; i < count; i++) {
        if (keys_named_before(i))
            continue;
        base_text_printf(out, "\n## %s\n\n| keys | command | where | what |\n|---|---|---|---|\n",
                         commands[i].group);
        for (size_t j = i; j < count; j++)
            if (strcmp(commands[j].group, commands[i].group) == 0)
                keys_write_row(out, &commands[j]);
    }
}
