/* fuzz_csv.c - files of predictions as CSV, to meet anything.
 *
 * The first byte chooses options, the rest is the file. What is refused must
 * have a place and say what would do. What is accepted must be rows as
 * predictions.h has them; it reads the same piece by piece; and a lab of it,
 * written, reads back to what writes the same. */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "fuzz/fuzz_rows.h"
#include "lab/csv_rows.h"
#include "lab/lab.h"
#include "lab/lab_load.h"
#include "lab/rows_csv.h"

static bool read_rows(struct slice text,
                      const struct prediction_options *options,
                      struct prediction_sink sink, struct err *err)
{
    struct prediction_count count;
    struct stream stream;
    bool well;

    stream_of(&stream, text, "csv");
    well = csv_rows(&stream, options, &sink, &count, err);
    stream_close(&stream);
    return well;
}

static void check_refusal(const struct err *err)
{
    assert_true(err->file[0] && err->text[0]);
    assert_true(err->line >= 1 && err->column >= 1);
    if (!strstr(err->text, "would do") && !strstr(err->text, "doubled") &&
        !strstr(err->text, "one or the other") &&
        strlen(err->text) < ERR_TEXT_MAX - 1)
        fail_msg("says not what would do: %s", err->text);
}

/* Cut into pieces of a few bytes, it must read as it does whole. */
static void check_pieces(struct slice text, uint8_t choice, uint64_t count,
                         bool well, const struct err *err)
{
    struct fuzz_rows rows;
    struct err other = { 0 };

    fuzz_rows_init(&rows, choice);
    rows.options.piece = 5;
    assert_true(read_rows(text, &rows.options, fuzz_rows_sink(&rows), &other) ==
                well);
    assert_true(rows.rows == count);
    assert_int_equal(other.line, err->line);
    assert_int_equal(other.column, err->column);
    assert_string_equal(other.text, err->text);
    fuzz_rows_finish(&rows);
}

/* ---- as a lab ---- */

/* What a lab of the text writes. */
static struct strbuf written(struct slice text,
                             const struct prediction_options *options)
{
    struct lab_loader *loader = lab_loader_create();
    struct strbuf out = { 0 };
    struct err err = { 0 };
    struct lab *lab;

    if (!read_rows(text, options, lab_loader_sink(loader), &err))
        fail_msg("%d:%d: %s in\n%.*s", err.line, err.column, err.text,
                 SLICE_ARG(text));
    lab = lab_loader_finish(loader, slice_of("fuzz"), &err);
    assert_non_null(lab);
    rows_csv_all(lab, &out);
    lab_destroy(lab);
    return out;
}

static void check_lab(struct slice text,
                      const struct prediction_options *options)
{
    struct prediction_options plain = prediction_options();
    struct strbuf first = written(text, options), second;

    second = written((struct slice){ strbuf_text(&first), first.len }, &plain);
    assert_string_equal(strbuf_text(&first), strbuf_text(&second));
    strbuf_finish(&first);
    strbuf_finish(&second);
}

/* Whether it is accepted. */
static bool meet(const uint8_t *data, size_t size)
{
    struct slice text = { (const char *)data + 1, size - 1 };
    struct fuzz_rows rows;
    struct err err = { 0 };
    bool well;

    if (size == 0)
        return false;
    fuzz_rows_init(&rows, data[0]);
    well = read_rows(text, &rows.options, fuzz_rows_sink(&rows), &err);
    if (!well)
        check_refusal(&err);
    else if (rows.rows > 0)
        fuzz_rows_readings(&rows);
    if (data[0] & FUZZ_PIECES)
        check_pieces(text, data[0], rows.rows, well, &err);
    if (data[0] & FUZZ_LAB && well && rows.rows > 0)
        check_lab(text, &rows.options);
    fuzz_rows_finish(&rows);
    return well;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    meet(data, size);
    return 0;
}

const struct fuzz_plan fuzz_plan = {
    .name = "csv", .prefixes = 3000, .mutations = 30000, .good = meet
};

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/csv", ".seed", "");
}
