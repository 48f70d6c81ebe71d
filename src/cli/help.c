/* help.c: help, manual and shell completion, all from the verb table. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/config.h"

#include <string.h>

static const char *const global_help[][2] = {
    {"-d, --desk FILE",
     N_("the desk (else $SHAREDESK_DESK, else the one in the user's data directory)")},
    {"-c, --config FILE",
     N_("personal settings (else sharedesk.ini in the user's config directory)")},
    {"--as-of TIME", N_("take this for the present, for reports and tests")},
    {"--lang en|zh", N_("language of what is said")},
    {"--json, --csv", N_("answer for programs, in place of an aligned table")},
    {"--quiet", N_("say only what was asked for")},
    {"--yes", N_("answer yes to questions; never overrides a rule")},
    {"--restricted", N_("no way to a shell; files only in the exchange directory")},
    {"-h, --help", N_("this help, or a verb's")},
    {"-V, --version", N_("the version")},
};

static const size_t global_count = sizeof global_help / sizeof *global_help;

static void print_pair(FILE *out, const char *left, const char *right)
{
    const int column = 26;
    int width = base_utf8_width(left);
    if (width + 2 > column) {
        fprintf(out, "  %s\n  %*s%s\n", left, column, "", right);
    } else {
        fprintf(out, "  %s%*s%s\n", left, column - width, "", right);
    }
}

static void option_text(const struct cli_option *o, char *text, size_t size)
{
    snprintf(text, size, "%s--%s%s%s", strcmp(o->name, "output") == 0 ? "-o, " : "", o->name,
             o->argument ? " " : "", o->argument ? o->argument : "");
}

static void print_verb(FILE *out, const struct cli_verb *verb)
{
    fprintf(out, _("Usage: sharedesk [OPTIONS] %s %s\n\n%s\n"), verb->name, verb->synopsis,
            _(verb->help));
    for (const struct cli_option *o = verb->options; o->name; o++) {
        char text[80];
        option_text(o, text, sizeof text);
        if (o == verb->options) {
            fputc('\n', out);
        }
        print_pair(out, text, _(o->help));
    }
}

void cli_help_print(FILE *out, const struct cli_verb *verb)
{
    if (verb) {
        print_verb(out, verb);
        return;
    }
    fprintf(out, "%s\n\n",
            _("Usage: sharedesk [OPTIONS] [VERB [ARGS]]\n"
              "Without a verb the desk opens on the terminal."));
    for (size_t i = 0; i < global_count; i++) {
        print_pair(out, global_help[i][0], _(global_help[i][1]));
    }
    fprintf(out, "\n%s\n", _("Verbs:"));
    for (size_t i = 0; i < cli_verb_count; i++) {
        print_pair(out, cli_verbs[i].name, _(cli_verbs[i].help));
    }
    fprintf(out, "\n%s\n",
            _("A record is named by its uid, number (R12), code, or exact name.\n"
              "\"sharedesk VERB --help\" tells a verb's options."));
}

/* ---- manual ---------------------------------------------------------------------------------- */

/* roff: a line must not begin with '.' or ', and '-' and '\' mean something. */
static void roff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'') {
        fputs("\\&", out);
    }
    for (; *text; text++) {
        if (*text == '\\') {
            fputs("\\e", out);
        } else if (*text == '-') {
            fputs("\\-", out);
        } else {
            fputc(*text, out);
        }
    }
}

static void roff_entry(FILE *out, const char *term, const char *text)
{
    fputs(".TP\n.B ", out);
    roff(out, term);
    fputc('\n', out);
    roff(out, text);
    fputc('\n', out);
}

static void manual_verb(FILE *out, const struct cli_verb *verb)
{
    fputs(".TP\n.B ", out);
    roff(out, verb->name);
    fputs("\n.I ", out);
    roff(out, verb->synopsis);
    fputs("\n.br\n", out);
    roff(out, verb->help);
    fputs("\n.RS\n", out);
    for (const struct cli_option *o = verb->options; o->name; o++) {
        char text[80];
        option_text(o, text, sizeof text);
        roff_entry(out, text, o->help);
    }
    fputs(".RE\n", out);
}

void cli_manual_print(FILE *out)
{
    fprintf(out,
            ".TH SHAREDESK 1 \"\" \"sharedesk %s\"\n.SH NAME\n"
            "sharedesk \\- the desk of a science and technology resource sharing platform\n"
            ".SH SYNOPSIS\n.B sharedesk\n[OPTIONS] [VERB [ARGS]]\n.SH DESCRIPTION\n"
            "Registers what is shared and what is wanted, matches the two and says why,\n"
            "schedules the use, keeps the incentive accounts and prepares the monthly\n"
            "allocation meeting. Without a verb the desk opens on the terminal.\n"
            ".SH OPTIONS\n",
            SHAREDESK_VERSION);
    for (size_t i = 0; i < global_count; i++) {
        roff_entry(out, global_help[i][0], global_help[i][1]);
    }
    fputs(".SH VERBS\n", out);
    for (size_t i = 0; i < cli_verb_count; i++) {
        manual_verb(out, &cli_verbs[i]);
    }
    fputs(".SH EXIT STATUS\n"
          "0 done; 1 refused or failed, nothing changed; 2 wrong usage; 3 done in part.\n"
          ".SH FILES\n.TP\n.I desk.db\nthe desk, in the user's data directory unless named\n"
          ".TP\n.I policy.ini\nthe desk's rules, beside the desk file\n"
          ".TP\n.I sharedesk.ini\npersonal settings, in the user's config directory\n",
          out);
}

void cli_completion_print(FILE *out)
{
    fputs("# bash completion for sharedesk, made from the verb table\n"
          "_sharedesk() {\n    local cur=${COMP_WORDS[COMP_CWORD]} verb= w\n"
          "    for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        case $w in\n        ",
          out);
    for (size_t i = 0; i < cli_verb_count; i++) {
        fprintf(out, "%s%s", i ? "|" : "", cli_verbs[i].name);
    }
    fputs(") verb=$w; break ;;\n        esac\n    done\n    case $verb in\n", out);
    for (size_t i = 0; i < cli_verb_count; i++) {
        fprintf(out, "    %s) COMPREPLY=($(compgen -f -W \"--json --csv --quiet --help",
                cli_verbs[i].name);
        for (const struct cli_option *o = cli_verbs[i].options; o->name; o++) {
            fprintf(out, " --%s", o->name);
        }
        fputs("\" -- \"$cur\")) ;;\n", out);
    }
    fputs("    *) COMPREPLY=($(compgen -W \"--desk --config --as-of --lang --json --csv --quiet "
          "--yes "
          "--help --version",
          out);
    for (size_t i = 0; i < cli_verb_count; i++) {
        fprintf(out, " %s", cli_verbs[i].name);
    }
    fputs("\" -- \"$cur\")) ;;\n    esac\n}\ncomplete -F _sharedesk sharedesk\n", out);
}
