#include "tex/read.h"

#include "base/arena.h"
#include "tex/node.h"

struct mean_formula *mean_read(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope)
{
    struct mean_formula *formula = arena_alloc(arena, sizeof *formula);

    (void)root;
    (void)scope;
    formula->source = source;
    return formula;
}

struct mean *mean_read_expression(struct arena *arena,
                                  const struct tex_node *root,
                                  struct slice source,
                                  const struct scope *scope,
                                  const struct mean_fault **fault)
{
    struct mean_fault *none = arena_alloc(arena, sizeof *none);

    (void)root;
    (void)scope;
    none->source = source;
    none->text = "nothing is read yet";
    *fault = none;
    return NULL;
}

struct mean *mean_read_pattern(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope,
                               const struct mean_fault **fault)
{
    return mean_read_expression(arena, root, source, scope, fault);
}

struct slice mean_key(struct arena *arena, struct slice source,
                      const struct scope *scope)
{
    (void)arena;
    (void)scope;
    return source;
}
