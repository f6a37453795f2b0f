/* test_changing_file.c - files of predictions that somebody writes to while
 * they are read: said, and never a crash or a silent end. */
#include "support/test.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/npy_rows.h"

enum { ROWS = 100000 };

/* Changes the length of a file as soon as its front was read. */
struct change {
    const char *path;
    long length;
    uint64_t rows;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct change *change = context;

    (void)set;
    (void)err;
    assert_int_equal(truncate(change->path, change->length), 0);
    return true;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct change *change = context;

    (void)err;
    change->rows += batch->n;
    return true;
}

static FILE *make(char *path)
{
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;

    assert_non_null(file);
    return file;
}

static long make_csv(char *path)
{
    FILE *file = make(path);
    long length;

    fputs("label,p:a,p:b\n", file);
    for (int i = 0; i < ROWS; i++)
        fputs("a,0.25,0.75\n", file);
    length = ftell(file);
    fclose(file);
    return length;
}

static void head(FILE *file, const char *type, const char *shape)
{
    char text[65] = "", padded[66];

    snprintf(text, sizeof text,
             "{'descr': '%s', 'fortran_order': False, 'shape': %s}", type,
             shape);
    snprintf(padded, sizeof padded, "%-64s\n", text);
    fwrite("\x93NUMPY\1\0\x41", 1, 9, file);
    fputc(0, file);
    fputs(padded, file);
}

static long make_array(char *path, const char *type, const char *shape,
                       const void *row, size_t size)
{
    FILE *file = make(path);
    long length;

    head(file, type, shape);
    for (int i = 0; i < ROWS; i++)
        fwrite(row, size, 1, file);
    length = ftell(file);
    fclose(file);
    return length;
}

static void a_csv_that_changes_is_refused(void **state)
{
    static const long changes[] = { -12 * 50000, -12, -5, 12, 7 };

    (void)state;
    for (size_t threads = 1; threads <= 2; threads++)
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            char path[] = "/tmp/likely-changing-XXXXXX";
            struct prediction_options options = prediction_options();
            long length = make_csv(path);
            struct change change = { path, length + changes[i], 0 };
            struct prediction_sink sink = { begin, take, &change };
            struct prediction_count count;
            struct stream stream;
            struct err err = { 0 };

            options.threads = threads;
            options.piece = 10000;
            assert_true(stream_open(&stream, path, &err));
            assert_false(csv_rows(&stream, &options, &sink, &count, &err));
            assert_string_equal(err.file, path);
            assert_non_null(strstr(err.text, "bytes now, and had"));
            assert_non_null(strstr(err.text, "would do"));
            assert_true(err.line >= 1 && err.column == 1);
            stream_close(&stream);
            unlink(path);
        }
}

static void an_array_that_changes_is_refused(void **state)
{
    static const long changes[] = { -16 * 50000, -16, 16 };
    static const double p[] = { 0.25, 0.75 };
    static const int64_t y = 1;

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char probs[] = "/tmp/likely-changing-XXXXXX";
        char labels[] = "/tmp/likely-changing-XXXXXX";
        struct prediction_options options = prediction_options();
        long length = make_array(probs, "<f8", "(100000, 2)", p, sizeof p);
        struct change change = { probs, length + changes[i], 0 };
        struct prediction_sink sink = { begin, take, &change };
        struct prediction_count count;
        struct stream a, b;
        struct err err = { 0 };

        make_array(labels, "<i8", "(100000,)", &y, sizeof y);
        assert_true(stream_open(&a, probs, &err));
        assert_true(stream_open(&b, labels, &err));
        assert_false(npy_rows(&a, &b, &options, &sink, &count, &err));
        assert_string_equal(err.file, probs);
        if (!strstr(err.text, "bytes now, and had"))
            fail_msg("%s", err.text);
        stream_close(&a);
        stream_close(&b);
        unlink(probs);
        unlink(labels);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_csv_that_changes_is_refused),
        cmocka_unit_test(an_array_that_changes_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
