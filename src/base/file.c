#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file_out.h"
#include "base/vec.h"

enum { CHUNK = 1 << 16 };

/* The failure of a system call on path, as an err. */
static bool failed(struct err *err, const char *what, const char *path)
{
    return err_at(err, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

/* Reads to the end, or past `most` bytes, whichever comes first. */
static bool read_all(int fd, struct strbuf *buf, size_t most)
{
    size_t from = buf->len;

    for (;;) {
        ssize_t n;

        if (most > 0 && buf->len - from > most)
            return true;
        buf->at = vec_reserve(buf->at, &buf->cap, buf->len + CHUNK + 1, 1);
        n = read(fd, buf->at + buf->len, CHUNK);
        if (n > 0)
            buf->len += (size_t)n;
        buf->at[buf->len] = '\0';
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
    }
}

static bool too_large(struct err *err, const char *path, int fd, size_t most)
{
    struct stat st;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return err_at(err, path, 0, 0,
                      "file too large: %jd bytes, and %zu are accepted",
                      (intmax_t)st.st_size, most);
    return err_at(err, path, 0, 0,
                  "input too large: more than the %zu bytes that are accepted",
                  most);
}

bool file_read(const char *path, struct strbuf *buf, size_t most,
               struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    size_t from = buf->len;
    bool ok;

    if (fd < 0)
        return failed(err, "open", path);
    ok = read_all(fd, buf, most);
    if (!ok)
        failed(err, "read", path);
    else if (most > 0 && buf->len - from > most)
        ok = too_large(err, path, fd, most);
    if (!standard)
        close(fd);
    if (!ok) {
        buf->len = from;
        buf->at[from] = '\0';
    }
    return ok;
}

bool file_replace(const char *path, struct slice content, struct err *err)
{
    return file_out_all(path, FILE_OVER | FILE_PRIVATE, content, err);
}

struct file_stamp file_stamp(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return (struct file_stamp){ 0 };
    return (struct file_stamp){ .device = status.st_dev,
                                .inode = status.st_ino,
                                .size = (unsigned long long)status.st_size,
                                .seconds = status.st_mtim.tv_sec,
                                .nanoseconds = status.st_mtim.tv_nsec };
}

bool file_stamp_same(struct file_stamp a, struct file_stamp b)
{
    return a.device == b.device && a.inode == b.inode && a.size == b.size &&
           a.seconds == b.seconds && a.nanoseconds == b.nanoseconds;
}

bool file_is_dir(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_plain(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool file_exists(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}

/* A file is not safe on the disk where the folder of its folder is not. errno
 * is why, also where the folder is looked for afterwards. */
static bool make_one(const char *path)
{
    int why;

    if (mkdir(path, 0700) == 0) {
        file_out_sync_folder(path);
        return true;
    }
    why = errno;
    if (file_is_dir(path))
        return true;
    errno = why;
    return false;
}

bool file_make_dir(const char *path, struct err *err)
{
    char *part = fatal_strdup(path);
    bool ok = true;

    for (char *p = part; ok && *p; p++) {
        if (*p != '/' || p == part)
            continue;
        *p = '\0';
        ok = make_one(part);
        *p = '/';
    }
    if (ok)
        ok = make_one(path);
    if (!ok)
        failed(err, "make the folder", path);
    free(part);
    return ok;
}

struct names {
    char **items;
    size_t count, cap, bytes;
};

static void gather(struct names *names, DIR *dir, const char *suffix)
{
    const struct dirent *entry;

    while ((entry = readdir(dir))) {
        if (!slice_ends(slice_of(entry->d_name), suffix))
            continue;
        *vec_push(names->items, names->count, names->cap) =
            fatal_strdup(entry->d_name);
        names->bytes += strlen(entry->d_name) + 1;
    }
}

static int bytewise(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Pointers and texts in one piece; frees what it packs. */
static char **pack(struct names *names)
{
    size_t heads = names->count * sizeof(char *);
    char **list = fatal_malloc(heads + names->bytes);
    char *text = (char *)list + heads;

    for (size_t i = 0; i < names->count; i++) {
        size_t n = strlen(names->items[i]) + 1;

        list[i] = memcpy(text, names->items[i], n);
        text += n;
        free(names->items[i]);
    }
    return list;
}

char **file_list(const char *dir, const char *suffix, size_t *count,
                 struct err *err)
{
    struct names names = { 0 };
    char **list = NULL;
    DIR *d = opendir(dir);

    *count = 0;
    if (!d) {
        failed(err, "read the folder", dir);
        return NULL;
    }
    gather(&names, d, suffix);
    closedir(d);
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof *names.items, bytewise);
        list = pack(&names);
        *count = names.count;
    }
    free(names.items);
    return list;
}
