#include "lab/row_sort.h"

#include <stdbool.h>
#include <string.h>

enum { DIGIT = 8, BUCKETS = 1 << DIGIT, FEW = 160 };

/* Part of the two arrays. */
struct run {
    uint64_t *key;
    uint32_t *row;
    size_t n;
};

/* The bits that are looked at: DIGIT of them from `shift` up, of the keys, or
 * of the rows where all keys are equal. */
struct digit {
    bool of_row;
    int shift;
};

static size_t value(const struct run *run, struct digit digit, size_t i)
{
    uint64_t bits = digit.of_row ? run->row[i] : run->key[i];

    return (size_t)(bits >> digit.shift) & (BUCKETS - 1);
}

/* By insertion over ever smaller gaps (M. Ciura, "Best Increments for the
 * Average Case of Shellsort", 2001): a digit's buckets cost more than that
 * where there are fewer items than buckets. */
static void sort_few(const struct run *run)
{
    static const size_t gaps[] = { 57, 23, 10, 4, 1 };

    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
        for (size_t i = gaps[g]; i < run->n; i++) {
            uint64_t key = run->key[i];
            uint32_t row = run->row[i];
            size_t at = i, from;

            for (; at >= gaps[g]; at = from) {
                from = at - gaps[g];
                if (run->key[from] < key ||
                    (run->key[from] == key && run->row[from] < row))
                    break;
                run->key[at] = run->key[from];
                run->row[at] = run->row[from];
            }
            run->key[at] = key;
            run->row[at] = row;
        }
}

/* The highest digit in which two of the run differ; false:
 * they are all equal in it. */
static bool first_digit(const struct run *run, struct digit *digit)
{
    uint64_t differ = 0;
    int top = 0;

    for (size_t i = 1; i < run->n; i++)
        differ |= digit->of_row ? (uint64_t)(run->row[i] ^ run->row[0])
                                : run->key[i] ^ run->key[0];
    if (differ == 0)
        return false;
    while (differ >> top > 1)
        top++;
    digit->shift = top + 1 > DIGIT ? top + 1 - DIGIT : 0;
    return true;
}

/* Moves every item to its bucket: each goes to the next free place of the
 * bucket it is of, and what stood there is taken up in its place (P. M.
 * McIlroy, K. Bostic, M. D. McIlroy, "Engineering Radix Sort", Computing
 * Systems 6 (1993), section 2.2). end[b]: where bucket b ends. */
static void permute(const struct run *run, struct digit digit,
                    const size_t end[BUCKETS])
{
    size_t at[BUCKETS];

    at[0] = 0;
    memcpy(at + 1, end, (BUCKETS - 1) * sizeof *at);
    for (size_t b = 0; b < BUCKETS; b++)
        while (at[b] < end[b]) {
            uint64_t key = run->key[at[b]];
            uint32_t row = run->row[at[b]];
            uint64_t bits = digit.of_row ? row : key;
            size_t to = (size_t)(bits >> digit.shift) & (BUCKETS - 1);

            while (to != b) {
                size_t place = at[to]++;
                uint64_t other_key = run->key[place];
                uint32_t other_row = run->row[place];

                run->key[place] = key;
                run->row[place] = row;
                key = other_key;
                row = other_row;
                bits = digit.of_row ? row : key;
                to = (size_t)(bits >> digit.shift) & (BUCKETS - 1);
            }
            run->key[at[b]] = key;
            run->row[at[b]] = row;
            at[b]++;
        }
}

/* Recurs at most as deep as key and row have digits. */
static void sort(struct run run, bool of_row)
{
    struct digit digit = { .of_row = of_row };
    size_t end[BUCKETS] = { 0 }, start = 0;

    if (run.n <= FEW) {
        sort_few(&run);
        return;
    }
    if (!first_digit(&run, &digit)) {
        digit.of_row = true;
        if (of_row || !first_digit(&run, &digit))
            return;
    }
    for (size_t i = 0; i < run.n; i++)
        end[value(&run, digit, i)]++;
    for (size_t b = 1; b < BUCKETS; b++)
        end[b] += end[b - 1];
    permute(&run, digit, end);
    for (size_t b = 0; b < BUCKETS; b++) {
        struct run part = { run.key + start, run.row + start, end[b] - start };

        sort(part, digit.of_row);
        start = end[b];
    }
}

void row_sort(uint64_t *key, uint32_t *row, size_t n)
{
    sort((struct run){ key, row, n }, false);
}
