#include "course/name_key.h"

#include "base/arena.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "tex/symbol.h"

static bool is_word(struct slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            return false;
    }
    return name.len > 0;
}

struct slice name_key(struct arena *arena, struct slice name)
{
    const struct tex_symbol *symbol;
    struct slice key;

    if (is_word(name)) {
        symbol = tex_symbol_named(name);
        if (!symbol || !(symbol->flags & TEX_SYMBOL_LETTER))
            return name;
        return slice_of(arena_printf(arena, "\\%.*s", SLICE_ARG(name)));
    }
    key = mean_key(arena, name, scope_create(arena));
    return key.len > 0 ? key : name;
}
