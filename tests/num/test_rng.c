#include "num/rng.h"

#include "support/test.h"

/* The first outputs of xoshiro256++ from the state 1, 2, 3, 4, as its
 * authors' reference code gives them. */
static void follows_the_reference_generator(void **state)
{
    struct rng rng = { { 1, 2, 3, 4 } };

    (void)state;
    assert_true(rng_next(&rng) == UINT64_C(41943041));
    assert_true(rng_next(&rng) == UINT64_C(58720359));
    assert_true(rng_next(&rng) == UINT64_C(3588806011781223));
    assert_true(rng_next(&rng) == UINT64_C(3591011842654386));
}

/* The published first outputs of splitmix64 from the seed 1234567. */
static void fills_its_state_by_splitmix64(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1234567);
    assert_true(rng.s[0] == UINT64_C(6457827717110365317));
    assert_true(rng.s[1] == UINT64_C(3203168211198807973));
    assert_true(rng.s[2] == UINT64_C(9817491932198370423));
    assert_true(rng.s[3] == UINT64_C(4593380528125082431));
}

/* The mean of 10^5 uniforms is 1/2 within 5 of its deviations of 0.0009. */
static void uniforms_fill_the_unit_interval(void **state)
{
    struct rng rng;
    double sum = 0.0;

    (void)state;
    rng_seed(&rng, 7);
    for (int i = 0; i < 100000; i++) {
        double u = rng_uniform(&rng);

        assert_true(u >= 0.0 && u < 1.0);
        sum += u;
    }
    assert_near(sum / 1e5, 0.5, 0.0046);
}

static void integers_below_3_come_equally_often(void **state)
{
    struct rng rng;
    int count[3] = { 0 };

    (void)state;
    rng_seed(&rng, 0);
    for (int i = 0; i < 30000; i++)
        count[rng_below(&rng, 3)]++;
    for (int k = 0; k < 3; k++)
        assert_near(count[k], 10000.0, 410.0); /* 5 deviations of 82 */
    assert_true(rng_below(&rng, 1) == 0);
}

static void a_shuffle_loses_nothing(void **state)
{
    struct rng rng;
    size_t order[50], seen = 0;

    (void)state;
    for (size_t i = 0; i < 50; i++)
        order[i] = i;
    rng_seed(&rng, 3);
    rng_shuffle(&rng, order, 50);
    assert_false(order[0] == 0 && order[1] == 1 && order[2] == 2);
    for (size_t i = 0; i < 50; i++)
        seen |= (size_t)1 << order[i];
    assert_true(seen == ((size_t)1 << 50) - 1);
    rng_shuffle(&rng, order, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_reference_generator),
        cmocka_unit_test(fills_its_state_by_splitmix64),
        cmocka_unit_test(uniforms_fill_the_unit_interval),
        cmocka_unit_test(integers_below_3_come_equally_often),
        cmocka_unit_test(a_shuffle_loses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
