/* help.c: help, manual and shell completion, all from the verb table. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/config.h"
#include "sharedesk/model/vocabulary.h"

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

/* ---- of a kind of record --------------------------------------------------------------------- */

/* What is written for a value of the type, where that does not go without saying. */
static const char *value_form(enum model_value_type type)
{
    switch (type) {
    case MODEL_REF:
    case MODEL_ANYREF:
        return _("a record");
    case MODEL_INT:
        return _("a number");
    case MODEL_MINUTES:
        return _("90, 1 h 30");
    case MODEL_MONEY:
        return _("money, as 1204.50");
    case MODEL_PERCENT:
        return _("per cent");
    case MODEL_DATE:
        return _("a day, as 16 Dec");
    case MODEL_TIME:
        return _("a time, as 16 Dec 9:00");
    case MODEL_MONTH:
        return _("a month, as 2026-12");
    default:
        return "";
    }
}

static void print_codes(FILE *out, enum model_vocabulary vocabulary)
{
    size_t count;
    const struct model_code *codes = model_vocabulary_codes(vocabulary, &count);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s%s", i > 0 ? " " : _(": "), codes[i].code);
    }
}

static void print_field(FILE *out, const struct model_field *f)
{
    const int column = 26;
    const char *form = value_form(f->type);
    bool required = (f->flags & MODEL_FIELD_REQUIRED) != 0;
    fprintf(out, "  %s%s%*s%s", f->name, required ? "*" : "",
            column - 2 - (int)strlen(f->name) - required, "", _(f->help));
    if (f->type == MODEL_CODE) {
        print_codes(out, (enum model_vocabulary)f->argument);
    } else if (*form) {
        fprintf(out, _(" (%s)"), form);
    }
    fputc('\n', out);
}

/* What people write; uid is theirs to give, the rest of the common ones the desk's. */
static bool is_written(const struct model_field *f)
{
    return (f->flags & MODEL_FIELD_DESK) == 0 &&
           ((f->flags & MODEL_FIELD_COMMON) == 0 || strcmp(f->name, "uid") == 0);
}

static void print_fields(FILE *out, const struct model_type_info *kind)
{
    fprintf(out, _("\nFields of %s (* is required):\n"), kind->plural);
    for (size_t i = 0; i < kind->count; i++) {
        if (is_written(&kind->fields[i])) {
            print_field(out, &kind->fields[i]);
        }
    }
}

static void print_kinds(FILE *out)
{
    fprintf(out, "\n%s\n", _("Kinds (with one of them, this help lists its fields):"));
    for (int type = 0; type < MODEL_TYPE_COUNT; type++) {
        const struct model_type_info *kind = model_type_info((enum model_type)type);
        print_pair(out, kind->name, _(kind->label));
    }
}

/* "add demand --help", "set D12 --help" */
static const struct model_type_info *kind_of(const char *word)
{
    int64_t id;
    const struct model_type_info *kind = word != NULL ? model_type_find(word) : NULL;
    return kind != NULL || word == NULL ? kind : model_type_of_number(word, &id);
}

void cli_help_print(FILE *out, const struct cli_verb *verb, const char *word)
{
    if (verb) {
        const struct model_type_info *kind = kind_of(word);
        bool of_kinds = strstr(verb->synopsis, "KIND") != NULL;
        bool of_fields = strstr(verb->synopsis, "FIELD") != NULL;
        print_verb(out, verb);
        if (kind != NULL && (of_kinds || of_fields)) {
            print_fields(out, kind);
        } else if (of_kinds) {
            print_kinds(out);
        }
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
