/* faulty_files.c - the calls for files that faulty.h's library stands in for.
 *
 * The names with 64 are those that a build with large files calls; where off_t
 * has 64 bits they are the same calls.
 */
#undef _FILE_OFFSET_BITS
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faulty_plan.h"

static mode_t mode_of(int flags, va_list args)
{
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(args, unsigned) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = mode_of(flags, args);
    va_end(args);
    return faulty_path_fails(FAULTY_OPEN, path) ? -1
                                                : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = mode_of(flags, args);
    va_end(args);
    return faulty_path_fails(FAULTY_OPEN, path) ? -1
                                                : REAL(open)(path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return faulty_path_fails(FAULTY_OPEN, path) ? NULL
                                                : REAL(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return faulty_path_fails(FAULTY_OPEN, path) ? NULL
                                                : REAL(fopen)(path, mode);
}

DIR *opendir(const char *path)
{
    return faulty_path_fails(FAULTY_OPEN, path) ? NULL : REAL(opendir)(path);
}

int mkostemp(char *path, int flags)
{
    return faulty_path_fails(FAULTY_OPEN, path) ? -1
                                                : REAL(mkostemp)(path, flags);
}

int mkostemp64(char *path, int flags)
{
    return faulty_path_fails(FAULTY_OPEN, path) ? -1
                                                : REAL(mkostemp)(path, flags);
}

/* The descriptor is gone although close() failed, as on Linux. */
int close(int fd)
{
    bool fail = faulty_fd_fails(FAULTY_CLOSE, fd);
    int error = errno, done = REAL(close)(fd);

    if (!fail)
        return done;
    errno = error;
    return -1;
}

ssize_t read(int fd, void *bytes, size_t n)
{
    if (!faulty_fd_fails(FAULTY_READ, fd))
        return REAL(read)(fd, bytes, n);
    return faulty_cuts() ? REAL(read)(fd, bytes, n > 0) : -1;
}

ssize_t pread(int fd, void *bytes, size_t n, off_t at)
{
    if (!faulty_fd_fails(FAULTY_READ, fd))
        return REAL(pread)(fd, bytes, n, at);
    return faulty_cuts() ? REAL(pread)(fd, bytes, n > 0, at) : -1;
}

ssize_t pread64(int fd, void *bytes, size_t n, off_t at)
{
    return pread(fd, bytes, n, at);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    if (faulty_in_child() && fd > STDERR_FILENO)
        return (ssize_t)n;
    if (!faulty_fd_fails(FAULTY_WRITE, fd))
        return REAL(write)(fd, bytes, n);
    if (faulty_tears()) {
        (void)!REAL(write)(fd, bytes, n / 2);
        faulty_kill();
    }
    return faulty_cuts() ? REAL(write)(fd, bytes, n > 0) : -1;
}

int fsync(int fd)
{
    return faulty_fd_fails(FAULTY_FSYNC, fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return faulty_fd_fails(FAULTY_FSYNC, fd) ? -1 : REAL(fdatasync)(fd);
}

int rename(const char *from, const char *to)
{
    if (faulty_in_child())
        return REAL(unlink)(from);
    return faulty_path_fails(FAULTY_RENAME, to) ? -1 : REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    return faulty_path_fails(FAULTY_MKDIR, path) ? -1 : REAL(mkdir)(path, mode);
}

int link(const char *from, const char *to)
{
    return faulty_path_fails(FAULTY_LINK, to) ? -1 : REAL(link)(from, to);
}

int unlink(const char *path)
{
    return faulty_path_fails(FAULTY_UNLINK, path) ? -1 : REAL(unlink)(path);
}

int ftruncate(int fd, off_t n)
{
    return faulty_fd_fails(FAULTY_TRUNCATE, fd) ? -1 : REAL(ftruncate)(fd, n);
}

int ftruncate64(int fd, off_t n)
{
    return ftruncate(fd, n);
}

int flock(int fd, int how)
{
    return faulty_fd_fails(FAULTY_LOCK, fd) ? -1 : REAL(flock)(fd, how);
}

int stat(const char *restrict path, struct stat *restrict info)
{
    return faulty_path_fails(FAULTY_STAT, path) ? -1 : REAL(stat)(path, info);
}

int lstat(const char *restrict path, struct stat *restrict info)
{
    return faulty_path_fails(FAULTY_STAT, path) ? -1 : REAL(lstat)(path, info);
}

int fstat(int fd, struct stat *info)
{
    return faulty_fd_fails(FAULTY_STAT, fd) ? -1 : REAL(fstat)(fd, info);
}

int stat64(const char *restrict path, struct stat64 *restrict info)
{
    return faulty_path_fails(FAULTY_STAT, path) ? -1 : REAL(stat64)(path, info);
}

int lstat64(const char *restrict path, struct stat64 *restrict info)
{
    return faulty_path_fails(FAULTY_STAT, path) ? -1
                                                : REAL(lstat64)(path, info);
}

int fstat64(int fd, struct stat64 *info)
{
    return faulty_fd_fails(FAULTY_STAT, fd) ? -1 : REAL(fstat64)(fd, info);
}

int pipe(int ends[2])
{
    return faulty_path_fails(FAULTY_PIPE, "") ? -1 : REAL(pipe)(ends);
}
