#include "lab/row_sort.h"

#include <stdbool.h>
#include <string.h>

#include "base/parallel.h"

enum { DIGIT = 8, BUCKETS = 1 << DIGIT, FEW = 160 };

/* Part of the two arrays. */
struct run {
    uint64_t *key;
    uint32_t *row;
    size_t n;
};

/* Which bucket an item is of: bits of its key, or of its row where all keys
 * are equal, counted from the least of the run. */
struct digit {
    bool of_row;
    int shift;
    uint64_t base;
};

static size_t bucket(struct digit digit, uint64_t key, uint32_t row)
{
    uint64_t bits = digit.of_row ? row : key;

    return (size_t)((bits - digit.base) >> digit.shift);
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

/* The digit that spreads the run over the most buckets; false: all are
 * equal. */
static bool first_digit(const struct run *run, struct digit *digit)
{
    uint64_t low = UINT64_MAX, high = 0;
    int top = 0;

    for (size_t i = 0; i < run->n; i++) {
        uint64_t bits = digit->of_row ? run->row[i] : run->key[i];

        low = bits < low ? bits : low;
        high = bits > high ? bits : high;
    }
    if (low == high)
        return false;
    while ((high - low) >> top > 1)
        top++;
    digit->shift = top + 1 > DIGIT ? top + 1 - DIGIT : 0;
    digit->base = low;
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
            size_t to = bucket(digit, key, row);

            while (to != b) {
                size_t place = at[to]++;
                uint64_t other_key = run->key[place];
                uint32_t other_row = run->row[place];

                run->key[place] = key;
                run->row[place] = row;
                key = other_key;
                row = other_row;
                to = bucket(digit, key, row);
            }
            run->key[at[b]] = key;
            run->row[at[b]] = row;
            at[b]++;
        }
}

/* Puts the items of a run into buckets: end[b] is where bucket b ends. False:
 * it is in order. */
static bool divide(const struct run *run, bool *of_row, size_t end[BUCKETS])
{
    struct digit digit = { .of_row = *of_row };

    if (run->n <= FEW) {
        sort_few(run);
        return false;
    }
    if (!first_digit(run, &digit)) {
        digit.of_row = true;
        if (*of_row || !first_digit(run, &digit))
            return false;
    }
    memset(end, 0, BUCKETS * sizeof *end);
    for (size_t i = 0; i < run->n; i++)
        end[bucket(digit, run->key[i], run->row[i])]++;
    for (size_t b = 1; b < BUCKETS; b++)
        end[b] += end[b - 1];
    permute(run, digit, end);
    *of_row = digit.of_row;
    return true;
}

/* The items of a bucket. */
static struct run part(const struct run *run, const size_t end[BUCKETS],
                       size_t b)
{
    size_t start = b > 0 ? end[b - 1] : 0;

    return (struct run){ run->key + start, run->row + start, end[b] - start };
}

/* Recurs at most as deep as key and row have digits. */
static void sort(struct run run, bool of_row)
{
    size_t end[BUCKETS];

    if (!divide(&run, &of_row, end))
        return;
    for (size_t b = 0; b < BUCKETS; b++)
        sort(part(&run, end, b), of_row);
}

/* The buckets of all items: each is a task. */
struct tasks {
    struct run run;
    bool of_row;
    size_t end[BUCKETS];
};

static void sort_bucket(void *context, size_t b)
{
    struct tasks *tasks = context;

    sort(part(&tasks->run, tasks->end, b), tasks->of_row);
}

void row_sort(uint64_t *key, uint32_t *row, size_t n, size_t threads)
{
    struct tasks tasks = { .run = { key, row, n } };

    if (divide(&tasks.run, &tasks.of_row, tasks.end))
        parallel_run(threads, BUCKETS, sort_bucket, &tasks);
}
