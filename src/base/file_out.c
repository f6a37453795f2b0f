#include "base/file_out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"

enum { LINKS_MAX = 40, ABANDONED_S = 24 * 60 * 60 };

static const char temporary[] = ".likely-XXXXXX";

struct file_out {
    struct strbuf target, temp;
    int fd; /* -1: closed */
    unsigned how;
};

static bool failed(struct err *err, const char *what, const char *path)
{
    return err_at(err, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

/* The folder part of path, with its slash; "" when there is none. */
static struct slice folder(const char *path)
{
    const char *slash = strrchr(path, '/');

    return (struct slice){ path, slash ? (size_t)(slash - path) + 1 : 0 };
}

/* Where path leads when it is a symbolic link, even to a file that is not
 * there yet: replacing the link itself would cut it off from its target. */
static bool follow(struct strbuf *target, const char *path, struct err *err)
{
    char link[PATH_MAX];
    struct stat st;

    strbuf_puts(target, path);
    for (int i = 0; i < LINKS_MAX; i++) {
        ssize_t n;
        size_t keep;

        if (lstat(strbuf_text(target), &st) != 0 || !S_ISLNK(st.st_mode))
            return true;
        n = readlink(target->at, link, sizeof link);
        if (n < 0 || (size_t)n == sizeof link)
            return failed(err, "follow the link", path);
        keep = link[0] == '/' ? 0 : folder(target->at).len;
        target->len = keep;
        strbuf_add(target, link, (size_t)n);
    }
    errno = ELOOP;
    return failed(err, "follow the link", path);
}

static bool is_there(struct err *err, const char *target)
{
    return err_at(err, target, 0, 0, "is there already");
}

/* What the user's mask leaves, which can only be read by setting it. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(077);

    umask(mask);
    return 0666 & ~mask;
}

/* The mode it is to have; false where it may not be written. */
static bool may_write(const struct file_out *out, mode_t *mode, struct err *err)
{
    struct stat st;

    *mode = out->how & FILE_PRIVATE ? 0600 : usual_mode();
    if (lstat(out->target.at, &st) != 0)
        return true;
    if (!S_ISREG(st.st_mode))
        return err_at(err, out->target.at, 0, 0,
                      "cannot replace what is not a plain file");
    *mode = st.st_mode & 0777;
    return out->how & FILE_OVER || is_there(err, out->target.at);
}

static bool is_abandoned(DIR *dir, const char *name)
{
    struct stat st;

    return strlen(name) == sizeof temporary - 1 &&
           memcmp(name, temporary, sizeof ".likely-" - 1) == 0 &&
           fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
           st.st_mtim.tv_sec + ABANDONED_S < time(NULL);
}

/* What programs left that were killed while they wrote. One that still writes
 * has touched its file within a day. */
static void sweep(const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir)))
        if (is_abandoned(dir, entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
}

static bool begin(struct file_out *out, const char *path, struct err *err)
{
    mode_t mode;

    if (out->how & FILE_PASSING)
        strbuf_puts(&out->target, path);
    else if (!follow(&out->target, path, err))
        return false;
    strbuf_text(&out->target);
    if (!may_write(out, &mode, err))
        return false;
    strbuf_slice(&out->temp, folder(out->target.at));
    sweep(out->temp.len ? out->temp.at : ".");
    strbuf_puts(&out->temp, temporary);
    out->fd = mkostemp(out->temp.at, O_CLOEXEC);
    if (out->fd < 0)
        out->temp.len = 0;
    return (out->fd >= 0 && fchmod(out->fd, mode) == 0) ||
           failed(err, "write", out->target.at);
}

struct file_out *file_out_open(const char *path, unsigned how, struct err *err)
{
    struct file_out *out = fatal_calloc(1, sizeof *out);

    out->fd = -1;
    out->how = how;
    if (begin(out, path, err))
        return out;
    file_out_drop(out);
    return NULL;
}

bool file_out_write(struct file_out *out, struct slice piece, struct err *err)
{
    while (piece.len > 0) {
        ssize_t n = write(out->fd, piece.at, piece.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failed(err, "write", out->target.at);
        piece = slice_sub(piece, (size_t)n, piece.len);
    }
    return true;
}

/* A part is worth nothing; what comes next would have to step over it. */
bool file_out_append(int fd, off_t *size, struct slice bytes)
{
    ssize_t written;
    int error;

    do
        written = write(fd, bytes.at, bytes.len);
    while (written < 0 && errno == EINTR);
    error = written < 0 ? errno : ENOSPC;
    if (written == (ssize_t)bytes.len) {
        *size += written;
        return true;
    }
    if (written > 0 && ftruncate(fd, *size) != 0)
        error = errno;
    errno = error;
    return false;
}

bool file_out_sync(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOSYS;
}

/* close() can be the first to tell of a full disk or quota, so it counts. */
static bool finish(struct file_out *out)
{
    bool ok = out->how & FILE_PASSING || file_out_sync(out->fd);
    int why = errno;

    if (close(out->fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    out->fd = -1;
    errno = why;
    return ok;
}

/* A link is made only where nothing is; a file system without links has to be
 * asked first. */
static bool place(const struct file_out *out)
{
    struct stat st;

    if (out->how & FILE_OVER)
        return rename(out->temp.at, out->target.at) == 0;
    if (link(out->temp.at, out->target.at) == 0) {
        unlink(out->temp.at);
        return true;
    }
    if (errno == EEXIST)
        return false;
    if (stat(out->target.at, &st) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(out->temp.at, out->target.at) == 0;
}

void file_out_sync_folder(const char *path)
{
    struct slice dir = folder(path);
    struct strbuf text = { 0 };
    int fd;

    strbuf_slice(&text, dir);
    fd = open(dir.len ? text.at : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    strbuf_finish(&text);
}

bool file_out_close(struct file_out *out, struct err *err)
{
    bool ok = finish(out) && place(out);

    if (ok) {
        out->temp.len = 0;
        if (!(out->how & FILE_PASSING))
            file_out_sync_folder(out->target.at);
    } else if (errno == EEXIST) {
        is_there(err, out->target.at);
    } else {
        failed(err, "write", out->target.at);
    }
    file_out_drop(out);
    return ok;
}

void file_out_drop(struct file_out *out)
{
    if (!out)
        return;
    if (out->fd >= 0)
        close(out->fd);
    if (out->temp.len > 0)
        unlink(out->temp.at);
    strbuf_finish(&out->target);
    strbuf_finish(&out->temp);
    free(out);
}

bool file_out_all(const char *path, unsigned how, struct slice content,
                  struct err *err)
{
    struct file_out *out = file_out_open(path, how, err);

    if (out && file_out_write(out, content, err))
        return file_out_close(out, err);
    file_out_drop(out);
    return false;
}
