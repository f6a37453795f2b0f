#include "tex/read_state.h"

#include "base/arena.h"

/* ---- logarithms ---- */

/* "log(A)^b" */
static struct mean *two_powers(struct reader *r, const struct mean *node,
                               const struct mean *inner,
                               const struct token *close)
{
    const char *word = read_source(r, node->from, inner->from);
    const char *body = read_source(r, inner->from, inner->to);
    const char *power = read_source(r, close->sup->from, close->sup->to);
    const char *inside, *outside;

    if (close->sup->kind != TEX_LIST)
        power = arena_printf(r->arena, "{%s}", power);
    inside =
        arena_printf(r->arena, "%s\\left(%s^%s\\right)", word, body, power);
    outside =
        arena_printf(r->arena, "\\left(%s%s\\right)^%s", word, body, power);
    return read_readings(r, node->from, close->to, inside, outside,
                         "a power behind a function's bracket has two "
                         "readings: write %s or %s",
                         inside, outside);
}

/* log x y: as far as things stand side by side. */
static struct mean *read_run(struct reader *r)
{
    struct mean *run = read_factor(r);

    while (run && r->at->head == HEAD_NONE && read_starts_factor(r->at))
        run = read_beside(r, run);
    return run;
}

static struct mean *read_bracketed(struct reader *r, struct mean *node)
{
    uint32_t from = r->at->from;
    const struct token *close;
    struct bracket bracket;

    if (!read_open(r, &bracket))
        return NULL;
    node->first = read_additive(r);
    close = read_shut(r, &bracket);
    if (!close)
        return NULL;
    node->first->grouped = true;
    node->first->from = from;
    node->first->to = close->node->to;
    if (close->sup)
        return two_powers(r, node, node->first, close);
    if (close->sub)
        return read_fault(r, close->from, close->to,
                          "a subscript on a bracket, put it on the name");
    return read_close(r, node);
}

static struct mean *read_log(struct reader *r, enum mean_kind kind)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, kind, token);

    if (token->sup || (token->sub && kind == MEAN_EXP))
        return read_fault(r, token->from, token->to,
                          "a script on %s has two readings, write \\left(\\log "
                          "x\\right)^2 or \\log\\left(x^2\\right)",
                          read_quoted(r, token));
    if (token->sub)
        node->second = read_inside(r, token->sub);
    if (r->fault)
        return NULL;
    if (r->at->sign == SIGN_OPEN_PAREN || r->at->sign == SIGN_OPEN_BRACKET)
        return read_bracketed(r, node);
    if (!read_starts_factor(r->at))
        return read_expected(r, "what the function is of");
    node->first = r->at->head == HEAD_NONE ? read_run(r) : read_factor(r);
    return read_close(r, node);
}

/* ---- bound letters ---- */

/* The letter that a binder binds, the reader standing on it. */
static struct slice read_variable(struct reader *r)
{
    struct slice key = { 0 };

    if (r->at->sign != SIGN_END && !r->at->sub && !r->at->sup)
        key = read_key(r, r->at);
    if (key.len > 0)
        read_take(r);
    else
        read_expected(r, "a letter to run");
    return key;
}

/* A body in which a letter is bound. */
static struct mean *read_body(struct reader *r, struct slice key,
                              struct mean *(*read)(struct reader *))
{
    const struct scope *scope = r->scope;
    struct bound bound = { r->bound, key };
    struct mean *body;

    if (key.len > 0) {
        r->scope = scope_bind(r->arena, scope, key, NAME_INDEX);
        r->bound = &bound;
    }
    body = read(r);
    r->scope = scope;
    r->bound = bound.outer;
    return body;
}

/* ---- sums and products ---- */

static bool read_lower(struct reader *r, struct mean *node,
                       const struct token *token)
{
    struct reading was;
    bool ok = true;

    if (!read_enter(r, token))
        return false;
    was = read_into(r, token->sub);
    node->name = read_variable(r);
    if (r->fault)
        return false;
    if (r->at->sign == SIGN_RELATION && r->at->relation == REL_EQUAL) {
        read_take(r);
        node->range = RANGE_BOUNDS;
        node->from_bound = read_additive(r);
        ok = read_out_of(r, was, node->from_bound);
        if (ok && !token->sup)
            ok = read_fault(r, token->from, token->to,
                            "a lower limit without an upper one, write "
                            "\\sum_{i=1}^N");
    } else if (r->at->sign == SIGN_RELATION && r->at->relation == REL_IN) {
        read_take(r);
        node->range = RANGE_SET;
        node->set = read_factor(r);
        ok = read_out_of(r, was, node->set);
    } else {
        node->range = token->sup ? RANGE_TO : RANGE_DOMAIN;
        if (r->at->sign != SIGN_END)
            ok = read_expected(r, "= or \\in or the end of the range");
    }
    r->at = was.at;
    r->depth--;
    return ok && !r->fault;
}

static bool read_range(struct reader *r, struct mean *node,
                       const struct token *token)
{
    node->range = RANGE_BARE;
    if (token->sub && !read_lower(r, node, token))
        return false;
    if (!token->sup)
        return true;
    if (node->range == RANGE_BARE || node->range == RANGE_SET)
        return read_fault(r, token->from, token->to,
                          "an upper limit without a lower one, write "
                          "\\sum_{i=1}^N");
    node->to_bound = read_inside(r, token->sup);
    return node->to_bound;
}

static struct mean *read_sum(struct reader *r, enum mean_kind kind)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, kind, token);
    size_t count;

    if (!read_range(r, node, token))
        return NULL;
    node->first = read_body(r, node->name, read_signed);
    if (!node->first || node->range != RANGE_BARE)
        return read_close(r, node);

    /* Nothing says what runs: it is the one letter that can. */
    count = read_free_letters(r, node->first, &node->name);
    if (count > 1)
        return read_fault(r, token->from, node->first->to,
                          "%s without an index over a body with %zu of them, "
                          "say which one runs: \\sum_{%.*s}",
                          read_quoted(r, token), count, SLICE_ARG(node->name));
    return read_close(r, node);
}

/* ---- optima ---- */

static struct mean *read_optimum(struct reader *r, bool maximum)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, MEAN_OPTIMUM, token);
    struct reading was;

    node->maximum = maximum;
    if (token->sup)
        return read_fault(r, token->from, token->to,
                          "a power on %s, put brackets around the optimum",
                          read_quoted(r, token));
    if (!token->sub) {
        if (r->at->sign == SIGN_END)
            return read_close(r, node); /* the words alone */
        return read_fault(r, token->from, token->to,
                          "%s without a letter, write \\arg\\max_{\\theta}",
                          read_quoted(r, token));
    }
    was = read_into(r, token->sub);
    node->name = read_variable(r);
    if (!r->fault && r->at->sign != SIGN_END)
        read_expected(r, "the end of the subscript");
    r->at = was.at;
    if (r->fault)
        return NULL;
    node->sort = scope_sort(r->scope, node->name, 0, false);
    if (node->sort != NAME_PARAM)
        node->sort = NAME_INDEX;
    node->first = node->sort == NAME_PARAM
                      ? read_additive(r)
                      : read_body(r, node->name, read_additive);
    return read_close(r, node);
}

/* ---- expectations ---- */

static struct mean *read_term_or_bracket(struct reader *r)
{
    return r->at->sign == SIGN_OPEN_PAREN || r->at->sign == SIGN_OPEN_BRACKET
               ? read_factor(r)
               : read_signed(r);
}

/* Every bare letter among the arguments of the weight runs. */
static struct mean *read_weighed(struct reader *r, const struct mean *weight)
{
    const struct scope *scope = r->scope;
    const struct bound *outer = r->bound;
    struct mean *body;

    for (size_t i = 0; i < weight->argument_count; i++) {
        const struct mean *argument = weight->arguments[i];

        if (argument->kind == MEAN_NAME && argument->item_count == 0 &&
            argument->sort != NAME_PARAM) {
            struct bound *bound = arena_alloc(r->arena, sizeof *bound);

            bound->outer = r->bound;
            bound->key = argument->name;
            r->bound = bound;
            r->scope =
                scope_bind(r->arena, r->scope, argument->name, NAME_INDEX);
        }
    }
    body = read_term_or_bracket(r);
    r->scope = scope;
    r->bound = outer;
    return body;
}

static struct mean *read_expectation(struct reader *r)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, MEAN_EXPECT, token);
    struct reading was;

    if (!token->sub || token->sup)
        return read_fault(r, token->from, token->to,
                          "an expectation needs its weight as a subscript: "
                          "\\mathbb{E}_{x \\sim p} or \\mathbb{E}_{p(x)}");
    if (!read_enter(r, token))
        return NULL;
    was = read_into(r, token->sub);
    if (r->at->sign != SIGN_END && r->at[1].sign == SIGN_RELATION &&
        r->at[1].relation == REL_SIM) {
        node->name = read_variable(r);
        read_take(r);
    }
    node->second = r->fault ? NULL : read_factor(r);
    if (node->second && node->second->kind != MEAN_CALL &&
        (node->second->kind != MEAN_NAME || node->name.len == 0))
        read_fault(r, node->second->from, node->second->to,
                   "the weight of an expectation is a name behind \\sim or a "
                   "call: \\mathbb{E}_{x \\sim p}, \\mathbb{E}_{p(x)}");
    if (!read_out_of(r, was, node->second))
        return NULL;
    r->depth--;
    r->last = token->to;
    node->first = node->name.len > 0
                      ? read_body(r, node->name, read_term_or_bracket)
                      : read_weighed(r, node->second);
    return read_close(r, node);
}

/* ---- derivatives ---- */

static struct mean *by_name(struct reader *r, const struct tex_node *node)
{
    struct mean *name = read_inside(r, node);

    if (name && name->kind != MEAN_NAME)
        return read_fault(r, name->from, name->to,
                          "a derivative is by a name: \\nabla_{\\theta}");
    return name;
}

static struct mean *read_nabla(struct reader *r)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, MEAN_GRADIENT, token);

    if (!token->sub || token->sup)
        return read_fault(r, token->from, token->to,
                          "a gradient needs what it is by: \\nabla_{\\theta}");
    node->second = by_name(r, token->sub);
    if (node->second)
        node->first = read_signed(r);
    return read_close(r, node);
}

static bool begins_with_partial(const struct tex_node *node)
{
    const struct tex_node *first = node;

    while (first && first->kind == TEX_LIST)
        first = first->first;
    return first &&
           ((first->kind == TEX_SYMBOL && slice_is(first->text, "partial")) ||
            (first->kind == TEX_CHAR && first->rune == 0x2202));
}

bool read_is_derivative(struct reader *r, const struct token *token)
{
    (void)r;
    return begins_with_partial(token->node->child[0]) &&
           begins_with_partial(token->node->child[1]);
}

/* What stands behind the \partial of a numerator or denominator. */
static struct mean *behind_partial(struct reader *r,
                                   const struct tex_node *node, bool name)
{
    struct reading was = read_into(r, node);
    struct mean *value = NULL;

    read_take(r);
    if (name || r->at->sign != SIGN_END) {
        value = read_signed(r);
        value = read_out_of(r, was, value);
        if (value && name && value->kind != MEAN_NAME)
            return read_fault(r, value->from, value->to,
                              "a derivative is by a name: "
                              "\\frac{\\partial L}{\\partial \\theta}");
    }
    r->at = was.at;
    return value;
}

struct mean *read_derivative(struct reader *r)
{
    const struct token *token = read_take(r);
    struct mean *node = read_node(r, MEAN_GRADIENT, token);

    if (token->sub || token->sup)
        return read_fault(r, token->from, token->to,
                          "a script on a derivative, put brackets around it");
    if (!read_enter(r, token))
        return NULL;
    node->first = behind_partial(r, token->node->child[0], false);
    if (!r->fault)
        node->second = behind_partial(r, token->node->child[1], true);
    r->depth--;
    r->last = token->to;
    if (!r->fault && !node->first)
        node->first = read_signed(r);
    return read_close(r, node);
}

struct mean *read_head(struct reader *r)
{
    switch (r->at->head) {
    case HEAD_LOG:
        return read_log(r, MEAN_LOG);
    case HEAD_EXP:
        return read_log(r, MEAN_EXP);
    case HEAD_SUM:
        return read_sum(r, MEAN_SUM);
    case HEAD_PRODUCT:
        return read_sum(r, MEAN_PRODUCT);
    case HEAD_ARGMAX:
        return read_optimum(r, true);
    case HEAD_ARGMIN:
        return read_optimum(r, false);
    case HEAD_EXPECT:
        return read_expectation(r);
    default:
        return read_nabla(r);
    }
}
