/* record_file.h - the file of a record: a line at a time, under a lock.
 *
 * Lines are appended by one write(2) each, so that a kill at any moment costs
 * at most the line being written. Whoever holds the lock is alone with the
 * file.
 */
#ifndef LESSON_RECORD_FILE_H
#define LESSON_RECORD_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/slice.h"

struct err;

/* An open, locked descriptor of the file that has the path now, which is made,
 * with its folder, and known to the disk by its name, where there is none;
 * *size is its length. Close it to give it back. Waits for another copy's lock
 * as long as patience_ms says, at least 1. -1 with err. */
int record_file_lock(const char *path, int patience_ms, off_t *size,
                     struct err *err);

/* Appends a line (given without its newline) to a file of *size bytes, on a
 * line of its own even where the last one lacks its end. False with err, *size
 * as it was: then the file is, too, unless it cannot even be cut. */
bool record_file_append(int fd, off_t *size, struct slice line,
                        struct err *err);

/* Waits until the disk has what was appended, which began at `from`. False
 * with err when it will not have it: the file is then cut back to there. A
 * file system that knows no such waiting is no failure. */
bool record_file_last(int fd, off_t from, struct err *err);

#endif
