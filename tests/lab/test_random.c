#include "support/test.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "lab/labs.h"
#include "lab/readings.h"
#include "num/rng.h"
#include "support/same_lab.h"

/* Properties that hold after any run of edits, sensible or not. Runs are
 * numbered by their seed and repeat. */
enum { RUNS = 60, STEPS = 80 };

static const char *const names[] = { "a", "b" };

/* Often a value at the edge, sometimes out of range. */
static double any_probability(struct rng *rng)
{
    static const double odd[] = { 0.0,    1.0,    1.0 / 3.0,
                                  1e-300, 5e-324, 1.0 - DBL_EPSILON,
                                  1.1,    -0.0,   NAN };

    if (rng_below(rng, 3) == 0)
        return odd[rng_below(rng, sizeof odd / sizeof *odd)];
    return rng_uniform(rng);
}

static void edit_entry(struct lab *lab, struct rng *rng)
{
    size_t row = rng_below(rng, 4), class = rng_below(rng, 4);

    switch (rng_below(rng, 6)) {
    case 0:
    case 1:
        lab_set(lab, row, class, any_probability(rng), NULL);
        break;
    case 2:
        lab_nudge(lab, row, class, rng_uniform(rng) - 0.5, NULL);
        break;
    case 3:
        lab_nudge(lab, row, class, rng_below(rng, 2) ? 0.01 : -0.1, NULL);
        break;
    case 4:
        lab_lock(lab, row, class, NULL);
        break;
    default:
        lab_unlock(lab, row, class, NULL);
    }
}

static void edit_rest(struct lab *lab, struct rng *rng)
{
    struct slice name = slice_of(names[rng_below(rng, 2)]);

    switch (rng_below(rng, 11)) {
    case 0:
        lab_set_label(lab, rng_below(rng, 4), rng_below(rng, 4), NULL);
        break;
    case 1:
        lab_soften(lab, rng_below(rng, 4), any_probability(rng), NULL);
        break;
    case 2:
        lab_examples(lab, (long)rng_below(rng, 50), NULL);
        break;
    case 3:
        lab_set_format(lab, (enum format)rng_below(rng, FORMAT_COUNT), NULL);
        break;
    case 4:
        lab_set_unit(lab, (enum unit)rng_below(rng, UNIT_COUNT), NULL);
        break;
    case 5:
        lab_set_temperature(lab, 3.0 * rng_uniform(rng), NULL);
        break;
    case 6:
        lab_undo(lab, NULL);
        break;
    case 7:
        lab_redo(lab, NULL);
        break;
    case 8:
        lab_save(lab, name, NULL);
        break;
    case 9:
        lab_restore(lab, name, NULL);
        break;
    default:
        if (rng_below(rng, 8) == 0)
            lab_reset(lab, NULL);
    }
}

static void expect_distribution(const double *p, size_t k)
{
    long double sum = 0.0L;

    for (size_t j = 0; j < k; j++) {
        assert_true(p[j] >= 0.0 && p[j] <= 1.0 && !signbit(p[j]));
        sum += p[j];
    }
    assert_true(fabsl(sum - 1.0L) <= (long double)k * DBL_EPSILON);
}

static void expect_distributions(const struct lab *lab)
{
    for (size_t i = 0; i < lab_rows(lab); i++) {
        expect_distribution(lab_truth(lab, i), lab_classes(lab));
        expect_distribution(lab_prediction(lab, i), lab_classes(lab));
    }
}

/* Example by example in long double: slow, and by none of the lab's ways. */
static void expect_plain_readings(const struct lab *lab,
                                  const struct readings *r)
{
    long double ce = 0.0L, entropy = 0.0L, n = r->examples;

    for (long e = 0; e < r->examples; e++) {
        size_t row = (size_t)e % lab_rows(lab);
        const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);

        for (size_t j = 0; j < lab_classes(lab); j++) {
            if (y[j] == 0.0)
                continue;
            ce -= (long double)y[j] * logl((long double)q[j]);
            entropy -= (long double)y[j] * logl((long double)y[j]);
        }
    }
    ce /= n;
    entropy /= n;
    /* The softmax reading is right where a probability has lost its last
     * bit, which this plain sum cannot see. */
    assert_near(r->cross_entropy, (double)ce,
                4 * DBL_EPSILON * (1.0 + (double)ce));
    assert_near(r->nll_mean, (double)ce, 4 * DBL_EPSILON * (1.0 + (double)ce));
    assert_near(r->entropy, (double)entropy, 1e-14);
    assert_near(r->residue_mean, 0.0, 1e-14 * (1.0 + (double)ce));
    assert_near(r->residue_split, 0.0, 1e-14 * (1.0 + (double)ce));
}

static bool same_double(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void expect_same_rolling(struct lab *a, struct lab *b)
{
    for (enum format f = 0; f < FORMAT_COUNT; f++) {
        struct rolling x = lab_rolling(a, f), y = lab_rolling(b, f);

        assert_true(x.done && y.done);
        assert_true(same_double(x.value, y.value));
        assert_true(same_double(x.log_sum, y.log_sum));
        assert_true(same_double(x.log_error, y.log_error));
        assert_int_equal(x.first_subnormal, y.first_subnormal);
        assert_int_equal(x.first_zero, y.first_zero);
        assert_int_equal(x.stuck_from, y.stuck_from);
        assert_int_equal(x.zero, y.zero);
    }
}

/* A lab made afresh from the state has the same readings, bit for bit. */
static void expect_same_afresh(struct lab *lab, const struct readings *r)
{
    struct arena *arena = arena_create();
    struct lab_spec spec = lab_snapshot(lab, arena);
    struct lab *fresh = lab_create(&spec, NULL);
    struct readings f;

    assert_non_null(fresh);
    assert_true(same_lab(lab, fresh));
    lab_readings(fresh, &f);
    assert_true(labs_same_readings(r, &f));
    expect_same_rolling(lab, fresh);
    lab_destroy(fresh);
    arena_destroy(arena);
}

static void run(const struct lab_spec *spec, uint64_t seed)
{
    struct lab *lab = lab_create(spec, NULL), *first = lab_create(spec, NULL);
    struct readings r;
    struct rng rng;

    rng_seed(&rng, seed);
    for (int i = 0; i < STEPS; i++) {
        if (rng_below(&rng, 2))
            edit_entry(lab, &rng);
        else
            edit_rest(lab, &rng);
        expect_distributions(lab);
        if (i % 8 != 0)
            continue;
        lab_readings(lab, &r);
        expect_plain_readings(lab, &r);
        expect_same_afresh(lab, &r);
    }
    while (lab_undo(lab, NULL))
        continue;
    assert_true(same_lab(lab, first));
    while (lab_redo(lab, NULL))
        expect_distributions(lab);
    while (lab_undo(lab, NULL))
        continue;
    assert_true(same_lab(lab, first));
    assert_false(lab_dirty(lab));
    lab_destroy(lab);
    lab_destroy(first);
}

static void any_run_of_edits_keeps_its_promises(void **state)
{
    struct lab_spec spec = labs_films();

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++)
        run(&spec, seed);
}

static void a_softmax_keeps_them_too(void **state)
{
    struct lab_spec spec = labs_logits();

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++)
        run(&spec, seed);
}

enum { MOST_ROWS = 4, MOST_CLASSES = 5 };

/* A lab of any small shape, its truths labelled, soft or given. */
struct shape {
    struct slice classes[MOST_CLASSES];
    struct lab_row rows[MOST_ROWS];
    double truth[MOST_ROWS][MOST_CLASSES];
    double score[MOST_ROWS][MOST_CLASSES];
};

static void any_distribution(struct rng *rng, double *p, size_t k)
{
    double sum = 0.0;

    for (size_t j = 0; j < k; j++)
        sum += p[j] = rng_uniform(rng) + 1e-3;
    for (size_t j = 0; j < k; j++)
        p[j] /= sum;
}

static struct lab_spec any_shape(struct rng *rng, struct shape *s)
{
    static const char *const letters[] = { "a", "b", "c", "d", "e" };
    size_t n = 1 + rng_below(rng, MOST_ROWS);
    size_t k = 1 + rng_below(rng, MOST_CLASSES);

    memset(s, 0, sizeof *s);
    for (size_t j = 0; j < k; j++)
        s->classes[j] = slice_of(letters[j]);
    for (size_t i = 0; i < n; i++) {
        any_distribution(rng, s->truth[i], k);
        any_distribution(rng, s->score[i], k);
        s->rows[i].label = (int)rng_below(rng, k + 1) - 1;
        s->rows[i].truth = s->truth[i];
        s->rows[i].predicted = s->rows[i].logits = s->score[i];
    }
    return (struct lab_spec){ .classes = s->classes,
                              .class_count = k,
                              .rows = s->rows,
                              .row_count = n,
                              .model =
                                  rng_below(rng, 2) ? LAB_SOFTMAX : LAB_GIVEN,
                              .levers = LAB_LEVER_ALL };
}

static void labs_of_any_shape_keep_them(void **state)
{
    struct shape shape;
    struct lab_spec spec;
    struct rng rng;

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        rng_seed(&rng, 1000 + seed);
        spec = any_shape(&rng, &shape);
        run(&spec, seed);
    }
}

/* Only entries are edited; whatever happens around them, the locked ones
 * keep their bits. */
static void locks_hold(void **state)
{
    struct lab_spec spec = labs_films();
    struct rng rng;

    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        struct lab *lab = lab_create(&spec, NULL);
        size_t row, class = seed % 3;
        double held;

        rng_seed(&rng, seed);
        lab_set(lab, 0, class, rng_uniform(&rng), NULL);
        held = lab_scores(lab, 0)[class];
        assert_true(lab_lock(lab, 0, class, NULL));
        for (int i = 0; i < STEPS; i++) {
            row = rng_below(&rng, 2);
            if (rng_below(&rng, 2))
                lab_set(lab, row, rng_below(&rng, 3), any_probability(&rng),
                        NULL);
            else
                lab_nudge(lab, row, rng_below(&rng, 3), rng_uniform(&rng) - 0.5,
                          NULL);
            assert_true(lab_scores(lab, 0)[class] == held);
        }
        lab_destroy(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_run_of_edits_keeps_its_promises),
        cmocka_unit_test(a_softmax_keeps_them_too),
        cmocka_unit_test(labs_of_any_shape_keep_them),
        cmocka_unit_test(locks_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
