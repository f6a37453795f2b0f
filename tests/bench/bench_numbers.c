/* bench_numbers.c - readings of large arrays beside the speed of memory.
 *
 * Not a test: it prints ratios of times from one run, medians of several. The
 * measure is a loop that only reads the same bytes; no method can be faster.
 * Beside it stand the same readings by numpy, scikit-learn and torch
 * (peers.py), where they are: the program is run with the path of that file,
 * and before and after it measures itself, so that the machine's moods meet
 * both.
 *
 * bench_numbers PEERS.py [ROWS]
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "num/kernel.h"
#include "num/logs.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { ROUNDS = 5, PEERS_MAX = 16 };

struct bench {
    struct loglik_rows rows;
    const struct kernel *kernel;
    double result; /* keeps the compiler honest */
};

struct peer {
    char name[32];
    double ms;
};

struct peers {
    struct peer peer[PEERS_MAX];
    size_t count;
};

/* What is measured, and on which path (-1: any). */
struct measure {
    const char *name;
    void (*work)(struct bench *);
    int path;
    double ms[2 * ROUNDS];
};

/* ---- what is measured ---- */

static uint64_t add_words(const void *from, size_t bytes)
{
    const uint64_t *word = from;
    uint64_t sum[8] = { 0 }, all = 0;

    for (size_t i = 0; i + 8 <= bytes / 8; i += 8)
        for (size_t k = 0; k < 8; k++)
            sum[k] += word[i + k];
    for (size_t k = 0; k < 8; k++)
        all += sum[k];
    return all;
}

static void read_all(struct bench *b)
{
    size_t n = b->rows.n;

    b->result +=
        (double)add_words(b->rows.p, n * b->rows.classes * sizeof(double)) +
        (double)add_words(b->rows.label, n * sizeof(int32_t));
}

static void cross_entropy(struct bench *b)
{
    struct loglik_run run = { .blocks = 0 };
    struct loglik total;

    for (size_t i = 0; i < b->rows.n; i += LOGLIK_BLOCK) {
        size_t left = b->rows.n - i;

        loglik_run_add(&run, b->kernel->loglik_block(&b->rows, i,
                                                     i + (left < LOGLIK_BLOCK
                                                              ? left
                                                              : LOGLIK_BLOCK)));
    }
    total = loglik_run_total(&run);
    b->result += loglik_dd(&total).hi / (double)b->rows.n;
}

static void check(struct bench *b)
{
    struct rows_checked sum = { 0 };

    b->result += b->kernel->rows_check(&b->rows, 1.0, NULL, &sum);
    b->result += (double)sum.hits;
}

static void entropy(struct bench *b)
{
    const double *p = b->rows.p;

    b->result -=
        b->kernel->logs_weighted(p, p, b->rows.n * b->rows.classes).nats.hi;
}

static struct measure measures[] = {
    { "reading the bytes", read_all, -1, { 0 } },
    { "cross-entropy", cross_entropy, KERNEL_PLAIN, { 0 } },
    { "cross-entropy", cross_entropy, KERNEL_AVX2, { 0 } },
    { "cross-entropy", cross_entropy, KERNEL_AVX512, { 0 } },
    { "checked, and hits", check, KERNEL_PLAIN, { 0 } },
    { "checked, and hits", check, KERNEL_AVX2, { 0 } },
    { "checked, and hits", check, KERNEL_AVX512, { 0 } },
    { "entropy", entropy, KERNEL_PLAIN, { 0 } },
    { "entropy", entropy, KERNEL_AVX2, { 0 } },
    { "entropy", entropy, KERNEL_AVX512, { 0 } },
};

enum {
    READ, /* its place there */
    MEASURES = sizeof measures / sizeof *measures
};

static bool runs(const struct measure *m)
{
    return m->path < 0 || kernel_of((enum kernel_path)m->path);
}

/* A round is all of them in turn. */
static void measure_all(struct bench *b, int from)
{
    for (int r = from; r < from + ROUNDS; r++)
        for (int i = 0; i < MEASURES; i++) {
            struct measure *m = &measures[i];
            double begun;

            if (!runs(m))
                continue;
            b->kernel = m->path < 0 ? kernel_best()
                                    : kernel_of((enum kernel_path)m->path);
            begun = stopwatch_ms();
            m->work(b);
            m->ms[r] = stopwatch_ms() - begun;
        }
}

static double median(struct measure *m)
{
    qsort(m->ms, 2 * ROUNDS, sizeof *m->ms, stopwatch_ascending);
    return (m->ms[ROUNDS - 1] + m->ms[ROUNDS]) / 2.0;
}

/* ---- peers ---- */

static bool ask(const char *python, const char *script, const struct bench *b,
                struct peers *peers)
{
    char command[4096], line[128];
    FILE *pipe;

    snprintf(command, sizeof command, "'%s' '%s' %zu %zu 2>/dev/null", python,
             script, b->rows.n, b->rows.classes);
    pipe = popen(command, "r");
    peers->count = 0;
    while (pipe && fgets(line, sizeof line, pipe)) {
        struct peer *peer = &peers->peer[peers->count];

        peer->ms = NAN;
        if (sscanf(line, "%31s %lf", peer->name, &peer->ms) >= 1 &&
            peers->count + 1 < PEERS_MAX)
            peers->count++;
    }
    if (pipe)
        pclose(pipe);
    return peers->count > 0 && !isnan(peers->peer[0].ms);
}

/* On the path that is fastest. */
static double best(void (*work)(struct bench *))
{
    double least = INFINITY;

    for (int i = 0; i < MEASURES; i++)
        if (measures[i].work == work && runs(&measures[i]))
            least = fmin(least, median(&measures[i]));
    return least;
}

static void report_peers(const struct peers *peers)
{
    double sure = best(cross_entropy), soft = best(entropy);

    for (size_t i = 0; i < peers->count; i++) {
        const struct peer *peer = &peers->peer[i];
        double ours = strstr(peer->name, "entropy") ? soft : sure;

        if (isnan(peer->ms))
            printf("  %s: absent\n", peer->name);
        else
            printf("  %-16s %8.1f ms, %.1f times as long as here\n", peer->name,
                   peer->ms, peer->ms / ours);
    }
}

/* ---- a table ---- */

static void report(void)
{
    double floor = median(&measures[READ]);

    for (int i = 0; i < MEASURES; i++) {
        struct measure *m = &measures[i];

        if (runs(m))
            printf("  %-30s %-7s %7.2f ms %6.2f\n", m->name,
                   m->path < 0 ? ""
                               : kernel_of((enum kernel_path)m->path)->name,
                   median(m), median(m) / floor);
    }
}

static void compare(size_t n, size_t classes, const char *script)
{
    static const char *const pythons[] = { "python3", "/usr/bin/python3" };
    double *p = fatal_malloc(n * classes * sizeof *p);
    int32_t *label = fatal_malloc(n * sizeof *label);
    struct bench b = { .rows = { p, label, n, classes } };
    struct peers peers = { .count = 0 };
    struct rng rng;

    rng_seed(&rng, 1);
    for (size_t i = 0; i < n; i++) {
        double sum = 0.0;

        for (size_t j = 0; j < classes; j++)
            sum += p[i * classes + j] = 1.0 - rng_uniform(&rng);
        for (size_t j = 0; j < classes; j++)
            p[i * classes + j] /= sum;
        label[i] = (int32_t)rng_below(&rng, classes);
    }
    measure_all(&b, 0);
    for (size_t i = 0; i < 2 && !ask(pythons[i], script, &b, &peers); i++)
        continue;
    measure_all(&b, ROUNDS);
    printf("%zu x %zu float64 and labels, %.0f MB: ratios to reading them\n", n,
           classes, (double)(n * (classes * 8 + 4)) * 1e-6);
    report();
    report_peers(&peers);
    printf("  (%.3g)\n", b.result);
    free(p);
    free(label);
}

int main(int argc, char **argv)
{
    size_t n = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 10000000;

    if (argc < 2)
        fatal("bench_numbers PEERS.py [ROWS]");
    compare(n, 3, argv[1]);
    compare(n, 10, argv[1]);
    return 0;
}
