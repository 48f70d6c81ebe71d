/* i18n.h: translation by gettext, in the domain "sharedesk". _() translates now; N_() marks a text
 * of a table that is translated when shown. C_() and NC_() do so for a short text that means one
 * thing here and another there ("free" time, a "free" use): the context tells them apart. */
#ifndef SHAREDESK_BASE_I18N_H
#define SHAREDESK_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define SHAREDESK_DOMAIN     "sharedesk"
#define _(text)              base_i18n_text(text)
#define N_(text)             text
#define C_(context, text)    base_i18n_text(NC_(context, text))
#define NC_(context, text)   context "\004" text /* as catalogues keep it */
#define P_(one, many, count) dngettext(SHAREDESK_DOMAIN, one, many, (unsigned long)(count))

/* The translation, or the text without its context. */
const char *base_i18n_text(const char *text) __attribute__((format_arg(1)));

enum base_language { BASE_ENGLISH, BASE_CHINESE };

/* Sets the locale and language of the process. lang: "en", "zh", or NULL for what the environment
 * says. Takes any UTF-8 locale that is there (C.UTF-8) when the environment names none, because
 * catalogues need one. Numbers keep the decimal point. Catalogues are sought beside the executable
 * (locale, ../build/locale, ../share/locale), then in the install prefix. Call once, before any
 * thread or curses. */
void base_i18n_start(const char *lang, const char *executable);
enum base_language base_i18n_language(void);
/* False when the catalogue of the language was not found: a program that was copied without it. */
bool base_i18n_has(enum base_language wanted);
/* What to say of it, in both languages; NULL while the language that is spoken is there. */
const char *base_i18n_lack(void);
/* Another language until it is called again: for a letter in its reader's. Gives the one before. */
enum base_language base_i18n_speak(enum base_language other);
/* False when the user's own locale has no UTF-8: the terminal then gets '?' for what it lacks. True
 * also when the environment names no locale at all, or a UTF-8 one that is not installed here. */
bool base_i18n_terminal_utf8(void);

#endif
