/* stream.h - a file or standard input read from front to back, once.
 *
 * For data that may be larger than memory: what is kept is one piece of the
 * file, or one line. It is read, never mapped, so that a file which shrinks
 * meanwhile is no signal: reading fails, as it does where the file grows.
 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct err;

enum { STREAM_LINE_MAX = 1 << 24 }; /* bytes, the newline among them */

enum stream_got {
    STREAM_SOME,
    STREAM_END,
    STREAM_FAILED,  /* err says why */
    STREAM_TOO_LONG /* the line is longer than it may be */
};

/* Zeroed is closed. */
struct stream {
    const char *name; /* for messages: the path, or "standard input" */
    int fd;           /* -1: a text in memory */
    char *room;       /* [cap], owned */
    size_t cap;
    const char *at; /* what was read and not yet taken: [from, to) */
    size_t from, to;
    bool open, ended;
    size_t longest; /* that a line may be; 0: STREAM_LINE_MAX. The caller sets
                       it once it is open */
    atomic_ullong taken; /* bytes read from the file, from its front */
    uint64_t size;       /* of a plain file, when it was opened */
};

/* Opens a file ("-": standard input). path must outlive it. False with err,
 * for a folder too. */
bool stream_open(struct stream *stream, const char *path, struct err *err);

/* A text in memory, borrowed, under that name. */
void stream_of(struct stream *stream, struct slice text, const char *name);

/* Closes and zeroes it. A closed stream is fine. */
void stream_close(struct stream *stream);

/* The next line with its newline, which the last may lack; valid until the
 * next call. After STREAM_TOO_LONG the line is the part that was read. */
enum stream_got stream_line(struct stream *stream, struct slice *line,
                            struct err *err);

/* Copies the next n bytes to out; *got says how many there were before the
 * end. False with err where reading failed. */
bool stream_read(struct stream *stream, void *out, size_t n, size_t *got,
                 struct err *err);

/* How many bytes were read so far, which another thread may ask too, and how
 * many a plain file has; 0 where that is not known. */
uint64_t stream_taken(const struct stream *stream);
uint64_t stream_size(const struct stream *stream);

#endif
