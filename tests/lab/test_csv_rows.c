/* test_csv_rows.c - which texts are predictions, and where the others are
 * wrong. What a good text means is tested as a lab too: test_csv_read.c. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_rows.h"

/* All rows, as text. */
struct told {
    struct strbuf text;
    struct prediction_set set;
    struct prediction_count count;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct told *told = context;

    (void)err;
    told->set = *set;
    for (size_t j = 0; j < set->class_count; j++)
        strbuf_printf(&told->text, "%s%.*s", j ? " " : "",
                      SLICE_ARG(set->classes[j]));
    strbuf_puts(&told->text, set->logits ? " logits\n" : "\n");
    return true;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct told *told = context;
    size_t k = told->set.class_count;

    (void)err;
    for (size_t i = 0; i < batch->n; i++) {
        if (batch->text)
            strbuf_printf(&told->text, "%.*s: ", SLICE_ARG(batch->text[i]));
        if (batch->label)
            strbuf_printf(&told->text, "%d |", batch->label[i]);
        for (size_t j = 0; batch->truth && j < k; j++)
            strbuf_printf(&told->text, "%g%s", batch->truth[i * k + j],
                          j + 1 < k ? " " : " |");
        for (size_t j = 0; j < k; j++)
            strbuf_printf(&told->text, " %.17g", batch->scores[i * k + j]);
        strbuf_putc(&told->text, '\n');
    }
    return true;
}

static bool read_rows(struct slice text, struct prediction_options options,
                      struct told *told, struct err *err)
{
    struct prediction_sink sink = { begin, take, told };
    struct stream stream;
    bool well;

    *told = (struct told){ 0 };
    stream_of(&stream, text, "a.csv");
    well = csv_rows(&stream, &options, &sink, &told->count, err);
    stream_close(&stream);
    return well;
}

static void reads_with(const char *text, struct prediction_options options,
                       const char *want)
{
    struct told told;
    struct err err = { 0 };

    if (!read_rows(slice_of(text), options, &told, &err))
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    assert_string_equal(strbuf_text(&told.text), want);
    strbuf_finish(&told.text);
}

static void reads(const char *text, const char *want)
{
    reads_with(text, prediction_options(), want);
}

static void refuses_with(struct slice text, struct prediction_options options,
                         int line, int column, const char *says)
{
    struct told told;
    struct err err = { 0 };

    assert_false(read_rows(text, options, &told, &err));
    strbuf_finish(&told.text);
    assert_string_equal(err.file, "a.csv");
    if (err.line != line || err.column != column || !strstr(err.text, says))
        fail_msg("%d:%d: %s\nwanted %d:%d: %s", err.line, err.column, err.text,
                 line, column, says);
    if (!strstr(err.text, " would do") && !strstr(err.text, "doubled") &&
        !strstr(err.text, "one or the other"))
        fail_msg("says not what would do: %s", err.text);
}

static void refuses(const char *text, int line, int column, const char *says)
{
    refuses_with(slice_of(text), prediction_options(), line, column, says);
}

static void good_rows_are_handed_over(void **state)
{
    (void)state;
    reads("label,p:a,p:b\na,0.75,0.25\n1,0.5,0.5\n",
          "a b\n0 | 0.75 0.25\n1 | 0.5 0.5\n");
    reads("\xEF\xBB\xBFid, z:a ,y:b,y:a,z:b\r\nx,1,0.5,0.5,-2\r\n\r\n",
          "a b logits\nx: 0.5 0.5 | 1 -2\n");
    reads("p:a,p:b,label,text\n1,0,b,\"one, \"\"two\"\"\nthree\"\n",
          "a b\none, \"two\"\nthree: 1 | 1 0\n");
    reads("label,p:a,p:b\ra,1,0\rb,1,0\r", "a b\n0 | 1 0\n1 | 1 0\n");
    reads("\n \n\"label\",p:a,p:b\n  \na,1,0", "a b\n0 | 1 0\n");
    reads("label,p:1,p:0\n0,0.75,0.25\n", "1 0\n1 | 0.75 0.25\n");
}

static void a_header_must_say_all(void **state)
{
    (void)state;
    refuses("", 1, 1, "the file is empty");
    refuses("\n\n", 2, 1, "the file is empty");
    refuses("label,p:a,p:b\n", 1, 1, "no row follows");
    refuses("label,a,b\n", 1, 1, "no column of predictions");
    refuses("p:a,p:b\n", 1, 1, "no column of truths");
    refuses("label,p:a,z:b\n", 1, 11, "one or the other");
    refuses("label,y:a,y:b,p:a,p:b\n", 1, 7, "one or the other");
    refuses("label,p:a,label,p:b\n", 1, 11, "2 columns 'label'");
    refuses("label,p:a,p:b,p:a\n", 1, 15, "'p:a' is there twice");
    refuses("label,p:,p:a\n", 1, 7, "names no class");
    refuses("\"y:\xC3\xA9\xC3\xA9\",y:c,p:a,p:b\n", 1, 1, "is of a class");
    refuses("y:a,\"y:\xC3\xA9\",p:a,p:b\n", 1, 5, "is of a class");
    refuses("y:a,p:a,p:b\n", 1, 1, "no column 'y:b'");
    refuses("p:a,p:b,y:a,y:a\n", 1, 13, "'y:a' is there twice");
}

static void a_bad_field_is_named_by_its_place(void **state)
{
    (void)state;
    refuses("label,p:a,p:b\na,0.5,0.5\nc,0.5,0.5\n", 3, 1, "'c' is no class");
    refuses("label,p:a,p:b\n2,0.5,0.5\n", 2, 1, "from 0 to 1");
    refuses("label,p:a,p:b\n-1,0.5,0.5\n", 2, 1, "'-1' is no class");
    refuses("label,p:a,p:b\n99999999999999999999,0.5,0.5\n", 2, 1, "no class");
    refuses("label,p:a,p:b\n,0.5,0.5\n", 2, 1, "'' is no class");
    refuses("label,p:a,p:b\na,0.5x,0.5\n", 2, 3, "'0.5x' in column 'p:a'");
    refuses("label,p:a,p:b\na,0.5,nan\n", 2, 7, "'nan' in column 'p:b'");
    refuses("label,p:a,p:b\na,inf,0.5\n", 2, 3, "no number");
    refuses("label,p:a,p:b\na,,0.5\n", 2, 3, "'' in column 'p:a'");
    refuses("label,p:a,p:b\na,1.5,-0.5\n", 2, 3, "no probability");
    refuses("label,p:a,p:b\na,0.5,-0.5\n", 2, 7, "no probability");
    refuses("label,z:a,z:b\na,0,1e300\n", 2, 5, "no logit");
    refuses("t,label,p:a,p:b\n\xC3\xA4\xE2\x82\xAC,a,0.5,x\n", 2, 10, "'x'");
}

static void a_bad_row_is_named_by_its_place(void **state)
{
    (void)state;
    refuses("label,p:a,p:b\na,0.5,0.47\n", 2, 3, "adds up to 0.97");
    refuses("y:a,y:b,p:a,p:b\n1,1,0.5,0.5\n", 2, 1, "truth of this row adds");
    refuses("label,p:a,p:b\na,0.5\n", 2, 6, "2 fields, and the header 3");
    refuses("label,p:a,p:b\r\na,0.5\r\n", 2, 6, "2 fields, and the header 3");
    refuses("label,p:a,p:b\n\"a\",\"0.5\"\n", 2, 10, "2 fields, and the");
    refuses("label,p:a,p:b\na,0.5,0.5,\n", 2, 11, "field 4 of this row");
    refuses("label,p:a,p:b\na,0.5,0.5,,,,\n", 2, 11, "field 4 of this row");
}

/* A field over two lines begins in line 2; the next row is in 4. */
static void lines_are_counted_through_quotes(void **state)
{
    (void)state;
    refuses("t,label,p:a,p:b\n\"x\ny\",a,0.5,0.5\nz,q,0.5,0.5\n", 4, 3, "'q'");
    refuses("t,label,p:a,p:b\n\"x\ny\",q,0.5,0.5\n", 3, 4, "'q'");
    refuses("t,label,p:a,p:b\n\"x\r\ny\",q,0.5,0.5\n", 3, 4, "'q'");
    refuses("label,p:a,p:b\ra,1,0\rq,1,0\r", 3, 1, "'q'");
}

static void what_is_no_csv_is_refused(void **state)
{
    static const char nul[] = "label,p:a\0,p:b\n";
    static const char utf16[] = "\xFF\xFEl\0a\0b\0";

    (void)state;
    refuses("label,p:a,p:b\na\"b,0.5,0.5\n", 2, 2, "a quote stands");
    refuses("label,p:a,p:b\n\"a\"b,0.5,0.5\n", 2, 4, "a quote stands");
    refuses("label,p:a,p:b\n0,\"a,0.5,0.5\n0,", 2, 3, "never closed");
    refuses_with((struct slice){ nul, sizeof nul - 1 }, prediction_options(), 1,
                 10, "NUL");
    refuses_with((struct slice){ utf16, sizeof utf16 - 1 },
                 prediction_options(), 1, 4, "NUL");
}

static void a_line_or_row_without_end_is_refused(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_puts(&text, "label,p:a,p:b\na,0.5,0.");
    strbuf_fill(&text, '5', (size_t)STREAM_LINE_MAX);
    refuses_with((struct slice){ text.at, text.len }, prediction_options(), 2,
                 1, "a line of more than 16 MiB");
    strbuf_clear(&text);
    strbuf_puts(&text, "label,p:a,p:b\n\"a,0.5,0.5");
    for (size_t i = 0; i < (size_t)STREAM_LINE_MAX / 10; i++)
        strbuf_puts(&text, "\na,0.5,0.5");
    strbuf_puts(&text, "\na,0.5,0.5");
    refuses_with((struct slice){ text.at, text.len }, prediction_options(), 2,
                 1, "a row of more than 16 MiB");
    strbuf_finish(&text);
}

/* A hundred thousand columns: of text, and of classes. */
static void many_columns_are_read(void **state)
{
    struct strbuf text = { 0 };
    struct told told;
    struct err err;

    (void)state;
    strbuf_puts(&text, "label,p:a,p:b");
    for (int j = 0; j < 100000; j++)
        strbuf_printf(&text, ",column %d", j);
    strbuf_puts(&text, "\na,0.5,0.5");
    for (int j = 0; j < 100000; j++)
        strbuf_puts(&text, ",x");
    assert_true(read_rows((struct slice){ text.at, text.len },
                          prediction_options(), &told, &err));
    strbuf_finish(&told.text);
    strbuf_puts(&text, ",x");
    refuses_with((struct slice){ text.at, text.len }, prediction_options(), 2,
                 200011, "field 100004");
    strbuf_clear(&text);
    strbuf_puts(&text, "label");
    for (int j = 0; j < 100000; j++)
        strbuf_printf(&text, ",p:%d", j);
    strbuf_puts(&text, "\n77777");
    for (int j = 0; j < 100000; j++)
        strbuf_puts(&text, j == 77777 ? ",1" : ",0");
    assert_true(read_rows((struct slice){ text.at, text.len },
                          prediction_options(), &told, &err));
    assert_int_equal(told.set.class_count, 100000);
    strbuf_finish(&told.text);
    strbuf_finish(&text);
}

static void columns_may_have_other_names(void **state)
{
    static const struct slice names[] = { { "cat", 3 }, { "dog", 3 } };
    struct prediction_options options = prediction_options();

    (void)state;
    options.classes = names;
    options.class_count = 2;
    reads_with("dog,cat,label\n0.25,0.75,dog\n", options,
               "cat dog\n1 | 0.75 0.25\n");
    refuses_with(slice_of("dog,kat,label\n"), options, 1, 1, "no column 'cat'");
    refuses_with(slice_of("dog,cat,label,p:a\n"), options, 1, 15,
                 "named by --classes");
    options.label = slice_of("truth");
    reads_with("label,dog,cat,truth\nx,0.25,0.75,dog\n", options,
               "cat dog\nx: 1 | 0.75 0.25\n");
    refuses_with(slice_of("dog,cat,label\n"), options, 1, 1,
                 "no column 'truth'");
}

/* By hand: 2 + 1 + 1 = 4. */
static void rows_are_rescaled_when_asked(void **state)
{
    struct prediction_options options = prediction_options();
    struct told told;
    struct err err;

    (void)state;
    options.normalise = true;
    reads_with("label,p:a,p:b,p:c\na,2,1,1\na,0.5,0.5,0\n", options,
               "a b c\n0 | 0.5 0.25 0.25\n0 | 0.5 0.5 0\n");
    assert_true(read_rows(slice_of("label,p:a,p:b\na,1,0\na,0.5,0.25\na,1,0"),
                          options, &told, &err));
    assert_near(told.count.most_off, 0.25, 0.0);
    assert_int_equal(told.count.most_row, 2);
    assert_int_equal(told.count.rows, 3);
    strbuf_finish(&told.text);
    refuses_with(slice_of("label,p:a,p:b\na,0,0\n"), options, 2, 3,
                 "adds up to 0, which");
    refuses_with(slice_of("label,p:a,p:b\na,1,-1\n"), options, 2, 5,
                 "no probability");
    /* The extremes of a double lose nothing: thirds, and halves. */
    reads_with("label,p:a,p:b\na,1.7e308,0\na,5e-324,5e-324\n", options,
               "a b\n0 | 1 0\n0 | 0.5 0.5\n");
}

static void the_tolerance_may_be_another(void **state)
{
    struct prediction_options options = prediction_options();

    (void)state;
    options.tolerance = 0.05;
    reads_with("label,p:a,p:b\na,0.5,0.47\n", options,
               "a b\n0 | 0.5 0.46999999999999997\n");
    options.tolerance = 0.0;
    options.told = true;
    refuses_with(slice_of("label,p:a,p:b\na,0.5,0.49999\n"), options, 2, 3,
                 "--normalize");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_rows_are_handed_over),
        cmocka_unit_test(a_header_must_say_all),
        cmocka_unit_test(a_bad_field_is_named_by_its_place),
        cmocka_unit_test(a_bad_row_is_named_by_its_place),
        cmocka_unit_test(lines_are_counted_through_quotes),
        cmocka_unit_test(what_is_no_csv_is_refused),
        cmocka_unit_test(a_line_or_row_without_end_is_refused),
        cmocka_unit_test(many_columns_are_read),
        cmocka_unit_test(columns_may_have_other_names),
        cmocka_unit_test(rows_are_rescaled_when_asked),
        cmocka_unit_test(the_tolerance_may_be_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
