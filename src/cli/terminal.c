/* terminal.c: what is said to a terminal: nothing raw reaches it, and nothing that it cannot show.
 * Data that go into a file or a pipe are exact. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As on the screens: '?' in each place of a character that a terminal without UTF-8 cannot show. */
static const char *plain(const char *line, struct base_arena *a)
{
    struct base_text text = {0};
    uint32_t cp;
    for (size_t taken; (taken = base_utf8_next(line, &cp)) > 0; line += taken) {
        int width = base_utf8_char_width(cp);
        if (cp < 0x80) {
            base_text_add_char(&text, (char)cp);
        } else if (width > 0) {
            base_text_add(&text, width == 2 ? "? " : "?");
        }
    }
    const char *copy = base_arena_strdup(a, base_text_string(&text));
    base_text_free(&text);
    return copy;
}

static const char *shown(const char *line, struct base_arena *a)
{
    line = base_utf8_show(a, line);
    return base_i18n_terminal_utf8() ? line : plain(line, a);
}

/* ---- the answer ------------------------------------------------------------------------------ */

/* A terminal without UTF-8 gets the answer when it is whole. */
void cli_answer_begin(struct cli *c)
{
    if (isatty(STDOUT_FILENO) && !base_i18n_terminal_utf8()) {
        c->out = open_memstream(&c->held, &c->held_size);
    }
    if (!c->out) {
        c->out = stdout;
    }
}

static void write_shown(const char *text)
{
    struct base_arena *a = base_arena_new();
    while (*text) {
        size_t length = strcspn(text, "\n");
        fputs(shown(base_arena_strndup(a, text, length), a), stdout);
        text += length;
        if (*text == '\n') {
            putchar(*text++);
        }
        base_arena_reset(a);
    }
    base_arena_free(&a);
}

void cli_answer_end(struct cli *c)
{
    if (c->out == stdout) {
        return;
    }
    fclose(c->out);
    c->out = stdout;
    if (c->held) {
        write_shown(c->held);
    }
    free(c->held);
    c->held = NULL;
}

/* ---- beside the answer ----------------------------------------------------------------------- */

void cli_tell(const char *format, ...)
{
    struct base_arena *a = base_arena_new();
    va_list args;
    va_start(args, format);
    const char *line = base_utf8_show(a, base_arena_vprintf(a, format, args));
    va_end(args);
    fprintf(stderr, "%s\n", isatty(STDERR_FILENO) ? shown(line, a) : line);
    base_arena_free(&a);
}

void cli_fail(const struct err *e)
{
    cli_tell("sharedesk: %s%s%s%s%s", e->what, e->why[0] ? _(": ") : "", e->why,
             e->hint[0] ? _(". ") : "", e->hint);
}

bool cli_progress(struct cli *c, const char *what, long long done, long long total)
{
    if (c->quiet || !isatty(STDERR_FILENO)) {
        return cli_interrupted();
    }
    struct base_arena *a = base_arena_new();
    if (done == total) {
        fputs("\r\033[K", stderr);
    } else if (total > 0) {
        fprintf(stderr, "\r%s %lld %% \033[K", shown(what, a), done * 100 / total);
    } else {
        fprintf(stderr, "\r%s %lld \033[K", shown(what, a), done);
    }
    base_arena_free(&a);
    return cli_interrupted();
}

bool cli_confirm(struct cli *c, const char *question)
{
    if (c->yes) {
        return true;
    }
    if (!isatty(STDIN_FILENO)) {
        err_set(&c->err, ERR_REFUSED, c->verb->name, _("Say --yes to answer yes beforehand"),
                _("it asks \"%s\", and there is no terminal to answer on"), question);
        return false;
    }
    fprintf(stderr, "%s [y/N] ", shown(question, c->arena));
    char line[16] = "";
    if (fgets(line, sizeof line, stdin) && (line[0] == 'y' || line[0] == 'Y')) {
        return true;
    }
    err_set(&c->err, ERR_CANCELLED, c->verb->name, _("Nothing is changed."), "%s",
            _("it was not confirmed"));
    return false;
}
