#include "sharedesk/base/i18n.h"

#include "sharedesk/config.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* The locale belongs to the process as the terminal does: set once, read everywhere. */
static enum base_language language = BASE_ENGLISH;
static bool terminal_utf8 = true;

/* The first of three variables that is set to something, as setlocale looks them up; or NULL. */
static const char *locale_name(const char *category)
{
    const char *const variables[] = {"LC_ALL", category, "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

static bool is_plain_c(const char *name)
{
    return strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
}

/* Chinese or English if the list of languages ("zh_CN:en_GB:en") or the locale name says so first;
 * other languages are passed over, since there is no catalogue for them. */
static bool language_named(const char *list, enum base_language *named)
{
    for (const char *at = list; at; at = strchr(at, ':')) {
        if (*at == ':')
            at++;
        if (strncasecmp(at, "zh", 2) == 0) {
            *named = BASE_CHINESE;
            return true;
        }
        if (strncasecmp(at, "en", 2) == 0) {
            *named = BASE_ENGLISH;
            return true;
        }
    }
    return false;
}

/* As gettext does: LANGUAGE goes before the locale, but not before a plain C locale asked for. */
static enum base_language environment_language(void)
{
    enum base_language named = BASE_ENGLISH;
    const char *messages = locale_name("LC_MESSAGES");
    const char *list = getenv("LANGUAGE");
    if (messages && is_plain_c(messages))
        return BASE_ENGLISH;
    if (list && language_named(list, &named))
        return named;
    if (messages)
        language_named(messages, &named);
    return named;
}

static bool names_utf8(const char *name)
{
    const char *codeset = strchr(name, '.');
    return codeset &&
           (strncasecmp(codeset, ".UTF-8", 6) == 0 || strncasecmp(codeset, ".utf8", 5) == 0);
}

static bool codeset_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The name counts where the locale itself is not installed (zh_CN.UTF-8 on a small system): what
 * the terminal understands does not depend on this system's packages. An environment that names no
 * locale says nothing against UTF-8. */
static bool find_terminal_utf8(void)
{
    const char *name = locale_name("LC_CTYPE");
    return !name || names_utf8(name) || codeset_is_utf8();
}

/* Puts a category into some UTF-8 locale. */
static void use_utf8(int category)
{
    static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (setlocale(category, names[i]))
            return;
    }
}

static void set_locale(void)
{
    if (!setlocale(LC_ALL, ""))
        setlocale(LC_ALL, "C");
    terminal_utf8 = find_terminal_utf8();
    if (!codeset_is_utf8())
        use_utf8(LC_CTYPE);
    /* gettext translates nothing while LC_MESSAGES is plain C, whatever LANGUAGE says. */
    if (is_plain_c(setlocale(LC_MESSAGES, NULL)))
        use_utf8(LC_MESSAGES);
    setlocale(LC_NUMERIC, "C"); /* a decimal point is a point in every file and on every screen */
}

/* Cuts a path to its directory: "/a/b" to "/a", "b" to ".". */
static void cut_to_directory(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash)
        slash[slash == path] = '\0';
    else
        memcpy(path, ".", 2);
}

static bool executable_directory(const char *executable, char out[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", out, PATH_MAX - 1);
    if (length > 0) {
        out[length] = '\0';
    } else {
        int written = snprintf(out, PATH_MAX, "%s", executable ? executable : "");
        if (written <= 0 || written >= PATH_MAX)
            return false;
    }
    cut_to_directory(out);
    return true;
}

static bool has_catalogue(const char *directory)
{
    char path[PATH_MAX];
    int length =
        snprintf(path, sizeof path, "%s/zh/LC_MESSAGES/" SHAREDESK_DOMAIN ".mo", directory);
    return length > 0 && length < (int)sizeof path && access(path, R_OK) == 0;
}

/* Beside the executable first, so that a tree just built speaks with its own catalogues. */
static void bind_catalogues(const char *executable)
{
    static const char *const places[] = {"locale", "../build/locale", "../share/locale"};
    char directory[PATH_MAX];
    bool known = executable_directory(executable, directory);
    for (size_t i = 0; known && i < sizeof places / sizeof places[0]; i++) {
        char place[PATH_MAX];
        int length = snprintf(place, sizeof place, "%s/%s", directory, places[i]);
        if (length > 0 && length < (int)sizeof place && has_catalogue(place)) {
            bindtextdomain(SHAREDESK_DOMAIN, place);
            return;
        }
    }
    bindtextdomain(SHAREDESK_DOMAIN, SHAREDESK_LOCALEDIR);
}

bool base_i18n_has(enum base_language wanted)
{
    const char *directory = bindtextdomain(SHAREDESK_DOMAIN, NULL);
    return wanted == BASE_ENGLISH || (directory && has_catalogue(directory));
}

const char *base_i18n_lack(void)
{
    return base_i18n_has(language)
               ? NULL
               : "缺少中文文本：程序旁没有 locale/zh/LC_MESSAGES/sharedesk.mo，" SHAREDESK_LOCALEDIR
                 " 中也没有。请随程序一起复制 locale 目录，或用 make install 安装。 (The Chinese "
                 "texts are "
                 "missing: copy the directory locale along with the program, or install it.)";
}

const char *base_i18n_text(const char *text)
{
    if (*text == '\0')
        return text; /* gettext would give the catalogue's header */
    const char *shown = dgettext(SHAREDESK_DOMAIN, text);
    const char *context = shown == text ? strchr(text, '\004') : NULL;
    return context ? context + 1 : shown;
}

void base_i18n_start(const char *lang, const char *executable)
{
    language = environment_language();
    if (lang)
        language_named(lang, &language);
    /* Before setlocale, which makes gettext forget what it found for the old value. */
    setenv("LANGUAGE", language == BASE_CHINESE ? "zh" : "en", 1);
    set_locale();
    bind_catalogues(executable);
    bind_textdomain_codeset(SHAREDESK_DOMAIN, "UTF-8");
}

enum base_language base_i18n_language(void)
{
    return language;
}

enum base_language base_i18n_speak(enum base_language other)
{
    enum base_language before = language;
    if (other == before)
        return before;
    char *locale = strdup(setlocale(LC_MESSAGES, NULL));
    language = other;
    setenv("LANGUAGE", other == BASE_CHINESE ? "zh" : "en", 1);
    setlocale(LC_MESSAGES, "C"); /* gettext forgets what it found only when the locale changes */
    setlocale(LC_MESSAGES, locale ? locale : "C.UTF-8");
    free(locale);
    return before;
}

bool base_i18n_terminal_utf8(void)
{
    return terminal_utf8;
}
