#include "lab/npy_rows.h"

#include <inttypes.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/pipeline.h"
#include "base/stream.h"
#include "lab/npy_read.h"
#include "num/loglik.h"
#include "num/rows_check.h"

enum { CLASSES_MAX = 1 << 20, PIECE = 1 << 18 };

/* Some rows, on their own until their turn has come. */
struct piece {
    uint64_t before; /* rows before them */
    size_t n;
    void *raw_scores, *raw_labels; /* as in the files; where numbers of 8 bytes
                                      are there, the arrays below */
    double *scores;                /* [n x K] */
    int64_t *wide;                 /* [n], and as classes: */
    int32_t *label;                /* [n] */
    double *factor;                /* [n], of batches that were quiet */
    struct batch {
        bool quiet; /* factors and hits are known */
        size_t hits;
    } * batches;
    size_t good;                   /* how many rows are well, from the first */
    struct prediction_count count; /* the piece's first row is 1 */
    struct err err;                /* where the row after them is not */
};

struct reader {
    struct arena *arena;
    const struct prediction_options *options;
    const struct prediction_sink *sink;
    struct prediction_count *count;
    struct npy probs, labels;
    uint64_t n, filled; /* rows in all, and rows read */
    size_t k, batch_rows, piece_rows;
    struct piece *pieces; /* [slots] */
    bool failed;          /* to read */
    struct err *err, read_err;
};

/* What a sink says has no place yet. */
static bool refused(const struct reader *r, const struct err *why,
                    struct err *err)
{
    return err_at(err, r->probs.stream->name, 0, 0, "%s", why->text);
}

static bool check_shapes(struct reader *r, struct err *err)
{
    const struct npy *p = &r->probs, *y = &r->labels;

    if (p->kind != 'f' || p->rank != 2)
        return err_at(err, p->stream->name, 0, 0,
                      "an array of %d dimension%s of %s; probabilities, a row "
                      "for each example and a column for each class, of "
                      "float32 or float64, would do",
                      p->rank, p->rank == 1 ? "" : "s",
                      p->kind == 'f' ? "numbers" : "integers");
    if (y->kind == 'f' || y->rank != 1)
        return err_at(err, y->stream->name, 0, 0,
                      "an array of %d dimension%s of %s; labels, an integer "
                      "for each example, would do (np.argmax(a, axis=1), "
                      "a.astype(int))",
                      y->rank, y->rank == 1 ? "" : "s",
                      y->kind == 'f' ? "numbers with a point" : "integers");
    if (p->shape[0] != y->shape[0])
        return err_at(err, y->stream->name, 0, 0,
                      "%" PRIu64 " labels, and %" PRIu64
                      " rows of probabilities; a label for each row would do",
                      y->shape[0], p->shape[0]);
    if (p->shape[0] == 0)
        return err_at(err, p->stream->name, 0, 0,
                      "there is no row; one for each example would do");
    if (p->shape[1] == 0 || p->shape[1] > CLASSES_MAX)
        return err_at(err, p->stream->name, 0, 0,
                      "%" PRIu64 " classes; 1 to %d would do", p->shape[1],
                      CLASSES_MAX);
    r->n = p->shape[0];
    r->k = (size_t)p->shape[1];
    if (r->options->class_count > 0 && r->options->class_count != r->k)
        return err_at(err, p->stream->name, 0, 0,
                      "%zu classes are named, and there are %zu columns; a "
                      "name for each column would do",
                      r->options->class_count, r->k);
    return true;
}

static bool begin(struct reader *r, struct err *err)
{
    struct slice *classes = arena_array(r->arena, r->k, sizeof *classes);
    struct prediction_set set = { .classes = classes,
                                  .class_count = r->k,
                                  .labelled = true };
    struct err why = { 0 };

    for (size_t j = 0; j < r->k; j++)
        classes[j] = r->options->class_count
                         ? r->options->classes[j]
                         : slice_of(arena_printf(r->arena, "%zu", j));
    return r->sink->begin(r->sink->context, &set, &why) ||
           refused(r, &why, err);
}

/* ---- rows that are looked at one by one ---- */

static bool check_row(const struct reader *r, struct piece *piece, size_t i)
{
    double *p = piece->scores + i * r->k, sum;
    uint64_t row = piece->before + i + 1;
    int64_t label = piece->wide[i];
    char text[ERR_TEXT_MAX];

    if (label < 0 || (uint64_t)label >= r->k)
        return err_at(&piece->err, r->labels.stream->name, 0, 0,
                      "row %" PRIu64 ": label %" PRId64
                      " is no class; 0 to %zu would do",
                      row, label, r->k - 1);
    for (size_t j = 0; j < r->k; j++)
        if (!prediction_fits(r->options, p[j]))
            return err_at(&piece->err, r->probs.stream->name, 0, 0,
                          "row %" PRIu64
                          ", column %zu: %.10g is no probability; a number "
                          "from 0 to 1 would do",
                          row, j + 1, p[j]);
    if (prediction_sum(r->options, &piece->count, i + 1, p, r->k, &sum))
        return true;
    prediction_say_sum(r->options, "prediction", sum, text, sizeof text);
    return err_at(&piece->err, r->probs.stream->name, 0, 0,
                  "row %" PRIu64 ": %s", row, text);
}

/* ---- rows by the batch ---- */

/* Whether nothing is to be said of rows from .. from + n - 1, nor to be done.
 */
static bool is_quiet(const struct reader *r, struct piece *piece, size_t from,
                     size_t n, struct batch *batch)
{
    struct prediction_count *count = &piece->count;
    struct loglik_rows rows = { piece->scores + from * r->k,
                                piece->label + from, n, r->k };
    struct rows_checked sum = { .rows = from,
                                .most_off = count->most_off,
                                .most_row = count->most_row };

    if (r->options->normalise ||
        !rows_check(&rows, 1.0, piece->factor + from, &sum) ||
        sum.most_off > r->options->tolerance)
        return false;
    batch->hits = sum.hits;
    count->most_off = sum.most_off;
    count->most_row = sum.most_row;
    return true;
}

static void check_batch(const struct reader *r, struct piece *piece,
                        size_t from, size_t n, struct batch *batch)
{
    uint64_t all = 0;

    for (size_t i = from; i < from + n; i++) {
        all |= (uint64_t)piece->wide[i];
        piece->label[i] = (int32_t)piece->wide[i];
    }
    /* One that does not fit could look like a class. */
    for (size_t i = from; all > INT32_MAX && i < from + n; i++)
        if (piece->wide[i] < 0 || piece->wide[i] > INT32_MAX)
            piece->label[i] = -1;
    batch->quiet = is_quiet(r, piece, from, n, batch);
    piece->good = from + n;
    for (size_t i = from; !batch->quiet && i < from + n; i++)
        if (!check_row(r, piece, i)) {
            piece->good = i;
            return;
        }
}

static void work(void *context, size_t slot)
{
    const struct reader *r = context;
    struct piece *piece = &r->pieces[slot];

    npy_floats(&r->probs, piece->raw_scores, piece->scores, piece->n * r->k);
    npy_integers(&r->labels, piece->raw_labels, piece->wide, piece->n);
    piece->count = (struct prediction_count){ 0 };
    piece->good = 0;
    for (size_t from = 0; from < piece->n && piece->good == from;
         from += r->batch_rows) {
        size_t left = piece->n - from;

        check_batch(r, piece, from, left < r->batch_rows ? left : r->batch_rows,
                    &piece->batches[from / r->batch_rows]);
    }
}

/* ---- pieces ---- */

/* Rows before the end of a file that is cut off come first: one of them may
 * be bad, and the first error is the one to tell. */
static bool fill(void *context, size_t slot)
{
    struct reader *r = context;
    struct piece *piece = &r->pieces[slot];
    uint64_t left = r->n - r->filled, row = r->filled + 1;
    size_t n = left < r->piece_rows ? (size_t)left : r->piece_rows, got;

    if (n == 0 || r->failed)
        return false;
    got = npy_take(&r->probs, piece->raw_scores, n, row, r->k, &r->read_err);
    got = npy_take(&r->labels, piece->raw_labels, got, row, 1, &r->read_err);
    r->failed = got < n;
    piece->before = r->filled;
    piece->n = got;
    r->filled += got;
    return got > 0;
}

static bool hand_over(struct reader *r, struct piece *piece, size_t from,
                      size_t n)
{
    const struct batch *batch = &piece->batches[from / r->batch_rows];
    struct prediction_batch rows = {
        .n = n,
        .label = piece->label + from,
        .scores = piece->scores + from * r->k,
        .factor = batch->quiet ? piece->factor + from : NULL,
        .hits = batch->hits,
    };
    struct err why = { 0 };

    return r->sink->take(r->sink->context, &rows, &why) ||
           refused(r, &why, r->err);
}

static bool drain(void *context, size_t slot)
{
    struct reader *r = context;
    struct piece *piece = &r->pieces[slot];

    for (size_t from = 0; from < piece->good; from += r->batch_rows) {
        size_t left = piece->good - from;

        if (!hand_over(r, piece, from,
                       left < r->batch_rows ? left : r->batch_rows))
            return false;
    }
    prediction_count_add(r->count, &piece->count, piece->good);
    if (piece->good < piece->n && r->err)
        *r->err = piece->err;
    return piece->good == piece->n;
}

static void make_piece(const struct reader *r, struct piece *piece)
{
    size_t n = r->piece_rows, k = r->k;

    piece->scores = fatal_calloc(n * k, sizeof *piece->scores);
    piece->wide = fatal_calloc(n, sizeof *piece->wide);
    piece->label = fatal_calloc(n, sizeof *piece->label);
    piece->factor = fatal_calloc(n, sizeof *piece->factor);
    piece->batches = fatal_calloc(n / r->batch_rows, sizeof *piece->batches);
    piece->raw_scores = r->probs.size == 8
                            ? piece->scores
                            : fatal_calloc(n * k, (size_t)r->probs.size);
    piece->raw_labels = r->labels.size == 8
                            ? piece->wide
                            : fatal_calloc(n, (size_t)r->labels.size);
}

static void finish_piece(struct piece *piece)
{
    if (piece->raw_scores != piece->scores)
        free(piece->raw_scores);
    if (piece->raw_labels != piece->wide)
        free(piece->raw_labels);
    free(piece->scores);
    free(piece->wide);
    free(piece->label);
    free(piece->factor);
    free(piece->batches);
}

static bool run(struct reader *r)
{
    struct pipeline pipeline = { fill, work, drain, r };
    size_t slots = prediction_slots(r->options);
    bool well;

    r->pieces = fatal_calloc(slots, sizeof *r->pieces);
    for (size_t i = 0; i < slots; i++)
        make_piece(r, &r->pieces[i]);
    well = pipeline_run(&pipeline, r->options->threads, slots);
    for (size_t i = 0; i < slots; i++)
        finish_piece(&r->pieces[i]);
    free(r->pieces);
    if (well && r->failed && r->err)
        *r->err = r->read_err;
    return well && !r->failed;
}

static bool read_all(struct reader *r)
{
    size_t bytes = r->options->piece ? r->options->piece : PIECE;

    if (!check_shapes(r, r->err) || !begin(r, r->err))
        return false;
    r->batch_rows = prediction_batch_rows(r->k);
    r->piece_rows = bytes / sizeof(double) / r->k / r->batch_rows;
    r->piece_rows = (r->piece_rows > 1 ? r->piece_rows : 1) * r->batch_rows;
    return run(r) && npy_close(&r->probs, r->err) &&
           npy_close(&r->labels, r->err);
}

bool npy_rows(struct stream *probs, struct stream *labels,
              const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err)
{
    struct reader r = { .arena = arena_create(),
                        .options = options,
                        .sink = sink,
                        .count = count,
                        .err = err };
    bool well;

    *count = (struct prediction_count){ 0 };
    well = npy_open(&r.probs, probs, err) && npy_open(&r.labels, labels, err) &&
           read_all(&r);
    arena_destroy(r.arena);
    return well;
}
