#include "support/multiplied.h"

#include <math.h>

struct loglik multiplied(const struct loglik_rows *rows)
{
    struct loglik_run run = { .blocks = 0 };

    for (size_t from = 0; from < rows->n; from += LOGLIK_BLOCK) {
        size_t left = rows->n - from;

        loglik_run_add(&run, loglik_block(rows, from,
                                          from + (left < LOGLIK_BLOCK
                                                      ? left
                                                      : LOGLIK_BLOCK)));
    }
    return loglik_run_total(&run);
}

double multiplied_nats(const struct loglik *total)
{
    if (total->invalid > 0)
        return NAN;
    return total->zeros > 0 ? -INFINITY : loglik_dd(total).hi;
}
