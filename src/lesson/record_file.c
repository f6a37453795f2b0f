#include "lesson/record_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/file_out.h"
#include "base/strbuf.h"

enum { MOVES_MOST = 100 };

static bool failed(struct err *err, int error)
{
    return err_set(err, "%s",
                   error == EFBIG ? "the file may not grow" : strerror(error));
}

/* Tries it each millisecond. */
static bool lock(int fd, int patience_ms)
{
    const struct timespec pause = { 0, 1000000 };

    for (int i = 0; i < patience_ms; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&pause, NULL);
    }
    errno = EWOULDBLOCK;
    return false;
}

/* The folder of the path, made where it is missing. */
static bool make_folder(const char *path, struct err *err)
{
    char *slash, *folder = fatal_strdup(path);
    bool fine = true;

    slash = strrchr(folder, '/');
    if (slash && slash != folder) {
        *slash = '\0';
        fine = file_make_dir(folder, err);
    }
    free(folder);
    return fine;
}

static int open_file(const char *path, struct err *err)
{
    int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK;
    int fd = open(path, flags, 0600);

    if (fd < 0 && errno == ENOENT) {
        if (!make_folder(path, err))
            return -1;
        fd = open(path, flags, 0600);
    }
    if (fd < 0)
        failed(err, errno);
    return fd;
}

/* Another copy may have compacted the file between open and lock: then *moved,
 * and it is to be opened again. */
static bool take(const char *path, int fd, int patience_ms, off_t *size,
                 bool *moved, struct err *err)
{
    struct stat info, now;

    *moved = false;
    if (fstat(fd, &info) != 0)
        return failed(err, errno);
    if (!S_ISREG(info.st_mode))
        return err_set(err, "no regular file");
    if (!lock(fd, patience_ms))
        return errno == EWOULDBLOCK
                   ? err_set(err, "another program holds its lock")
                   : failed(err, errno);
    *moved = stat(path, &now) != 0 || now.st_ino != info.st_ino ||
             now.st_dev != info.st_dev || fstat(fd, &info) != 0;
    *size = info.st_size;
    return !*moved;
}

int record_file_lock(const char *path, int patience_ms, off_t *size,
                     struct err *err)
{
    for (int i = 0; i < MOVES_MOST; i++) {
        int fd = open_file(path, err);
        bool moved;

        if (fd < 0)
            return -1;
        if (take(path, fd, patience_ms, size, &moved, err)) {
            if (*size == 0)
                file_out_sync_folder(path);
            return fd;
        }
        close(fd);
        if (!moved)
            return -1;
    }
    err_set(err, "the file does not hold still");
    return -1;
}

bool record_file_append(int fd, off_t *size, struct slice line, struct err *err)
{
    struct strbuf text = { 0 };
    char last = '\n';
    bool whole;
    int error;

    if (*size > 0 && pread(fd, &last, 1, *size - 1) != 1)
        last = '\0';
    if (last != '\n')
        strbuf_putc(&text, '\n');
    strbuf_slice(&text, line);
    strbuf_putc(&text, '\n');
    whole = file_out_append(fd, size, (struct slice){ text.at, text.len });
    error = errno;
    strbuf_finish(&text);
    return whole || failed(err, error);
}

bool record_file_last(int fd, off_t from, struct err *err)
{
    int error;

    if (file_out_sync(fd))
        return true;
    /* What became of the bytes is not known now. Cut off they are written
     * again with the next event; left, they would count twice. */
    error = errno;
    if (ftruncate(fd, from) != 0)
        return true;
    return failed(err, error);
}
