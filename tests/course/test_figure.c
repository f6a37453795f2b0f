/* test_figure.c - the plots and samples of a section. */
#include "course/class.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "course/figure.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

/* tests/data/screen/figures.md, in order. */
enum { ENTROPY, CROSS, LIKELIHOOD, LARGE_NUMBERS, FIGURES };

static struct section *figures(struct class class)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/figures.md",
             getenv("LIKELY_TESTS"));
    return class_section(class, path);
}

/* A lesson of one's own. */
static struct section *lesson_of(struct class class, const char *text)
{
    char path[64];
    struct err err = { .line = 0 };
    struct section *section;

    snprintf(path, sizeof path, "/tmp/likely-figure-%d.md", (int)getpid());
    assert_true(file_replace(path, slice_of(text), &err));
    section = course_open(class.course, path, &err);
    unlink(path);
    if (!section)
        fail_msg("%s", err.text);
    return section;
}

static const struct figure *settled(struct section *section, size_t index)
{
    figures_settle(section->figures);
    return figures_get(section->figures, index);
}

static void act(struct lab *lab, const char *line)
{
    struct err err = { .line = 0 };

    if (!verb_line(lab, slice_of(line), &err))
        fail_msg("%s", err.text);
}

/* By hand: H(1/2) = log 2, H(1/4) = 2 log 2 - 3/4 log 3; H(0) = H(1) = 0. */
static void a_curve_has_its_values(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, ENTROPY);
    const double *y = figure->curves[0].y;

    (void)state;
    assert_int_equal(figures_count(section->figures), FIGURES);
    assert_int_equal(figure->kind, FIGURE_PLOT);
    assert_true(figure->known && figure->fresh && !figure->fault);
    assert_int_equal(figure->points, FIGURE_POINTS);
    assert_near(y[200], log(2.0), 1e-15);
    assert_near(y[100], 2.0 * log(2.0) - 0.75 * log(3.0), 1e-15);
    assert_near(y[0], 0.0, 0.0);
    assert_near(y[400], 0.0, 0.0);
    assert_true(figure->curves[0].log);
    section_close(section);
    class_close(class);
}

static void the_highest_place_is_found(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure_extreme *high =
        &settled(section, ENTROPY)->curves[0].high;
    const struct figure_extreme *low =
        &figures_get(section->figures, CROSS)->curves[0].low;

    (void)state;
    assert_true(high->known && !high->edge && !high->unbounded);
    assert_near(high->x, 0.5, 1e-7);
    assert_near(real_double(high->y), log(2.0), 1e-15);
    /* H(p, q) is least at q = p = 3/4, and there it is H(3/4). */
    assert_near(low->x, 0.75, 1e-6);
    assert_near(real_double(low->y), 2.0 * log(2.0) - 0.75 * log(3.0), 1e-12);
    section_close(section);
    class_close(class);
}

/* By hand: u^2 (1 - u) is highest at 2/3, which is no point of the grid, with
 * 4/27 there. Near a top a double tells places apart by the root of its
 * epsilon. */
static void a_place_between_the_points_is_found(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = lesson_of(
        class, "---\ntitle: t\n---\n```plot\nover: {name: u, from: 0, to: 1}\n"
               "curves:\n  - {tex: 'u^2 (1 - u)'}\n```\n");
    const struct figure_extreme *high = &settled(section, 0)->curves[0].high;

    (void)state;
    assert_near(high->x, 2.0 / 3.0, 1e-7);
    assert_near(real_double(high->y), 4.0 / 27.0, 1e-15);
    section_close(section);
    class_close(class);
}

/* -log q goes to infinity at 0: no highest place. */
static void what_has_no_bound_has_no_highest_place(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure_curve *curve = &settled(section, CROSS)->curves[1];

    (void)state;
    assert_true(curve->high.unbounded);
    assert_true(isinf(curve->y[0]));
    assert_true(curve->low.edge);
    assert_near(curve->low.x, 1.0, 0.0);
    section_close(section);
    class_close(class);
}

/* By hand: log10 of 0.75^600 0.25^200 = 600 log10 3 - 800 log10 4. */
static void a_log_axis_has_logarithms(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, LIKELIHOOD);

    (void)state;
    assert_true(figure->y_log);
    assert_near(figure->curves[0].y[300],
                600.0 * log10(3.0) - 800.0 * log10(4.0), 1e-9);
    assert_near(figure->curves[0].high.x, 0.75, 1e-5);
    assert_true(isnan(figure->curves[0].y[0]));
    section_close(section);
    class_close(class);
}

static void a_parameter_is_marked_and_moves(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, CROSS);

    (void)state;
    assert_int_equal(figure->mark_count, 1);
    assert_near(figure->marks[0].x, 0.4, 0.0);
    assert_true(figure->reads);
    /* By hand: -3/4 log 0.4 - 1/4 log 0.6. */
    assert_near(real_double(figure->curves[0].reading),
                -0.75 * log(0.4) - 0.25 * log(0.6), 1e-15);
    act(figure->lab, "let theta 0.75");
    assert_true(figures_refresh(section->figures));
    assert_near(figure->marks[0].x, 0.75, 0.0);
    assert_near(real_double(figure->curves[0].reading),
                2.0 * log(2.0) - 0.75 * log(3.0), 1e-12);
    section_close(section);
    class_close(class);
}

/* Moves of the lab move the curve: with p = 1/2 the least of H(p, q) is log 2
 * at q = 1/2. */
static void a_curve_follows_the_lab(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, CROSS);

    (void)state;
    act(figure->lab, "let p 0.5");
    figures_settle(section->figures);
    assert_near(figure->curves[0].low.x, 0.5, 1e-6);
    assert_near(real_double(figure->curves[0].low.y), log(2.0), 1e-12);
    section_close(section);
    class_close(class);
}

/* ---- samples ---- */

/* The mean is that of the distribution, -3/4 log 0.4 - 1/4 log 0.6; one draw's
 * deviation is sqrt(3/4 1/4) |log 0.4 - log 0.6|. A mean of a million draws is
 * within five of its own deviations (chance of a failure: 6e-7, and the seeds
 * are fixed). */
static void means_go_to_the_limit(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, LARGE_NUMBERS);
    double mean = -0.75 * log(0.4) - 0.25 * log(0.6);
    double deviation = sqrt(0.75 * 0.25) * fabs(log(0.4) - log(0.6));

    (void)state;
    assert_null(figure->fault);
    assert_near(figure->mean, mean, 1e-15);
    assert_near(figure->limit, mean, 1e-15);
    assert_near(figure->deviation, deviation, 1e-15);
    assert_int_equal(figure->curve_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_near(figure->curves[i].y[figure->points - 1], mean,
                    5.0 * deviation / 1000.0);
    assert_near(figure->x[figure->points - 1], 1e6, 0.0);
    assert_near(figure->x[0], 1.0, 0.0);
    section_close(section);
    class_close(class);
}

/* The first draw shows one of the two values, and whatever n is the mean is
 * one of n + 1 numbers: k heads. */
static void a_mean_is_that_of_whole_draws(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, LARGE_NUMBERS);
    double head = -log(0.4), tail = -log(0.6);

    (void)state;
    for (size_t i = 0; i < figure->curve_count; i++)
        for (size_t p = 0; p < figure->points; p++) {
            double heads =
                (figure->curves[i].y[p] - tail) / (head - tail) * figure->x[p];

            assert_near(heads, round(heads), 1e-4);
            assert_true(heads > -0.5 && heads < figure->x[p] + 0.5);
        }
    section_close(section);
    class_close(class);
}

/* Where the model moves and the coin does not, the draws stay: the number of
 * heads at each size is the same. */
static void a_model_that_moves_keeps_the_draws(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    const struct figure *figure = settled(section, LARGE_NUMBERS);
    double before = figure->curves[1].y[50];
    double heads = (before + log(0.6)) / (log(0.6) - log(0.4));

    (void)state;
    act(figure->lab, "let theta 0.9");
    figures_settle(section->figures);
    assert_near(figure->curves[1].y[50],
                -heads * log(0.9) - (1.0 - heads) * log(0.1), 1e-9);
    act(figure->lab, "let p 0.3");
    figures_settle(section->figures);
    assert_near(figure->mean, -0.3 * log(0.9) - 0.7 * log(0.1), 1e-12);
    /* Another coin has other draws: they go where it says. */
    assert_near(figure->curves[0].y[figure->points - 1], figure->mean,
                5.0 * sqrt(0.3 * 0.7) * log(9.0) / 1000.0);
    section_close(section);
    class_close(class);
}

/* A seed is a series: the same in another section, and not that of another
 * seed. */
static void a_seed_is_a_series(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class), *other = figures(class);
    const struct figure *one = settled(section, LARGE_NUMBERS);
    const struct figure *same = settled(other, LARGE_NUMBERS);
    size_t differ = 0;

    (void)state;
    for (size_t p = 0; p < one->points; p++) {
        assert_true(one->curves[1].y[p] == same->curves[1].y[p]);
        differ += one->curves[0].y[p] != one->curves[1].y[p];
    }
    assert_true(differ > one->points / 2);
    section_close(section);
    section_close(other);
    class_close(class);
}

static void weights_may_be_listed(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = lesson_of(
        class, "---\ntitle: t\n---\n```sample\nfrom: [0.5, 0.3, 0.2]\nn: 100\n"
               "seeds: [7]\nshow: 'm^2'\nlimit: '3.5'\n```\n");
    const struct figure *figure = settled(section, 0);

    (void)state;
    /* By hand: 0.5 + 0.3 4 + 0.2 9 = 3.5. */
    assert_null(figure->fault);
    assert_near(figure->mean, 3.5, 1e-15);
    assert_near(figure->limit, 3.5, 0.0);
    assert_false(figure->band);
    section_close(section);
    class_close(class);
}

static void weights_that_are_none_are_told(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = lesson_of(
        class, "---\ntitle: t\n---\n```sample\nfrom: [0.5, 0.3]\nn: 100\n"
               "seeds: [7]\nshow: 'm^2'\n```\n\n```sample\nfrom: [0.5, 0.5]\n"
               "n: 10\nseeds: [7]\nshow: '2'\n```\n");

    (void)state;
    assert_non_null(strstr(settled(section, 0)->fault, "add up to 0.8"));
    assert_non_null(strstr(settled(section, 1)->fault, "no free letter"));
    section_close(section);
    class_close(class);
}

/* ---- what goes wrong, and what waits ---- */

static void a_curve_without_value_says_why(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = lesson_of(
        class, "---\ntitle: t\n---\n```plot\nover: {name: u, from: 0, to: 1}\n"
               "curves:\n  - {tex: 'u + v'}\n  - {tex: 'u^2'}\n  - {tex: "
               "'f(u)'}\n```\n");
    const struct figure *figure = settled(section, 0);

    (void)state;
    assert_non_null(strstr(figure->curves[0].fault, "'v'"));
    assert_null(figure->curves[1].fault);
    assert_near(figure->curves[1].y[100], 0.0625, 1e-15);
    assert_non_null(figure->curves[2].fault);
    section_close(section);
    class_close(class);
}

static bool always(void *context)
{
    (void)context;
    return true;
}

/* However often it is interrupted, it gets on and comes to the same. */
static void work_goes_on_where_it_was(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class), *other = figures(class);
    const struct figure *figure = figures_get(section->figures, CROSS);
    const struct figure *whole = settled(other, CROSS);
    int times = 0;

    (void)state;
    while (!figures_work(section->figures, always, NULL) && times < 10000)
        times++;
    assert_true(times > FIGURE_POINTS && times < 10000);
    for (size_t i = 0; i < figure->points; i++)
        assert_true(figure->curves[0].y[i] == whole->curves[0].y[i]);
    figure = figures_get(section->figures, LARGE_NUMBERS);
    whole = figures_get(other->figures, LARGE_NUMBERS);
    for (size_t i = 0; i < figure->points; i++)
        assert_true(figure->curves[2].y[i] == whole->curves[2].y[i]);
    section_close(section);
    section_close(other);
    class_close(class);
}

/* Ten million examples, each point of which would visit them all: the exact
 * arithmetic counts equal rows. By hand: a third of the examples each have
 * 1/2^t, so that log L = -N t log 2. */
static void what_would_take_long_is_valued_exactly(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = lesson_of(
        class,
        "---\ntitle: t\n---\n```lab a\nclasses: [u, v]\nexamples: 9000000\n"
        "rows:\n  - {input: a, label: u, predicted: [0.5, 0.5]}\n"
        "  - {input: b, label: v, predicted: [0.5, 0.5]}\n```\n\n"
        "```define\ndomain i = 1..N ; k = 1..K\ndata y_{i,k}, s_{i,k}, N, K\n"
        "```\n\n```plot\nover: {name: t, from: 0, to: 1}\ncurves:\n"
        "  - {tex: '\\prod_{i=1}^N s_{i,1}^t'}\ny: {log: true}\n```\n");
    const struct figure *figure = settled(section, 0);

    (void)state;
    assert_true(figure->exact);
    assert_near(figure->curves[0].y[400], -9e6 * log10(2.0), 1e-3);
    act(figure->lab, "examples 10");
    figures_settle(section->figures);
    assert_false(figure->exact);
    assert_near(figure->curves[0].y[400], -10.0 * log10(2.0), 1e-12);
    section_close(section);
    class_close(class);
}

/* ---- the cursor ---- */

static void the_cursor_goes_by_round_steps(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    struct figures *all = section->figures;
    const struct figure *figure = settled(section, ENTROPY);

    (void)state;
    assert_false(figure->reads);
    assert_true(figures_step(all, ENTROPY, 1, false));
    assert_near(figure->at, 0.5, 0.0);
    assert_near(real_double(figure->curves[0].reading), log(2.0), 1e-15);
    assert_true(figures_step(all, ENTROPY, 1, false));
    assert_near(figure->at, 0.52, 0.0);
    assert_true(figures_step(all, ENTROPY, -3, true));
    assert_near(figure->at, 0.514, 0.0);
    figures_cursor(all, ENTROPY, 7.0);
    assert_near(figure->at, 1.0, 0.0);
    assert_false(figures_step(all, ENTROPY, 1, false));
    figures_no_cursor(all, ENTROPY);
    assert_false(figure->reads);
    section_close(section);
    class_close(class);
}

static void the_cursor_of_a_sample_is_a_size(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = figures(class);
    struct figures *all = section->figures;
    const struct figure *figure = settled(section, LARGE_NUMBERS);

    (void)state;
    assert_near(figure->at, 1e6, 0.0);
    figures_cursor(all, LARGE_NUMBERS, 1.0);
    assert_near(figure->at, 1.0, 0.0);
    assert_near(real_double(figure->curves[0].reading), figure->curves[0].y[0],
                0.0);
    assert_false(figures_step(all, LARGE_NUMBERS, -1, false));
    assert_true(figures_step(all, LARGE_NUMBERS, 1, true));
    assert_near(figure->at, 2.0, 0.0);
    section_close(section);
    class_close(class);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_curve_has_its_values),
        cmocka_unit_test(the_highest_place_is_found),
        cmocka_unit_test(a_place_between_the_points_is_found),
        cmocka_unit_test(a_seed_is_a_series),
        cmocka_unit_test(what_has_no_bound_has_no_highest_place),
        cmocka_unit_test(a_log_axis_has_logarithms),
        cmocka_unit_test(a_parameter_is_marked_and_moves),
        cmocka_unit_test(a_curve_follows_the_lab),
        cmocka_unit_test(means_go_to_the_limit),
        cmocka_unit_test(a_mean_is_that_of_whole_draws),
        cmocka_unit_test(a_model_that_moves_keeps_the_draws),
        cmocka_unit_test(weights_may_be_listed),
        cmocka_unit_test(weights_that_are_none_are_told),
        cmocka_unit_test(a_curve_without_value_says_why),
        cmocka_unit_test(work_goes_on_where_it_was),
        cmocka_unit_test(what_would_take_long_is_valued_exactly),
        cmocka_unit_test(the_cursor_goes_by_round_steps),
        cmocka_unit_test(the_cursor_of_a_sample_is_a_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
