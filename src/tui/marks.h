/* marks.h: a set of keys in the order in which they were put in; for src/tui only. */
#ifndef SHAREDESK_TUI_MARKS_H
#define SHAREDESK_TUI_MARKS_H

#include <stdbool.h>
#include <stddef.h>

struct tui_marks {
    char **keys; /* in order; NULL where one was taken out */
    size_t count, capacity;
    size_t live;
    size_t *slots; /* hash table: index into keys + 1; 0 is empty */
    size_t slot_count;
};

bool tui_marks_has(const struct tui_marks *m, const char *key);
void tui_marks_add(struct tui_marks *m, const char *key);
void tui_marks_remove(struct tui_marks *m, const char *key);
void tui_marks_clear(struct tui_marks *m);

#endif
