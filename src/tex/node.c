#include "tex/node.h"

#include "tex/shape.h"

static bool is_trouble(const struct tex_node *node)
{
    return node->kind == TEX_UNKNOWN || node->kind == TEX_MISSING ||
           node->kind == TEX_SOURCE ||
           (node->kind == TEX_ENV && !shape_env_known(node));
}

/* The earlier of the troubles found so far and in one more subtree. */
static const struct tex_node *earlier(const struct tex_node *found,
                                      const struct tex_node *node)
{
    const struct tex_node *other = tex_node_trouble(node);

    if (!found || (other && other->from < found->from))
        return other;
    return found;
}

const struct tex_node *tex_node_trouble(const struct tex_node *node)
{
    const struct tex_node *found = NULL;

    if (!node)
        return NULL;
    if (is_trouble(node))
        return node;
    for (int i = 0; i < 3; i++)
        found = earlier(found, node->child[i]);
    for (const struct tex_node *n = node->first; n && !found; n = n->next)
        found = tex_node_trouble(n);
    return found;
}

static bool is_char(const struct tex_node *node, uint32_t rune)
{
    return node && node->kind == TEX_CHAR && node->rune == rune;
}

const struct tex_node *tex_node_number(const struct tex_node *space)
{
    const struct tex_node *n = space->next;
    bool digits = false;

    if (space->kind != TEX_SPACE || space->count < 2 || !is_char(n, '('))
        return NULL;
    for (n = n->next; n && n->kind == TEX_CHAR; n = n->next) {
        if (n->rune == ')')
            return digits && !n->next ? space->next : NULL;
        digits = digits || (n->rune >= '0' && n->rune <= '9');
        if (is_char(n, '('))
            return NULL;
    }
    return NULL;
}

/* The tag among the items of one list. */
static struct slice tag_of_list(const struct tex_node *list)
{
    for (const struct tex_node *n = list->first; n; n = n->next) {
        const struct tex_node *number;

        if (n->kind == TEX_TAG)
            return n->text;
        number = tex_node_number(n);
        if (number) {
            size_t len = 0;

            for (n = number->next; n->rune != ')'; n = n->next)
                len = n->to - number->next->from;
            return (struct slice){ number->next->text.at, len };
        }
        if (n->kind == TEX_ENV) {
            struct slice tag = tex_node_tag(n);

            if (tag.len > 0)
                return tag;
        }
    }
    return (struct slice){ NULL, 0 };
}

struct slice tex_node_tag(const struct tex_node *node)
{
    struct slice tag = { NULL, 0 };

    if (!node)
        return tag;
    if (node->kind == TEX_LIST)
        return tag_of_list(node);
    for (const struct tex_node *row = node->first; row; row = row->next)
        for (const struct tex_node *c = row->first; c; c = c->next)
            if (node->kind == TEX_ENV && tag.len == 0)
                tag = tag_of_list(c);
    return tag;
}
