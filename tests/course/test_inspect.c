/* test_inspect.c - looking into the equations of tests/data/screen/inspect.md.
 *
 * Two coins: truth heads, tails; predictions (.5, .5), (.25, .75). Values are
 * worked by hand.
 */
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"

struct table {
    struct catalogue *catalogue;
    struct course *course;
    struct section *section;
    struct equations *equations;
    struct inspect *inspect;
};

/* The index-th equation of a lesson, at its first side. */
static struct table open_lesson(const char *path, size_t index)
{
    struct table t;
    struct err err = { .line = 0 };

    t.catalogue = catalogue_empty();
    t.course = course_create(t.catalogue, NULL);
    t.section = course_open(t.course, path, &err);
    if (!t.section)
        fail_msg("%s:%d: %s", err.file, err.line, err.text);
    t.equations = equations_create(t.section, &err);
    if (!t.equations)
        fail_msg("%s:%d: %s", err.file, err.line, err.text);
    t.inspect = inspect_create(equations_get(t.equations, index));
    assert_non_null(t.inspect);
    return t;
}

static struct table open_table(size_t index)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/inspect.md",
             getenv("LIKELY_TESTS"));
    return open_lesson(path, index);
}

static void close_table(struct table *t)
{
    inspect_destroy(t->inspect);
    equations_destroy(t->equations);
    section_close(t->section);
    course_destroy(t->course);
    catalogue_destroy(t->catalogue);
}

static struct lab *lab_of(const struct table *t)
{
    return t->section->labs[0].lab;
}

/* To the part that is written so. */
static void go(struct table *t, const char *part)
{
    struct slice source = inspect_equation(t->inspect)->formula->source;
    const char *at = memmem(source.at, source.len, part, strlen(part));
    uint32_t from = (uint32_t)(at - source.at);

    assert_non_null(at);
    assert_true(inspect_to(t->inspect, from, from + (uint32_t)strlen(part)));
    if (!slice_is(inspect_facts(t->inspect)->source, part))
        fail_msg("'%.*s'", SLICE_ARG(inspect_facts(t->inspect)->source));
}

static double number(struct table *t)
{
    const struct inspect_facts *facts = inspect_facts(t->inspect);

    if (facts->status != EVAL_VALUE)
        fail_msg("%s", facts->fault);
    assert_int_equal(facts->value.shape, VALUE_NUMBER);
    return real_double(facts->value.number);
}

static void a_part_has_a_value_numbers_and_terms(void **state)
{
    struct table t = open_table(1);
    const struct inspect_facts *facts;

    (void)state;
    go(&t, "\\sum_{k=1}^{K} y_{i,k} \\log \\hat{y}_{i,k}");
    assert_near(number(&t), log(0.5), 1e-15);
    facts = inspect_facts(t.inspect);
    assert_true(slice_is(facts->numbers, "1.0 \\log 0.5 + 0.0 \\log 0.5"));
    assert_non_null(facts->binder);
    assert_int_equal(facts->terms.count, 2);
    assert_int_equal(facts->name.len, 0);
    close_table(&t);
}

static void a_name_shows_its_definition(void **state)
{
    struct table t = open_table(1);

    (void)state;
    go(&t, "H(y_i, \\hat{y}_i)");
    assert_true(slice_is(inspect_facts(t.inspect)->name, "H(p, q)"));
    assert_true(slice_is(inspect_facts(t.inspect)->body,
                         "-\\sum_{k=1}^K p_k \\log q_k"));
    assert_near(number(&t), log(2.0), 1e-15);
    close_table(&t);
}

/* Coin 2 came up tails, to which it gave .75. */
static void an_index_is_held_while_walking(void **state)
{
    struct table t = open_table(1);
    const struct inspect_letter *letters;
    struct err err;

    (void)state;
    assert_true(inspect_index(t.inspect, slice_of("i"), 2, &err));
    go(&t, "\\hat{y}_{i,k}");
    assert_int_equal(inspect_letters(t.inspect, &letters), 2);
    assert_true(slice_is(letters[0].key, "i"));
    assert_int_equal(letters[0].at, 1);
    assert_true(slice_is(letters[1].key, "k"));
    assert_near(number(&t), 0.25, 1e-15);
    assert_true(inspect_index(t.inspect, slice_of("k"), 2, &err));
    assert_near(number(&t), 0.75, 1e-15);
    assert_false(inspect_index(t.inspect, slice_of("k"), 3, &err));
    assert_string_equal(err.text, "k runs from 1 to 2 here");
    assert_false(inspect_index(t.inspect, slice_of("j"), 1, &err));
    assert_non_null(strstr(err.text, "no index 'j'"));
    assert_false(inspect_shift(t.inspect, 1));
    assert_true(inspect_shift(t.inspect, -1));
    assert_near(number(&t), 0.25, 1e-15);
    inspect_choose(t.inspect, 0);
    assert_true(inspect_shift(t.inspect, -5));
    assert_near(number(&t), 0.5, 1e-15);
    close_table(&t);
}

static void values_follow_the_lab(void **state)
{
    struct table t = open_table(0);

    (void)state;
    go(&t, "\\prod_{i=1}^{N} P(y_i \\mid x_i)");
    assert_near(number(&t), 0.375, 1e-15);
    assert_true(lab_set(lab_of(&t), 0, 0, 0.8, NULL));
    assert_near(number(&t), 0.6, 1e-15);
    assert_true(lab_undo(lab_of(&t), NULL));
    assert_true(lab_examples(lab_of(&t), 3000, NULL));
    /* 0.375^1500 is near 1e-639. */
    assert_true(number(&t) == 0.0);
    assert_true(inspect_facts(t.inspect)->differs);
    assert_non_null(strstr(inspect_facts(t.inspect)->flags, "underflow"));
    assert_true(inspect_facts(t.inspect)->exact.number.x > 0.0);
    close_table(&t);
}

/* y = 0 where the model says 0: the term is 0 by convention. */
static void zero_log_zero_is_told(void **state)
{
    struct table t = open_table(1);

    (void)state;
    assert_true(lab_set(lab_of(&t), 0, 0, 1.0, NULL));
    go(&t, "\\sum_{k=1}^{K} y_{i,k} \\log \\hat{y}_{i,k}");
    assert_true(number(&t) == 0.0);
    assert_non_null(strstr(inspect_facts(t.inspect)->flags, "0 log 0 := 0"));
    close_table(&t);
}

/* What takes long is left for between keys; a question that ends it leaves it
 * waiting. */
static bool at_once(void *context)
{
    (void)context;
    return true;
}

/* The terms all differ, so that none can be leapt over. The sum of 1/i for i to
 * a million is 14.392726722865724. */
static void what_takes_long_waits(void **state)
{
    char path[64];
    struct table t;

    (void)state;
    snprintf(path, sizeof path, "/tmp/likely-inspect-%d.md", (int)getpid());
    assert_true(file_replace(
        path,
        slice_of("```define\ndomain i = 1..N ; k = 1..K\n"
                 "data s_{i,k}, N, K\n```\n\n"
                 "```lab coin\nclasses: [a, b]\nrows:\n"
                 "  - {label: a, predicted: [0.5, 0.5]}\n```\n\n"
                 "$$\\sum_{i=1}^{N} \\frac{1}{i} \\log s_{i,1} + 0$$\n"),
        NULL));
    t = open_lesson(path, 0);
    unlink(path);
    go(&t, "\\sum_{i=1}^{N} \\frac{1}{i} \\log s_{i,1}");
    assert_false(inspect_waits(t.inspect));
    assert_true(lab_examples(lab_of(&t), 1000000, NULL));
    assert_true(inspect_waits(t.inspect));
    inspect_work(t.inspect, at_once, NULL);
    assert_true(inspect_waits(t.inspect));
    inspect_work(t.inspect, NULL, NULL);
    assert_false(inspect_waits(t.inspect));
    assert_near(number(&t), 14.392726722865724 * log(0.5), 1e-9);
    close_table(&t);
}

/* By the definitions: P(y_i | x_i) reads the truth of row i, to find its
 * class, and the prediction at that class alone. */
static void a_part_knows_the_cells_it_reads(void **state)
{
    struct table t = open_table(0);
    struct err err;

    (void)state;
    go(&t, "P(y_i \\mid x_i)");
    assert_true(inspect_index(t.inspect, slice_of("i"), 2, &err));
    for (size_t row = 0; row < 2; row++)
        for (size_t class = 0; class < 2; class ++) {
            assert_int_equal(inspect_reads(t.inspect, LAB_CELLS_TRUTH, row,
                                           class),
                             row == 1);
            assert_int_equal(inspect_reads(t.inspect, LAB_CELLS_SCORES, row,
                                           class),
                             row == 1 && class == 1);
        }
    close_table(&t);
}

static void a_cell_knows_the_parts_that_read_it(void **state)
{
    struct table t = open_table(1);
    const struct equation *equation = inspect_equation(t.inspect);
    struct inspect_span spans[8];
    size_t count = inspect_readers(equation, 1, 0, spans, 8);
    struct slice source = equation->formula->source;

    (void)state;
    assert_int_equal(count, 3);
    assert_true(slice_is(slice_sub(source, spans[0].from, spans[0].to),
                         "H(y_i, \\hat{y}_i)"));
    assert_true(
        slice_is(slice_sub(source, spans[1].from, spans[1].to), "y_{i,k}"));
    assert_true(slice_is(slice_sub(source, spans[2].from, spans[2].to),
                         "\\hat{y}_{i,k}"));
    assert_int_equal(inspect_readers(equation, 1, 0, spans, 2), 2);
    /* There is no such row. */
    assert_int_equal(inspect_readers(equation, 7, 0, spans, 8), 0);
    close_table(&t);
}

/* Coin 2 at heads is read by the left side of (4), coin 2 at tails by the
 * right one, coin 1 by neither. */
static void only_the_cell_itself_counts(void **state)
{
    struct table t = open_table(3);
    const struct equation *equation = inspect_equation(t.inspect);
    struct slice source = equation->formula->source;
    struct inspect_span spans[4];

    (void)state;
    assert_int_equal(inspect_readers(equation, 1, 0, spans, 4), 1);
    assert_true(slice_is(slice_sub(source, spans[0].from, spans[0].to),
                         "\\hat{y}_{2,1}"));
    assert_int_equal(inspect_readers(equation, 1, 1, spans, 4), 1);
    assert_true(slice_is(slice_sub(source, spans[0].from, spans[0].to),
                         "\\hat{y}_{2,2}"));
    assert_int_equal(inspect_readers(equation, 0, 0, spans, 4), 0);
    close_table(&t);
}

/* The law that joins the two: a part is among a cell's readers exactly when
 * at that cell's index it reads the cell. */
static void both_ways_agree(void **state)
{
    static const char *const parts[] = { "y_{i,k}", "\\hat{y}_{i,k}" };
    struct table t = open_table(2);
    struct err err;

    (void)state;
    for (size_t p = 0; p < 2; p++)
        for (size_t row = 0; row < 2; row++)
            for (size_t class = 0; class < 2; class ++) {
                struct inspect_span spans[8];
                size_t count = inspect_readers(inspect_equation(t.inspect), row,
                                               class, spans, 8);
                bool found = false, reads;
                const struct mean *part;

                go(&t, parts[p]);
                part = walk_part(inspect_place(t.inspect));
                assert_true(inspect_index(t.inspect, slice_of("i"),
                                          (double)row + 1.0, &err));
                assert_true(inspect_index(t.inspect, slice_of("k"),
                                          (double)class + 1.0, &err));
                for (size_t i = 0; i < count; i++)
                    found |=
                        spans[i].from == part->from && spans[i].to == part->to;
                reads = inspect_reads(t.inspect, LAB_CELLS_TRUTH, row, class) ||
                        inspect_reads(t.inspect, LAB_CELLS_SCORES, row, class);
                assert_true(found && reads);
            }
    close_table(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_has_a_value_numbers_and_terms),
        cmocka_unit_test(a_name_shows_its_definition),
        cmocka_unit_test(an_index_is_held_while_walking),
        cmocka_unit_test(values_follow_the_lab),
        cmocka_unit_test(zero_log_zero_is_told),
        cmocka_unit_test(what_takes_long_waits),
        cmocka_unit_test(a_part_knows_the_cells_it_reads),
        cmocka_unit_test(a_cell_knows_the_parts_that_read_it),
        cmocka_unit_test(only_the_cell_itself_counts),
        cmocka_unit_test(both_ways_agree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
