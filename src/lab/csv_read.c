#include "lab/csv_read.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "base/vec.h"
#include "lab/csv_rows.h"
#include "lab/lab.h"

struct keeper {
    struct arena *arena;
    struct prediction_set set; /* its names are in the arena */
    struct lab_row *rows;
    size_t count, cap;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct keeper *keeper = context;
    struct slice *classes;

    if (set->class_count > LAB_CLASSES_MAX)
        return err_set(err, "%zu classes are too many: %d would do",
                       set->class_count, LAB_CLASSES_MAX);
    classes = arena_array(keeper->arena, set->class_count, sizeof *classes);
    for (size_t j = 0; j < set->class_count; j++)
        classes[j] = slice_of(slice_text(keeper->arena, set->classes[j]));
    keeper->set = *set;
    keeper->set.classes = classes;
    return true;
}

static double *keep(struct keeper *keeper, const double *row)
{
    size_t k = keeper->set.class_count;
    double *kept = arena_array(keeper->arena, k, sizeof *kept);

    for (size_t j = 0; j < k; j++)
        kept[j] = row[j];
    return kept;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct keeper *keeper = context;
    size_t k = keeper->set.class_count;

    if (keeper->count + batch->n > LAB_ROWS_MAX)
        return err_set(err, "more than %d rows are too many; fewer would do",
                       LAB_ROWS_MAX);
    for (size_t i = 0; i < batch->n; i++) {
        struct lab_row *row = vec_push_in(keeper->arena, keeper->rows,
                                          keeper->count, keeper->cap);
        const double *scores = keep(keeper, batch->scores + i * k);

        row->label = batch->label ? batch->label[i] : -1;
        if (batch->truth)
            row->truth = keep(keeper, batch->truth + i * k);
        if (keeper->set.logits)
            row->logits = scores;
        else
            row->predicted = scores;
        if (batch->text)
            row->input = slice_of(slice_text(keeper->arena, batch->text[i]));
    }
    return true;
}

static struct lab *make_lab(const struct keeper *keeper, const char *name,
                            struct err *err)
{
    struct lab_spec spec = {
        .classes = keeper->set.classes,
        .class_count = keeper->set.class_count,
        .rows = keeper->rows,
        .row_count = keeper->count,
        .model = keeper->set.logits ? LAB_SOFTMAX : LAB_GIVEN,
        .levers = LAB_LEVER_ALL,
    };
    struct err why = { 0 };
    struct lab *lab = lab_create(&spec, &why);

    if (!lab)
        err_at(err, name, 0, 0, "%s", why.text);
    return lab;
}

struct lab *csv_read(struct stream *stream, struct err *err)
{
    struct keeper keeper = { .arena = arena_create() };
    struct prediction_sink sink = { begin, take, &keeper };
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct lab *lab = NULL;

    if (csv_rows(stream, &options, &sink, &count, err))
        lab = make_lab(&keeper, stream->name, err);
    arena_destroy(keeper.arena);
    return lab;
}
