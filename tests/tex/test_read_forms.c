/* Optima, expectations, derivatives, cases, chains of relations, rows and tags;
 * keys and patterns; how deep a formula may be. */
#include "tex/read_claims.h"

static void every_way_to_write_an_optimum_is_one(void **state)
{
    static const char *const ways[] = {
        "\\arg\\max_{\\theta} f(\\theta) + a",
        "\\arg\\max_\\theta f(\\theta) + a",
        "\\arg\\max\\limits_{\\theta} f(\\theta) + a",
        "\\arg\\max\\nolimits_{\\theta} f(\\theta) + a",
        "\\operatorname{argmax}_\\theta f(\\theta) + a",
        "\\operatorname*{arg\\,max}_\\theta f(\\theta) + a",
        "\\operatorname{arg max}_\\theta f(\\theta) + a",
        "\\underset{\\theta}{\\operatorname{argmax}} f(\\theta) + a",
        "\\underset{\\theta}{\\arg\\max} f(\\theta) + a",
        "\\mathop{\\arg\\max}_{\\theta} f(\\theta) + a",
        "\\argmax_\\theta f(\\theta) + a",
        "argmax_{\\theta} f(\\theta) + a",
        "\\arg\\underset{\\theta}{\\max} f(\\theta) + a",
    };

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        means(state, ways[i], "(argmax \\theta (add (call f \\theta) a))");
    means(state, "\\arg\\min_k w_k", "(argmin k w[k])");
    means(state, "\\arg\\min", "(argmin)");
    refuses(state, "\\arg\\max a", "\\arg\\max", "without a letter");
    refuses(state, "\\max_k w_k", "\\max_k", "only sums and products");
}

static void expectations_run_over_their_weight(void **state)
{
    means(state, "\\mathbb{E}_{x \\sim p} \\log p(x) + a",
          "(add (expect x ~ p (log (call p x))) a)");
    means(state, "\\mathbb{E}_{p(x)}\\left[p(x) - a\\right] b",
          "(mul (expect (call p x) (sub (call p x) a)) b)");
    means(state, "\\mathbb{E}_{p(x)} -\\log a",
          "(expect (call p x) (neg (log a)))");
    refuses(state, "\\mathbb{E}[a]", "\\mathbb{E}", "needs its weight");
    refuses(state, "\\mathbb{E}_p a", "p", "a name behind \\sim");
}

static void derivatives_are_by_a_name(void **state)
{
    means(state, "\\nabla_\\theta f(\\theta) + a",
          "(add (gradient \\theta (call f \\theta)) a)");
    means(state, "\\nabla_{z_k} \\log a b", "(gradient z[k] (log (mul a b)))");
    means(state, "\\frac{\\partial}{\\partial z_k} f(a)",
          "(gradient z[k] (call f a))");
    means(state, "\\frac{\\partial f(a)}{\\partial \\theta} b",
          "(mul (gradient \\theta (call f a)) b)");
    means(state, "\\frac{\\partial a}{\\partial \\theta} = b",
          "(gradient \\theta a) = b");
    refuses(state, "\\nabla a", "\\nabla", "needs what it is by");
    refuses(state, "\\nabla_{a + b} c", "a + b", "by a name");
}

static void cases_have_conditions(void **state)
{
    means(state,
          "\\begin{cases} 1 & \\text{if } a = 0, \\\\ b, & a > 1 \\\\ "
          "0 & \\text{otherwise} \\end{cases}",
          "(cases 1 (= a 0) b (> a 1) 0 otherwise)");
    refuses(state, "\\begin{cases} 1 & a \\end{cases}", "a",
            "a condition was expected");
    refuses(state, "\\begin{matrix} 1 & a \\end{matrix}",
            "\\begin{matrix} 1 & a \\end{matrix}", "only cases");
}

static void relations_make_chains(void **state)
{
    means(state, "a = b \\leq c", "a = b <= c");
    means(state, "a := b", "a := b");
    means(state, "a \\coloneqq b", "a := b");
    means(state, "a \\neq b \\not= c", "a != b != c");
    means(state, "= b", "^ = b");
    means(state, "a \\xrightarrow{n \\to \\infty} b", "a -> b");
    means(state, "a ≤ b → c", "a <= b -> c");
    means(state, "a \\stackrel{?}{=} b", "a = b");
    means(state, "x \\in \\{0, 1\\}", "x in (set 0 1)");
    means(state, "w \\in \\mathbb{R}^{K \\times N}",
          "w in (space R (mul K N))");
    means(state, "a, b = c", "(list a b) = c");
    means(state, "k = 1, \\dots, K", "k = (list 1 ... K)");
    means(state, "a = 1, b = 2", "a = 1\n  b = 2");
    refuses(state, "a = ", "", "an expression");
    refuses(state, "a = b)", ")", "closes nothing");
    refuses(state, "\\forall k", "\\forall", "in words");
    refuses(state, "a \\propto b", "\\propto", "");
    refuses(state, "a = {b", "", "without its other end");
}

static void rows_tags_and_words_are_kept_apart(void **state)
{
    const struct mean_formula *formula;

    means(state, "a = b \\quad (7)", "a = b  #7");
    means(state, "a = b \\tag{7a}", "a = b  #7a");
    means(state, "a = b \\quad \\text{since } \\quad c = a",
          "a = b\n  c = a  \"since\"");
    means(state, "a = b, \\text{ where } c = a.", "a = b\n  c = a  \"where\"");
    means(state, "\\text{Likelihood of } i = a", "\"Likelihood of\" i = a");
    means(state, "a = \\text{Likelihood}", "a = \"Likelihood\"");
    refuses(state, "\\text{The loss } a \\log b", "\\log", "a relation");
    refuses(state, "\\text\\log a", "\\text\\", "in braces");
    formula = reads(state, "\\begin{align} a &= b \\tag{1} \\\\ &= c \\\\ b "
                           "&= a \\tag{2}\\end{align}");
    assert_int_equal(formula->count, 3);
    assert_null(formula->statements[1].sides[0]);
    assert_int_equal(formula->statements[2].row, 2);
    assert_true(slice_is(formula->statements[2].tag, "2"));
    assert_int_equal(formula->statements[1].tag.len, 0);
    assert_int_equal(reads(state, "")->count, 0);
    assert_int_equal(reads(state, "\\quad")->count, 0);
    assert_int_equal(reads(state, "\\text{where}")->count, 0);
}

static void a_fault_leaves_the_other_statements(void **state)
{
    means(state, "a = g(b) \\\\ b = c",
          "a\n  ! g: 'g' before a bracket is not declared a function: define "
          "it, or write \\cdot for a product\n  b = c");
}

/* ---- keys and patterns ---- */

static void a_key_is_one_however_it_is_written(void **state)
{
    static const struct {
        const char *tex, *key;
    } cases[] = {
        { "y", "y" },
        { "\\hat y", "\\hat{y}" },
        { "\\hat{y}", "\\hat{y}" },
        { "\\widehat{y}", "\\hat{y}" },
        { "y\u0302", "\\hat{y}" },
        { "ŷ", "\\hat{y}" },
        { "\\theta", "\\theta" },
        { "θ", "\\theta" },
        { "\\theta_{gt}", "\\theta_{gt}" },
        { "p_{\\text{data}}", "p_{data}" },
        { "\\mathcal{D}", "\\mathcal{D}" },
        { "\\mathcal D", "\\mathcal{D}" },
        { "softmax", "softmax" },
        { "\\operatorname{softmax}", "softmax" },
        { "\\bm{x}", "\\boldsymbol{x}" },
        { "y_{pred,gt}", "y_{pred,gt}" },
        { "y'", "y'" },
        { " N ", "N" },
        { "y_i", "" },
        { "a + b", "" },
        { "1", "" },
        { "", "" },
        { "{", "" },
        { "a^2", "" },
        { "r\u0330", "" }, /* a mark that no command sets */
    };
    void **both = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice key = mean_key(both[0], slice_of(cases[i].tex), both[1]);

        if (!slice_is(key, cases[i].key))
            print_error("%s: %.*s\n", cases[i].tex, SLICE_ARG(key));
        assert_true(slice_is(key, cases[i].key));
    }
}

static void a_pattern_binds_its_letters(void **state)
{
    void **both = *state;
    const struct mean_fault *fault;
    struct slice tex = slice_of("g_k(a, i \\mid y_i = 1; \\theta)");
    struct mean *node =
        mean_read_pattern(both[0], tex_parse(both[0], tex, NULL), tex, both[1],
                          &fault);

    assert_non_null(node);
    assert_int_equal(node->kind, MEAN_CALL);
    assert_int_equal(node->items[0]->sort, NAME_INDEX);
    assert_int_equal(node->arguments[0]->sort, NAME_FORMAL);
    assert_int_equal(node->arguments[1]->sort, NAME_INDEX);
    assert_int_equal(node->arguments[2]->kind, MEAN_RELATION);
    tex = slice_of("a + b");
    assert_null(mean_read_pattern(both[0], tex_parse(both[0], tex, NULL), tex,
                                  both[1], &fault));
    assert_non_null(strstr(fault->text, "the end of the name"));
}

/* ---- depth ---- */

static void depth_is_bounded(void **state)
{
    struct strbuf tex = { 0 };
    const struct mean_formula *formula;

    strbuf_fill(&tex, '(', 100000);
    formula = reads(state, strbuf_text(&tex));
    assert_non_null(strstr(formula->statements[0].fault->text, "200 levels"));
    strbuf_clear(&tex);
    for (int i = 0; i < 100000; i++)
        strbuf_puts(&tex, "a+");
    strbuf_puts(&tex, "a");
    formula = reads(state, strbuf_text(&tex));
    assert_non_null(
        strstr(formula->statements[0].fault->text, "1000 operations"));
    strbuf_clear(&tex);
    strbuf_fill(&tex, '-', 100000);
    formula = reads(state, strbuf_text(&tex));
    assert_non_null(formula->statements[0].fault);
    strbuf_finish(&tex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_write_an_optimum_is_one),
        cmocka_unit_test(expectations_run_over_their_weight),
        cmocka_unit_test(derivatives_are_by_a_name),
        cmocka_unit_test(cases_have_conditions),
        cmocka_unit_test(relations_make_chains),
        cmocka_unit_test(rows_tags_and_words_are_kept_apart),
        cmocka_unit_test(a_fault_leaves_the_other_statements),
        cmocka_unit_test(a_key_is_one_however_it_is_written),
        cmocka_unit_test(a_pattern_binds_its_letters),
        cmocka_unit_test(depth_is_bounded),
    };

    return cmocka_run_group_tests(tests, open_scope, close_scope);
}
