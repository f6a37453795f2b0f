#include "lesson/near.h"

#include <string.h>

enum { WORD_MAX = 64 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits from a to b, a swap of neighbours being one (optimal string
 * alignment); the three last rows of the table are enough. */
static size_t edits(struct slice a, struct slice b)
{
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b.len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = before;

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = lower(a.at[i - 1]), y = lower(b.at[j - 1]);

            row[j] =
                least(least(last[j], row[j - 1]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.at[j - 2]) &&
                lower(a.at[i - 2]) == y)
                row[j] = least(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
        row = spare;
    }
    return last[b.len];
}

const char *near_name(struct slice word, const char *const *names)
{
    size_t limit = word.len / 3 > 1 ? word.len / 3 : 1;
    const char *best = NULL;

    if (word.len == 0 || word.len > WORD_MAX)
        return NULL;
    for (; *names; names++) {
        struct slice name = slice_of(*names);
        size_t cost;

        if (name.len > WORD_MAX)
            continue;
        cost = edits(word, name);
        /* A word of one letter is one edit away from every other. */
        if (cost >= word.len || cost > limit || (best && cost == limit))
            continue;
        best = *names;
        limit = cost;
    }
    return best;
}
