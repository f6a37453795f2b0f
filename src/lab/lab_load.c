#include "lab/lab_load.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/vec.h"
#include "lab/lab.h"

struct lab_loader {
    struct arena *arena;
    struct prediction_set set; /* its names are in the arena */
    struct lab_row *rows;
    size_t count, cap;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct lab_loader *loader = context;
    struct slice *classes;

    if (set->class_count > LAB_CLASSES_MAX)
        return err_set(err, "%zu classes are too many: %d would do",
                       set->class_count, LAB_CLASSES_MAX);
    classes = arena_array(loader->arena, set->class_count, sizeof *classes);
    for (size_t j = 0; j < set->class_count; j++)
        classes[j] = slice_of(slice_text(loader->arena, set->classes[j]));
    loader->set = *set;
    loader->set.classes = classes;
    return true;
}

static double *keep(struct lab_loader *loader, const double *row)
{
    size_t k = loader->set.class_count;
    double *kept = arena_array(loader->arena, k, sizeof *kept);

    for (size_t j = 0; j < k; j++)
        kept[j] = row[j];
    return kept;
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct lab_loader *loader = context;
    size_t k = loader->set.class_count;

    if (loader->count + batch->n > LAB_ROWS_MAX)
        return err_set(err, "more than %d rows are too many; fewer would do",
                       LAB_ROWS_MAX);
    for (size_t i = 0; i < batch->n; i++) {
        struct lab_row *row = vec_push_in(loader->arena, loader->rows,
                                          loader->count, loader->cap);
        const double *scores = keep(loader, batch->scores + i * k);

        row->label = batch->label ? batch->label[i] : -1;
        if (batch->truth)
            row->truth = keep(loader, batch->truth + i * k);
        if (loader->set.logits)
            row->logits = scores;
        else
            row->predicted = scores;
        if (batch->text)
            row->input = slice_of(slice_text(loader->arena, batch->text[i]));
    }
    return true;
}

struct lab_loader *lab_loader_create(void)
{
    struct lab_loader *loader = fatal_calloc(1, sizeof *loader);

    loader->arena = arena_create();
    return loader;
}

struct prediction_sink lab_loader_sink(struct lab_loader *loader)
{
    return (struct prediction_sink){ begin, take, loader };
}

void lab_loader_destroy(struct lab_loader *loader)
{
    if (!loader)
        return;
    arena_destroy(loader->arena);
    free(loader);
}

struct lab *lab_loader_finish(struct lab_loader *loader, struct slice title,
                              struct err *err)
{
    struct lab_spec spec = {
        .title = title,
        .classes = loader->set.classes,
        .class_count = loader->set.class_count,
        .rows = loader->rows,
        .row_count = loader->count,
        .model = loader->set.logits ? LAB_SOFTMAX : LAB_GIVEN,
        .levers = LAB_LEVER_ALL,
    };
    struct lab *lab = NULL;

    if (loader->count == 0)
        err_set(err, "there is no row: one or more would do");
    else
        lab = lab_create(&spec, err);
    lab_loader_destroy(loader);
    return lab;
}
