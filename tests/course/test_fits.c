/* test_fits.c - the regressions of a section, and what is proved of them. */
#include "course/class.h"

#include <string.h>

#include "course/fits.h"
#include "course/prove.h"
#include "lesson/block.h"

static struct section *open_fits(struct class class)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/fits.md",
             getenv("LIKELY_TESTS"));
    return class_section(class, path);
}

static bool never(void *context)
{
    (void)context;
    return false;
}

/* By hand: after an hour three of four fail, after three hours three of four
 * pass: the odds change by 9, one spread of hours is 1: w = log 3. */
static void a_block_is_fitted_to_its_file(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_fits(class);
    const struct section_fit *one = fits_get(section->fits, 0);
    struct err err;

    (void)state;
    assert_int_equal(fits_count(section->fits), 4);
    assert_ptr_equal(fits_of(section->fits, one->block), one);
    assert_int_equal(one->block->kind, BLOCK_FIT);
    assert_non_null(one->fit);
    assert_false(fits_running(section->fits));
    assert_true(fit_run(one->fit, &err));
    assert_true(fits_running(section->fits));
    fits_work(section->fits, never, NULL);
    assert_false(fits_running(section->fits));
    assert_int_equal(fit_state(one->fit), FIT_CONVERGED);
    assert_near(fit_weights(one->fit)[0], log(3.0), 1e-8);
    section_close(section);
    class_close(class);
}

static void a_run_pauses(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_fits(class);
    struct fit *fit = fits_get(section->fits, 1)->fit;

    (void)state;
    assert_int_equal(fit_options(fit).optimizer, FIT_NEWTON);
    assert_true(fit_run(fit, NULL));
    fits_pause(section->fits);
    assert_false(fits_running(section->fits));
    section_close(section);
    class_close(class);
}

static void what_is_missing_is_a_fault_in_its_place(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_fits(class);

    (void)state;
    assert_null(fits_get(section->fits, 2)->fit);
    assert_string_equal(fits_get(section->fits, 2)->fault,
                        "no file 'none.csv' in assets/, beside the lesson or "
                        "the course");
    assert_string_equal(fits_get(section->fits, 3)->fault,
                        "odds.csv:1: no column 'hunger'; there are 'hours', "
                        "'sleep', 'passed'");
    section_close(section);
    class_close(class);
}

static void the_proof_names_each_fault(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_fits(class);
    struct prove_options options = { .mutate = false };
    struct proof *proof = prove_section(section, class.catalogue, &options);

    (void)state;
    assert_int_equal(proof->errors, 2);
    assert_int_equal(proof->lines[0].line,
                     fits_get(section->fits, 2)->block->line);
    assert_non_null(strstr(proof->lines[0].text, "none.csv"));
    assert_non_null(strstr(proof->lines[1].text, "hunger"));
    /* Nothing is left of having tried. */
    assert_int_equal(fit_steps(fits_get(section->fits, 0)->fit), 0);
    proof_destroy(proof);
    section_close(section);
    class_close(class);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_fitted_to_its_file),
        cmocka_unit_test(a_run_pauses),
        cmocka_unit_test(what_is_missing_is_a_fault_in_its_place),
        cmocka_unit_test(the_proof_names_each_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
