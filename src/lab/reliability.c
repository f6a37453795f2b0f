#include "lab/reliability.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/row_class.h"
#include "lab/row_tally.h"
#include "num/dd.h"

/* A whole number of 2^-90, below 2^128: 2^37 confidences of 1 fit. */
struct sum {
    uint64_t high, low;
};

struct bin {
    size_t rows, hits;
    struct sum confidence;
};

struct reliability {
    struct row_tally tally;
    struct bin bins[RELIABILITY_BINS];
};

/* x in [0, 1]. Every step is exact but for the cut at the end. */
static struct sum sum_of(double x)
{
    double high = floor(x * 0x1p26);

    return (struct sum){ (uint64_t)high,
                         (uint64_t)((x * 0x1p26 - high) * 0x1p64) };
}

static struct sum plus(struct sum a, struct sum b)
{
    struct sum out = { a.high + b.high, a.low + b.low };

    out.high += out.low < a.low;
    return out;
}

static struct sum minus(struct sum a, struct sum b)
{
    struct sum out = { a.high - b.high, a.low - b.low };

    out.high -= a.low < b.low;
    return out;
}

/* |count - a|, counts being whole. */
static struct sum distance(struct sum a, size_t count)
{
    struct sum b = { (uint64_t)count << 26, 0 };
    bool less = a.high < b.high || (a.high == b.high && a.low < b.low);

    return less ? minus(b, a) : minus(a, b);
}

/* a / count. The halves of a sum are doubles without loss but for the last
 * bits of each; together they have more than a double needs. */
static double share(struct sum a, size_t count)
{
    struct dd high = dd_sum((double)(a.high >> 32) * 0x1p6,
                            (double)(a.high & 0xFFFFFFFF) * 0x1p-26);
    struct dd low = dd_sum((double)(a.low >> 32) * 0x1p-58,
                           (double)(a.low & 0xFFFFFFFF) * 0x1p-90);

    return dd_div(dd_add(high, low), (struct dd){ (double)count, 0.0 }).hi;
}

/* The bin (m/10, (m + 1)/10]: its ends are the doubles next to the decimals,
 * so that 0.7 as it is typed ends a bin. */
static size_t bin_of(double confidence)
{
    static const double ends[RELIABILITY_BINS] = { 0.1, 0.2, 0.3, 0.4, 0.5,
                                                   0.6, 0.7, 0.8, 0.9, 1.0 };
    size_t m = confidence < 1.0 ? (size_t)(confidence * RELIABILITY_BINS)
                                : RELIABILITY_BINS - 1;

    if (m > 0 && confidence <= ends[m - 1])
        return m - 1;
    return m + (confidence > ends[m]);
}

static void add(void *context, const struct lab *lab, size_t row, int sign)
{
    struct reliability *reliability = context;
    size_t predicted = row_predicted_class(lab, row);
    double confidence = row_confidence(lab, row, predicted);
    size_t hit = row_true_class(lab, row) == predicted;
    struct bin *bin;

    /* A lesson's own prediction may be no distribution. */
    confidence = confidence > 0.0 ? fmin(confidence, 1.0) : 0.0;
    bin = &reliability->bins[bin_of(confidence)];
    if (sign > 0) {
        bin->rows++;
        bin->hits += hit;
        bin->confidence = plus(bin->confidence, sum_of(confidence));
    } else {
        bin->rows--;
        bin->hits -= hit;
        bin->confidence = minus(bin->confidence, sum_of(confidence));
    }
}

static void clear(void *context)
{
    struct reliability *reliability = context;

    for (size_t i = 0; i < RELIABILITY_BINS; i++)
        reliability->bins[i] = (struct bin){ 0 };
}

struct reliability *reliability_create(struct lab *lab)
{
    struct reliability *reliability = fatal_calloc(1, sizeof *reliability);

    reliability->tally = (struct row_tally){
        .lab = lab, .add = add, .clear = clear, .context = reliability
    };
    row_tally_init(&reliability->tally);
    return reliability;
}

void reliability_destroy(struct reliability *reliability)
{
    if (!reliability)
        return;
    row_tally_finish(&reliability->tally);
    free(reliability);
}

bool reliability_work(struct reliability *reliability, size_t rows)
{
    return row_tally_work(&reliability->tally, rows);
}

size_t reliability_rows(const struct reliability *reliability)
{
    return reliability->tally.counted;
}

struct lab *reliability_lab(const struct reliability *reliability)
{
    return reliability->tally.lab;
}

static struct reliability_bin read_bin(const struct bin *bin)
{
    struct reliability_bin out = {
        .rows = bin->rows, .hits = bin->hits, .confidence = NAN, .accuracy = NAN
    };

    if (bin->rows > 0) {
        out.confidence = share(bin->confidence, bin->rows);
        out.accuracy = (double)bin->hits / (double)bin->rows;
    }
    return out;
}

struct reliability_bin reliability_bin(const struct reliability *reliability,
                                       size_t bin)
{
    return read_bin(&reliability->bins[bin]);
}

struct reliability_bin reliability_total(const struct reliability *reliability)
{
    struct bin all = { 0 };

    for (size_t i = 0; i < RELIABILITY_BINS; i++) {
        all.rows += reliability->bins[i].rows;
        all.hits += reliability->bins[i].hits;
        all.confidence = plus(all.confidence, reliability->bins[i].confidence);
    }
    return read_bin(&all);
}

double reliability_ece(const struct reliability *reliability)
{
    struct sum off = { 0, 0 };
    size_t rows = reliability->tally.counted;

    for (size_t i = 0; i < RELIABILITY_BINS; i++)
        off = plus(off, distance(reliability->bins[i].confidence,
                                 reliability->bins[i].hits));
    return rows > 0 ? share(off, rows) : NAN;
}
