/* fuzz_npy.c - files of predictions as two arrays of NumPy, to meet anything.
 *
 * The first byte chooses options, two more say how long the array of
 * probabilities is that follows, and the rest is that of the labels. What is
 * refused must say in which file and what would do. What is accepted must be
 * rows as predictions.h has them; it reads the same in small pieces, and the
 * same rows as a CSV come to the same readings. */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "fuzz/fuzz_rows.h"
#include "lab/csv_rows.h"
#include "lab/npy_rows.h"

struct files {
    struct slice probs, labels;
};

static struct files split(const uint8_t *data, size_t size)
{
    struct slice text = { (const char *)data + 3, size - 3 };
    size_t cut = (size_t)data[1] | (size_t)data[2] << 8;

    return (struct files){ slice_sub(text, 0, cut),
                           slice_sub(text, cut, text.len) };
}

static bool read_rows(const struct files *files, struct fuzz_rows *rows,
                      struct err *err)
{
    struct prediction_sink sink = fuzz_rows_sink(rows);
    struct prediction_count count;
    struct stream probs, labels;
    bool well;

    stream_of(&probs, files->probs, "p.npy");
    stream_of(&labels, files->labels, "y.npy");
    well = npy_rows(&probs, &labels, &rows->options, &sink, &count, err);
    stream_close(&probs);
    stream_close(&labels);
    assert_true(!well || (count.rows == rows->rows && count.rows > 0));
    return well;
}

static void check_refusal(const struct err *err)
{
    assert_true(strcmp(err->file, "p.npy") == 0 ||
                strcmp(err->file, "y.npy") == 0);
    if (!strstr(err->text, "would do") && strlen(err->text) < ERR_TEXT_MAX - 1)
        fail_msg("says not what would do: %s", err->text);
}

static void check_pieces(const struct files *files, uint8_t choice,
                         uint64_t count, bool well, const struct err *err)
{
    struct fuzz_rows rows;
    struct err other = { 0 };

    fuzz_rows_init(&rows, choice);
    rows.options.piece = 1;
    assert_true(read_rows(files, &rows, &other) == well);
    assert_true(rows.rows == count);
    assert_string_equal(other.file, err->file);
    assert_string_equal(other.text, err->text);
    fuzz_rows_finish(&rows);
}

/* What was divided by its sum is not divided again. */
static void check_as_csv(const struct strbuf *csv,
                         const struct evaluated *readings)
{
    struct prediction_sink sink;
    struct prediction_count count;
    struct evaluated others;
    struct fuzz_rows rows;
    struct stream stream;
    struct err err = { 0 };

    fuzz_rows_init(&rows, 0);
    sink = fuzz_rows_sink(&rows);
    stream_of(&stream, (struct slice){ strbuf_text(csv), csv->len }, "csv");
    if (!csv_rows(&stream, &rows.options, &sink, &count, &err))
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    stream_close(&stream);
    others = fuzz_rows_readings(&rows);
    fuzz_rows_same(readings, &others);
    fuzz_rows_finish(&rows);
}

/* Whether it is accepted. */
static bool meet(const uint8_t *data, size_t size)
{
    struct evaluated readings;
    struct strbuf csv = { 0 };
    struct fuzz_rows rows;
    struct files files;
    struct err err = { 0 };
    bool well;

    if (size < 3)
        return false;
    files = split(data, size);
    fuzz_rows_init(&rows, data[0]);
    rows.csv = &csv;
    well = read_rows(&files, &rows, &err);
    if (well) {
        readings = fuzz_rows_readings(&rows);
        check_as_csv(&csv, &readings);
    } else {
        check_refusal(&err);
    }
    if (data[0] & FUZZ_PIECES)
        check_pieces(&files, data[0], rows.rows, well, &err);
    fuzz_rows_finish(&rows);
    strbuf_finish(&csv);
    return well;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    meet(data, size);
    return 0;
}

const struct fuzz_plan fuzz_plan = {
    .name = "npy", .prefixes = 3000, .mutations = 30000, .good = meet
};

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/npy", ".seed", "");
}
