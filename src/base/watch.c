#include "base/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/fatal.h"

/* Room for many events at a time: one has at most a name of 255 bytes. */
enum { EVENTS_BYTES = 4096 };

struct watch {
    int fd;
    char *path; /* the file's own, links followed */
    const char *name;
    bool over;
};

struct watch *watch_create(const char *path)
{
    struct watch *watch = fatal_calloc(1, sizeof *watch);
    char *slash;
    bool fine = false;

    watch->path = realpath(path, NULL);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    slash = watch->path ? strrchr(watch->path, '/') : NULL;
    if (slash && watch->fd >= 0) {
        watch->name = slash + 1;
        *slash = '\0';
        fine =
            inotify_add_watch(watch->fd,
                              slash == watch->path ? "/" : watch->path,
                              IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVE_SELF) >= 0;
    }
    if (fine)
        return watch;
    watch_destroy(watch);
    return NULL;
}

void watch_destroy(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch->path);
    free(watch);
}

bool watch_over(const struct watch *watch)
{
    return !watch || watch->over;
}

int watch_fd(const struct watch *watch)
{
    return watch ? watch->fd : -1;
}

bool watch_changed(struct watch *watch)
{
    char bytes[EVENTS_BYTES];
    bool changed = false;
    ssize_t n;

    while ((n = read(watch->fd, bytes, sizeof bytes)) > 0)
        for (size_t at = 0; at + sizeof(struct inotify_event) <= (size_t)n;) {
            struct inotify_event event;
            const char *name = bytes + at + sizeof event;

            memcpy(&event, bytes + at, sizeof event);
            watch->over |= (event.mask & (IN_IGNORED | IN_MOVE_SELF)) != 0;
            /* Where events were lost, the file's may be among them. */
            changed |= event.mask & (IN_Q_OVERFLOW | IN_IGNORED) ||
                       (event.len && strcmp(name, watch->name) == 0);
            at += sizeof event + event.len;
        }
    return changed;
}
