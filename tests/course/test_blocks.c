/* Every formula of the course over long data: blocks of rows give the bits of
 * the walk row by row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/equation.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "num/rng.h"
#include "support/both_ways.h"
#include "support/test.h"

enum { ROWS = 150 };

/* Random rows in place of a table's, of the same kind: distributions, sure
 * ones, or numbers around 0. Now and then an entry is 0. */
static void grow(struct arena *arena, struct eval_array *array, struct rng *rng)
{
    size_t cols = array->cols;
    double *values = arena_array(arena, ROWS * cols, sizeof *values);
    bool truth = slice_eq(array->key, slice_of("y"));
    bool prediction = slice_eq(array->key, slice_of("s"));

    for (size_t i = 0; i < ROWS; i++) {
        double *row = values + i * cols, sum = 0.0;

        for (size_t k = 0; k < cols; k++) {
            row[k] = prediction ? rng_uniform(rng) : 4 * rng_uniform(rng) - 2;
            if (rng_below(rng, 400) == 0)
                row[k] = 0.0;
            sum += row[k];
        }
        for (size_t k = 0; prediction && sum > 0.0 && k < cols; k++)
            row[k] /= sum;
        for (size_t k = 0; truth && k < cols; k++)
            row[k] = 0.0;
        if (truth)
            row[rng_below(rng, cols)] = 1.0;
    }
    array->values = values;
    array->row = NULL;
    array->labels = NULL;
    array->rows = ROWS;
    array->examples = 0;
}

static struct eval_data long_data(struct arena *arena, const struct lab *lab,
                                  struct rng *rng)
{
    static const double count = ROWS;
    struct eval_data data = lab_eval_data(arena, lab);
    struct eval_array *arrays =
        arena_array(arena, data.count + 1, sizeof *arrays);
    size_t rows = lab_rows(lab);

    for (size_t i = 0; i < data.count; i++) {
        arrays[i] = data.arrays[i];
        if (arrays[i].rank > 0 &&
            (arrays[i].examples > 0 || (rows > 0 && arrays[i].rows == rows)))
            grow(arena, &arrays[i], rng);
        if (arrays[i].rank == 0 && slice_eq(arrays[i].key, slice_of("N")))
            arrays[i].values = &count;
    }
    return (struct eval_data){ arrays, data.count };
}

static int check(const struct equation *equation, struct rng *rng)
{
    struct arena *arena = arena_create();
    struct eval_data data = { NULL, 0 };
    int valued = 0;

    if (equation->lab)
        data = long_data(arena, equation->lab, rng);
    for (size_t i = 0; equation->formula && i < equation->formula->count; i++) {
        const struct mean_statement *s = &equation->formula->statements[i];

        for (size_t k = 0; k < s->side_count; k++)
            if (s->sides[k])
                valued += both_ways(s->sides[k], equation->scope, &data,
                                    s->sides[k]->source.at);
    }
    arena_destroy(arena);
    return valued;
}

static void every_formula_of_the_course_gives_the_same_bits(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue =
        catalogue_open(getenv("LIKELY_LESSONS"), &err);
    struct course *course = course_create(catalogue, NULL);
    struct rng rng;
    int valued = 0;

    (void)state;
    rng_seed(&rng, 5);
    assert_non_null(catalogue);
    for (size_t i = 0; i < catalogue->section_count; i++) {
        struct section *section =
            course_open(course, catalogue->sections[i].path, &err);

        assert_non_null(section);
        for (size_t k = 0; k < equations_count(section->equations); k++)
            valued += check(equations_get(section->equations, k), &rng);
        section_close(section);
    }

    /* 2,800 or so of six formats. */
    assert_true(valued > 1000);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_formula_of_the_course_gives_the_same_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
