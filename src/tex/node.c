#include "tex/node.h"

const struct tex_node *tex_node_trouble(const struct tex_node *node)
{
    return node && node->kind == TEX_SOURCE ? node : NULL;
}

struct slice tex_node_tag(const struct tex_node *node)
{
    (void)node;
    return (struct slice){ NULL, 0 };
}
