/* beside.h: work on another core, in a process of its own. It sees what is in memory when it
 * begins, and nothing of what either changes afterwards; it gives back bytes. What it must never
 * touch is what the two would share: files, the terminal, a store (store_forsake). Nothing is lost
 * when it cannot begin or does not finish: the caller does the work itself. */
#ifndef SHAREDESK_BASE_BESIDE_H
#define SHAREDESK_BASE_BESIDE_H

#include <stdbool.h>
#include <stddef.h>

struct base_beside;

typedef void base_beside_work(void *context, struct base_beside *to);

/* NULL where there is no process to be had. */
struct base_beside *base_beside_begin(base_beside_work *work, void *context);
/* Of the work: gives these bytes back. It ends when nobody wants them any more; long work that puts
 * nothing asks now and then whether anybody does. */
void base_beside_put(struct base_beside *to, const void *bytes, size_t size);
bool base_beside_wanted(const struct base_beside *to);
/* Waits so long at most for some to be there, or for none to come any more: to get them takes no
 * long waiting then. */
bool base_beside_ready(const struct base_beside *from, int milliseconds);
/* Waits for so many bytes; false: there are no more. */
bool base_beside_get(struct base_beside *from, void *bytes, size_t size);
/* Ends it, whether it is done or not. */
void base_beside_end(struct base_beside **beside);

/* Whether it can go on at the same time. */
bool base_has_cores(void);

/* Pieces of work that two take from one queue, each the next that none has taken. */
struct base_queue;
struct base_queue *base_queue_new(size_t count); /* NULL: no memory to be had that both see */
/* The number of the piece, from 0 on; count or more: nothing is left. */
size_t base_queue_take(struct base_queue *queue);
void base_queue_free(struct base_queue **queue);

#endif
