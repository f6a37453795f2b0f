/* read_claims.h - what formulas mean, and what they are refused for, said in
 * one line each, under a scope that has some of everything.
 */
#ifndef TEST_READ_CLAIMS_H
#define TEST_READ_CLAIMS_H

#include "support/test.h"

#include <string.h>

#include "tex/reading.h"
#include "tex/scoped.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

/* Some of everything. */
static const char declared[] = "domain i = 1..N ; j, k = 1..K\n"
                               "domain x = \\{0, 1\\}\n"
                               "data N, K, a, b, c, y_{i,k}, z_i, z_k, w_k\n"
                               "label gt, pred ; word softmax, KL\n"
                               "param \\theta = 1 in [0, 5]\n"
                               "f(t) := t^2\n"
                               "p(x) := 0.5\n"
                               "p(x \\mid y) := 0.5\n"
                               "P(y_i \\mid x_i; \\theta) := y_{i,1}\n"
                               "KL(p \\| q) := \\sum_k p_k\n"
                               "q_{\\theta}(x) := \\theta^x\n"
                               "\\hat{y}_{i,k} := y_{i,k}\n"
                               "k_i := \\arg\\max_k y_{i,k}\n"
                               "k_{gt} := 1\n"
                               "softmax(z) := z\n"
                               "\\sigma(t) := t\n";

static inline int open_scope(void **state)
{
    struct arena *arena = arena_create();
    void **both = arena_array(arena, 2, sizeof *both);

    both[0] = arena;
    both[1] = (void *)(uintptr_t)scoped(arena, NULL, declared);
    *state = both;
    return 0;
}

static inline int close_scope(void **state)
{
    arena_destroy(((void **)*state)[0]);
    return 0;
}

static inline const struct mean_formula *reads(void **state, const char *tex)
{
    void **both = *state;

    return reading_of(both[0], both[1], slice_of(tex));
}

#define means(state, tex, form) means_at((state), (tex), (form), __LINE__)
static inline void means_at(void **state, const char *tex, const char *form,
                            int line)
{
    struct strbuf out = { 0 }, wanted = { 0 };

    reading_form(&out, reads(state, tex));
    strbuf_printf(&wanted, "  %s\n", form);
    if (strcmp(strbuf_text(&out), strbuf_text(&wanted)) != 0) {
        print_error("%s means\n%swanted\n%s", tex, strbuf_text(&out),
                    strbuf_text(&wanted));
        _fail(__FILE__, line);
    }
    strbuf_finish(&out);
    strbuf_finish(&wanted);
}

/* The first fault: what it is of, and words it is told in. */
#define refuses(state, tex, part, says)                                        \
    refuses_at((state), (tex), (part), (says), __LINE__)
static inline void refuses_at(void **state, const char *tex, const char *part,
                              const char *says, int line)
{
    const struct mean_formula *formula = reads(state, tex);
    const struct mean_fault *fault = NULL;

    for (size_t i = 0; i < formula->count && !fault; i++)
        fault = formula->statements[i].fault;
    if (!fault || formula->reads) {
        print_error("%s reads\n", tex);
        _fail(__FILE__, line);
    }
    if (!slice_is(slice_sub(fault->source, fault->from, fault->to), part) ||
        !strstr(fault->text, says)) {
        print_error("%s is refused at %.*s: %s\n", tex,
                    (int)(fault->to - fault->from),
                    fault->source.at + fault->from, fault->text);
        _fail(__FILE__, line);
    }
}

#endif
