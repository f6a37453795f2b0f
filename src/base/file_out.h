/* file_out.h - a file that is written piece by piece, and is there only once
 * all of it is.
 *
 * Until then the bytes are in a temporary file of the same folder. Whatever
 * fails, what stood under the name stands there still, and no temporary file is
 * left; one that a killed program left (.likely-XXXXXX) goes when a file is
 * next written in its folder and it is a day old. And what such files share
 * with those that only grow.
 */
#ifndef BASE_FILE_OUT_H
#define BASE_FILE_OUT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/slice.h"

struct err;
struct file_out;

enum file_out_how {
    /* What is there may be replaced, and its mode is kept; else it is refused,
     * now and also when another program has made it meanwhile. */
    FILE_OVER = 1,
    /* A new one has mode 0600; else it has what the user's mask leaves. */
    FILE_PRIVATE = 2,
    /* It is worth nothing once the machine has fallen: nobody waits for the
     * disk. And a symbolic link is not followed, but refused. */
    FILE_PASSING = 4
};

/* Begins one; how: of enum file_out_how, any together. NULL with err filled. */
struct file_out *file_out_open(const char *path, unsigned how, struct err *err);

/* False with err when the disk is full, say: then only dropping it is left. */
bool file_out_write(struct file_out *out, struct slice piece, struct err *err);

/* Puts it in its place: fsync, rename, fsync of the folder. Frees it in any
 * case. */
bool file_out_close(struct file_out *out, struct err *err);

/* Gives it up. NULL is fine. */
void file_out_drop(struct file_out *out);

/* All of these in one. */
bool file_out_all(const char *path, unsigned how, struct slice content,
                  struct err *err);

/* Appends bytes by one write(2) to a file that was opened for appending and
 * has *size bytes, so that a kill costs all of them or none. False with errno
 * when they have no room (ENOSPC; EFBIG, its signal is ignored): the file
 * and *size are as they were, unless it cannot even be cut. */
bool file_out_append(int fd, off_t *size, struct slice bytes);

/* Waits until the disk has a file's bytes. A file system that knows no such
 * waiting is no failure; false with errno when the bytes may be lost. */
bool file_out_sync(int fd);

/* Waits until the disk knows the file by its name, too. A file system that
 * cannot sync a folder is no reason to say that the file is not written. */
void file_out_sync_folder(const char *path);

#endif
