#include "faults/fault_kinds.h"

#include <errno.h>
#include <stdio.h>

enum { ALIKE = FAULT_ALIKE, SHORT = FAULT_SHORT };

const struct fault_kind fault_kinds[] = {
    { FAULTY_OPEN, { EMFILE, EACCES, EROFS } },
    { FAULTY_CLOSE, { EIO, ENOSPC } },
    { FAULTY_READ, { EIO, EINTR + ALIKE, SHORT + ALIKE } },
    { FAULTY_WRITE, { ENOSPC, EDQUOT, EIO, EINTR + ALIKE, SHORT } },
    { FAULTY_FSYNC, { EIO, ENOSPC, EINVAL + ALIKE } },
    { FAULTY_RENAME, { EACCES, ENOSPC } },
    { FAULTY_MKDIR, { EROFS, ENOSPC } },
    { FAULTY_LINK, { EPERM } },
    { FAULTY_UNLINK, { EACCES } },
    { FAULTY_TRUNCATE, { EIO } },
    { FAULTY_LOCK, { ENOLCK, EINTR } },
    { FAULTY_STAT, { EACCES } },
};

const size_t fault_kind_count = sizeof fault_kinds / sizeof *fault_kinds;

int fault_kind_hows(const struct fault_kind *kind)
{
    int hows = 0;

    while (hows < FAULT_HOWS && kind->hows[hows])
        hows++;
    return hows;
}

bool fault_is_alike(int how)
{
    return how > ALIKE / 2;
}

void fault_name(char name[FAULT_NAME], enum faulty_call call, long n, int how,
                const char *on)
{
    static const char *const names[] = FAULTY_NAMES;
    char number[16];

    how -= fault_is_alike(how) ? ALIKE : 0;
    snprintf(number, sizeof number, "%d", how);
    snprintf(name, FAULT_NAME, "%s:%ld:%s%s", names[call], n,
             how == SHORT ? "short" : number, on);
}
