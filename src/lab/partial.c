#include "lab/partial.h"

#include <assert.h>
#include <math.h>

#include "lab/evaluation.h"

void partial_add(struct partial *whole, const struct partial *part)
{
    /* Products are rounded, so that of many would depend on their order. */
    if (whole->examples == 0) {
        whole->rooted = part->rooted;
        whole->root = part->root;
    } else if (part->examples > 0) {
        whole->rooted = false;
    }
    whole->examples += part->examples;
    whole->hits += part->hits;
    whole->zero_rows += part->zero_rows;
    whole->reverse_infinite |= part->reverse_infinite;
    if (part->most_off > whole->most_off)
        whole->most_off = part->most_off;
    fixed_add(&whole->log_likelihood, &part->log_likelihood);
    fixed_add(&whole->entropy, &part->entropy);
    fixed_add(&whole->kl, &part->kl);
    fixed_add(&whole->kl_reverse, &part->kl_reverse);
}

/* A total or, where it is infinite, that. */
static struct dd total(const struct fixed *sum, bool infinite)
{
    return infinite ? (struct dd){ INFINITY, 0.0 } : fixed_read(sum);
}

static struct dd mean(struct dd sum, uint64_t n)
{
    if (!isfinite(sum.hi))
        return sum;
    return dd_div(sum, (struct dd){ (double)n, 0.0 });
}

static struct dd negative(struct dd x)
{
    return (struct dd){ 0.0 - x.hi, 0.0 - x.lo };
}

void partial_read(const struct partial *part, struct evaluated *out)
{
    bool zero = part->zero_rows > 0;
    uint64_t n = part->examples;
    struct dd nll = negative(fixed_read(&part->log_likelihood));

    assert(n > 0 && n < UINT64_C(1) << 53);
    if (zero)
        nll = (struct dd){ INFINITY, 0.0 };
    out->examples = n;
    out->hits = part->hits;
    out->zero_rows = part->zero_rows;
    out->log_likelihood = negative(nll);
    out->likelihood = part->rooted ? loglik_wide(&part->root)
                                   : wide_from_nats(out->log_likelihood.hi,
                                                    out->log_likelihood.lo);
    out->cross_entropy = mean(nll, n);
    out->entropy = mean(fixed_read(&part->entropy), n);
    out->kl = mean(total(&part->kl, zero), n);
    out->kl_reverse = mean(total(&part->kl_reverse, part->reverse_infinite), n);
    out->perplexity = exp(out->cross_entropy.hi);
    if (isfinite(out->perplexity))
        out->perplexity += out->perplexity * out->cross_entropy.lo;
}
