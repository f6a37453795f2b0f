/* file.h - reading whole files and replacing them atomically.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/strbuf.h"

struct err;

/* Reads the whole of a file ("-": standard input) behind what buf holds.
 * More than `most` bytes (0: no limit) is refused with both sizes. False with
 * err filled, buf then holds what it held before. */
bool file_read(const char *path, struct strbuf *buf, size_t most,
               struct err *err);

/* Replaces path's content, by file_out.h: on failure the old file stands as it
 * was. A new one is private. */
bool file_replace(const char *path, struct slice content, struct err *err);

/* What a file is to be known by: two stamps differ when it was written or
 * replaced between them. All zero: there is none. */
struct file_stamp {
    unsigned long long device, inode, size;
    long long seconds, nanoseconds;
};

struct file_stamp file_stamp(const char *path);
bool file_stamp_same(struct file_stamp a, struct file_stamp b);

/* Whether path is a folder / a file that is no pipe or device / exists at
 * all. */
bool file_is_dir(const char *path);
bool file_is_plain(const char *path);
bool file_exists(const char *path);

/* Makes a folder and its parents, mode 0700. An existing one is fine. */
bool file_make_dir(const char *path, struct err *err);

/* Names in a folder that end in `suffix`, sorted bytewise, as one array of
 * strings in one allocation that the caller frees; NULL and *count 0 when
 * there are none or the folder cannot be read (then err is filled). */
char **file_list(const char *dir, const char *suffix, size_t *count,
                 struct err *err);

#endif
