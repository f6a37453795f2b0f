/* test_fit_panel.c - a regression drawn and put into words. */
#include "course/class.h"

#include <string.h>

#include "base/strbuf.h"
#include "course/fits.h"
#include "draw/canvas.h"
#include "draw/fit_panel.h"
#include "draw/fit_words.h"
#include "draw/writer.h"

struct scene {
    struct class class;
    struct section *section;
    const struct section_fit *one;
    struct strbuf text;
};

/* The n-th fit of tests/data/screen/fits.md. */
static struct scene scene_open(size_t n)
{
    struct scene scene = { .class = class_open(NULL) };
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/fits.md",
             getenv("LIKELY_TESTS"));
    scene.section = class_section(scene.class, path);
    scene.one = fits_get(scene.section->fits, n);
    return scene;
}

static void scene_close(struct scene *scene)
{
    strbuf_finish(&scene->text);
    section_close(scene->section);
    class_close(scene->class);
}

static const char *drawn(struct scene *scene, int cols, bool ascii)
{
    int rows = fit_panel_rows(scene->one, cols);
    struct canvas *canvas = canvas_create(rows, cols, ascii);

    fit_panel_draw(canvas, canvas_area(canvas), scene->one, DOTS_BRAILLE,
                   "keys");
    strbuf_clear(&scene->text);
    writer_text(&scene->text, canvas);
    canvas_destroy(canvas);
    return strbuf_text(&scene->text);
}

static const char *words(struct scene *scene)
{
    strbuf_clear(&scene->text);
    fit_words(&scene->text, scene->one, true);
    return strbuf_text(&scene->text);
}

static void has(const char *text, const char *what)
{
    if (!strstr(text, what))
        fail_msg("wanted '%s' in\n%s", what, text);
}

static void run(struct scene *scene)
{
    assert_true(fit_run(scene->one->fit, NULL));
    fit_work(scene->one->fit, NULL, NULL);
}

/* By hand: the minimum is at w = log 3 = 1.0986, where 8 examples have the
 * log-likelihood 8 (3/4 log 3/4 + 1/4 log 1/4) = -4.49868. */
static void words_say_where_it_stands(void **state)
{
    struct scene scene = scene_open(0);

    (void)state;
    has(words(&scene), "Fit: passed from hours (odds.csv)\n"
                       "method: logistic, gradient descent, rate 8\n"
                       "state: not begun");
    has(words(&scene), "log-likelihood: -5.54518 nats, greatest at step 0\n"
                       "right: 4 of 8, 50.0 %\n");
    run(&scene);
    has(words(&scene), "converged: the gradient is 0, the minimum of the loss "
                       "and the maximum of the likelihood");
    has(words(&scene), "log-likelihood: -4.49868 nats");
    has(words(&scene), "right: 6 of 8, 75.0 %");
    has(words(&scene), "weights of yes: hours 1.099, bias ");
    scene_close(&scene);
}

/* By hand: after a step at a rate of 30 from 0 the weight is 30/4, where the
 * loss is above log 2: it went up. */
static void a_rate_too_large_is_told(void **state)
{
    struct scene scene = scene_open(0);

    (void)state;
    assert_true(fit_set_rate(scene.one->fit, 30.0, NULL));
    assert_true(fit_step(scene.one->fit, NULL));
    has(words(&scene), "step 1: the last step went up");
    run(&scene);
    has(words(&scene), "does not settle: half of the last 50 steps went up, "
                       "the rate is too large");
    fit_reset(scene.one->fit);
    has(words(&scene), "rate 8\n");
    scene_close(&scene);
}

/* What a state says must have room in the panel, whatever the width: its last
 * words are drawn. */
static void states_have_room(void **state)
{
    static const double rates[] = { 8.0, 30.0, 16.0 };
    struct scene scene = scene_open(0);
    const char *text, *end;
    char last[32];

    (void)state;
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        fit_reset(scene.one->fit);
        assert_true(fit_set_rate(scene.one->fit, rates[i], NULL));
        run(&scene);
        text = strstr(words(&scene), "state: ");
        assert_non_null(text);
        end = strchr(text, '\n');
        assert_true(end - text - 7 <= FIT_WORDS_STATE);
        snprintf(last, sizeof last, "%.*s", 5, end - 5);
        for (int cols = FIT_PANEL_COLS_MIN; cols <= 100; cols += 4)
            has(drawn(&scene, cols, true), last);
    }
    scene_close(&scene);
}

/* Rows depend on the block and the width: nothing moves while it runs. */
static void a_run_moves_no_row(void **state)
{
    struct scene scene = scene_open(1);

    (void)state;
    for (int cols = FIT_PANEL_COLS_MIN; cols <= 120; cols += 16) {
        int rows = fit_panel_rows(scene.one, cols);

        has(drawn(&scene, cols, false), "keys");
        run(&scene);
        assert_int_equal(fit_panel_rows(scene.one, cols), rows);
        has(drawn(&scene, cols, false), "keys");
        fit_reset(scene.one->fit);
    }
    scene_close(&scene);
}

/* The eight examples lie on eight places; after it is fitted each class has
 * its part of the ground. */
static void regions_have_letters(void **state)
{
    struct scene scene = scene_open(1);
    const char *text = drawn(&scene, 80, true);
    int a = 0, b = 0;

    (void)state;
    /* Before the first step no class is likelier. */
    assert_null(strstr(text, "a   a   a"));
    run(&scene);
    text = drawn(&scene, 80, true);
    has(text, "a   a   a");
    has(text, "b   b   b");
    has(text, "A no  B yes");
    for (const char *at = strstr(text, "sleep"); *at; at++) {
        a += *at == 'A';
        b += *at == 'B';
    }
    /* One of each more in the legend. */
    assert_int_equal(a, 5);
    assert_int_equal(b, 5);
    scene_close(&scene);
}

/* The mark stands where the loss is least and where the likelihood is
 * greatest: at the last step, at the right end of both. */
static void both_curves_end_at_their_best(void **state)
{
    struct scene scene = scene_open(1);
    const char *text, *name;

    (void)state;
    run(&scene);
    text = drawn(&scene, 80, true);
    name = strstr(text, "cross-entropy (nats)");
    assert_non_null(name);
    has(name, "log-likelihood (nats)");
    has(name, "@\n");
    scene_close(&scene);
}

static void a_fault_is_said_in_its_place(void **state)
{
    struct scene scene = scene_open(2);

    (void)state;
    has(drawn(&scene, 80, false), "cannot be fitted: no file 'none.csv'");
    has(words(&scene), "cannot be fitted: no file 'none.csv'");
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_say_where_it_stands),
        cmocka_unit_test(a_rate_too_large_is_told),
        cmocka_unit_test(states_have_room),
        cmocka_unit_test(a_run_moves_no_row),
        cmocka_unit_test(regions_have_letters),
        cmocka_unit_test(both_curves_end_at_their_best),
        cmocka_unit_test(a_fault_is_said_in_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
