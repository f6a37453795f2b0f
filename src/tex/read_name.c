#include "tex/read_state.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/symbol.h"

/* ---- subscripts ---- */

/* The name being read: its key so far and its indices. */
struct naming {
    struct mean *node;
    struct strbuf labels;
    size_t cap;
};

static bool ends_item(const struct token *token)
{
    return token->sign == SIGN_COMMA || token->sign == SIGN_END;
}

/* The label that a token is, alone in its item; empty: it is an index. */
static struct slice label_of(struct reader *r, const struct token *token)
{
    struct slice key;

    if (!token->node || token->sub || token->sup || !ends_item(&token[1]))
        return (struct slice){ 0 };
    key = read_key(r, token);
    if (token->node->kind == TEX_TEXT || token->node->kind == TEX_OPERATOR ||
        (token->node->kind == TEX_FONT && key.len > 1 && *key.at != '\\') ||
        scope_is_label(r->scope, key))
        return key;
    return (struct slice){ 0 };
}

static bool has_operator(const struct token *token)
{
    while (!ends_item(token)) {
        if (token->sign == SIGN_PLUS || token->sign == SIGN_MINUS ||
            token->sign == SIGN_TIMES || token->sign == SIGN_DOT ||
            token->sign == SIGN_SLASH)
            return true;
        token++;
    }
    return false;
}

static bool add_item(struct reader *r, struct naming *naming, struct mean *item)
{
    struct mean *node = naming->node;

    if (!item)
        return false;
    *vec_push_in(r->arena, node->items, node->item_count, naming->cap) = item;
    return true;
}

/* "ik" is i, k; letters of which nobody knows one are a forgotten label. */
static bool read_letters(struct reader *r, struct naming *naming)
{
    bool first = true;

    while (!ends_item(r->at)) {
        const struct token *token = r->at;
        struct mean *item;

        if (!read_starts_factor(token)) {
            read_expected(r, "an index");
            return false;
        }
        item = read_factor(r);
        if (!add_item(r, naming, item))
            return false;
        if ((!first || !ends_item(r->at)) && item->kind == MEAN_NUMBER) {
            read_fault(r, token->from, token->to,
                       "a number beside another index, separate them: y_{2,k} "
                       "or y_{2 \\cdot k}");
            return false;
        }
        if (token->run.len > 1 && item->kind == MEAN_NAME &&
            item->sort == NAME_UNBOUND) {
            read_fault(r, token->from, token->to,
                       "'%.*s' is no declared label and '%.*s' no index, "
                       "declare one or write \\text{%.*s}",
                       SLICE_ARG(token->run), SLICE_ARG(item->name),
                       SLICE_ARG(token->run));
            return false;
        }
        first = false;
    }
    return true;
}

static bool read_subscript(struct reader *r, struct naming *naming,
                           const struct tex_node *sub)
{
    struct reading was;
    uint32_t last = r->last;
    bool ok = true;

    if (!read_enter(r, r->at))
        return false;
    was = read_into(r, sub);
    while (ok && !r->fault) {
        struct slice label = label_of(r, r->at);

        if (label.len > 0) {
            read_take(r);
            if (naming->labels.len > 0)
                strbuf_putc(&naming->labels, ',');
            strbuf_slice(&naming->labels, label);
        } else if (ends_item(r->at)) {
            read_expected(r, "an index or a label");
            ok = false;
        } else if (has_operator(r->at)) {
            ok = add_item(r, naming, read_additive(r));
        } else {
            ok = read_letters(r, naming);
        }
        if (!ok || r->at->sign != SIGN_COMMA)
            break;
        read_take(r);
    }
    if (ok && !r->fault && r->at->sign != SIGN_END) {
        read_expected(r, "a comma or the end of the subscript");
        ok = false;
    }
    r->at = was.at;
    r->last = last;
    r->depth--;
    return ok && !r->fault;
}

static size_t count_primes(const struct tex_node *sup)
{
    size_t primes = 0;
    const struct tex_node *n = sup && sup->kind == TEX_LIST ? sup->first : sup;

    for (; n; n = n->next) {
        if (n->kind != TEX_SYMBOL ||
            !slice_is(slice_of(n->symbol->name), "prime"))
            break;
        primes++;
    }
    return primes;
}

/* ---- calls ---- */

static bool read_separator(struct reader *r, const struct mean *argument,
                           enum mean_separator *separator)
{
    static const struct {
        enum sign sign;
        enum mean_separator separator;
    } table[] = { { SIGN_COMMA, SEPARATOR_COMMA },
                  { SIGN_SEMICOLON, SEPARATOR_SEMICOLON },
                  { SIGN_BAR, SEPARATOR_BAR },
                  { SIGN_DOUBLE_BAR, SEPARATOR_DOUBLE_BAR } };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (r->at->sign == table[i].sign) {
            *separator = table[i].separator;
            read_take(r);
            return true;
        }
    *separator = SEPARATOR_COMMA;
    return argument->kind == MEAN_ELLIPSIS && read_starts_factor(r->at);
}

static struct mean *read_call(struct reader *r, struct mean *node)
{
    size_t cap = 0, separators = 0, separator_cap = 0;
    enum mean_separator separator = SEPARATOR_NONE;
    bool pattern = r->pattern;
    const struct token *close;
    struct bracket bracket;
    struct mean *argument;

    node->kind = MEAN_CALL;
    node->sort = NAME_FUNCTION;
    if (!read_open(r, &bracket))
        return NULL;
    do {
        argument = read_argument(r);
        if (!argument)
            return NULL;
        *vec_push_in(r->arena, node->arguments, node->argument_count, cap) =
            argument;
        *vec_push_in(r->arena, node->separators, separators, separator_cap) =
            separator;
    } while (read_separator(r, argument, &separator));
    close = read_shut(r, &bracket);
    if (!close)
        return NULL;
    r->pattern = pattern;
    if (close->sub)
        return read_fault(r, close->from, close->to,
                          "a subscript behind a call, put it on the name or "
                          "among the arguments");
    r->last = close->node->to;
    return read_power(r, read_close(r, node), close);
}

static struct mean *undeclared(struct reader *r, const struct mean *node,
                               const struct token *token)
{
    if (token->run.len > 1 && token->word.len == 0)
        return read_fault(r, token->from, token->to,
                          "'%.*s' before a bracket is not declared a function "
                          "(nor is '%.*s' a declared word): define it, or "
                          "write \\cdot for a product",
                          SLICE_ARG(node->name), SLICE_ARG(token->run));
    return read_fault(r, token->from, token->to,
                      "'%.*s' before a bracket is not declared a function: "
                      "define it, or write \\cdot for a product",
                      SLICE_ARG(node->name));
}

/* What a name is, and whether what follows is its argument. */
static bool settle(struct reader *r, struct mean *node,
                   const struct token *token, bool *called)
{
    bool opens = r->at->sign == SIGN_OPEN_PAREN;

    node->sort = scope_sort(r->scope, node->name, node->item_count, opens);
    *called = opens && node->sort == NAME_FUNCTION;
    if (r->pattern && node->item_count == 0 && !opens)
        node->sort =
            scope_domain(r->scope, node->name) ? NAME_INDEX : NAME_FORMAL;
    if (opens && !*called && node->sort == NAME_UNBOUND)
        return undeclared(r, node, token);
    if (*called && token->sup && !node->primed)
        return read_fault(r, token->from, token->to,
                          "a power between a function and its bracket has two "
                          "readings, put it behind the bracket or write the "
                          "function twice");
    if (node->sort == NAME_UNBOUND && slice_is(node->name, "e") &&
        node->item_count == 0)
        node->kind = MEAN_EULER;
    return true;
}

/* The node of a name with its key, indices and primes, not yet settled. */
static struct mean *read_bare_name(struct reader *r)
{
    const struct token *token = read_take(r);
    struct naming naming = { .node = read_node(r, MEAN_NAME, token) };
    struct mean *node = naming.node;
    size_t primes = count_primes(token->sup);

    node->name = read_key(r, token);
    r->last = token->word.len > 0 ? (uint32_t)(token->word.at - r->source.at +
                                               (ptrdiff_t)token->word.len)
                                  : token->node->to;
    if (primes > 0) {
        node->primed = true;
        node->name =
            slice_of(arena_printf(r->arena, "%.*s%.*s", SLICE_ARG(node->name),
                                  (int)(primes < 3 ? primes : 3), "'''"));
        r->last = token->to;
    }
    if (token->sub && read_subscript(r, &naming, token->sub)) {
        if (token->sub->to > r->last)
            r->last = token->sub->to;
        if (naming.labels.len > 0)
            node->name =
                slice_of(arena_printf(r->arena, "%.*s_{%s}",
                                      SLICE_ARG(node->name), naming.labels.at));
    }
    strbuf_finish(&naming.labels);
    return r->fault ? NULL : node;
}

struct mean *read_name(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_bare_name(r);
    uint32_t last = r->last;
    bool called;

    if (!node || !settle(r, node, token, &called))
        return NULL;
    if (called)
        return read_call(r, node);
    r->last = last;
    return read_power(r, read_close(r, node), token);
}

/* ---- entries ---- */

static struct slice key_alone(struct reader *r)
{
    struct tex_node *root = tex_parse(r->arena, r->source, NULL);
    struct token_list list = { 0 };
    const struct mean *node;

    token_add(r, &list, root, false);
    token_finish(r, &list, root->to);
    r->at = list.items;
    if (list.count != 1 || read_key(r, r->at).len == 0)
        return (struct slice){ 0 };
    node = read_bare_name(r);
    if (!node || node->item_count > 0 || (list.items[0].sup && !node->primed))
        return (struct slice){ 0 };
    return node->name;
}

struct slice mean_key(struct arena *arena, struct slice source,
                      const struct scope *scope)
{
    struct reader r = { .arena = arena,
                        .source = slice_trim(source),
                        .scope = scope };
    bool word = r.source.len > 1;
    struct slice key;

    for (size_t i = 0; i < r.source.len; i++)
        word = word && read_is_letter((unsigned char)r.source.at[i]);
    if (word)
        return r.source;
    r.scratch = arena_create();
    key = key_alone(&r);
    arena_destroy(r.scratch);
    return key;
}

struct mean *mean_read_pattern(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope,
                               const struct mean_fault **fault)
{
    struct reader r = { .arena = arena,
                        .scratch = arena_create(),
                        .source = source,
                        .scope = scope,
                        .pattern = true };
    struct token_list list = { 0 };
    struct mean *node = NULL;

    token_add(&r, &list, root, false);
    token_finish(&r, &list, root->to);
    r.at = list.items;
    if (r.at->sign == SIGN_END || read_key(&r, r.at).len == 0) {
        read_expected(&r, "a name to define");
    } else if ((node = read_bare_name(&r)) && r.at->sign == SIGN_OPEN_PAREN) {
        node = read_call(&r, node);
    } else if (node) {
        node->sort = NAME_DEFINED;
        node = read_close(&r, node);
    }
    if (node && list.items[0].run.len > 1 && list.items[0].word.len == 0)
        node = read_fault(&r, list.items[0].from, r.at->to,
                          "'%.*s' is no declared word, declare it before its "
                          "definition",
                          SLICE_ARG(list.items[0].run));
    else if (node && (r.at->sign != SIGN_END || node->kind == MEAN_POWER))
        node = read_expected(&r, "the end of the name");
    arena_destroy(r.scratch);
    *fault = r.fault;
    return node;
}
