#include "tex/read_state.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "tex/read.h"
#include "tex/symbol.h"

/* ---- faults ---- */

static void note_fault(struct reader *r, uint32_t from, uint32_t to,
                       const char *format, va_list args)
    __attribute__((format(printf, 4, 0)));

static void note_fault(struct reader *r, uint32_t from, uint32_t to,
                       const char *format, va_list args)
{
    struct mean_fault *fault = arena_alloc(r->arena, sizeof *fault);
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = arena_alloc(r->arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    fault->from = from;
    fault->to = to;
    fault->source = r->source;
    fault->text = text;
    r->fault = fault;
}

struct mean *read_fault(struct reader *r, uint32_t from, uint32_t to,
                        const char *format, ...)
{
    va_list args;

    if (r->fault)
        return NULL;
    va_start(args, format);
    note_fault(r, from, to, format, args);
    va_end(args);
    return NULL;
}

struct mean *read_readings(struct reader *r, uint32_t from, uint32_t to,
                           const char *one, const char *other,
                           const char *format, ...)
{
    va_list args;

    if (r->fault)
        return NULL;
    va_start(args, format);
    note_fault(r, from, to, format, args);
    va_end(args);
    r->readings[0] = one;
    r->readings[1] = other;
    return NULL;
}

const char *read_source(struct reader *r, uint32_t from, uint32_t to)
{
    return slice_text(r->arena, slice_sub(r->source, from, to));
}

const char *read_quoted(struct reader *r, const struct token *token)
{
    enum { MOST = 40 };
    uint32_t to = token->to;

    if (token->sign == SIGN_END)
        return "the end";
    if (to - token->from <= MOST)
        return arena_printf(r->arena, "'%s'", read_source(r, token->from, to));

    /* Not in the middle of a character. */
    to = token->from + MOST;
    while (to > token->from && ((unsigned char)r->source.at[to] & 0xC0) == 0x80)
        to--;
    return arena_printf(r->arena, "'%s...'", read_source(r, token->from, to));
}

struct mean *read_expected(struct reader *r, const char *what)
{
    return read_fault(r, r->at->from, r->at->to, "%s where %s was expected",
                      read_quoted(r, r->at), what);
}

/* ---- nodes ---- */

const struct token *read_take(struct reader *r)
{
    const struct token *token = r->at;

    if (token->sign != SIGN_END)
        r->at++;
    r->last = token->to;
    return token;
}

struct mean *read_node(struct reader *r, enum mean_kind kind,
                       const struct token *token)
{
    struct mean *node = arena_alloc(r->arena, sizeof *node);

    node->kind = kind;
    node->from = token->from;
    node->to = token->to;
    node->node = token->node;
    node->source = r->source;
    node->decimals = -1;
    return node;
}

static void raise_over(struct mean *node, const struct mean *child)
{
    if (child && child->height >= node->height)
        node->height = child->height + 1;
}

struct mean *read_close(struct reader *r, struct mean *node)
{
    if (r->fault)
        return NULL;
    node->to = r->last;
    node->height = 1;
    for (size_t i = 0; i < node->item_count; i++)
        raise_over(node, node->items[i]);
    for (size_t i = 0; i < node->argument_count; i++)
        raise_over(node, node->arguments[i]);
    raise_over(node, node->from_bound);
    raise_over(node, node->to_bound);
    raise_over(node, node->set);
    raise_over(node, node->first);
    raise_over(node, node->second);
    if (node->height > MEAN_HEIGHT_MAX)
        return read_fault(r, node->from, node->to,
                          "more than %d operations inside one another, split "
                          "the formula",
                          MEAN_HEIGHT_MAX);
    return node;
}

static struct mean *binary(struct reader *r, enum mean_kind kind,
                           struct mean *first, struct mean *second)
{
    struct mean *node;

    if (!first || !second)
        return NULL;
    node = arena_alloc(r->arena, sizeof *node);
    node->kind = kind;
    node->from = first->from;
    node->node = first->node;
    node->source = r->source;
    node->decimals = -1;
    node->first = first;
    node->second = second;
    return read_close(r, node);
}

/* ---- going in and out ---- */

bool read_enter(struct reader *r, const struct token *token)
{
    if (r->fault)
        return false;
    if (++r->depth <= READ_DEPTH_MAX)
        return true;
    r->depth--;
    read_fault(r, token->from, token->to,
               "more than %d levels of brackets and arguments, split the "
               "formula",
               READ_DEPTH_MAX);
    return false;
}

struct reading read_into(struct reader *r, const struct tex_node *node)
{
    struct reading was = { r->at };
    struct token_list list = { 0 };

    token_add(r, &list, node, false);
    token_finish(r, &list, node->to);
    r->at = list.items;
    return was;
}

struct mean *read_out_of(struct reader *r, struct reading was,
                         struct mean *value)
{
    if (value && r->at->sign != SIGN_END)
        value = read_expected(r, "an operator or the end");
    r->at = was.at;
    return value;
}

struct mean *read_inside(struct reader *r, const struct tex_node *node)
{
    uint32_t last = r->last;
    struct reading was;
    struct mean *value;

    if (!read_enter(r, r->at))
        return NULL;
    was = read_into(r, node);
    value = read_out_of(r, was, read_additive(r));
    r->last = last;
    r->depth--;
    return value;
}

bool read_open(struct reader *r, struct bracket *bracket)
{
    static const enum sign closes[] = {
        [SIGN_OPEN_PAREN] = SIGN_CLOSE_PAREN,
        [SIGN_OPEN_BRACKET] = SIGN_CLOSE_BRACKET,
        [SIGN_OPEN_BRACE] = SIGN_CLOSE_BRACE,
        [SIGN_OPEN_ABSOLUTE] = SIGN_CLOSE_ABSOLUTE,
    };

    bracket->open = r->at;
    bracket->behind = NULL;
    bracket->close = closes[r->at->sign];
    if (!read_enter(r, r->at))
        return false;
    if (r->at->node->kind == TEX_FENCE) {
        bracket->behind = r->at + 1;
        read_into(r, r->at->node->child[0]);
    } else if (r->at->sub || r->at->sup) {
        read_fault(r, r->at->from, r->at->to,
                   "a script on an opening bracket, put it behind the closing "
                   "one");
        return false;
    } else {
        read_take(r);
    }
    return true;
}

const struct token *read_shut(struct reader *r, const struct bracket *bracket)
{
    const struct token *close = r->at;

    if (r->fault)
        return NULL;
    r->depth--;
    if (bracket->behind) {
        if (close->sign != SIGN_END) {
            read_expected(r, "an operator or the closing bracket");
            return NULL;
        }
        r->at = bracket->behind;
        r->last = bracket->open->to;
        return bracket->open;
    }
    if (close->sign == SIGN_END) {
        read_fault(r, bracket->open->from, bracket->open->to,
                   "%s is not closed", read_quoted(r, bracket->open));
        return NULL;
    }
    if (close->sign != bracket->close) {
        if (close->sign == SIGN_BAR || close->sign == SIGN_DOUBLE_BAR)
            read_fault(r, close->from, close->to,
                       "%s outside a call, it separates arguments: P(y \\mid "
                       "x); an absolute value is \\left|x\\right|",
                       read_quoted(r, close));
        else
            read_fault(r, close->from, close->to,
                       "%s where an operator or what closes %s was expected",
                       read_quoted(r, close), read_quoted(r, bracket->open));
        return NULL;
    }
    return read_take(r);
}

/* ---- the grammar's upper half ---- */

bool read_starts_factor(const struct token *token)
{
    switch (token->sign) {
    case SIGN_NONE:
    case SIGN_OPEN_PAREN:
    case SIGN_OPEN_BRACKET:
    case SIGN_OPEN_BRACE:
    case SIGN_OPEN_ABSOLUTE:
        return true;
    case SIGN_PERIOD:
        return token_is_digit(&token[1]);
    default:
        return false;
    }
}

struct mean *read_factor(struct reader *r)
{
    struct mean *factor;

    if (!read_enter(r, r->at))
        return NULL;
    factor = r->at->head != HEAD_NONE ? read_head(r) : read_primary(r);
    r->depth--;
    return r->fault ? NULL : factor;
}

/* "x^10" is x^1 0 and "1.2.3" is 1.2 and .3: nobody means that. */
static bool is_split_number(const struct reader *r, const struct mean *before)
{
    const struct token *last = r->at - 1;
    const struct tex_node *script = last->sup ? last->sup : last->sub;

    if (!token_is_digit(r->at) &&
        (r->at->sign != SIGN_PERIOD || !token_is_digit(&r->at[1])))
        return false;
    return (before->kind == MEAN_NUMBER && !before->grouped) ||
           (script && script->kind == TEX_CHAR && script->rune >= '0' &&
            script->rune <= '9' && last->to == r->at->from);
}

struct mean *read_beside(struct reader *r, struct mean *before)
{
    if (before && is_split_number(r, before))
        return read_fault(r, r->at->from, r->at->to,
                          "a number behind a number, write \\cdot between "
                          "them or braces around a script: x^{10}");
    return binary(r, MEAN_MULTIPLY, before, read_factor(r));
}

/* Juxtaposition or a sign, left to right. */
static struct mean *read_term(struct reader *r)
{
    struct mean *term = read_factor(r);

    while (term) {
        enum mean_kind kind =
            r->at->sign == SIGN_SLASH ? MEAN_DIVIDE : MEAN_MULTIPLY;

        bool dot = r->at->sign == SIGN_DOT;

        if (dot || r->at->sign == SIGN_TIMES || r->at->sign == SIGN_SLASH) {
            read_take(r);
            if (r->at->sign == SIGN_MINUS || r->at->sign == SIGN_PLUS)
                return read_fault(r, r->at->from, r->at->to,
                                  "a sign behind an operator, put brackets "
                                  "around what it belongs to");
            term = binary(r, kind, term, read_factor(r));
            if (term)
                term->dotted = dot;
        } else if (read_starts_factor(r->at)) {
            term = read_beside(r, term);
        } else {
            break;
        }
    }
    return term;
}

struct mean *read_signed(struct reader *r)
{
    const struct token *sign = r->at;
    struct mean *node, *first;

    if (sign->sign == SIGN_PLUS && read_enter(r, sign)) {
        read_take(r);
        first = read_signed(r);
        r->depth--;
        return first;
    }
    if (sign->sign != SIGN_MINUS)
        return read_term(r);
    if (!read_enter(r, sign))
        return NULL;
    node = read_node(r, MEAN_NEGATE, read_take(r));
    node->first = read_signed(r);
    r->depth--;
    return read_close(r, node);
}

struct mean *read_additive(struct reader *r)
{
    struct mean *sum = read_signed(r);

    while (sum && (r->at->sign == SIGN_PLUS || r->at->sign == SIGN_MINUS)) {
        enum mean_kind kind =
            r->at->sign == SIGN_PLUS ? MEAN_ADD : MEAN_SUBTRACT;
        struct mean *term;

        read_take(r);
        term = read_signed(r);
        if (!term || !read_check_free(r, sum, term))
            return NULL;
        sum = binary(r, kind, sum, term);
    }
    return sum;
}

/* ---- powers ---- */

static bool is_symbol(const struct token *token, const char *name)
{
    return token->node && token->node->kind == TEX_SYMBOL &&
           token->node->symbol &&
           slice_is(slice_of(token->node->symbol->name), name);
}

/* T or \top alone above something, where T is nobody's name. */
static bool is_transpose(struct reader *r, const struct token *token)
{
    static const struct slice name = { "T", 1 };

    if (token->sign == SIGN_END || token[1].sign != SIGN_END || token->sub ||
        token->sup)
        return false;
    if (is_symbol(token, "top"))
        return true;
    return token->node->kind == TEX_CHAR && token->node->rune == 'T' &&
           scope_sort(r->scope, name, 0, false) == NAME_UNBOUND;
}

struct mean *read_power(struct reader *r, struct mean *base,
                        const struct token *token)
{
    struct mean *node = base;
    struct reading was;

    if (!base || r->fault || !token->sup)
        return r->fault ? NULL : base;
    if (!read_enter(r, token))
        return NULL;
    was = read_into(r, token->sup);
    while (is_symbol(r->at, "prime"))
        read_take(r); /* of a name, which has taken note of them */
    if (r->at->sign != SIGN_END || !token->sup->first) {
        node = read_node(r, MEAN_POWER, token);
        node->from = base->from;
        node->first = base;
        if (is_transpose(r, r->at))
            node->kind = MEAN_TRANSPOSE;
        else
            node->second = read_additive(r);
        if (node->kind == MEAN_TRANSPOSE)
            read_take(r);
        else if (!read_out_of(r, was, node->second))
            return NULL;
    }
    r->at = was.at;
    r->last = token->to;
    r->depth--;
    return node == base ? base : read_close(r, node);
}
