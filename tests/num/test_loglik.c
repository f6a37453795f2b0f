#include "num/loglik.h"

#include <float.h>
#include <string.h>

#include "num/fixed.h"
#include "num/rng.h"
#include "support/multiplied.h"
#include "support/test.h"

enum { MOST = 100000 };

static double factors[MOST];

static struct loglik_rows list_of(const double *p, size_t n)
{
    return (struct loglik_rows){ .p = p, .n = n, .classes = 1 };
}

static double nats_of(const double *p, size_t n)
{
    struct loglik_rows rows = list_of(p, n);
    struct loglik total = multiplied(&rows);

    return multiplied_nats(&total);
}

/* The product of `examples` factors that are taken from the rows in turn, as a
 * lab of repeated rows has it: whole rounds, then a partial one. */
static struct loglik in_turn(const struct loglik_rows *rows, size_t examples)
{
    struct loglik_rows part = *rows;

    part.n = rows->n > 0 ? examples % rows->n : 0;
    return loglik_combine(loglik_power(multiplied(rows),
                                       rows->n > 0 ? examples / rows->n : 0),
                          multiplied(&part));
}

/* The slow method: long double logarithms (64 bits, at least on x86), their
 * sum compensated (Neumaier). Good to 2^-62 or so of a sum of one sign. */
static long double slow_nats(const double *p, size_t n)
{
    long double sum = 0.0L, lost = 0.0L;

    for (size_t i = 0; i < n; i++) {
        long double x = logl((long double)p[i]), next = sum + x;

        if (fabsl(sum) >= fabsl(x))
            lost += (sum - next) + x;
        else
            lost += (x - next) + sum;
        sum = next;
    }
    return sum + lost;
}

/* How far x is from the truth in units of its last place. */
static double ulps(double x, long double truth)
{
    double ulp = nextafter(fabs(x), INFINITY) - fabs(x);

    return (double)(fabsl((long double)x - truth) / (long double)ulp);
}

/* The kinds of input of which plain sums and products go wrong. */
static double draw(struct rng *rng, int kind)
{
    double u = 1.0 - rng_uniform(rng);

    switch (kind) {
    case 0:
        return u;
    case 1:
        return 1e-300 * u;
    case 2:
        return 1.0 - 1e-12 * u;
    case 3:
        return 1.0 - 1e-3 * u;
    case 4:
        return 1.0 - 0x1p-53;
    case 5:
        return 0x1p-1022 * u; /* subnormal */
    case 6:
        return u < 0.3 ? 0x1p-1074 : u < 0.6 ? 1.0 - 0x1p-53 : u;
    default:
        return 0.7;
    }
}

/* Half an ulp is what rounding costs. A product whose error is not carried
 * is 10^4 ulps off on kind 2, a naive sum of logs 60 and more on most. Where
 * long double is no wider than double the slow method proves less. */
static void is_correctly_rounded_on_hard_inputs(void **state)
{
    static const size_t sizes[] = { 1, 2, 10, 255, 256, 257, 1000, MOST };
    double within = LDBL_MANT_DIG > DBL_MANT_DIG ? 0.505 : 4.0;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    for (int kind = 0; kind < 8; kind++) {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            size_t n = sizes[s];

            for (size_t i = 0; i < n; i++)
                factors[i] = draw(&rng, kind);
            assert_near(ulps(nats_of(factors, n), slow_nats(factors, n)), 0.0,
                        within);
        }
    }
}

/* The other slow method: each factor's logarithm in double-double, added as
 * long integers, without a rounding. What stays between it and the unrounded
 * total is printed, in ulp of the double. */
static void the_total_is_right_before_it_is_rounded(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 5);
    for (int kind = 0; kind < 8; kind++) {
        double worst = 0.0;

        for (size_t n = 1; n < 3000; n = 2 * n + 1) {
            struct loglik_rows rows = list_of(factors, n);
            struct fixed sum = { { 0 } };
            struct loglik total;
            struct dd off;
            double ulp;

            for (size_t i = 0; i < n; i++) {
                factors[i] = draw(&rng, kind);
                fixed_add_dd(&sum, dd_log(ddx_from(factors[i])));
            }
            total = multiplied(&rows);
            off = fixed_read(&sum);
            ulp = fabs(off.hi) - nextafter(fabs(off.hi), 0.0);
            off = dd_add(loglik_dd(&total), (struct dd){ -off.hi, -off.lo });
            worst = fmax(worst, ulp > 0.0 ? fabs(off.hi) / ulp : 0.0);
        }
        print_message("kind %d: %.2g ulp at worst\n", kind, worst);
        assert_near(worst, 0.0, 0x1p-20);
    }
}

enum { LIMBS = 100 };

/* digit[] holds a number in base 2^32, lowest first; multiplies it by m. */
static void multiply_exactly(uint32_t *digit, uint64_t m)
{
    uint32_t low[LIMBS], parts[2] = { (uint32_t)m, (uint32_t)(m >> 32) };

    memset(low, 0, sizeof low);
    for (int part = 0; part < 2; part++) {
        uint64_t carry = 0;

        for (int i = 0; i + part < LIMBS; i++) {
            carry += (uint64_t)digit[i] * parts[part] + low[i + part];
            low[i + part] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    memcpy(digit, low, sizeof low);
}

static double bits_below(const uint32_t *digit, int top)
{
    double value = 0.0;

    for (int b = top; b > top - 53; b--)
        value = 2.0 * value + (double)(b < 0 ? 0 : digit[b / 32] >> b % 32 & 1);
    return value;
}

/* 40 factors multiplied in integers, exactly: the unrounded total must have
 * the first 100 bits of the result. */
static void the_unrounded_product_has_a_hundred_right_bits(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 2);
    for (int trial = 0; trial < 100; trial++) {
        uint32_t digit[LIMBS] = { 1 };
        double p[40], high, low, scale;
        struct loglik_rows rows = list_of(p, 40);
        struct loglik total;
        int top = LIMBS * 32 - 1;

        for (int i = 0; i < 40; i++) {
            p[i] = 0.5 + 0.5 * rng_uniform(&rng);
            multiply_exactly(digit, (uint64_t)ldexp(p[i], 53));
        }
        while ((digit[top / 32] >> top % 32 & 1) == 0)
            top--;
        total = multiplied(&rows);

        /* The product is high 2^(top-52) + low 2^(top-105), over 2^2120. */
        high = bits_below(digit, top);
        low = bits_below(digit, top - 53) * 0x1p-53;
        scale = ldexp(1.0, (int)total.exponent + 53 * 40 - (top - 52));
        assert_near((total.hi * scale - high) + (total.lo * scale - low), 0.0,
                    high * 0x1p-100);
    }
}

/* Three film reviews, in 70-digit decimal arithmetic on the doubles. */
static const double films[] = { 0.7, 0.3, 0.6 };

static void three_reviews(void **state)
{
    struct loglik_rows rows = list_of(films, 3);
    struct loglik total = multiplied(&rows);
    struct wide w = loglik_wide(&total);

    (void)state;
    assert_near(multiplied_nats(&total), -2.0714733720306593, 0.0);
    assert_true(w.exponent10 == -1);
    assert_near(w.fraction10, 1.26, 3e-16);
}

/* The same for 10^7 of them: 0.126^3333333 times 0.7. */
static void ten_million_reviews(void **state)
{
    struct loglik_rows rows = list_of(films, 3);
    struct loglik total = in_turn(&rows, 10000000);
    struct wide w = loglik_wide(&total);

    (void)state;
    assert_near(multiplied_nats(&total), -6904910.906286017, 0.0);
    assert_true(w.exponent10 == -2998765);
    assert_near(w.fraction10, 1.974087511646627, 0.0);
}

/* 10^7 log(1 - 2^-53), same source: the least a factor can fall short. */
static void ten_million_near_certainties(void **state)
{
    const double p[] = { 1.0 - 0x1p-53 };
    struct loglik_rows rows = list_of(p, 1);
    struct loglik total = in_turn(&rows, 10000000);

    (void)state;
    assert_near(multiplied_nats(&total), -1.1102230246251565e-09, 0.0);
}

/* Taking rows in turn is writing them out: to the last bit of the reading,
 * though the two group the product differently. */
static void rows_in_turn_equal_rows_written_out(void **state)
{
    struct rng rng;
    double p[7];

    (void)state;
    rng_seed(&rng, 4);
    for (int trial = 0; trial < 200; trial++) {
        size_t n = 1 + rng_below(&rng, 7), examples = rng_below(&rng, 3000);
        struct loglik_rows rows = list_of(p, n);
        struct loglik total;

        for (size_t i = 0; i < n; i++)
            p[i] = draw(&rng, (int)rng_below(&rng, 7));
        for (size_t i = 0; i < examples; i++)
            factors[i] = p[i % n];
        total = in_turn(&rows, examples);
        assert_near(multiplied_nats(&total), nats_of(factors, examples), 0.0);
    }
}

static void zeros_and_nonsense_are_counted(void **state)
{
    const double p[] = { 0.5, 0.0,      NAN,       -0.1, 1.5, 1.0,
                         0.5, INFINITY, 0x1p-1074, -0.0, 0.5 };
    struct loglik_rows rows = list_of(p, 11);
    struct loglik total = multiplied(&rows);

    (void)state;
    assert_true(total.zeros == 2 && total.invalid == 4);
    assert_true(total.exponent == -3 - 1074);
    assert_true(isnan(multiplied_nats(&total)));
    assert_true(isnan(loglik_wide(&total).fraction10));
    total = in_turn(&rows, 22 + 2);
    assert_true(total.zeros == 5 && total.invalid == 8);
    total.invalid = 0;
    assert_true(multiplied_nats(&total) == -INFINITY);
    assert_true(loglik_wide(&total).fraction10 == 0.0);
}

static void labels_choose_the_factor(void **state)
{
    const double p[] = { 0.7, 0.2, 0.1, 0.5, 0.3, 0.2, 0.1, 0.3, 0.6 };
    int32_t label[] = { 0, 1, 2 };
    struct loglik_rows rows = { p, label, 3, 3 };
    struct loglik total = multiplied(&rows);

    (void)state;
    assert_near(multiplied_nats(&total), nats_of(films, 3), 0.0);
    label[0] = 3;
    label[1] = -1;
    total = multiplied(&rows);
    assert_true(total.invalid == 2);
}

static void nothing_and_certainty_are_1(void **state)
{
    const double one[] = { 1.0 };
    struct loglik_rows none = list_of(one, 0), sure = list_of(one, 1);
    struct loglik total = multiplied(&none);

    (void)state;
    assert_true(multiplied_nats(&total) == 0.0 &&
                !signbit(multiplied_nats(&total)));
    assert_true(loglik_wide(&total).fraction10 == 1.0);
    total = in_turn(&sure, 10000000);
    assert_true(multiplied_nats(&total) == 0.0 &&
                !signbit(multiplied_nats(&total)));
    total = in_turn(&none, 10);
    assert_true(multiplied_nats(&total) == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_correctly_rounded_on_hard_inputs),
        cmocka_unit_test(the_total_is_right_before_it_is_rounded),
        cmocka_unit_test(the_unrounded_product_has_a_hundred_right_bits),
        cmocka_unit_test(three_reviews),
        cmocka_unit_test(ten_million_reviews),
        cmocka_unit_test(ten_million_near_certainties),
        cmocka_unit_test(rows_in_turn_equal_rows_written_out),
        cmocka_unit_test(zeros_and_nonsense_are_counted),
        cmocka_unit_test(labels_choose_the_factor),
        cmocka_unit_test(nothing_and_certainty_are_1),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
