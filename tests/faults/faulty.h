/* faulty.h - a library that is loaded before the program under test and lets
 * one of its calls fail.
 *
 * What it does is said by its environment:
 *   FAULTS=CALL:N:HOW     the Nth call of that kind fails, counted from 1 and
 *                         from main() on. CALL is a name of faulty_names; HOW
 *                         is an errno's number, `short` (a read or write of
 *                         one byte), `kill` (the program is killed before it)
 *                         or `torn` (before a write's second half)
 *   FAULTS=CALL:N:HOW:on  the Nth and every later one
 *   FAULTS=heap:BYTES:12  a call for memory fails when with it more than BYTES
 *                         would be in use that were not when main() began: so a
 *                         small memory runs out, and what is freed is there
 *                         again
 *   FAULTS=fork:STEP:FROM at every STEPth call for memory (the FROMth, the
 *                         STEP + FROMth and so on) a child is forked in which
 *                         that call fails and, with fork:STEP:FROM:on, every
 *                         later one too; the parent waits for it, tells what
 *                         became of it and goes on. So one run of the program
 *                         tries them all
 *   FAULTS_FILES=1        calls on terminals and pipes are logged, as number 0,
 *                         and do not count
 *   FAULTS_TRACE=1        the log has who made the call that failed
 *   FAULTS_LOG=FILE       lines are added to it:
 *     CALL N WHAT...        each call but those for memory, in their order
 *     terminfo behind N     before a call whose path has that word: how many
 *                           calls for memory there were
 *     died N                a child said that memory is gone, status 1
 *     carried HASH STATUS N TEXT
 *                           a child went on to an end of its own; HASH is
 *                           faulty_hash() of all it printed, TEXT what it said
 *     bad N STATUS TEXT     anything else, with what it said
 *     count CALL N          at the end: how many there were
 *     most N                at the end: the most bytes of memory in use
 *     left N                at the end: descriptors from 3 on that are open
 */
#ifndef FAULTS_FAULTY_H
#define FAULTS_FAULTY_H

#include <stddef.h>
#include <stdint.h>

#define FAULTY_NAMES                                                           \
    {                                                                          \
        "malloc", "open", "close", "read", "write", "fsync", "rename",         \
            "mkdir", "link", "unlink", "truncate", "lock", "stat", "pipe"      \
    }

enum faulty_call {
    FAULTY_MALLOC, /* malloc, calloc, realloc and what is made with them */
    FAULTY_OPEN,   /* open, fopen, opendir, mkostemp */
    FAULTY_CLOSE,
    FAULTY_READ, /* read, pread */
    FAULTY_WRITE,
    FAULTY_FSYNC, /* fsync, fdatasync */
    FAULTY_RENAME,
    FAULTY_MKDIR,
    FAULTY_LINK,
    FAULTY_UNLINK,
    FAULTY_TRUNCATE,
    FAULTY_LOCK,
    FAULTY_STAT, /* stat, lstat, fstat */
    FAULTY_PIPE,
    FAULTY_CALLS
};

/* What time() says under it, so that runs of the same steps are the same. */
enum { FAULTY_TIME = 1700000000 };

/* FNV-1a, for outputs that are too long to be passed on. */
static inline uint64_t faulty_hash(const char *bytes, size_t n)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

#endif
