#include "tex/judged.h"

#include "base/arena.h"
#include "base/err.h"
#include "support/test.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

const char *const JUDGED_FILMS =
    "domain i = 1..N ; j, k = 1..K\n"
    "data   y_{i,k}, s_{i,k}, N, K\n"
    "param  \\theta = 1 in [0, 5] step 0.001\n"
    "\\hat{y}_{i,k} := "
    "\\frac{s_{i,k}^{\\theta}}{\\sum_{j=1}^{K} s_{i,j}^{\\theta}}\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "P(y_i \\mid x_i; \\theta) := \\hat{y}_{i,k_i}\n"
    "L := \\prod_{i=1}^N \\prod_{k=1}^K \\hat{y}_{i,k}^{y_{i,k}}\n"
    "H(p, q) := -\\sum_k p_k \\log q_k\n"
    "H(p) := -\\sum_k p_k \\log p_k\n"
    "KL(p \\| q) := \\sum_k p_k \\log \\frac{p_k}{q_k}\n"
    "word KL\n";

void judged_open(struct judged *judged, const char *define, const char *tex,
                 const struct eval_data *data,
                 const struct judge_options *options)
{
    struct judge_options with = *options;
    struct slice source = slice_of(tex);
    struct err err = { 0 };

    *judged = (struct judged){ .arena = arena_create() };
    judged->scope = scope_define(judged->arena, scope_create(judged->arena),
                                 slice_of(define), 1, &err);
    if (!judged->scope)
        fail_msg("%d:%d: %s", err.line, err.column, err.text);
    judged->formula =
        mean_read(judged->arena, tex_parse(judged->arena, source, NULL), source,
                  judged->scope);
    judged->count = judged->formula->count;
    assert_true(judged->count > 0 && judged->count <= 16);
    for (size_t i = 0; i < judged->count; i++) {
        judged->last = &judged->at[i];
        judge(judged->arena, &judged->formula->statements[i], judged->scope,
              data, &with, judged->last);
        with.before = judged->last;
    }
}

void judged_close(struct judged *judged)
{
    arena_destroy(judged->arena);
}
