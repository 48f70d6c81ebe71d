/* settings.h: what the user chose on the screens, kept in sharedesk.ini. The file is written anew
 * beside its place and renamed; comments and other lines stay as they are. */
#ifndef SHAREDESK_SCREENS_SETTINGS_H
#define SHAREDESK_SCREENS_SETTINGS_H

#include "sharedesk/screens/desk.h"

/* The value last set or read; NULL: none. Names are lower case. */
const char *screens_setting(const struct screens_desk *d, const char *section, const char *key);
/* NULL or "" takes the line away. Without a config_path it holds for this session. */
enum err_code screens_setting_set(struct screens_desk *d, const char *section, const char *key,
                                  const char *value, struct err *e);

/* The file's text with that one line put, replaced or taken away; in arena a. */
const char *screens_setting_edit(const char *text, const char *section, const char *key,
                                 const char *value, struct base_arena *a);

/* Columns of a type, in their order: the user's, else the field table's with a width. */
size_t screens_columns(const struct screens_desk *d, const struct model_type_info *type,
                       struct base_arena *a, const struct model_field ***fields);
enum err_code screens_columns_set(struct screens_desk *d, const struct model_type_info *type,
                                  const struct model_field **fields, size_t count, struct err *e);

#endif
