#include "tex/scoped.h"

#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

const struct scope *scoped(struct arena *arena, const struct scope *below,
                           const char *block)
{
    struct err err = { 0 };
    const struct scope *scope =
        scope_define(arena, below ? below : scope_create(arena),
                     slice_of(block), 1, &err);

    if (!scope)
        print_error("%d:%d: %s\n", err.line, err.column, err.text);
    assert_non_null(scope);
    return scope;
}

const struct mean *scoped_read(struct arena *arena, const struct scope *scope,
                               const char *tex)
{
    struct slice source = slice_of(tex);
    struct tex_node *root = tex_parse(arena, source, NULL);
    const struct mean_fault *fault = NULL;
    const struct mean *node =
        mean_read_expression(arena, root, source, scope, &fault);

    if (!node)
        print_error("%s: %u: %s\n", tex, fault->from, fault->text);
    assert_non_null(node);
    return node;
}

void scoped_refuses_at(const struct scope *below, const char *block, int line,
                       int column, const char *says, const char *file, int at)
{
    struct arena *arena = arena_create();
    struct err err = { 0 };
    const struct scope *scope =
        scope_define(arena, below ? below : scope_create(arena),
                     slice_of(block), 1, &err);

    if (scope || err.line != line || err.column != column ||
        !strstr(err.text, says)) {
        print_error("%s\n%s\nis at %d:%d: %s\nwanted %d:%d: %s\n", block,
                    scope ? "reads" : "is refused", err.line, err.column,
                    err.text, line, column, says);
        _fail(file, at);
    }
    arena_destroy(arena);
}
