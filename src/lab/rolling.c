#include "lab/readings.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/vec.h"
#include "lab/state.h"

/* All formats together, below which nobody waits. */
static const long at_once = 200000;

/* Factors of so many rows are kept, and rounds over them may be skipped
 * (num/product.h); those of more rows are made as they are multiplied. */
enum { KEPT_ROWS = 4096, PIECE = 256 };

/* How far a run was is noted every so many steps of factors that are not kept:
 * after an edit it goes on from there. A whole number of pieces. */
enum { MARK = 256 * PIECE };

/* The formats that are multiplied step by step: all before exact. */
enum { ROLLED = FORMAT_EXACT };

struct run {
    bool started, done;
    struct product product;
    double *room;
    struct product *marks; /* [mark_count] after 0, MARK, 2 MARK... steps */
    size_t mark_count, mark_cap;
};

/* The factors that the runs are about, and how far they are. */
struct job {
    uint64_t revision; /* of the lab, when last looked at */
    uint64_t examples;
    size_t n;
    double *factors;   /* [n], or NULL: they are not kept */
    size_t moved_from; /* rows from here on may have changed; n: none */
    bool true_zero;    /* a factor is 0, not only too small */
    double log_likelihood;
    struct run runs[ROLLED];
};

static void drop_runs(struct job *job)
{
    for (size_t f = 0; f < ROLLED; f++) {
        free(job->runs[f].room);
        free(job->runs[f].marks);
        job->runs[f] = (struct run){ 0 };
    }
}

void job_destroy(struct job *job)
{
    if (!job)
        return;
    drop_runs(job);
    free(job->factors);
    free(job);
}

static void create(struct lab *lab)
{
    struct job *job = lab->job = fatal_calloc(1, sizeof *job);

    job->n = job->moved_from = lab->row_count;
    if (job->n <= KEPT_ROWS)
        job->factors = fatal_calloc(job->n + 1, sizeof *job->factors);
}

/* Brings the kept factors up to date; whether any has changed. */
static bool fill_factors(const struct lab *lab, double *factors)
{
    bool changed = false;

    for (size_t i = 0; i < lab->row_count; i++) {
        double factor = lab_factor(lab, i);

        changed = changed || memcmp(&factor, &factors[i], sizeof factor) != 0;
        factors[i] = factor;
    }
    return changed;
}

/* Only the first `steps` factors are still what they were: runs that have gone
 * further go back to their last mark before. */
static void go_back(struct job *job, uint64_t steps)
{
    for (size_t f = 0; f < ROLLED; f++) {
        struct run *run = &job->runs[f];
        size_t mark = (size_t)(steps / MARK);

        if (run->product.examples <= steps && !run->done)
            continue;
        if (mark >= run->mark_count)
            mark = run->mark_count - 1;
        run->product = run->marks[mark];
        run->mark_count = mark + 1;
        run->done = false;
    }
}

/* Forgets what follows from factors that have moved, and from N. */
static void follow(const struct lab *lab, struct job *job)
{
    uint64_t examples = (uint64_t)lab->settings.examples;

    if (job->factors) {
        if (fill_factors(lab, job->factors) || job->examples != examples)
            drop_runs(job);
    } else {
        if (job->moved_from < job->n)
            go_back(job, job->moved_from);
        if (job->examples != examples)
            go_back(job, examples);
    }
    job->moved_from = job->n;
    job->examples = examples;
}

void job_rows_moved(struct job *job, size_t row)
{
    if (job && row < job->moved_from)
        job->moved_from = row;
}

/* The job for the lab as it is now. What was done stays where an edit did not
 * touch a factor or N (another unit, another format). */
static struct job *current(struct lab *lab)
{
    struct readings exact;
    struct job *job;

    if (!lab->job)
        create(lab);
    job = lab->job;
    if (job->revision == lab->revision)
        return job;
    follow(lab, job);
    lab_readings(lab, &exact);
    job->true_zero = exact.zero_rows > 0;
    job->log_likelihood = exact.log_likelihood;
    job->revision = lab->revision;
    return job;
}

static void start(const struct job *job, struct run *run, enum format format)
{
    run->started = true;
    if (!job->factors) {
        product_start(&run->product, NULL, NULL, 0, 0, format);
        return;
    }
    run->room = fatal_malloc((2 * job->n + 1) * sizeof *run->room);
    product_start(&run->product, job->factors, run->room, job->n, job->examples,
                  format);
}

/* Factors that are not kept, up to about `budget` steps; true at the end. */
static bool feed(const struct lab *lab, struct job *job, struct run *run,
                 long budget)
{
    struct product *product = &run->product;
    double factors[PIECE];
    size_t count;

    for (; budget > 0 && product->examples < job->examples;
         budget -= 2 * PIECE) {
        uint64_t left = job->examples - product->examples;

        if (product->examples == run->mark_count * MARK)
            *vec_push(run->marks, run->mark_count, run->mark_cap) = *product;
        count = left < PIECE ? (size_t)left : PIECE;
        for (size_t i = 0; i < count; i++)
            factors[i] =
                lab_factor(lab, (size_t)((product->examples + i) % job->n));
        product_feed(product, factors, count);
        product_feed_logs(product, factors, count);
    }
    if (product->examples < job->examples)
        return false;
    product_end(product);
    return true;
}

/* Up to about `budget` steps of one format; true when it is done. */
static bool run_on(const struct lab *lab, struct job *job, enum format format,
                   long budget)
{
    struct run *run = &job->runs[format];

    if (run->done)
        return true;
    if (!run->started)
        start(job, run, format);
    run->done = job->factors ? product_run(&run->product, budget)
                             : feed(lab, job, run, budget);
    if (run->done) {
        free(run->room);
        run->room = NULL;
    }
    return run->done;
}

/* Steps of both chains, the product and the log-sum. */
static double steps_done(const struct run *run)
{
    return (double)run->product.product.done +
           (double)run->product.log_sum.done;
}

bool lab_work(struct lab *lab, long budget)
{
    struct job *job = current(lab);
    enum format first = lab->settings.format;

    assert(budget > 0);
    for (int i = 0; i < ROLLED; i++) {
        enum format format = (enum format)((first + i) % ROLLED);
        struct run *run = &job->runs[format];
        double before = run->started ? steps_done(run) : 0.0;

        if (run->done)
            continue;
        if (!run_on(lab, job, format, budget))
            return false;
        /* Skipped rounds count as steps here and make it stop early, which
         * is the safe side. */
        budget -= (long)(steps_done(run) - before);
        if (budget <= 0)
            break;
    }
    for (int f = 0; f < ROLLED; f++)
        if (!job->runs[f].done)
            return false;
    return true;
}

static enum zero_kind zero_kind(const struct job *job,
                                const struct product *product)
{
    if (product->state != STATE_ZERO)
        return ZERO_NONE;
    if (job->true_zero)
        return ZERO_TRUE;
    /* A softmax may hand over a 0 that stands for e^-800. */
    if (product->underflowed_factor || product->true_zero_factor)
        return ZERO_FACTOR;
    return ZERO_UNDERFLOW;
}

static struct rolling exact_rolling(const struct lab *lab)
{
    struct readings exact;
    struct rolling out = { .done = true,
                           .progress = 1.0,
                           .format = FORMAT_EXACT };

    lab_readings(lab, &exact);
    out.value = wide_double(exact.likelihood);
    out.state = exact.zero_rows > 0 ? STATE_ZERO : STATE_NORMAL;
    out.zero = exact.zero_rows > 0 ? ZERO_TRUE : ZERO_NONE;
    format_bits(FORMAT_EXACT, out.value, &out.bits);
    out.log_sum = exact.log_likelihood;
    return out;
}

struct rolling lab_rolling(struct lab *lab, enum format format)
{
    struct rolling out = { .format = format };
    struct job *job;
    struct run *run;
    const struct product *p;

    if (format == FORMAT_EXACT)
        return exact_rolling(lab);
    job = current(lab);
    run = &job->runs[format];
    if (job->examples * FORMAT_COUNT <= (uint64_t)at_once)
        while (!run_on(lab, job, format, at_once))
            continue;
    p = &run->product;
    if (!run->done) {
        if (run->started)
            out.progress = steps_done(run) / (2.0 * (double)job->examples);
        return out;
    }
    out.done = true;
    out.progress = 1.0;
    out.value = p->product.value;
    out.state = p->state;
    format_bits(format, out.value, &out.bits);
    out.first_subnormal = (long)p->first_subnormal;
    out.first_zero = (long)p->first_zero;
    out.stuck_from = (long)p->stuck_from;
    out.zero = zero_kind(job, p);
    out.log_sum = p->log_sum.value;
    out.log_error = out.log_sum == job->log_likelihood
                        ? 0.0
                        : out.log_sum - job->log_likelihood;
    return out;
}

struct rolling lab_rolled(struct lab *lab, enum format format)
{
    struct job *job = format == FORMAT_EXACT ? NULL : current(lab);

    while (job && !run_on(lab, job, format, at_once))
        continue;
    return lab_rolling(lab, format);
}
