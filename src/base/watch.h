/* watch.h - being told when a file is written anew.
 *
 * The kernel tells (inotify), so that whoever waits sleeps until then. An
 * editor writes a file in place, or writes another and renames it: both are
 * seen, once the file is whole.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>

struct watch;

/* NULL when the file's folder cannot be watched: the limit of the user is
 * reached, or there is no such folder. */
struct watch *watch_create(const char *path);
void watch_destroy(struct watch *watch);

/* Whether it will never tell anything more: the file's folder is gone. True
 * for NULL. */
bool watch_over(const struct watch *watch);

/* A descriptor that can be read when watch_changed() is to be asked. -1 for
 * NULL. */
int watch_fd(const struct watch *watch);

/* Whether the file was written since the last time; never waits. */
bool watch_changed(struct watch *watch);

#endif
