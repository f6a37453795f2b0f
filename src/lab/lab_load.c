#include "lab/lab_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "lab/state.h"

/* Arrays that grow by doubling: large ones are moved without a copy, and what
 * is not yet written to takes no memory. */
struct lab_loader {
    struct arena *arena; /* of the set's names */
    struct prediction_set set;
    size_t count, cap;
    double *score;  /* [cap][k] */
    int32_t *label; /* [cap] */
    double *given;  /* [cap][k], or NULL */
    struct row_names names;
    enum unit unit;
};

struct lab_loader *lab_loader_create(void)
{
    struct lab_loader *loader = fatal_calloc(1, sizeof *loader);

    loader->arena = arena_create();
    return loader;
}

void lab_loader_unit(struct lab_loader *loader, enum unit unit)
{
    loader->unit = unit;
}

static void let_go(struct lab_loader *loader)
{
    arena_destroy(loader->arena);
    free(loader);
}

void lab_loader_destroy(struct lab_loader *loader)
{
    if (!loader)
        return;
    free(loader->score);
    free(loader->label);
    free(loader->given);
    row_names_finish(&loader->names);
    let_go(loader);
}

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

static void make_room(struct lab_loader *loader, size_t cap)
{
    size_t k = loader->set.class_count;

    loader->cap = cap;
    loader->score =
        fatal_realloc(loader->score, (cap * k + 1) * sizeof(double));
    loader->label = fatal_realloc(loader->label, (cap + 1) * sizeof(int32_t));
    if (!loader->set.labelled)
        loader->given =
            fatal_realloc(loader->given, (cap * k + 1) * sizeof(double));
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct lab_loader *loader = context;
    size_t k = loader->set.class_count, at = loader->count, n = batch->n;

    if (at + n > LAB_ROWS_MAX)
        return err_set(err, "more than %d rows are too many; fewer would do",
                       LAB_ROWS_MAX);
    if (at + n > loader->cap)
        make_room(loader, 2 * loader->cap + n);
    rows_numbers(loader->score + at * k, batch->scores, n * k);
    if (batch->label)
        memcpy(loader->label + at, batch->label, n * sizeof *batch->label);
    for (size_t i = 0; !batch->label && i < n; i++)
        loader->label[at + i] = -1;
    if (batch->truth)
        rows_numbers(loader->given + at * k, batch->truth, n * k);
    for (size_t i = 0; batch->text && i < n; i++)
        row_names_add(&loader->names, batch->text[i]);
    loader->count += n;
    return true;
}

struct prediction_sink lab_loader_sink(struct lab_loader *loader)
{
    return (struct prediction_sink){ begin, take, loader };
}

struct lab *lab_loader_finish(struct lab_loader *loader, struct slice title,
                              struct err *err)
{
    struct lab_spec spec = {
        .title = title,
        .classes = loader->set.classes,
        .class_count = loader->set.class_count,
        .model = loader->set.logits ? LAB_SOFTMAX : LAB_GIVEN,
        .levers = LAB_LEVER_ALL,
        .unit = loader->unit,
    };
    struct rows rows;
    struct lab *lab;

    if (loader->count == 0) {
        lab_loader_destroy(loader);
        err_set(err, "there is no row: one or more would do");
        return NULL;
    }
    make_room(loader, loader->count);
    rows_init(&rows, loader->count, spec.class_count, loader->score,
              loader->label, loader->given);
    lab = lab_make(&spec, &rows, &loader->names);
    let_go(loader);
    return lab;
}
