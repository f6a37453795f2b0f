#include "course/redefine.h"

#include <math.h>

#include "base/arena.h"
#include "base/slice.h"
#include "course/equation.h"
#include "course/name_key.h"
#include "lab/lab.h"
#include "tex/eval.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

enum {
    PARAMS_MAX = 64,
    /* Entries that are valued at every edit; a larger table is shown as the
     * lab has it. */
    CELLS_MAX = 2048
};

static const char predicted[] = "\\hat{y}_{i,k}";

/* What the lab's hook needs to know. */
struct redefinition {
    const struct scope *scope;
    const struct mean *entry; /* \hat{y}_{i,k} */
};

static void declare_params(struct lab *lab, const struct scope *scope)
{
    const struct scope_param *params[PARAMS_MAX];
    size_t count = scope_params(scope, params, PARAMS_MAX);

    for (size_t i = 0; i < count && i < PARAMS_MAX; i++)
        lab_declare(lab, &(struct lab_param){ .name = params[i]->key,
                                              .value = params[i]->value,
                                              .from = params[i]->from,
                                              .to = params[i]->to,
                                              .step = params[i]->step });
}

static bool predict(const void *context, const struct lab *lab, double *out)
{
    const struct redefinition *mine = context;
    struct arena *arena = arena_create();
    struct eval_data data = lab_eval_data(arena, lab);
    struct eval_binding at[2] = { { slice_of("i"), 1.0 },
                                  { slice_of("k"), 1.0 } };
    struct eval_options options = { .format = FORMAT_FLOAT64,
                                    .bindings = at,
                                    .binding_count = 2 };
    struct mean_fault fault;
    struct value value;
    size_t k = lab_classes(lab);
    bool fine = true;

    for (size_t cell = 0; fine && cell < lab_rows(lab) * k; cell++) {
        at[0].value = (double)(cell / k + 1);
        at[1].value = (double)(cell % k + 1);
        fine = eval(arena, mine->entry, mine->scope, &data, &options, &value,
                    &fault) == EVAL_VALUE &&
               value.shape == VALUE_NUMBER;
        if (!fine)
            break;
        out[cell] = real_double(value.number);
        fine = out[cell] >= 0.0 && out[cell] <= 1.0;
    }
    arena_destroy(arena);
    return fine;
}

/* A cell of what the lab's predictions are made of was read: of themselves,
 * where they are given, or of the logits. */
static void note_own(void *context, const struct eval_array *array, size_t row,
                     size_t col)
{
    bool *own = context;

    (void)row;
    (void)col;
    *own = *own || array->tag == LAB_CELLS_SCORES || slice_is(array->key, "s");
}

/* Whether the first row's predictions are made from the lab's own: which
 * letters a definition reads is the same for every row. */
static bool reads_own(const struct redefinition *mine, const struct lab *lab)
{
    struct arena *arena = arena_create();
    struct eval_data data = lab_eval_data(arena, lab);
    struct eval_binding at[2] = { { slice_of("i"), 1.0 },
                                  { slice_of("k"), 1.0 } };
    bool own = false;
    struct eval_sink sink = { .context = &own, .touch = note_own };
    struct eval_options options = { .format = FORMAT_FLOAT64,
                                    .bindings = at,
                                    .binding_count = 2,
                                    .sink = &sink };
    struct mean_fault fault;
    struct value value;

    for (size_t k = 1; k <= lab_classes(lab); k++) {
        at[1].value = (double)k;
        eval(arena, mine->entry, mine->scope, &data, &options, &value, &fault);
    }
    arena_destroy(arena);
    return own;
}

const void *redefine_begin(struct arena *arena, struct lab *lab,
                           const struct scope *scope,
                           const struct scope *notation)
{
    struct slice key = slice_of("\\hat{y}");
    const struct scope_definition *defined = scope_definition(scope, key, NULL);
    const struct mean_fault *fault = NULL;
    struct redefinition *mine;

    declare_params(lab, scope);
    if (!defined || defined == scope_definition(notation, key, NULL) ||
        lab_rows(lab) == 0 || lab_rows(lab) * lab_classes(lab) > CELLS_MAX)
        return NULL;
    mine = arena_alloc(arena, sizeof *mine);
    mine->scope = scope;
    mine->entry =
        mean_read_expression(arena, tex_parse(arena, slice_of(predicted), NULL),
                             slice_of(predicted), scope, &fault);
    if (mine->entry) {
        lab_redefine(lab, predict, mine);
        if (!reads_own(mine, lab))
            lab_redefine_afresh(lab);
    }
    return mine;
}

void redefine_end(struct lab *lab, const void *joined)
{
    lab_redefine(lab, NULL, joined);
}
