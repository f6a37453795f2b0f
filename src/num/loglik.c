#include "num/loglik.h"

#include <assert.h>
#include <math.h>

#include "base/parallel.h"
#include "num/dd.h"
#include "num/kernel.h"

enum {
    PARTS = 256,
    LEAST_PART = 16 * LOGLIK_BLOCK,
    FEW = 1 << 16 /* rows that are done before a thread has begun */
};

struct loglik loglik_one(void)
{
    return (struct loglik){ .hi = 1.0 };
}

struct loglik loglik_block(const struct loglik_rows *rows, size_t from,
                           size_t to)
{
    return kernel_best()->loglik_block(rows, from, to);
}

struct loglik loglik_combine(struct loglik a, struct loglik b)
{
    struct ddx x = ddx_mul((struct ddx){ a.exponent, { a.hi, a.lo } },
                           (struct ddx){ b.exponent, { b.hi, b.lo } });

    return (struct loglik){ .exponent = x.exponent,
                            .hi = x.m.hi,
                            .lo = x.m.lo,
                            .zeros = a.zeros + b.zeros,
                            .invalid = a.invalid + b.invalid };
}

struct loglik loglik_power(struct loglik a, uint64_t times)
{
    struct ddx x = ddx_power((struct ddx){ a.exponent, { a.hi, a.lo } }, times);

    return (struct loglik){ .exponent = x.exponent,
                            .hi = x.m.hi,
                            .lo = x.m.lo,
                            .zeros = a.zeros * times,
                            .invalid = a.invalid * times };
}

/* A binary counter: pending[d] is a finished subtree of 2^d blocks where bit
 * d of `blocks` is set. Equal subtrees join left with right, as in the tree
 * in heap order. */
void loglik_run_add(struct loglik_run *run, struct loglik block)
{
    size_t d = 0;

    for (; run->blocks >> d & 1; d++)
        block = loglik_combine(run->pending[d], block);
    run->pending[d] = block;
    run->blocks++;
}

/* Joining with an absent subtree, the empty product, changes no bit, so the
 * smaller ones simply move up to where the larger one waits. */
struct loglik loglik_run_total(const struct loglik_run *run)
{
    struct loglik total = loglik_one();

    for (size_t d = 0; d < 64 && run->blocks >> d != 0; d++) {
        if (run->blocks >> d & 1)
            total = loglik_combine(run->pending[d], total);
    }
    return total;
}

/* Rows cut into parts of 2^d blocks, of which only the last may be smaller:
 * each is a subtree, so that parts join as blocks do. */
struct parts {
    const struct loglik_rows *rows;
    size_t size; /* rows of a part */
    struct loglik part[PARTS];
};

static void multiply_part(void *context, size_t task)
{
    struct parts *parts = context;
    size_t n = parts->rows->n, from = task * parts->size;
    size_t end = n - from < parts->size ? n : from + parts->size;
    struct loglik_run run;

    run.blocks = 0; /* what is pending is not looked at before it is set */
    while (from < end) {
        size_t to = end - from < LOGLIK_BLOCK ? end : from + LOGLIK_BLOCK;

        loglik_run_add(&run, loglik_block(parts->rows, from, to));
        from = to;
    }
    parts->part[task] = loglik_run_total(&run);
}

struct loglik loglik_of_threads(const struct loglik_rows *rows, size_t threads)
{
    struct parts parts = { .rows = rows, .size = LEAST_PART };
    struct loglik_run run;
    size_t tasks;

    assert(rows->classes > 0);
    while (rows->n / parts.size >= PARTS)
        parts.size *= 2;
    tasks = rows->n / parts.size + (rows->n % parts.size != 0);
    parallel_run(rows->n < FEW ? 1 : threads, tasks, multiply_part, &parts);
    run.blocks = 0;
    for (size_t i = 0; i < tasks; i++)
        loglik_run_add(&run, parts.part[i]);
    return loglik_run_total(&run);
}

struct loglik loglik_of(const struct loglik_rows *rows)
{
    return loglik_of_threads(rows, 1);
}

struct loglik loglik_cyclic(const struct loglik_rows *rows, uint64_t examples)
{
    struct loglik_rows part = *rows;
    struct loglik rounds;

    if (rows->n == 0 || examples == 0)
        return loglik_one();
    part.n = (size_t)(examples % rows->n);
    if (examples < rows->n)
        return loglik_of(&part);
    rounds = loglik_power(loglik_of(rows), examples / rows->n);
    return loglik_combine(rounds, loglik_of(&part));
}

struct dd loglik_dd(const struct loglik *total)
{
    return dd_log((struct ddx){ total->exponent, { total->hi, total->lo } });
}

double loglik_nats(const struct loglik *total)
{
    if (total->invalid > 0)
        return NAN;
    if (total->zeros > 0)
        return -INFINITY;

    /* The sum with 0 keeps -0 from a reader's eyes. */
    return loglik_dd(total).hi + 0.0;
}

double loglik_mean_nats(const struct loglik *total, uint64_t n)
{
    struct dd count = { (double)n, 0.0 };

    assert(n > 0);
    if (total->invalid > 0 || total->zeros > 0)
        return loglik_nats(total);
    return dd_div(loglik_dd(total), count).hi + 0.0;
}

struct wide loglik_wide(const struct loglik *total)
{
    if (total->invalid > 0)
        return (struct wide){ NAN, 0 };
    if (total->zeros > 0)
        return (struct wide){ 0.0, 0 };
    return wide_from_binary(total->hi, total->lo, total->exponent);
}
