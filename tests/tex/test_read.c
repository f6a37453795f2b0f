/* Precedence, and the conventions for what could be read in several ways: what
 * a formula means is written here in prefix form by hand, and so is what a
 * refused one is told. */
#include "tex/read_claims.h"

/* ---- precedence ---- */

static void powers_bind_before_signs_and_products(void **state)
{
    means(state, "-a b^2", "(neg (mul a (pow b 2)))");
    means(state, "a - b - c", "(sub (sub a b) c)");
    means(state, "a / b c", "(mul (div a b) c)");
    means(state, "a \\times b \\cdot c", "(mul (mul a b) c)");
    means(state, "- - a + + b", "(add (neg (neg a)) b)");
    means(state, "(a + b)^2 c", "(mul (pow (add a b) 2) c)");
    means(state, "a^{b^c}", "(pow a (pow b c))");
    means(state, "{a} {b + c}", "(add (mul a b) c)");
    means(state, "\\frac{a + b}{c}^2", "(pow (div (add a b) c) 2)");
    means(state, "\\sqrt{a} \\sqrt[3]{b}", "(mul (root a) (root b 3))");
    means(state, "\\left|a - b\\right|^2", "(pow (abs (sub a b)) 2)");
    refuses(state, "a \\cdot -b", "-", "put brackets around");
    refuses(state, "{a b}^2", "{a b}^2", "put brackets around");
}

static void a_logarithm_without_brackets_takes_what_stands_beside(void **state)
{
    means(state, "\\log a b", "(log (mul a b))");
    means(state, "\\log a \\cdot b", "(mul (log a) b)");
    means(state, "\\log a / b", "(div (log a) b)");
    means(state, "\\log a \\log b", "(mul (log a) (log b))");
    means(state, "\\log (a) b", "(mul (log a) b)");
    means(state, "\\log \\left[a + b\\right]", "(log (add a b))");
    means(state, "\\log f(a) f(b)", "(log (mul (call f a) (call f b)))");
    means(state, "\\log a^2 + b", "(add (log (pow a 2)) b)");
    means(state, "\\log \\prod_i z_i + b", "(add (log (product i z[i])) b)");
    means(state, "\\log_2 a", "(log a 2)");
    means(state, "\\log_{10}(a)", "(log a 10)");
    means(state, "\\ln a - \\exp(b)", "(sub (log a) (exp b))");
    means(state, "\\operatorname{log} a", "(log a)");
    refuses(state, "\\log", "", "what the function is of");
    refuses(state, "\\log^2 a", "\\log^2", "two readings");
}

static void numbers_are_runs_of_digits(void **state)
{
    means(state, "0.70", "0.70");
    means(state, "3{,}000", "3000");
    means(state, "1 000", "1000");
    means(state, ".5", "0.5");
    means(state, "35.7\\%", "35.7%");
    means(state, "10^2", "(pow 10 2)");
    means(state, "0.7^x 0.3^{1-x}", "(mul (pow 0.7 x) (pow 0.3 (sub 1 x)))");
    means(state, "(1, 2)", "(list 1 2)");
    refuses(state, "a^10", "0", "x^{10}");
    refuses(state, "1.2.3", ".", "a number behind a number");
    refuses(state, "2_3", "2_3", "numbers have none");
}

/* ---- the table of ambiguities ---- */

static void a_sum_ends_at_the_next_plus_or_minus(void **state)
{
    means(state, "\\sum_k w_k a + b", "(add (sum k (mul w[k] a)) b)");
    means(state, "a \\sum_k - \\log w_k b",
          "(mul a (sum k (neg (log (mul w[k] b)))))");
    means(state, "\\sum_k (w_k + b) a", "(sum k (mul (add w[k] b) a))");
    means(state, "\\sum_i \\sum_k y_{ik} w_k",
          "(sum i (sum k (mul y[i,k] w[k])))");
}

static void an_index_that_goes_on_behind_its_sum_is_refused(void **state)
{
    const struct mean_formula *formula =
        reads(state, "a = \\frac1N \\sum_{i=1}^N z_i - \\log z_i");

    refuses(state, "a = \\frac1N \\sum_{i=1}^N z_i - \\log z_i",
            "\\sum_{i=1}^N z_i - \\log z_i",
            "write \\left(\\sum_{i=1}^N z_i\\right) - \\log z_i if the sum "
            "ends there, or \\sum_{i=1}^N \\left(z_i - \\log z_i\\right) if it "
            "goes on");
    assert_string_equal(formula->statements[0].readings[0],
                        "\\left(\\sum_{i=1}^N z_i\\right) - \\log z_i");
    assert_string_equal(formula->statements[0].readings[1],
                        "\\sum_{i=1}^N \\left(z_i - \\log z_i\\right)");
    refuses(state, "\\sum_i z_i + a - b z_i", "\\sum_i z_i + a - b z_i",
            "goes on");
    refuses(state, "\\prod_k w_k + w_k", "\\prod_k w_k + w_k", "product");
    refuses(state, "\\log \\sum_k w_k + w_k", "\\sum_k w_k + w_k", "goes on");

    /* Both readings as they are told, and a letter of an outer sum. */
    means(state, "\\left(\\sum_i z_i\\right) - z_i", "(sub (sum i z[i]) z[i])");
    means(state, "\\sum_i \\left(z_i - z_i\\right)", "(sum i (sub z[i] z[i]))");
    means(state, "\\sum_i (\\sum_k y_{ik} + z_i)",
          "(sum i (add (sum k y[i,k]) z[i]))");
    means(state, "\\sum_i z_i + \\sum_i z_i",
          "(add (sum i z[i]) (sum i z[i]))");
}

static void missing_limits_come_from_the_letter(void **state)
{
    means(state, "\\sum_{i=1}^N z_i", "(sum i 1 N z[i])");
    means(state, "\\sum^N_{i=1} z_i", "(sum i 1 N z[i])");
    means(state, "\\sum_i^N z_i", "(sum i to N z[i])");
    means(state, "\\sum_i z_i", "(sum i z[i])");
    means(state, "\\sum\\limits_{i} z_i", "(sum i z[i])");
    means(state, "\\sum z_i", "(sum (i) z[i])");
    means(state, "\\sum a", "(sum () a)");
    means(state, "\\sum_{x \\in \\{0, 1\\}} p(x)",
          "(sum x in (set 0 1) (call p x))");
    means(state, "\\Pi_{i=1}^N z_i", "(product i 1 N z[i])");
    means(state, "\\sum_j \\prod y_{jk}", "(sum j (product (k) y[j,k]))");
    refuses(state, "\\sum y_{ik}", "\\sum y_{ik}", "say which one runs");
    refuses(state, "\\sum_{i=1} z_i", "\\sum_{i=1}", "without an upper one");
    refuses(state, "\\sum^N z_i", "\\sum^N", "without a lower one");
    refuses(state, "\\sum_{i \\neq j} z_i", "\\neq", "the end of the range");
    refuses(state, "\\sum_{z_i} a", "z_i", "a letter to run");
}

static void a_bracket_makes_a_call_of_what_is_declared(void **state)
{
    means(state, "f(a)", "(call f a)");
    means(state, "a(b + c)", "(mul a (add b c))");
    means(state, "a (b) c", "(mul (mul a b) c)");
    means(state, "f(a)^2", "(pow (call f a) 2)");
    means(state, "\\sigma(z_i)^{y_i} (1 - a)",
          "(mul (pow (call \\sigma z[i]) y[i]) (sub 1 a))");
    means(state, "f\\left(a\\right)", "(call f a)");
    means(state, "f", "f");
    refuses(state, "g(a)", "g",
            "'g' before a bracket is not declared a "
            "function");
    refuses(state, "sofmag(a)", "g", "nor is 'sofmag' a declared word");
    refuses(state, "f^2(a)", "f^2", "two readings");
    refuses(state, "f(a)_1", ")_1", "a subscript behind a call");
    refuses(state, "f(a", "(", "is not closed");
    refuses(state, "f(a]", "]", "what closes '('");
    refuses(state, "f()", ")", "a number, a name or a bracket");
}

static void bars_separate_the_arguments_of_a_call(void **state)
{
    means(state, "p(x \\mid a)", "(call p x | a)");
    means(state, "p(x | a)", "(call p x | a)");
    means(state, "p(x \\vert a)", "(call p x | a)");
    means(state, "P(y_i = 1 \\mid x_i; \\theta, b)",
          "(call P (= y[i] 1) | x[i] ; \\theta , b)");
    means(state, "KL(a || b)", "(call KL a || b)");
    means(state, "KL(a \\| b)", "(call KL a || b)");
    means(state, "\\left|a\\right| \\lvert b \\rvert", "(mul (abs a) (abs b))");
    refuses(state, "a | b", "|", "outside a call");
    refuses(state, "(a | b)", "|", "outside a call");
    refuses(state, "|a|", "|", "an absolute value is \\left|x\\right|");
    refuses(state, "(a; b)", ";", "what closes '('");
}

static void subscripts_are_labels_or_indices(void **state)
{
    means(state, "y_{ik}", "y[i,k]");
    means(state, "y_{i,k}", "y[i,k]");
    means(state, "y_{i,gt}", "y_{gt}[i]");
    means(state, "y_{gt,i}", "y_{gt}[i]");
    means(state, "y_{i,k_{gt}}", "y[i,k_{gt}]");
    means(state, "y_{i,k_i}", "y[i,k[i]]");
    means(state, "y_{\\text{own}}", "y_{own}");
    means(state, "y_{\\mathrm{own},gt}", "y_{own,gt}");
    means(state, "y_{i+1}", "y[(add i 1)]");
    means(state, "y_{11}", "y[11]");
    means(state, "y_k^2", "(pow y[k] 2)");
    means(state, "y^2_k", "(pow y[k] 2)");
    means(state, "q_{\\theta}(x)", "(call q[\\theta] x)");
    means(state, "z_k'", "z'[k]");
    means(state, "z'_k", "z'[k]");
    refuses(state, "\\operatorname, a", "\\operatorname,", "a name");
    refuses(state, "\\mathbb{} a", "\\mathbb{}", "one letter");
    refuses(state, "y_{own}", "o", "'own' is no declared label");
    refuses(state, "y_{2k}", "2", "y_{2,k}");
    refuses(state, "y_{i=1}", "=", "an index");
    refuses(state, "y_{}", "", "an index or a label");
}

static void words_are_the_longest_that_is_declared(void **state)
{
    means(state, "softmax(z)", "(call softmax z)");
    means(state, "\\operatorname{softmax}(z)", "(call softmax z)");
    means(state, "\\mathrm{softmax}(z)", "(call softmax z)");
    means(state, "\\text{softmax}(z)", "(call softmax z)");
    means(state, "a softmax(z)", "(mul a (call softmax z))");
    means(state, "abc", "(mul (mul a b) c)");
    means(state, "alog(b)", "(mul a (log b))");
    means(state, "log(ab)", "(log (mul a b))");
}

static void a_power_behind_a_logarithms_bracket_is_refused(void **state)
{
    refuses(state, "\\log(a)^b", "\\log(a)^b",
            "write \\log\\left((a)^{b}\\right) or \\left(\\log(a)\\right)^{b}");
    refuses(state, "\\exp\\left(a\\right)^{2}", "\\exp\\left(a\\right)^{2}",
            "two readings");
    means(state, "\\log\\left((a)^{b}\\right)", "(log (pow a b))");
    means(state, "\\left(\\log(a)\\right)^{b}", "(pow (log a) b)");
}

static void e_is_eulers_number_until_it_is_declared(void **state)
{
    void **both = *state;
    struct strbuf out = { 0 };

    means(state, "e^{-z_k}", "(pow euler (neg z[k]))");
    reading_form(&out,
                 reading_of(both[0],
                            scope_declare(both[0], both[1], slice_of("e"), 0),
                            slice_of("e^2")));
    assert_string_equal(strbuf_text(&out), "  (pow e 2)\n");
    strbuf_finish(&out);
    means(state, "\\hat{y}_i \\hat z", "(mul \\hat{y}[i] \\hat{z})");
}

static void transposes_are_powers_of_t_that_is_nobodys_name(void **state)
{
    void **both = *state;
    struct strbuf out = { 0 };

    means(state, "w^T z_i", "(mul (transpose w) z[i])");
    means(state, "w^\\top z_i", "(mul (transpose w) z[i])");
    means(state, "w^{\\top}", "(transpose w)");
    reading_form(&out,
                 reading_of(both[0],
                            scope_declare(both[0], both[1], slice_of("T"), 0),
                            slice_of("w^T")));
    assert_string_equal(strbuf_text(&out), "  (pow w T)\n");
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bracket_makes_a_call_of_what_is_declared),
        cmocka_unit_test(powers_bind_before_signs_and_products),
        cmocka_unit_test(a_logarithm_without_brackets_takes_what_stands_beside),
        cmocka_unit_test(numbers_are_runs_of_digits),
        cmocka_unit_test(a_sum_ends_at_the_next_plus_or_minus),
        cmocka_unit_test(an_index_that_goes_on_behind_its_sum_is_refused),
        cmocka_unit_test(missing_limits_come_from_the_letter),
        cmocka_unit_test(bars_separate_the_arguments_of_a_call),
        cmocka_unit_test(subscripts_are_labels_or_indices),
        cmocka_unit_test(words_are_the_longest_that_is_declared),
        cmocka_unit_test(a_power_behind_a_logarithms_bracket_is_refused),
        cmocka_unit_test(e_is_eulers_number_until_it_is_declared),
        cmocka_unit_test(transposes_are_powers_of_t_that_is_nobodys_name),
    };

    return cmocka_run_group_tests(tests, open_scope, close_scope);
}
