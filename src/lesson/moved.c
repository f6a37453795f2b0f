#include "lesson/moved.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/fatal.h"

enum {
    ALIKE = 30, /* neighbours on each side that are looked at */
    ABOVE = 100 /* lines above that stand for one whose words are gone */
};

/* Lines by what they hash to: two that differ are as good as never alike. */
struct lines {
    uint32_t *hash;
    long count;
};

static uint32_t hash_of(struct slice line)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < line.len; i++)
        hash = (hash ^ (unsigned char)line.at[i]) * 16777619u;
    return hash;
}

static struct lines read_lines(struct slice text)
{
    struct lines lines = { NULL, 0 };
    struct slice rest = text, line;

    while (slice_line(&rest, &line))
        lines.count++;
    lines.hash = fatal_calloc((size_t)lines.count + 1, sizeof *lines.hash);
    for (long i = 0; slice_line(&text, &line); i++)
        lines.hash[i] = hash_of(line);
    return lines;
}

/* How many lines from a and b on, step by step, are the same. */
static int alike(const struct lines *x, long a, const struct lines *y, long b,
                 int step)
{
    int count = 0;

    while (count < ALIKE && a >= 0 && b >= 0 && a < x->count && b < y->count &&
           x->hash[a] == y->hash[b]) {
        count++;
        a += step;
        b += step;
    }
    return count;
}

/* -1: the line is gone. */
static long find(const struct lines *before, const struct lines *after,
                 long line)
{
    long found = -1;
    int best = 0;

    for (long i = 0; i < after->count; i++) {
        int same = alike(before, line, after, i, 1);

        if (same > 0)
            same += alike(before, line, after, i, -1);
        if (same > best ||
            (same > 0 && same == best && labs(i - line) < labs(found - line))) {
            best = same;
            found = i;
        }
    }
    return found;
}

int moved_line(struct slice before, struct slice after, int line)
{
    struct lines old = read_lines(before), now = read_lines(after);
    long at = line - 1L, found = -1;
    int up = 0;

    if (at >= old.count)
        at = old.count - 1;
    while (up <= ABOVE && up <= at && (found = find(&old, &now, at - up)) < 0)
        up++;
    found = found < 0 ? at : found + up;
    if (found >= now.count)
        found = now.count - 1;
    free(old.hash);
    free(now.hash);
    return found > 0 ? (int)found + 1 : 1;
}
