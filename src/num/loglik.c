#include "num/loglik.h"

#include <math.h>

#include "num/dd.h"
#include "num/kernel.h"

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

struct dd loglik_dd(const struct loglik *total)
{
    return dd_log((struct ddx){ total->exponent, { total->hi, total->lo } });
}

struct wide loglik_wide(const struct loglik *total)
{
    if (total->invalid > 0)
        return (struct wide){ NAN, 0 };
    if (total->zeros > 0)
        return (struct wide){ 0.0, 0 };
    return wide_from_binary(total->hi, total->lo, total->exponent);
}
