#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/stream.h"

static void put(char *path, const char *bytes, size_t n)
{
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_true(write(fd, bytes, n) == (ssize_t)n);
    close(fd);
}

static void expect_line(struct stream *stream, const char *want)
{
    struct slice line;

    assert_int_equal(stream_line(stream, &line, NULL), STREAM_SOME);
    assert_true(slice_is(line, want));
}

static void expect_end(struct stream *stream)
{
    struct slice line;

    assert_int_equal(stream_line(stream, &line, NULL), STREAM_END);
    assert_int_equal(stream_line(stream, &line, NULL), STREAM_END);
}

static void lines_keep_their_newline(void **state)
{
    struct stream stream;

    (void)state;
    stream_of(&stream, slice_of("one\r\n\ntwo"), "text");
    expect_line(&stream, "one\r\n");
    expect_line(&stream, "\n");
    expect_line(&stream, "two");
    expect_end(&stream);
    stream_close(&stream);
    stream_of(&stream, slice_of(NULL), "nothing");
    expect_end(&stream);
    stream_close(&stream);
    stream_close(&stream);
}

/* Lines that lie across the pieces in which a file is read. */
static void a_file_is_the_lines_it_has(void **state)
{
    char path[] = "/tmp/likely-stream-XXXXXX", want[2100];
    struct stream stream;
    struct err err;
    char *text = fatal_malloc(2000000);
    size_t n = 0, lines = 0;

    (void)state;
    for (; n < 1900000; lines++) {
        size_t len = lines * 7919 % 2000;

        memset(text + n, 'a' + (int)(lines % 26), len);
        n += len;
        text[n++] = '\n';
    }
    put(path, text, n);
    assert_true(stream_open(&stream, path, &err));
    assert_string_equal(stream.name, path);
    for (size_t i = 0; i < lines; i++) {
        size_t len = i * 7919 % 2000;

        memset(want, 'a' + (int)(i % 26), len);
        strcpy(want + len, "\n");
        expect_line(&stream, want);
    }
    expect_end(&stream);
    stream_close(&stream);
    unlink(path);
    free(text);
}

static void bytes_come_as_many_as_there_are(void **state)
{
    char path[] = "/tmp/likely-stream-XXXXXX", out[8];
    char *text = fatal_calloc(1, 300000), *back = fatal_malloc(300000);
    struct stream stream;
    struct err err;
    size_t got;

    (void)state;
    text[299999] = 'z';
    put(path, text, 300000);
    assert_true(stream_open(&stream, path, &err));
    assert_true(stream_read(&stream, out, 5, &got, &err));
    assert_int_equal(got, 5);
    assert_true(stream_read(&stream, back, 300000, &got, &err));
    assert_int_equal(got, 299995);
    assert_int_equal(back[299994], 'z');
    assert_int_equal(stream_size(&stream), 300000);
    assert_int_equal(stream_taken(&stream), 300000);
    assert_true(stream_read(&stream, out, 5, &got, &err));
    assert_int_equal(got, 0);
    stream_close(&stream);
    unlink(path);
    free(text);
    free(back);
}

static void a_line_without_end_is_cut(void **state)
{
    size_t n = (size_t)STREAM_LINE_MAX + 2;
    char *text = fatal_malloc(n);
    struct stream stream;
    struct slice line;

    (void)state;
    memset(text, 'x', n);
    stream_of(&stream, (struct slice){ text, n }, "long");
    assert_int_equal(stream_line(&stream, &line, NULL), STREAM_TOO_LONG);
    assert_true(line.len > STREAM_LINE_MAX);
    stream_close(&stream);
    stream_of(&stream, (struct slice){ text, n }, "text");
    stream.longest = n;
    assert_int_equal(stream_line(&stream, &line, NULL), STREAM_SOME);
    assert_true(line.len == n);
    stream_close(&stream);
    free(text);
}

static void what_cannot_be_read_is_said(void **state)
{
    struct stream stream;
    struct err err;

    (void)state;
    assert_false(stream_open(&stream, "/tmp", &err));
    assert_string_equal(err.file, "/tmp");
    assert_non_null(strstr(err.text, "is a folder"));
    assert_false(stream_open(&stream, "/nowhere/x", &err));
    assert_non_null(strstr(err.text, "cannot open"));
}

/* 300,000 bytes, which is more than is read at once. */
static void a_file_that_changes_its_length_is_refused(void **state)
{
    static const int changes[] = { 200000, 299999, 300001, 600000, 0 };

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char path[] = "/tmp/likely-stream-XXXXXX", says[80];
        char *bytes = fatal_calloc(300000, 1);
        struct stream stream;
        struct err err;
        size_t got;

        put(path, bytes, 300000);
        assert_true(stream_open(&stream, path, &err));
        assert_true(stream_read(&stream, bytes, 100, &got, &err));
        assert_int_equal(truncate(path, changes[i]), 0);
        while (stream_read(&stream, bytes, 100000, &got, &err))
            assert_true(got > 0);
        snprintf(says, sizeof says,
                 "the file has %d bytes now, and had 300000 when", changes[i]);
        assert_non_null(strstr(err.text, says));
        stream_close(&stream);
        unlink(path);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_keep_their_newline),
        cmocka_unit_test(a_file_is_the_lines_it_has),
        cmocka_unit_test(bytes_come_as_many_as_there_are),
        cmocka_unit_test(a_line_without_end_is_cut),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(a_file_that_changes_its_length_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
