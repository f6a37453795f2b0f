/* fuzz_rows.h - between a reader of predictions and an evaluation.
 *
 * What a reader hands over must be rows as predictions.h has them, and their
 * readings must make sense: both are checked on the way.
 */
#ifndef FUZZ_FUZZ_ROWS_H
#define FUZZ_FUZZ_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "lab/evaluation.h"
#include "lab/predictions.h"

/* Bits of an input's first byte. */
enum fuzz_choice {
    FUZZ_NORMALISE = 1,
    FUZZ_CLASSES = 2, /* they are a and b */
    FUZZ_LABEL = 4,   /* the truth is in column t */
    FUZZ_PIECES = 8,  /* read once more, piece by piece */
    FUZZ_LAB = 16,    /* a lab is made of it, too */
    FUZZ_TOLD = 32,   /* messages speak of options */
    FUZZ_EMPTY = 64   /* there may be a header alone */
};

struct fuzz_rows {
    struct prediction_options options; /* by the choice */
    struct prediction_set set;
    struct evaluation *evaluation;
    struct strbuf *csv; /* gets the rows, where labels are numbers; or NULL */
    uint64_t rows;
};

void fuzz_rows_init(struct fuzz_rows *rows, uint8_t choice);
void fuzz_rows_finish(struct fuzz_rows *rows);

struct prediction_sink fuzz_rows_sink(struct fuzz_rows *rows);

/* The readings, once, of a row or more; until fuzz_rows_finish(). */
struct evaluated fuzz_rows_readings(struct fuzz_rows *rows);

/* Fails where two readings differ in a bit. */
void fuzz_rows_same(const struct evaluated *a, const struct evaluated *b);

#endif
