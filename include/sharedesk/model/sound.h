/* sound.h: which Chinese characters sound alike, and so are mistaken for each other by who types
 * them by their sound. */
#ifndef SHAREDESK_MODEL_SOUND_H
#define SHAREDESK_MODEL_SOUND_H

#include <stdbool.h>

/* Each one character in UTF-8. The 3,755 common characters of GB 2312 stand in the order of their
 * sound (pinyin): near each other there, they sound alike. Rare ones are not told. */
bool model_sounds_alike(const char *a, const char *b);

#endif
