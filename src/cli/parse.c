/* parse.c: the command line into struct cli, driven by the verb table. */
#include "sharedesk/cli/cli.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"
#include "sharedesk/base/when.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err_code cli_usage(struct cli *c, const char *why_format, ...)
{
    char why[sizeof c->err.why];
    char hint[sizeof c->err.hint];
    va_list args;
    va_start(args, why_format);
    vsnprintf(why, sizeof why, why_format, args);
    va_end(args);
    if (c->verb) {
        snprintf(hint, sizeof hint, _("Try \"sharedesk %s --help\""), c->verb->name);
    } else {
        snprintf(hint, sizeof hint, "%s", _("Try \"sharedesk --help\""));
    }
    return err_set(&c->err, ERR_USAGE, c->verb ? c->verb->name : _("command line"), hint, "%s",
                   why);
}

const char *cli_value_at(const struct cli *c, const char *option, size_t index)
{
    for (size_t i = 0; i < c->given_count; i++) {
        if (strcmp(c->given[i].name, option) == 0 && index-- == 0) {
            return c->given[i].value ? c->given[i].value : "";
        }
    }
    return NULL;
}

const char *cli_value(const struct cli *c, const char *option)
{
    const char *last = NULL;
    for (size_t i = 0; i < c->given_count; i++) {
        if (strcmp(c->given[i].name, option) == 0) {
            last = c->given[i].value ? c->given[i].value : "";
        }
    }
    return last;
}

bool cli_flag(const struct cli *c, const char *option)
{
    return cli_value(c, option) != NULL;
}

enum err_code cli_number(struct cli *c, const char *option, long long least, long long fallback,
                         long long *number)
{
    const char *text = cli_value(c, option);
    *number = fallback;
    if (!text) {
        return ERR_NONE;
    }
    if (!base_text_parse_int(text, number) || *number < least || *number > INT32_MAX) {
        return cli_usage(c, _("--%s takes a whole number from %lld to %d, not \"%s\""), option,
                         least, INT32_MAX, text);
    }
    return ERR_NONE;
}

enum err_code cli_time(struct cli *c, const char *option, bool end, int64_t fallback, int64_t *t)
{
    const char *text = cli_value(c, option);
    *t = fallback;
    if (!text) {
        return ERR_NONE;
    }
    if (base_time_read(text, end, store_now(c->store), t, &c->err)) {
        c->err.code = ERR_USAGE;
        char what[64];
        snprintf(what, sizeof what, "--%s", option);
        return err_within(&c->err, what);
    }
    return ERR_NONE;
}

enum err_code cli_reference(struct cli *c, const char *text, enum model_type type,
                            struct store_ref *ref)
{
    return store_resolve(c->store, type, text, ref, &c->err);
}

enum err_code cli_link(struct cli *c, const char *option, enum model_type type, int64_t fallback,
                       int64_t *id)
{
    const char *text = cli_value(c, option);
    struct store_ref ref = {type, fallback};
    enum err_code code = text ? cli_reference(c, text, type, &ref) : ERR_NONE;
    *id = ref.id;
    return code;
}

enum err_code cli_amount(struct cli *c, const char *text, int64_t *amount)
{
    if (base_money_parse(text, (int)store_policy(c->store)->decimals, amount, &c->err)) {
        c->err.code = ERR_USAGE;
        return err_within(&c->err, c->verb->name);
    }
    return ERR_NONE;
}

enum err_code cli_amount_option(struct cli *c, const char *option, int64_t fallback,
                                int64_t *amount)
{
    const char *text = cli_value(c, option);
    *amount = fallback;
    return text ? cli_amount(c, text, amount) : ERR_NONE;
}

enum err_code cli_kind(struct cli *c, const char *text, const struct model_type_info **type)
{
    *type = model_type_find(text);
    if (*type) {
        return ERR_NONE;
    }
    char kinds[sizeof c->err.why] = "";
    size_t used = 0;
    for (int i = 0; i < MODEL_TYPE_COUNT && used < sizeof kinds; i++) {
        used += (size_t)snprintf(kinds + used, sizeof kinds - used, "%s%s", i ? " " : "",
                                 model_type_info((enum model_type)i)->plural);
    }
    return cli_usage(c, _("there is no kind of record \"%s\"; kinds are %s"), text, kinds);
}

/* ---- global options ------------------------------------------------------------------------- */

struct global_option {
    char letter;
    const char *name;
    bool takes_value;
};

static const struct global_option global_options[] = {
    {'d', "desk", true},  {'c', "config", true},   {0, "as-of", true},       {0, "lang", true},
    {0, "json", false},   {0, "csv", false},       {0, "quiet", false},      {0, "yes", false},
    {'h', "help", false}, {'V', "version", false}, {0, "restricted", false},
};

static const struct global_option *global_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof global_options / sizeof *global_options; i++) {
        if (strlen(global_options[i].name) == length &&
            strncmp(global_options[i].name, name, length) == 0) {
            return &global_options[i];
        }
    }
    return NULL;
}

static const struct global_option *global_letter(char letter)
{
    for (size_t i = 0; i < sizeof global_options / sizeof *global_options; i++) {
        if (letter && global_options[i].letter == letter) {
            return &global_options[i];
        }
    }
    return NULL;
}

static void global_switch(struct cli *c, const char *name)
{
    if (strcmp(name, "json") == 0) {
        c->output = CLI_JSON;
    } else if (strcmp(name, "csv") == 0) {
        c->output = CLI_CSV;
    } else if (strcmp(name, "quiet") == 0) {
        c->quiet = true;
    } else if (strcmp(name, "yes") == 0) {
        c->yes = true;
    } else if (strcmp(name, "help") == 0) {
        c->help = true;
    } else if (strcmp(name, "version") == 0) {
        c->version = true;
    } else {
        c->restricted = true;
    }
}

static enum err_code global_set(struct cli *c, const struct global_option *o, const char *value)
{
    if (!value) {
        global_switch(c, o->name);
    } else if (strcmp(o->name, "desk") == 0) {
        c->desk_path = value;
    } else if (strcmp(o->name, "config") == 0) {
        c->config_path = value;
    } else if (strcmp(o->name, "as-of") == 0) {
        c->as_of = value;
    } else {
        if (strcmp(value, "en") != 0 && strcmp(value, "zh") != 0) {
            return cli_usage(c, _("--lang takes en or zh, not \"%s\""), value);
        }
        c->language = value;
    }
    return ERR_NONE;
}

/* ---- parsing --------------------------------------------------------------------------------- */

struct parser {
    struct cli *c;
    int argc, at;
    char **argv;
};

/* The value of an option: after '=', or the next word. */
static enum err_code parser_value(struct parser *p, const char *option, const char *attached,
                                  const char **value)
{
    if (attached) {
        *value = attached;
        return ERR_NONE;
    }
    if (p->at + 1 >= p->argc) {
        cli_usage(p->c, _("%s needs a value"), option);
        return ERR_USAGE;
    }
    *value = p->argv[++p->at];
    return ERR_NONE;
}

static const struct cli_option *verb_option(const struct cli_verb *verb, const char *name,
                                            size_t length)
{
    for (const struct cli_option *o = verb ? verb->options : NULL; o && o->name; o++) {
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0) {
            return o;
        }
    }
    return NULL;
}

static enum err_code parse_long(struct parser *p, const char *word)
{
    const char *name = word + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const char *attached = equals ? equals + 1 : NULL;
    const char *value = NULL;
    const struct cli_option *own = verb_option(p->c->verb, name, length);
    const struct global_option *global = own ? NULL : global_find(name, length);
    if (!own && !global) {
        return cli_usage(p->c, _("there is no option %.*s"), (int)(length + 2), word);
    }
    bool takes_value = own ? own->argument != NULL : global->takes_value;
    if (takes_value && parser_value(p, word, attached, &value)) {
        return ERR_USAGE;
    }
    if (!takes_value && attached) {
        return cli_usage(p->c, _("--%.*s takes no value"), (int)length, name);
    }
    if (!own) {
        return global_set(p->c, global, value);
    }
    p->c->given[p->c->given_count++] = (struct cli_given){own->name, value};
    return ERR_NONE;
}

static enum err_code parse_short(struct parser *p, const char *word)
{
    for (const char *s = word + 1; *s; s++) {
        const struct global_option *global = global_letter(*s);
        const char letter[3] = {'-', *s, 0};
        const char *value = NULL;
        /* -o is the one short option that verbs share: an output path. */
        const struct cli_option *own =
            global || *s != 'o' ? NULL : verb_option(p->c->verb, "output", 6);
        if (!global && !own) {
            return cli_usage(p->c, _("there is no option %s"), letter);
        }
        if (own || global->takes_value) {
            if (parser_value(p, letter, s[1] ? s + 1 : NULL, &value)) {
                return ERR_USAGE;
            }
            if (own) {
                p->c->given[p->c->given_count++] = (struct cli_given){own->name, value};
                return ERR_NONE;
            }
            return global_set(p->c, global, value);
        }
        if (global_set(p->c, global, NULL)) {
            return ERR_USAGE;
        }
    }
    return ERR_NONE;
}

static enum err_code parse_word(struct parser *p, const char *word)
{
    struct cli *c = p->c;
    if (c->verb) {
        c->args[c->arg_count++] = word;
        return ERR_NONE;
    }
    c->verb = cli_verb_find(word);
    if (!c->verb) {
        return cli_usage(c, _("there is no verb \"%s\""), word);
    }
    return ERR_NONE;
}

/* Options of a verb may stand before it too, so the verb is found first. */
static void find_verb(struct cli *c, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const struct global_option *o = NULL;
        if (argv[i][0] != '-' || !argv[i][1]) {
            c->verb = cli_verb_find(argv[i]);
            if (c->verb) {
                return;
            }
            continue;
        }
        if (argv[i][1] == '-') {
            o = strchr(argv[i], '=') ? NULL : global_find(argv[i] + 2, strlen(argv[i] + 2));
        } else {
            o = argv[i][2] ? NULL : global_letter(argv[i][1]);
        }
        i += o && o->takes_value ? 1 : 0;
    }
}

static enum err_code check_arguments(struct cli *c)
{
    int count = (int)c->arg_count;
    if (!c->verb || c->help || c->version) {
        return ERR_NONE;
    }
    if (count < c->verb->least) {
        return cli_usage(c, _("something is missing: sharedesk %s %s"), c->verb->name,
                         c->verb->synopsis);
    }
    if (c->verb->most >= 0 && count > c->verb->most) {
        return cli_usage(c, _("\"%s\" is too much: sharedesk %s %s"), c->args[c->verb->most],
                         c->verb->name, c->verb->synopsis);
    }
    return ERR_NONE;
}

/* What errors are said in must be known before the line is understood. */
static const char *peek(int argc, char **argv, const char *option)
{
    size_t length = strlen(option);
    const char *value = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], option) == 0 && i + 1 < argc) {
            value = argv[i + 1];
        } else if (strncmp(argv[i], option, length) == 0 && argv[i][length] == '=') {
            value = argv[i] + length + 1;
        }
    }
    return value;
}

void cli_peek(struct cli *c, int argc, char **argv)
{
    const char *language = peek(argc, argv, "--lang");
    c->language =
        language && (strcmp(language, "en") == 0 || strcmp(language, "zh") == 0) ? language : NULL;
    const char *config = peek(argc, argv, "--config");
    c->config_path = config ? config : peek(argc, argv, "-c");
}

enum err_code cli_parse(struct cli *c, int argc, char **argv)
{
    struct parser p = {.c = c, .argc = argc, .argv = argv};
    c->args = base_arena_array(c->arena, (size_t)argc + 1, sizeof *c->args);
    c->given = base_arena_array(c->arena, (size_t)argc + 1, sizeof *c->given);
    find_verb(c, argc, argv);
    const struct cli_verb *verb = c->verb;
    bool only_words = false, verb_seen = false;
    for (p.at = 1; p.at < argc; p.at++) {
        const char *word = argv[p.at];
        enum err_code code = ERR_NONE;
        if (!only_words && strcmp(word, "--") == 0) {
            only_words = true;
        } else if (!only_words && word[0] == '-' && word[1] == '-') {
            code = parse_long(&p, word);
        } else if (!only_words && word[0] == '-' && word[1]) {
            code = parse_short(&p, word);
        } else if (verb && !verb_seen && strcmp(word, verb->name) == 0) {
            verb_seen = true;
        } else {
            code = parse_word(&p, word);
        }
        if (code) {
            return code;
        }
    }
    return check_arguments(c);
}
