#include "tex/valuing.h"

#include <string.h>

#include "base/arena.h"
#include "support/test.h"
#include "tex/scoped.h"

void valuing_init(struct valuing *v, const char *block)
{
    memset(v, 0, sizeof *v);
    v->arena = arena_create();
    v->scope = scoped(v->arena, NULL, block);
    v->data.arrays = v->arrays;
}

void valuing_finish(struct valuing *v)
{
    arena_destroy(v->arena);
}

void valuing_table(struct valuing *v, const char *key, size_t rows, size_t cols,
                   size_t examples, const double *values)
{
    assert_true(v->data.count < VALUING_ARRAYS);
    v->arrays[v->data.count++] = (struct eval_array){
        .key = slice_of(key),
        .rank = cols == 1 ? 1 : 2,
        .rows = rows,
        .cols = cols,
        .examples = examples,
        .values = values,
    };
}

void valuing_number(struct valuing *v, const char *key, double value)
{
    size_t at = v->data.count;

    valuing_table(v, key, 1, 1, 0, &v->numbers[at]);
    v->numbers[at] = value;
    v->arrays[at].rank = 0;
}

enum eval_status valuing_of(struct valuing *v, const char *tex,
                            struct value *out)
{
    const struct mean *node = scoped_read(v->arena, v->scope, tex);

    memset(&v->fault, 0, sizeof v->fault);
    return eval(v->arena, node, v->scope, &v->data, &v->options, out,
                &v->fault);
}

double valuing_double(struct valuing *v, enum format format, const char *tex)
{
    struct value value;

    v->options.format = format;
    if (valuing_of(v, tex, &value) != EVAL_VALUE)
        fail_msg("%s: %s", tex, v->fault.text);
    assert_int_equal(value.shape, VALUE_NUMBER);
    return real_double(value.number);
}

void valuing_refuses_at(struct valuing *v, const char *tex,
                        enum eval_status status, const char *says,
                        const char *file, int line)
{
    struct value value;
    enum eval_status found = valuing_of(v, tex, &value);

    if (found != status || !strstr(v->fault.text, says)) {
        print_error("%s: status %d: %s\n", tex, (int)found,
                    v->fault.text ? v->fault.text : "");
        _fail(file, line);
    }
}
