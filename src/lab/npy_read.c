#include "lab/npy_read.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/slice.h"
#include "base/stream.h"

enum { HEADER_MAX = 1 << 16 };

/* The dictionary of the header, word by word. */
struct words {
    struct slice rest;
};

struct claims {
    bool type, order, shape; /* which keys were met */
    struct slice descr;      /* "" where it is a list */
    bool fortran;
};

static bool refuse(const struct npy *npy, struct err *err, const char *what)
{
    return err_at(err, npy->stream->name, 0, 0, "%s", what);
}

static void blanks(struct words *words)
{
    words->rest = slice_trim(words->rest);
}

static bool sign(struct words *words, char c)
{
    blanks(words);
    if (words->rest.len == 0 || words->rest.at[0] != c)
        return false;
    words->rest = slice_sub(words->rest, 1, words->rest.len);
    return true;
}

static bool word(struct words *words, const char *name)
{
    blanks(words);
    if (!slice_starts(words->rest, name))
        return false;
    words->rest = slice_sub(words->rest, strlen(name), words->rest.len);
    return true;
}

/* 'text' or "text", without escapes. */
static bool quoted(struct words *words, struct slice *text)
{
    const char *end;
    size_t n;

    blanks(words);
    if (words->rest.len < 2 ||
        (words->rest.at[0] != '\'' && words->rest.at[0] != '"'))
        return false;
    end = memchr(words->rest.at + 1, words->rest.at[0], words->rest.len - 1);
    if (!end)
        return false;
    n = (size_t)(end - words->rest.at);
    *text = slice_sub(words->rest, 1, n);
    words->rest = slice_sub(words->rest, n + 1, words->rest.len);
    return true;
}

static bool natural(struct words *words, uint64_t *out)
{
    size_t n = 0;

    *out = 0;
    blanks(words);
    for (; n < words->rest.len && n < 18; n++) {
        char c = words->rest.at[n];

        if (c < '0' || c > '9')
            break;
        *out = *out * 10 + (uint64_t)(c - '0');
    }
    words->rest = slice_sub(words->rest, n, words->rest.len);
    return n > 0;
}

/* A list of fields, which is refused anyway, up to its last bracket. */
static bool skip_list(struct words *words)
{
    size_t depth = 0;

    for (size_t i = 0; i < words->rest.len; i++) {
        depth += words->rest.at[i] == '[';
        depth -= depth > 0 && words->rest.at[i] == ']';
        if (depth == 0) {
            words->rest = slice_sub(words->rest, i + 1, words->rest.len);
            return i > 0;
        }
    }
    return false;
}

/* (), (3,), (3, 2). A rank that is too large is what `rank` says then. */
static bool read_shape(struct npy *npy, struct words *words)
{
    uint64_t size;

    npy->rank = 0;
    if (!sign(words, '('))
        return false;
    while (!sign(words, ')')) {
        if (!natural(words, &size))
            return false;
        if (npy->rank < NPY_DIMENSIONS)
            npy->shape[npy->rank] = size;
        npy->rank += npy->rank <= NPY_DIMENSIONS;
        if (!sign(words, ','))
            return sign(words, ')');
    }
    return true;
}

static bool read_entry(struct npy *npy, struct words *words,
                       struct claims *claims)
{
    struct slice key;

    if (!quoted(words, &key) || !sign(words, ':'))
        return false;
    blanks(words);
    if (slice_is(key, "descr")) {
        claims->type = true;
        return quoted(words, &claims->descr) || skip_list(words);
    }
    if (slice_is(key, "fortran_order")) {
        claims->order = true;
        claims->fortran = word(words, "True");
        return claims->fortran || word(words, "False");
    }
    claims->shape |= slice_is(key, "shape");
    return slice_is(key, "shape") && read_shape(npy, words);
}

static bool read_claims(struct npy *npy, struct slice header,
                        struct claims *claims)
{
    struct words words = { header };

    if (!sign(&words, '{'))
        return false;
    while (!sign(&words, '}')) {
        if (!read_entry(npy, &words, claims))
            return false;
        if (sign(&words, ','))
            continue;
        if (!sign(&words, '}'))
            return false;
        break;
    }
    blanks(&words);
    return words.rest.len == 0 && claims->type && claims->order &&
           claims->shape;
}

/* "<f8": byte order, kind, size. */
static bool read_type(struct npy *npy, struct slice descr, struct err *err)
{
    static const uint16_t one = 1;
    char own = *(const char *)&one ? '<' : '>';

    if (descr.len == 0)
        return refuse(npy, err,
                      "an array of records; one of numbers, such as a single "
                      "field of it, would do");
    if (slice_is(descr, "|O"))
        return refuse(npy, err,
                      "an array of Python objects; numbers, as by "
                      "a.astype(float) or a.astype(int), would do");
    if (descr.len != 3 || !memchr("fiu", descr.at[1], 3) ||
        !memchr("1248", descr.at[2], 4) ||
        (descr.at[1] == 'f' && descr.at[2] < '4'))
        return err_at(err, npy->stream->name, 0, 0,
                      "an array of type '%.*s'; float32, float64 or integers "
                      "would do",
                      SLICE_ARG(slice_sub(descr, 0, 40)));
    npy->kind = descr.at[1];
    npy->size = descr.at[2] - '0';
    if (npy->size > 1 && descr.at[0] != own)
        return refuse(npy, err,
                      "the bytes of its numbers are in another machine's "
                      "order; a.astype(a.dtype.newbyteorder('=')) would do");
    return true;
}

static bool judge(struct npy *npy, const struct claims *claims, struct err *err)
{
    if (!read_type(npy, claims->descr, err))
        return false;
    if (npy->rank > NPY_DIMENSIONS)
        return refuse(npy, err,
                      "an array of more than 2 dimensions; a row for each "
                      "example and a column for each class would do");
    if (claims->fortran)
        return refuse(npy, err,
                      "an array in Fortran's order, column by column; "
                      "np.ascontiguousarray(a) would do");
    return true;
}

/* Magic, version and the header's length; 0 with err. */
static size_t read_front(struct npy *npy, struct err *err)
{
    unsigned char at[12];
    size_t got, n, size = 2;

    if (!stream_read(npy->stream, at, 8, &got, err))
        return 0;
    if (got < 8 || memcmp(at, "\x93NUMPY", 6) != 0) {
        refuse(npy, err, "this is no .npy file; one by np.save() would do");
        return 0;
    }
    if (at[6] < 1 || at[6] > 3 || at[7] != 0) {
        err_at(err, npy->stream->name, 0, 0,
               "version %d.%d of .npy is not known; 1.0 to 3.0 would do", at[6],
               at[7]);
        return 0;
    }
    size = at[6] == 1 ? 2 : 4;
    if (!stream_read(npy->stream, at + 8, size, &got, err))
        return 0;
    n = (size_t)at[8] | (size_t)at[9] << 8;
    if (size == 4)
        n |= (size_t)at[10] << 16 | (size_t)at[11] << 24;
    if (got < size || n == 0 || n > HEADER_MAX) {
        refuse(npy, err,
               "the header of this .npy file is cut off or far too long; one "
               "by np.save() would do");
        return 0;
    }
    return n;
}

bool npy_open(struct npy *npy, struct stream *stream, struct err *err)
{
    char header[HEADER_MAX];
    struct claims claims = { 0 };
    size_t n, got;

    *npy = (struct npy){ .stream = stream };
    n = read_front(npy, err);
    if (n == 0 || !stream_read(stream, header, n, &got, err))
        return false;
    if (got < n || !read_claims(npy, (struct slice){ header, n }, &claims))
        return refuse(npy, err,
                      "the header of this .npy file is cut off or broken; one "
                      "by np.save() would do");
    return judge(npy, &claims, err);
}

size_t npy_take(struct npy *npy, void *out, size_t n, uint64_t row,
                size_t width, struct err *err)
{
    size_t size = (size_t)npy->size * width, got;

    if (stream_read(npy->stream, out, n * size, &got, err) && got < n * size)
        err_at(err, npy->stream->name, 0, 0,
               "the file ends in row %" PRIu64 ", and its header says %" PRIu64
               " rows; a whole file would do",
               row + got / size, npy->shape[0]);
    return got / size;
}

void npy_floats(const struct npy *npy, const void *raw, double *out, size_t n)
{
    const float *single = raw;

    for (size_t i = 0; npy->size == 4 && i < n; i++)
        out[i] = (double)single[i];
}

/* One loop for each type, which the compiler can make vectors of. */
#define WIDEN(type)                                                            \
    do {                                                                       \
        const type *from = raw;                                                \
                                                                               \
        for (size_t i = 0; i < n; i++)                                         \
            out[i] = (int64_t)from[i];                                         \
    } while (0)

static void widen_signed(int size, const void *raw, int64_t *out, size_t n)
{
    if (size == 1)
        WIDEN(int8_t);
    else if (size == 2)
        WIDEN(int16_t);
    else if (size == 4)
        WIDEN(int32_t);
}

static void widen_unsigned(int size, const void *raw, int64_t *out, size_t n)
{
    if (size == 1)
        WIDEN(uint8_t);
    else if (size == 2)
        WIDEN(uint16_t);
    else if (size == 4)
        WIDEN(uint32_t);
    for (size_t i = 0; size == 8 && i < n; i++)
        out[i] = out[i] < 0 ? INT64_MAX : out[i];
}

void npy_integers(const struct npy *npy, const void *raw, int64_t *out,
                  size_t n)
{
    (npy->kind == 'i' ? widen_signed : widen_unsigned)(npy->size, raw, out, n);
}

bool npy_close(struct npy *npy, struct err *err)
{
    char more;
    size_t got;

    if (!stream_read(npy->stream, &more, 1, &got, err))
        return false;
    return got == 0 || refuse(npy, err,
                              "more bytes follow the array that the header "
                              "speaks of; one array a file would do");
}
