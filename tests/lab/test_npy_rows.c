/* test_npy_rows.c - two arrays of NumPy as predictions. The bytes are those
 * that np.save() writes, made here by hand. */
#include "support/test.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/npy_rows.h"
#include "num/rng.h"

/* A file of version 1: header as given, data behind it. */
static void put(struct strbuf *file, const char *header, const void *data,
                size_t n)
{
    size_t len = strlen(header) + 1;

    strbuf_clear(file);
    strbuf_add(file, "\x93NUMPY\x01\x00", 8);
    strbuf_putc(file, (char)(len & 255));
    strbuf_putc(file, (char)(len >> 8));
    strbuf_puts(file, header);
    strbuf_putc(file, '\n');
    if (n > 0)
        strbuf_add(file, data, n);
}

#define HEAD(descr, shape)                                                     \
    "{'descr': '" descr "', 'fortran_order': False, 'shape': " shape ", }   "

static const double films[] = { 0.75, 0.25, 0.5, 0.5, 0.125, 0.875 };
static const int64_t labels[] = { 0, 1, 1 };

struct files {
    struct strbuf p, y;
};

static void good(struct files *files)
{
    put(&files->p, HEAD("<f8", "(3, 2)"), films, sizeof films);
    put(&files->y, HEAD("<i8", "(3,)"), labels, sizeof labels);
}

static void finish(struct files *files)
{
    strbuf_finish(&files->p);
    strbuf_finish(&files->y);
}

/* Rows as text. */
static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    (void)err;
    for (size_t j = 0; j < set->class_count; j++)
        strbuf_printf(context, "%.*s ", SLICE_ARG(set->classes[j]));
    return true;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    (void)err;
    for (size_t i = 0; i < batch->n; i++)
        strbuf_printf(context, "| %d: %g %g ", batch->label[i],
                      batch->scores[2 * i], batch->scores[2 * i + 1]);
    return true;
}

static bool read_rows(const struct files *files,
                      const struct prediction_options *options,
                      struct strbuf *out, struct err *err)
{
    struct prediction_sink sink = { begin, take, out };
    struct prediction_count count;
    struct stream p, y;
    bool well;

    stream_of(&p, (struct slice){ files->p.at, files->p.len }, "p.npy");
    stream_of(&y, (struct slice){ files->y.at, files->y.len }, "y.npy");
    well = npy_rows(&p, &y, options, &sink, &count, err);
    stream_close(&p);
    stream_close(&y);
    return well;
}

static void reads(const struct files *files, const char *want)
{
    struct prediction_options options = prediction_options();
    struct strbuf out = { 0 };
    struct err err = { 0 };

    if (!read_rows(files, &options, &out, &err))
        fail_msg("%s: %s", err.file, err.text);
    assert_string_equal(strbuf_text(&out), want);
    strbuf_finish(&out);
}

static void refuses(const struct files *files, const char *file,
                    const char *says)
{
    struct prediction_options options = prediction_options();
    struct strbuf out = { 0 };
    struct err err = { 0 };

    assert_false(read_rows(files, &options, &out, &err));
    if (strcmp(err.file, file) != 0 || !strstr(err.text, says))
        fail_msg("%s: %s\nwanted %s: %s", err.file, err.text, file, says);
    if (!strstr(err.text, " would do"))
        fail_msg("says not what would do: %s", err.text);
    strbuf_finish(&out);
}

#define FILMS "0 1 | 0: 0.75 0.25 | 1: 0.5 0.5 | 1: 0.125 0.875 "

static void arrays_are_read(void **state)
{
    const float single[] = { 0.75f, 0.25f, 0.5f, 0.5f, 0.125f, 0.875f };
    const uint8_t bytes[] = { 0, 1, 1 };
    const int16_t words[] = { 0, 1, 1 };
    const uint32_t longs[] = { 0, 1, 1 };
    struct files files = { 0 };

    (void)state;
    good(&files);
    reads(&files, FILMS);
    put(&files.p, HEAD("<f4", "(3, 2)"), single, sizeof single);
    reads(&files, FILMS);
    put(&files.y, HEAD("|u1", "(3,)"), bytes, sizeof bytes);
    reads(&files, FILMS);
    put(&files.y, HEAD("<i2", "(3,)"), words, sizeof words);
    reads(&files, FILMS);
    put(&files.y, HEAD("<u4", "(3,)"), longs, sizeof longs);
    reads(&files, FILMS);
    put(&files.y, "{\"shape\":(3,),'fortran_order':False,'descr':'<u4'}", longs,
        sizeof longs);
    reads(&files, FILMS);
    finish(&files);
}

/* Versions 2 and 3 have four bytes for the header's length. */
static void later_versions_are_read(void **state)
{
    struct files files = { 0 };
    struct strbuf later = { 0 };

    (void)state;
    good(&files);
    for (char version = 2; version <= 3; version++) {
        strbuf_clear(&later);
        strbuf_add(&later, files.p.at, 10);
        later.at[6] = version;
        strbuf_add(&later, "\0\0", 2);
        strbuf_add(&later, files.p.at + 10, files.p.len - 10);
        reads(&(struct files){ later, files.y }, FILMS);
    }
    later.at[6] = 4;
    refuses(&(struct files){ later, files.y }, "p.npy", "version 4.0");
    strbuf_finish(&later);
    finish(&files);
}

static void other_arrays_are_refused_by_name(void **state)
{
    static const struct {
        const char *p, *y, *file, *says;
    } cases[] = {
        { HEAD("|O", "(3, 2)"), NULL, "p.npy", "Python objects" },
        { HEAD("<U7", "(3, 2)"), NULL, "p.npy", "type '<U7'" },
        { HEAD("<f2", "(3, 2)"), NULL, "p.npy", "type '<f2'" },
        { HEAD("<c8", "(3, 2)"), NULL, "p.npy", "type '<c8'" },
        { HEAD(">f8", "(3, 2)"), NULL, "p.npy", "machine's order" },
        { HEAD("<i8", "(3, 2)"), NULL, "p.npy", "of integers" },
        { HEAD("<f8", "(6,)"), NULL, "p.npy", "of 1 dimension of numbers" },
        { HEAD("<f8", "()"), NULL, "p.npy", "of 0 dimensions" },
        { HEAD("<f8", "(3, 2, 1)"), NULL, "p.npy", "more than 2 dimensions" },
        { HEAD("<f8", "(0, 2)"), HEAD("<i8", "(0,)"), "p.npy", "no row" },
        { HEAD("<f8", "(3, 0)"), NULL, "p.npy", "0 classes" },
        { "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), }", NULL,
          "p.npy", "Fortran's order" },
        { "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,), }",
          NULL, "p.npy", "records" },
        { NULL, HEAD("<f8", "(3,)"), "y.npy", "numbers with a point" },
        { NULL, HEAD("<i8", "(3, 1)"), "y.npy", "of 2 dimensions" },
        { NULL, HEAD("<i8", "(4,)"), "y.npy", "4 labels, and 3 rows" },
        { NULL, HEAD("|b1", "(3,)"), "y.npy", "type '|b1'" },
        { HEAD("<f8", "(999999999999999999, 2)"),
          HEAD("<i8", "(999999999999999999,)"), "p.npy", "ends in row 4" },
        { "{'descr': '<f8', 'fortran_order': False, }", NULL, "p.npy",
          "broken" },
        { "{'descr': '<f8', 'fortran_order': 0, 'shape': (3, 2)}", NULL,
          "p.npy", "broken" },
        { "{'descr': '<f8', 'fortran_order': False, 'shape': (-3, 2)}", NULL,
          "p.npy", "broken" },
        { "nonsense", NULL, "p.npy", "broken" },
        { "", NULL, "p.npy", "broken" },
    };
    struct files files = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        good(&files);
        if (cases[i].p)
            put(&files.p, cases[i].p, films, sizeof films);
        if (cases[i].y)
            put(&files.y, cases[i].y, labels, sizeof labels);
        refuses(&files, cases[i].file, cases[i].says);
    }
    finish(&files);
}

static void what_is_cut_off_or_too_long_is_refused(void **state)
{
    struct files files = { 0 };

    (void)state;
    good(&files);
    files.p.len--;
    refuses(&files, "p.npy", "ends in row 3, and its header says 3 rows");
    files.p.len -= 16;
    refuses(&files, "p.npy", "ends in row 2");
    good(&files);
    files.y.len -= 9;
    refuses(&files, "y.npy", "ends in row 2");
    good(&files);
    strbuf_putc(&files.p, 'x');
    refuses(&files, "p.npy", "more bytes follow");
    for (size_t n = 0; n < 60; n++) {
        good(&files);
        files.p.len = n;
        refuses(&files, "p.npy", ".npy");
    }
    finish(&files);
}

static void bad_numbers_are_named_by_their_row(void **state)
{
    double p[6];
    int64_t y[3];
    struct files files = { 0 };

    (void)state;
    good(&files);
    for (size_t i = 0; i < 4; i++) {
        static const int64_t bad[] = { -1, 2, INT64_MIN, INT64_MAX };
        char says[80];

        memcpy(y, labels, sizeof y);
        y[1] = bad[i];
        put(&files.y, HEAD("<i8", "(3,)"), y, sizeof y);
        snprintf(says, sizeof says, "row 2: label %" PRId64 " is no class",
                 bad[i]);
        refuses(&files, "y.npy", says);
    }
    y[1] = -1;
    put(&files.y, HEAD("<u8", "(3,)"), y, sizeof y);
    refuses(&files, "y.npy", "row 2: label 9223372036854775807");
    good(&files);
    memcpy(p, films, sizeof p);
    p[5] = 0.845;
    put(&files.p, HEAD("<f8", "(3, 2)"), p, sizeof p);
    refuses(&files, "p.npy",
            "row 3: the prediction of this row adds up to "
            "0.97");
    p[3] = NAN;
    put(&files.p, HEAD("<f8", "(3, 2)"), p, sizeof p);
    refuses(&files, "p.npy", "row 2, column 2: nan is no probability");
    p[2] = -0.25;
    put(&files.p, HEAD("<f8", "(3, 2)"), p, sizeof p);
    refuses(&files, "p.npy", "row 2, column 1: -0.25 is no");
    finish(&files);
}

static void columns_may_have_names(void **state)
{
    static const struct slice names[] = { { "cat", 3 }, { "dog", 3 } };
    struct prediction_options options = prediction_options();
    struct files files = { 0 };
    struct strbuf out = { 0 };
    struct err err;

    (void)state;
    good(&files);
    options.classes = names;
    options.class_count = 2;
    assert_true(read_rows(&files, &options, &out, &err));
    assert_non_null(strstr(strbuf_text(&out), "cat dog | 0: 0.75"));
    options.class_count = 1;
    assert_false(read_rows(&files, &options, &out, &err));
    assert_non_null(strstr(err.text, "1 classes are named, and there are 2"));
    strbuf_finish(&out);
    finish(&files);
}

/* ---- pieces and threads ---- */

enum { MANY = 5000 };

static struct strbuf said(const struct files *files, size_t threads,
                          size_t piece)
{
    struct prediction_options options = prediction_options();
    struct strbuf out = { 0 };
    struct err err = { 0 };

    options.threads = threads;
    options.piece = piece;
    if (!read_rows(files, &options, &out, &err)) /* of the rows before it */
        strbuf_clear(&out);
    strbuf_printf(&out, "%s: %s", err.file, err.text);
    return out;
}

/* The law: whoever reads them, in whatever pieces, they are the same. A bad
 * row, or two, are refused alike, and so is one before a file's early end. */
static void threads_and_pieces_change_nothing(void **state)
{
    static const size_t threads[] = { 1, 2, 7 }, pieces[] = { 1, 9000, 0 };
    double *p = fatal_calloc(2 * MANY, sizeof *p);
    int64_t *y = fatal_calloc(MANY, sizeof *y);
    struct files files = { 0 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 6);
    for (size_t i = 0; i < MANY; i++) {
        p[2 * i] = rng_uniform(&rng);
        p[2 * i + 1] = 1.0 - p[2 * i];
        y[i] = (int64_t)rng_below(&rng, 2);
    }
    for (int bad = 0; bad < 4; bad++) {
        struct strbuf want;

        p[2 * 4321] = bad ? NAN : p[2 * 4321];
        y[3333] = bad >= 2 ? INT64_C(1) << 32 : y[3333];
        put(&files.p, HEAD("<f8", "(5000, 2)"), p, 2 * MANY * sizeof *p);
        put(&files.y, HEAD("<i8", "(5000,)"), y, MANY * sizeof *y);
        files.p.len -= bad == 3 ? 1600 * sizeof *p : 0;
        want = said(&files, 1, 0);
        if (bad)
            assert_non_null(strstr(strbuf_text(&want),
                                   bad == 1 ? "row 4322, column 1: nan"
                                            : "row 3334: label 4294967296"));
        for (size_t t = 0; t < 3; t++)
            for (size_t i = 0; i < 3; i++) {
                struct strbuf got = said(&files, threads[t], pieces[i]);

                assert_string_equal(strbuf_text(&got), strbuf_text(&want));
                strbuf_finish(&got);
            }
        strbuf_finish(&want);
    }
    finish(&files);
    free(p);
    free(y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_read),
        cmocka_unit_test(later_versions_are_read),
        cmocka_unit_test(other_arrays_are_refused_by_name),
        cmocka_unit_test(what_is_cut_off_or_too_long_is_refused),
        cmocka_unit_test(bad_numbers_are_named_by_their_row),
        cmocka_unit_test(columns_may_have_names),
        cmocka_unit_test(threads_and_pieces_change_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
