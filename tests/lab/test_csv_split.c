/* test_csv_split.c - the quick way to split a line, held to libcsv. */
#include "support/test.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_split.h"
#include "num/rng.h"

/* ---- what libcsv alone makes of a text ---- */

static void slow_field(void *text, size_t n, void *context)
{
    struct strbuf *out = context;
    struct slice field = slice_trim((struct slice){ text, n });

    strbuf_putc(out, '[');
    strbuf_slice(out, field);
    strbuf_putc(out, ']');
}

static void slow_row(int end, void *context)
{
    (void)end;
    strbuf_putc(context, '\n');
}

static bool slow(struct slice text, struct strbuf *out)
{
    struct csv_parser parser;
    bool well;

    assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    well = csv_parse(&parser, text.at, text.len, slow_field, slow_row, out) ==
               text.len &&
           csv_fini(&parser, slow_field, slow_row, out) == 0;
    csv_free(&parser);
    return well;
}

/* ---- ours ---- */

struct place {
    struct strbuf out;
    int line, column;
};

static bool quick_field(void *context, struct csv_split *split,
                        struct slice text)
{
    struct place *place = context;
    struct csv_mark mark = csv_mark_fixed(split, csv_here(split));

    /* Fields come in the order of their places. */
    if (mark.line < place->line ||
        (mark.line == place->line && mark.column <= place->column))
        fail_msg("a field at %d:%d behind one at %d:%d: '%s'", mark.line,
                 mark.column, place->line, place->column, place->out.at);
    place->line = mark.line;
    place->column = mark.column;
    slow_field((void *)(uintptr_t)text.at, text.len, &place->out);
    return true;
}

static bool quick_row(void *context, struct csv_split *split)
{
    struct place *place = context;

    assert_true(csv_row_line(split) <= place->line);
    strbuf_putc(&place->out, '\n');
    return true;
}

static bool quick_end(void *context, struct csv_split *split)
{
    (void)context;
    (void)split;
    return true;
}

static bool quick(struct slice text, struct strbuf *out)
{
    struct place place = { { 0 }, 1, 0 };
    struct csv_events events = { .field = quick_field,
                                 .row = quick_row,
                                 .end = quick_end,
                                 .context = &place };
    struct stream stream;
    struct err err;
    bool well;

    stream_of(&stream, text, "text");
    well = csv_split(&stream, &events, &err);
    stream_close(&stream);
    *out = place.out;
    return well;
}

/* Texts of the characters that matter: 200,000 of them, 20 at most long. */
static void random_texts_are_split_as_libcsv_does(void **state)
{
    static const char letters[] = "ab,,,\"\"\"\n\n\r \t\xC3";
    struct rng rng;
    long well = 0;

    (void)state;
    rng_seed(&rng, 11);
    for (long n = 0; n < 200000; n++) {
        char text[20];
        size_t len = rng_below(&rng, sizeof text + 1);
        struct strbuf a = { 0 }, b = { 0 };
        struct slice s = { text, len };
        bool fine;

        for (size_t i = 0; i < len; i++)
            text[i] = letters[rng_below(&rng, sizeof letters - 1)];
        fine = slow(s, &a);
        if (quick(s, &b) != fine ||
            (fine && strcmp(strbuf_text(&a), strbuf_text(&b)) != 0))
            fail_msg("'%.*s'\nlibcsv %d: %s\nours: %s", SLICE_ARG(s), fine,
                     strbuf_text(&a), strbuf_text(&b));
        well += fine;
        strbuf_finish(&a);
        strbuf_finish(&b);
    }
    assert_true(well > 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_texts_are_split_as_libcsv_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
