/* npy_read.h - NumPy's .npy files, read from front to back.
 *
 * A header says type, order and shape (NEP 1, versions 1 to 3), the numbers
 * follow. Accepted are numbers of the machine's own kind in C order;
 * everything else is refused by name, with the call of NumPy that would mend
 * it. Nothing is allocated by what a header claims.
 */
#ifndef LAB_NPY_READ_H
#define LAB_NPY_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct stream;

enum { NPY_DIMENSIONS = 2 };

struct npy {
    struct stream *stream;
    char kind; /* 'f', 'i' or 'u' */
    int size;  /* of one number, bytes: 1, 2, 4 or 8 */
    int rank;  /* 0 to NPY_DIMENSIONS */
    uint64_t shape[NPY_DIMENSIONS];
};

/* Reads a header. The stream is to stand at its front and must outlive npy.
 * False with err. */
bool npy_open(struct npy *npy, struct stream *stream, struct err *err);

/* The next n rows of `width` numbers as they are in the file; `row` (from 1) is
 * the first of them. Returns how many there were: fewer, with err, where the
 * file ends or cannot be read before. */
size_t npy_take(struct npy *npy, void *out, size_t n, uint64_t row,
                size_t width, struct err *err);

/* What numbers that were taken are: of kind 'f' doubles (which hold a float32
 * exactly), of the others int64_t, where a uint64 that does not fit becomes
 * INT64_MAX. Where the size is 8 `out` must be `raw`. */
void npy_floats(const struct npy *npy, const void *raw, double *out, size_t n);
void npy_integers(const struct npy *npy, const void *raw, int64_t *out,
                  size_t n);

/* After the last number: false with err where something follows it. */
bool npy_close(struct npy *npy, struct err *err);

#endif
