/* test_csv_threads.c - a file of predictions read in pieces, by several
 * threads. The law: however it is cut and by whomever it is read, its rows,
 * its bits and what is wrong with it are those of one thread and one piece. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "num/rng.h"

/* Everything that was said, as text. */
struct told {
    struct strbuf text;
    size_t k;
    bool logits;
    uint64_t rows;
    uint64_t refuse; /* that many rows are too many; 0: none are */
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct told *told = context;

    (void)err;
    told->k = set->class_count;
    told->logits = set->logits;
    for (size_t j = 0; j < told->k; j++)
        strbuf_printf(&told->text, "%.*s;", SLICE_ARG(set->classes[j]));
    return true;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct told *told = context;

    for (size_t i = 0; i < batch->n; i++) {
        strbuf_printf(&told->text, "\n%d", batch->label ? batch->label[i] : -1);
        for (size_t j = 0; j < told->k; j++)
            strbuf_printf(&told->text, " %a", batch->scores[i * told->k + j]);
        for (size_t j = 0; batch->truth && j < told->k; j++)
            strbuf_printf(&told->text, " y%a", batch->truth[i * told->k + j]);
        if (batch->text)
            strbuf_printf(&told->text, " '%.*s'", SLICE_ARG(batch->text[i]));
    }
    told->rows += batch->n;
    return !told->refuse || told->rows < told->refuse ||
           err_set(err, "enough; fewer would do");
}

static struct strbuf read_text(struct slice text, size_t threads, size_t piece,
                               uint64_t refuse)
{
    struct told told = { .refuse = refuse };
    struct prediction_sink sink = { begin, take, &told };
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct stream stream;
    struct err err = { 0 };
    bool well;

    options.threads = threads;
    options.piece = piece;
    stream_of(&stream, text, "a.csv");
    well = csv_rows(&stream, &options, &sink, &count, &err);
    stream_close(&stream);
    if (!well) /* of the rows before it, more or fewer may have been told */
        strbuf_clear(&told.text);
    strbuf_printf(&told.text, "\n%d %s:%d:%d: %s", well, err.file, err.line,
                  err.column, err.text);
    if (well)
        strbuf_printf(&told.text, " %llu rows, %a off in %llu",
                      (unsigned long long)count.rows, count.most_off,
                      (unsigned long long)count.most_row);
    return told.text;
}

static const size_t pieces[] = { 1, 7, 40, 300 };
static const size_t threads[] = { 1, 2, 7 };

/* Returns whether it is accepted. */
static bool same_by_all(struct slice text)
{
    struct strbuf want = read_text(text, 1, 0, 0);
    bool well = strstr(strbuf_text(&want), "\n1 ") != NULL;

    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++)
        for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
            struct strbuf got = read_text(text, threads[t], pieces[p], 0);

            if (strcmp(strbuf_text(&got), strbuf_text(&want)) != 0)
                fail_msg("%zu threads, pieces of %zu: '%.*s'\n%s\nwanted %s",
                         threads[t], pieces[p], SLICE_ARG(text), got.at,
                         want.at);
            strbuf_finish(&got);
        }
    strbuf_finish(&want);
    return well;
}

static void all(const char *text)
{
    same_by_all(slice_of(text));
}

static void cuts_are_not_seen(void **state)
{
    (void)state;
    all("label,p:a,p:b\na,0.75,0.25\n1,0.5,0.5\nb,0.125,0.875\n");
    all("\xEF\xBB\xBFlabel,p:a,p:b\r\na,0.75,0.25\r\n1,0.5,0.5\r\n");
    all("\n\n\nlabel,z:a,z:b\n\n\na,1,2\n\n\nb,3,-4");
    all("t,y:a,y:b,p:a,p:b\n\"x, \"\"\n\n\"\"y\",1,0,0.5,0.5\n\"\n\n\n\",0,1,"
        "0.25,0.75\n");
    all("label,p:a,p:b\ra,1,0\rb,1,0\r");
    all("label,p:a,p:b\na,1,0\r\r\rb,1,0\n\n");
    all("label,p:a,p:b,t\na,1,0,\"\r\"\na,1,0,\"\"\"\n\"\"\"\r\n");
    all("label,p:a,p:b,t\na,1,0,\xEF\xBB\xBF\n\xEF\xBB\xBF");
    all("");
    all("\n\n");
    all("label,p:a");
    all("label,p:a\n\n\n");
}

/* The first is met, in the order of the file, wherever the cuts are. */
static void the_first_error_is_the_one(void **state)
{
    (void)state;
    all("label,p:a,p:b\na,0.75,0.25\nc,0.5,0.5\nd,0.1,0.9\n");
    all("label,p:a,p:b\na,0.75,0.25\na,0.5\na,0.1,0.9,7\n");
    all("label,p:a,p:b\na,0.75,0.25\na,0.5,0.47\na,x,0.9\n");
    all("t,label,p:a,p:b\n\"\n\n\",a,0.75,0.25\nx\"y,a,0.5,0.5\n\",\n");
    all("t,label,p:a,p:b\n\"\n\n\",a,0.75,0.25\n\"x\"y,a,0.5,0.5\nz,a,1,0\n");
    all("t,label,p:a,p:b\nx,a,0.75,0.25\n\"y,a,0.5,0.5\nz,a,1,0\n");
    all("label,p:a,p:b\na,0.75,0.25\r\rc,0.5,0.5\n\n\n");
    all("label,p:a,p:a\na,0.75,0.25\nc,0.5,0.5\n");
}

/* Of a good file some byte is another one. */
static void random_texts_are_read_alike(void **state)
{
    static const char good[] = "t,label,p:a,p:b\r\n\"x\n\",a,0.5,0.5\n\n"
                               "\"\"\"y\",1,1,0\r\nz,b,5e-1,.5\n,a,0,1\n";
    static const char letters[] = "ab,,\"\"\"\n\n\r 01.\xEF";
    struct rng rng;
    int well = 0;

    (void)state;
    rng_seed(&rng, 3);
    for (int n = 0; n < 500; n++) {
        char text[sizeof good];
        size_t changes = rng_below(&rng, 4);

        memcpy(text, good, sizeof good);
        for (size_t i = 0; i < changes; i++)
            text[rng_below(&rng, sizeof good - 1)] =
                letters[rng_below(&rng, sizeof letters - 1)];
        well += same_by_all((struct slice){ text, sizeof good - 1 });
    }
    assert_true(well > 100 && well < 450);
}

/* What a sink refuses is placed in the row of its batch's end. */
static void a_refusal_is_placed(void **state)
{
    static const char text[] = "label,p:a\n\na,1\na,1\na,1\nx,1\n";

    (void)state;
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        struct strbuf got = read_text((struct slice){ text, sizeof text - 1 },
                                      threads[t], 8, 3);

        assert_string_equal(strbuf_text(&got),
                            "\n0 a.csv:5:1: enough; fewer would do");
        strbuf_finish(&got);
    }
}

/* ---- all the way to the readings ---- */

static struct strbuf many_rows(void)
{
    struct strbuf text = { 0 };
    struct rng rng;

    rng_seed(&rng, 8);
    strbuf_puts(&text, "label,text,p:a,p:b,p:c\n");
    for (int i = 0; i < 20000; i++) {
        double p = rng_uniform(&rng), q = (1.0 - p) * rng_uniform(&rng);

        strbuf_printf(&text, "%c,%s%d%s,%.17g,%.17g,%.17g\n", "abc"[i % 3],
                      i % 7 ? "" : "\"a\n", i, i % 7 ? "" : "\"", p, q,
                      1.0 - p - q);
    }
    return text;
}

static struct evaluated evaluate(struct slice text, size_t n, size_t piece)
{
    struct evaluation *evaluation = evaluation_create(0);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct stream stream;
    struct err err = { 0 };
    struct evaluated out;

    options.threads = n;
    options.piece = piece;
    stream_of(&stream, text, "a.csv");
    if (!csv_rows(&stream, &options, &sink, &count, &err))
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    stream_close(&stream);
    evaluation_end(evaluation, &out);
    evaluation_destroy(evaluation);
    out.worst = NULL;
    return out;
}

static void readings_have_the_same_bits(void **state)
{
    struct strbuf text = many_rows();
    struct slice whole = { text.at, text.len };
    struct evaluated want = evaluate(whole, 1, 0);

    (void)state;
    assert_int_equal(want.examples, 20000);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++)
        for (size_t piece = 100; piece < 1000000; piece *= 20) {
            struct evaluated got = evaluate(whole, threads[t], piece);

            assert_memory_equal(&got.totals, &want.totals, sizeof got.totals);
            assert_memory_equal(&got.log_likelihood, &want.log_likelihood,
                                sizeof got.log_likelihood);
            for (int f = 0; f < FORMAT_EXACT; f++)
                assert_int_equal(got.formats[f].first_subnormal,
                                 want.formats[f].first_subnormal);
            assert_int_equal(got.hits, want.hits);
        }
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_are_not_seen),
        cmocka_unit_test(the_first_error_is_the_one),
        cmocka_unit_test(random_texts_are_read_alike),
        cmocka_unit_test(a_refusal_is_placed),
        cmocka_unit_test(readings_have_the_same_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
