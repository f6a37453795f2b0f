#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/vec.h"

enum { PIECE = 1 << 17, DIRECT = 1 << 13 };

static bool failed(const struct stream *stream, const char *what,
                   struct err *err)
{
    return err_at(err, stream->name, 0, 0, "cannot %s: %s", what,
                  strerror(errno));
}

bool stream_open(struct stream *stream, const char *path, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct stat st;

    *stream = (struct stream){ .name = standard ? "standard input" : path };
    stream->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (stream->fd < 0)
        return failed(stream, "open", err);
    stream->open = true;
    if (fstat(stream->fd, &st) != 0)
        st = (struct stat){ 0 };
    if (S_ISREG(st.st_mode)) {
        off_t at = standard ? lseek(stream->fd, 0, SEEK_CUR) : 0;

        stream->size = (uint64_t)st.st_size;
        stream->taken = at > 0 ? (uint64_t)at : 0;
    }
    if (S_ISDIR(st.st_mode)) {
        err_at(err, stream->name, 0, 0,
               "this is a folder; a file, or '-' for standard input, would do");
        stream_close(stream);
        return false;
    }
    return true;
}

void stream_of(struct stream *stream, struct slice text, const char *name)
{
    *stream = (struct stream){ .name = name,
                               .fd = -1,
                               .at = text.at,
                               .to = text.len,
                               .open = true,
                               .ended = true };
}

void stream_close(struct stream *stream)
{
    if (stream->open && stream->fd > STDIN_FILENO)
        close(stream->fd);
    free(stream->room);
    *stream = (struct stream){ 0 };
}

/* Whether the file is as long as it was when it was opened; asked where its
 * end was met too early or too late. What a system makes up as it is read may
 * never have had a length. */
static bool same_length(const struct stream *stream, bool ended,
                        struct err *err)
{
    uint64_t taken = stream_taken(stream);
    struct stat st;

    if (stream->size == 0 ||
        (ended ? taken == stream->size : taken <= stream->size))
        return true;
    if (fstat(stream->fd, &st) != 0 || (uint64_t)st.st_size == stream->size)
        return true;
    return err_at(err, stream->name, 0, 0,
                  "the file has %ju bytes now, and had %ju when reading "
                  "began; one that nobody writes to meanwhile would do",
                  (uintmax_t)st.st_size, (uintmax_t)stream->size);
}

/* As many bytes as come at once. */
static bool take(struct stream *stream, char *to, size_t most, size_t *n,
                 struct err *err)
{
    ssize_t got;

    do
        got = read(stream->fd, to, most);
    while (got < 0 && errno == EINTR);
    *n = got > 0 ? (size_t)got : 0;
    stream->ended = got == 0;
    atomic_fetch_add_explicit(&stream->taken, *n, memory_order_relaxed);
    return got < 0 ? failed(stream, "read", err)
                   : same_length(stream, got == 0, err);
}

/* Moves what is left to the front and reads a piece behind it. */
static bool fill(struct stream *stream, struct err *err)
{
    size_t left = stream->to - stream->from, n;
    bool well;

    if (left > 0 && stream->from > 0)
        memmove(stream->room, stream->room + stream->from, left);
    stream->room = vec_reserve(stream->room, &stream->cap, left + PIECE, 1);
    well = take(stream, stream->room + left, stream->cap - left, &n, err);
    stream->at = stream->room;
    stream->from = 0;
    stream->to = left + n;
    return well;
}

enum stream_got stream_line(struct stream *stream, struct slice *line,
                            struct err *err)
{
    size_t most = stream->longest ? stream->longest : STREAM_LINE_MAX;
    size_t seen = 0;

    for (;;) {
        size_t left = stream->to - stream->from;
        const char *at = stream->at ? stream->at + stream->from : NULL;
        const char *end =
            left > seen ? memchr(at + seen, '\n', left - seen) : NULL;
        size_t n = end ? (size_t)(end - at) + 1 : left;

        if (end || stream->ended || n > most) {
            *line = (struct slice){ at, n };
            stream->from += n;
            if (n > most)
                return STREAM_TOO_LONG;
            return n > 0 ? STREAM_SOME : STREAM_END;
        }
        seen = left;
        if (!fill(stream, err))
            return STREAM_FAILED;
    }
}

/* Up to n bytes of what was read before. */
static size_t take_kept(struct stream *stream, char *to, size_t n)
{
    size_t left = stream->to - stream->from;

    if (n > left)
        n = left;
    if (n > 0)
        memcpy(to, stream->at + stream->from, n);
    stream->from += n;
    return n;
}

bool stream_read(struct stream *stream, void *out, size_t n, size_t *got,
                 struct err *err)
{
    bool well = true;

    *got = take_kept(stream, out, n);
    while (well && *got < n && !stream->ended) {
        char *to = (char *)out + *got;
        size_t left = n - *got, more = 0;

        /* What is much need not go through the room. */
        if (left >= DIRECT)
            well = take(stream, to, left, &more, err);
        else if ((well = fill(stream, err)))
            more = take_kept(stream, to, left);
        *got += more;
    }
    return well;
}

uint64_t stream_taken(const struct stream *stream)
{
    return atomic_load_explicit(&stream->taken, memory_order_relaxed);
}

uint64_t stream_size(const struct stream *stream)
{
    return stream->size;
}
