#include "lab/state.h"

#include <assert.h>
#include <stdio.h>

size_t lab_classes(const struct lab *lab)
{
    return lab->class_count;
}

size_t lab_rows(const struct lab *lab)
{
    return lab->row_count;
}

long lab_example_count(const struct lab *lab)
{
    return lab->settings.examples;
}

const char *lab_name(const struct lab *lab)
{
    return lab->name;
}

const char *lab_title(const struct lab *lab)
{
    return lab->title;
}

const char *lab_class_name(const struct lab *lab, size_t class)
{
    assert(class < lab->class_count);
    return lab->class_names[class];
}

bool lab_row_named(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return row_names_at(&lab->row_names, row) != NULL;
}

const char *lab_row_name(const struct lab *lab, size_t row,
                         char room[LAB_ROW_NAME])
{
    const char *name;

    assert(row < lab->row_count);
    name = row_names_at(&lab->row_names, row);
    if (name)
        return name;
    snprintf(room, LAB_ROW_NAME, "row %zu", row + 1);
    return room;
}

enum lab_model lab_model(const struct lab *lab)
{
    return lab->model;
}

const double *lab_truth(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return rows_truth(&lab->rows, row);
}

int lab_class(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return lab->rows.label[row];
}

const int32_t *lab_labels(const struct lab *lab)
{
    return rows_are_sure(&lab->rows) ? lab->rows.label : NULL;
}

double lab_softness(const struct lab *lab, size_t row)
{
    assert(row < lab->row_count);
    return rows_softness(&lab->rows, row);
}

bool lab_locked(const struct lab *lab, size_t row, size_t class)
{
    const bool *locks;

    assert(row < lab->row_count && class < lab->class_count);
    locks = rows_locks(&lab->rows, row);
    return locks && locks[class];
}

long lab_row_count(const struct lab *lab, size_t row)
{
    long n = (long)lab->row_count, all = lab->settings.examples;

    assert(row < lab->row_count);
    return all / n + ((long)row < all % n ? 1 : 0);
}

enum format lab_format(const struct lab *lab)
{
    return lab->settings.format;
}

enum unit lab_unit(const struct lab *lab)
{
    return lab->settings.unit;
}

double lab_temperature(const struct lab *lab)
{
    return lab->settings.temperature;
}

size_t lab_params(const struct lab *lab)
{
    return lab->param_count;
}

struct lab_param lab_param(const struct lab *lab, size_t index)
{
    struct lab_param param;

    assert(index < lab->param_count);
    param = lab->params[index];
    param.value = lab->settings.params[index];
    return param;
}

int lab_find_param(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->param_count; i++)
        if (slice_eq(lab->params[i].name, name))
            return (int)i;
    return -1;
}

size_t lab_arrays(const struct lab *lab)
{
    return lab->array_count;
}

const struct lab_data *lab_array(const struct lab *lab, size_t index)
{
    assert(index < lab->array_count);
    return &lab->arrays[index];
}

const struct lab_data *lab_find_array(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->array_count; i++)
        if (slice_eq(lab->arrays[i].name, name))
            return &lab->arrays[i];
    return NULL;
}

uint64_t lab_revision(const struct lab *lab)
{
    return lab->revision;
}
