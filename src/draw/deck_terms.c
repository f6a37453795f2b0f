/* deck_terms.c - deck_terms() of deck.h: where the terms of a sum begin. */
#include "draw/deck.h"

#include "tex/node.h"
#include "tex/symbol.h"

struct terms {
    uint32_t *at;
    size_t count, most;
};

static bool is_relation(const struct tex_node *node)
{
    if (node->kind == TEX_CHAR)
        return node->rune == '=' || node->rune == '<' || node->rune == '>';
    return node->kind == TEX_SYMBOL && node->symbol &&
           node->symbol->cls == TEX_REL;
}

static bool is_sign(const struct tex_node *node)
{
    return node->kind == TEX_CHAR &&
           (node->rune == '+' || node->rune == '-' || node->rune == 0x2212);
}

/* What a sign behind it would belong to: there it begins no term. */
static bool opens(const struct tex_node *node)
{
    if (!node || is_relation(node) || is_sign(node))
        return true;
    if (node->kind == TEX_CHAR)
        return node->rune == '(' || node->rune == '[';
    return node->kind == TEX_SYMBOL && node->symbol &&
           (node->symbol->cls == TEX_OP || node->symbol->cls == TEX_BIN);
}

/* Brackets are plain characters of the list, so that the terms inside are
 * found, and what closes them comes with the last. */
static void find(struct terms *terms, const struct tex_node *first)
{
    const struct tex_node *before = NULL;

    for (const struct tex_node *n = first; n; n = n->next) {
        if (n->kind == TEX_SPACE)
            continue;
        if (is_sign(n) && !opens(before)) {
            if (terms->count < terms->most)
                terms->at[terms->count] = n->from;
            terms->count++;
        }
        if (n->kind == TEX_FENCE && n->child[0])
            find(terms, n->child[0]->first);
        before = n;
    }
}

size_t deck_terms(const struct tex_node *math, uint32_t *at, size_t most)
{
    struct terms terms = { .at = at, .most = most };
    const struct tex_node *first = math ? math->first : NULL;

    if (!math || math->kind != TEX_LIST)
        return 0;
    for (const struct tex_node *n = first; n; n = n->next)
        if (is_relation(n))
            first = n->next;
    find(&terms, first);
    return terms.count;
}
