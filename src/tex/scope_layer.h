/* scope_layer.h - what one layer of a scope holds. Private to tex/scope*.c.
 *
 * A layer is either what a define block (or --let) declares, or one bound
 * letter. It is filled once and never changes after.
 */
#ifndef TEX_SCOPE_LAYER_H
#define TEX_SCOPE_LAYER_H

#include "tex/scope.h"

struct scope {
    const struct scope *below; /* NULL: the lowest */
    int groups;                /* domain groups so far, those below included */
    size_t said; /* so much is declared and defined, here and below */
    bool bound;  /* one letter, `key`, is bound as `sort` */
    struct slice key;
    enum name_sort sort;
    enum format format; /* FORMAT_COUNT: none is asked for */

    struct scope_domain *domains;
    size_t domain_count, domain_cap;
    struct scope_data *data;
    size_t data_count, data_cap;
    struct scope_param *params;
    size_t param_count, param_cap;
    struct slice *labels;
    size_t label_count, label_cap;
    struct slice *words;
    size_t word_count, word_cap;
    struct scope_definition *definitions;
    size_t definition_count, definition_cap;
};

/* An empty layer. below may be NULL. */
struct scope *scope_layer(struct arena *arena, const struct scope *below);

#endif
