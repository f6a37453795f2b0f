/* fuzz_tex.c - formulas and define blocks, to meet anything.
 *
 * A text is laid out in a style that its length chooses; then it is read,
 * written back, valued and judged over three examples of three classes. What
 * begins with '#' is a define block, under which some formulas are valued. */
#include "fuzz/fuzzing.h"

#include "support/errata_labs.h"
#include "support/test.h"

#include "tex/corpus.h"

#include "base/utf8.h"
#include "tex/judge.h"
#include "tex/mean_write.h"
#include "tex/read.h"
#include "tex/scope.h"

static const char declared[] =
    "domain i = 1..N ; j, k = 1..K\n"
    "domain x = \\{0, 1\\}\n"
    "data y_{i,k}, s_{i,k}, N, n, K, w, x_i\n"
    "label MLE, ML, opt, gt, data, model, pred, total, KL\n"
    "word softmax, KL\n"
    "param \\theta = 1 in [0, 5] step 0.001\n"
    "z_{i,k} := \\log s_{i,k}\n"
    "\\hat{y}_{i,k} := \\frac{s_{i,k}^{\\theta}}{\\sum_{j=1}^K "
    "s_{i,j}^{\\theta}}\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "k_{gt} := k_1\n"
    "P(y_i \\mid x_i; \\theta) := \\hat{y}_{i,k_i}\n"
    "P(t) := 0.25 + t / 2\n"
    "Q(t) := 0.4 + t / 5\n"
    "p(x) := P(x)\n"
    "p(y \\mid t) := P(y)\n"
    "p(y_i = k \\mid x_i) := \\hat{y}_{i,k}\n"
    "p(y_i \\mid x_i; w, b) := \\hat{y}_{i,k_i}\n"
    "q_{\\theta}(x) := \\theta^x (1 - \\theta)^{1 - x}\n"
    "q_{\\theta}(y \\mid t) := y\n"
    "p_{data}(x) := P(x)\n"
    "p_{model}(x; \\theta) := P(x)\n"
    "L := \\prod_{i=1}^N \\prod_{k=1}^K \\hat{y}_{i,k}^{y_{i,k}}\n"
    "L(w, b) := L\n"
    "H(p, q) := -\\sum_{k=1}^K p_k \\log q_k\n"
    "H(p) := -\\sum_{k=1}^K p_k \\log p_k\n"
    "H_{total}(p, q) := \\frac{1}{N} \\sum_{i=1}^N H(p_i, q_i)\n"
    "KL(p \\| q) := \\sum_{k=1}^K p_k \\log \\frac{p_k}{q_k}\n"
    "D_{KL}(p \\| q) := KL(p \\| q)\n"
    "softmax_k(z) := \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}}\n"
    "softmax(z) := e^z\n"
    "\\sigma(t) := \\frac{1}{1 + e^{-t}}\n"
    "\\delta(t) := \\begin{cases} 1 & t = 0 \\\\ 0 & \\text{otherwise} "
    "\\end{cases}\n";

/* ---- drawing ---- */

/* Everything that must hold of any drawing. */
static void check(const struct tex_box *box, size_t size, bool one_row)
{
    assert_true(box->rows >= 1 && box->cols >= 0);
    assert_true(box->baseline >= 0 && box->baseline < box->rows);
    assert_true(!one_row || box->rows == 1);
    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        assert_true(g->row >= 0 && g->row < box->rows);
        assert_true(g->col >= 0 && g->col + g->width <= box->cols);
        assert_true(g->from <= g->to && g->to <= size);
        assert_true(utf8_rune_width(g->rune) == g->width);
        assert_true(g->rune != ' ');
        if (i > 0)
            assert_true(g[-1].row < g->row ||
                        g[-1].col + g[-1].width <= g->col);
    }
}

static const struct tex_style styles[] = {
    { .width = 80 },
    { .width = 20 },
    { .width = 1, .hat_row = true },
    { .inline_ = true },
    { .ascii = true, .width = 40 },
    { .ascii = true, .inline_ = true },
};

enum { STYLES = sizeof styles / sizeof styles[0] };

static void draw(struct slice tex, struct tex_style style)
{
    struct arena *arena = arena_create();

    check(corpus_box(arena, tex, style), tex.len, style.inline_);
    arena_destroy(arena);
}

/* ---- reading ---- */

/* Made once: a fuzzer calls millions of times. */
static const struct scope *common_scope(void)
{
    static const struct scope *scope;
    static struct arena *arena; /* for ever, and no leak */

    if (!scope) {
        struct err err = { 0 };

        arena = arena_create();
        scope = scope_define(arena, scope_create(arena), slice_of(declared), 1,
                             &err);
        if (!scope)
            print_error("%d:%d: %s\n", err.line, err.column, err.text);
        assert_non_null(scope);
    }
    return scope;
}

static void check_tree(const struct mean *node)
{
    struct mean *children[32];
    size_t count = mean_children(node, children, 32);

    assert_true(node->from <= node->to && node->to <= node->source.len);
    assert_true(node->height >= 1 && node->height <= MEAN_HEIGHT_MAX);
    for (size_t i = 0; i < count && i < 32; i++) {
        assert_true(children[i]->from >= node->from);
        assert_true(children[i]->to <= node->to);
        check_tree(children[i]);
    }
}

static struct slice text_of(const struct strbuf *text)
{
    return (struct slice){ text->at, text->len };
}

/* A law: what is written reads back to the same. */
static void check_written(struct arena *arena, const struct scope *scope,
                          const struct mean *side)
{
    struct strbuf tex = { 0 }, form = { 0 }, again = { 0 };
    const struct mean_formula *back;
    struct slice source;

    mean_write_tex(&tex, side);
    mean_write_form(&form, side);
    source = text_of(&tex);
    back = mean_read(arena, tex_parse(arena, source, NULL), source, scope);
    if (back->count == 1)
        mean_write_statement_form(&again, &back->statements[0]);
    if (!slice_eq(text_of(&form), text_of(&again))) {
        print_error("%s\nis     %s\nbut is %s: %s\n", tex.at, form.at,
                    strbuf_text(&again),
                    back->count > 0 && back->statements[0].fault
                        ? back->statements[0].fault->text
                        : "");
        fail();
    }
    strbuf_finish(&tex);
    strbuf_finish(&form);
    strbuf_finish(&again);
}

static void check_fault(const struct mean_fault *fault)
{
    assert_true(fault->from <= fault->to && fault->to <= fault->source.len);
    assert_true(fault->text[0] != '\0');
}

/* ---- valuing ---- */

enum { HUNDRED = 100, KINDS = 3 };

/* Rows that are all different: loops go by the block. */
static const struct eval_data *hundred_rows(void)
{
    static double y[HUNDRED * KINDS], s[HUNDRED * KINDS];
    static const double n = HUNDRED, k = KINDS;
    static const struct eval_array arrays[] = {
        { .key = { "y", 1 }, .rank = 2, HUNDRED, KINDS, .values = y },
        { .key = { "s", 1 }, .rank = 2, HUNDRED, KINDS, .values = s },
        { .key = { "N", 1 }, .rows = 1, .cols = 1, .values = &n },
        { .key = { "K", 1 }, .rows = 1, .cols = 1, .values = &k },
    };
    static const struct eval_data data = { arrays, 4 };

    for (int i = 0; i < HUNDRED * KINDS; i++) {
        int row = i / KINDS;

        y[i] = row % KINDS == i % KINDS;
        s[i] = 1.0 / (2 + (row + 37 * i) % 101);
    }
    return &data;
}

/* Three rows, a hundred, or ten million, where exact sums leap. */
static const struct eval_data *lab_for(struct slice tex)
{
    uint64_t choice = fuzz_hash((const uint8_t *)tex.at, tex.len) % 4;

    return choice == 1 ? hundred_rows() : errata_lab(choice == 0 ? "N" : "A");
}

static bool counted_out(void *context)
{
    return --*(int *)context < 0;
}

static void value_statement(struct arena *arena, const struct scope *scope,
                            const struct mean_statement *statement,
                            const struct eval_data *data, enum format format)
{
    int patience = 50;
    struct judge_options options = { .eval = { .format = format,
                                               .steps_max = 20000,
                                               .stop = counted_out,
                                               .stop_context = &patience } };
    struct judgement judgement = { 0 };

    judge(arena, statement, scope, data, &options, &judgement);
    for (size_t i = 0; i < judgement.side_count; i++) {
        const struct judged_side *side = &judgement.sides[i];
        struct strbuf out = { 0 };

        if (side->node && side->status == EVAL_VALUE && !side->words &&
            !judgement.stopped)
            judge_write(&out, &side->value, UNIT_NATS, 6);
        strbuf_finish(&out);
    }
}

static void read_and_value(const struct scope *scope, struct slice tex,
                           enum format format)
{
    struct arena *arena = arena_create();
    const struct mean_formula *formula =
        mean_read(arena, tex_parse(arena, tex, NULL), tex, scope);

    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *statement = &formula->statements[i];

        assert_true(statement->side_count >= 1);
        assert_true(statement->from <= statement->to);
        assert_true(statement->to <= tex.len);
        if (statement->fault)
            check_fault(statement->fault);
        for (size_t n = 0; n < statement->side_count; n++)
            if (statement->sides[n]) {
                check_tree(statement->sides[n]);
                check_written(arena, scope, statement->sides[n]);
            }
        if (!statement->fault)
            value_statement(arena, scope, statement, lab_for(tex), format);
    }
    arena_destroy(arena);
}

static void define(struct slice block)
{
    static const char *const formulas[] = { "f(a)", "a_i = b", "L",
                                            "\\hat{y}_{i,k}" };
    struct arena *arena = arena_create();
    struct err err = { 0 };
    const struct scope *scope =
        scope_define(arena, common_scope(), block, 1, &err);

    if (!scope)
        assert_true(err.text[0] != '\0' && err.line >= 1);
    for (size_t i = 0; scope && i < sizeof formulas / sizeof *formulas; i++)
        read_and_value(scope, slice_of(formulas[i]), FORMAT_FLOAT64);
    arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice tex = { (const char *)data, size };

    if (size > 0 && data[0] == '#') {
        define(slice_sub(tex, 1, size));
    } else {
        draw(tex, styles[size % STYLES]);
        read_and_value(common_scope(), tex, (enum format)(size % FORMAT_COUNT));
    }
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "tex",
                                     .prefixes = 20000,
                                     .mutations = 8000 };

/* The formulas of the sources, and the blocks they are read under. */
void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    struct strbuf block = { 0 };
    struct corpus corpus;

    corpus_open(&corpus);
    for (size_t i = 0; i < corpus.count; i++)
        fuzz_seed(seeds, corpus.tex[i]);
    corpus_close(&corpus);
    strbuf_putc(&block, '#');
    strbuf_puts(&block, declared);
    fuzz_seed(seeds, text_of(&block));
    strbuf_finish(&block);
    fuzz_seed_files(seeds, "data/scopes", ".define", "#");
    fuzz_seed_files(seeds, "fuzz/seeds/tex", ".seed", "");
}
