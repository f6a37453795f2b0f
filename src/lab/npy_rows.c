#include "lab/npy_rows.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "lab/npy_read.h"

enum { CLASSES_MAX = 1 << 20 };

struct reader {
    struct arena *arena;
    const struct prediction_options *options;
    const struct prediction_sink *sink;
    struct prediction_count *count;
    struct npy probs, labels;
    uint64_t n;
    size_t k;
    struct prediction_batch batch;
    int64_t *wide; /* the labels of a batch, as they are */
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
    size_t most = prediction_batch_rows(r->k);
    struct slice *classes = arena_array(r->arena, r->k, sizeof *classes);
    struct prediction_set set = { .classes = classes,
                                  .class_count = r->k,
                                  .labelled = true };
    struct err why = { 0 };

    for (size_t j = 0; j < r->k; j++)
        classes[j] = r->options->class_count
                         ? r->options->classes[j]
                         : slice_of(arena_printf(r->arena, "%zu", j));
    r->batch.scores = arena_array(r->arena, most * r->k, sizeof(double));
    r->batch.label = arena_array(r->arena, most, sizeof(int32_t));
    r->wide = arena_array(r->arena, most, sizeof *r->wide);
    return r->sink->begin(r->sink->context, &set, &why) ||
           refused(r, &why, err);
}

static bool check_row(struct reader *r, size_t i, struct err *err)
{
    double *p = r->batch.scores + i * r->k, sum;
    uint64_t row = r->count->rows + 1;
    int64_t label = r->wide[i];
    char text[ERR_TEXT_MAX];

    if (label < 0 || (uint64_t)label >= r->k)
        return err_at(err, r->labels.stream->name, 0, 0,
                      "row %" PRIu64 ": label %" PRId64
                      " is no class; 0 to %zu would do",
                      row, label, r->k - 1);
    r->batch.label[i] = (int32_t)label;
    for (size_t j = 0; j < r->k; j++)
        if (!prediction_fits(r->options, p[j]))
            return err_at(err, r->probs.stream->name, 0, 0,
                          "row %" PRIu64
                          ", column %zu: %.10g is no probability; a number "
                          "from 0 to 1 would do",
                          row, j + 1, p[j]);
    if (!prediction_sum(r->options, r->count, row, p, r->k, &sum)) {
        prediction_say_sum(r->options, "prediction", sum, text, sizeof text);
        return err_at(err, r->probs.stream->name, 0, 0, "row %" PRIu64 ": %s",
                      row, text);
    }
    r->count->rows++;
    return true;
}

static bool read_batch(struct reader *r, size_t n, struct err *err)
{
    uint64_t row = r->count->rows + 1;
    struct err why = { 0 };

    r->batch.n = n;
    if (!npy_floats(&r->probs, r->batch.scores, n * r->k, row, r->k, err) ||
        !npy_integers(&r->labels, r->wide, n, row, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!check_row(r, i, err))
            return false;
    return r->sink->take(r->sink->context, &r->batch, &why) ||
           refused(r, &why, err);
}

static bool read_all(struct reader *r, struct err *err)
{
    size_t most;

    if (!check_shapes(r, err) || !begin(r, err))
        return false;
    most = prediction_batch_rows(r->k);
    while (r->count->rows < r->n) {
        uint64_t left = r->n - r->count->rows;

        if (!read_batch(r, left < most ? (size_t)left : most, err))
            return false;
    }
    return npy_close(&r->probs, err) && npy_close(&r->labels, err);
}

bool npy_rows(struct stream *probs, struct stream *labels,
              const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err)
{
    struct reader r = { .arena = arena_create(),
                        .options = options,
                        .sink = sink,
                        .count = count };
    bool well;

    *count = (struct prediction_count){ 0 };
    well = npy_open(&r.probs, probs, err) && npy_open(&r.labels, labels, err) &&
           read_all(&r, err);
    arena_destroy(r.arena);
    return well;
}
