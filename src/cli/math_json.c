/* math_json.c - math_json() of math_answer.h: an object for other programs. */
#include <jansson.h>
#include <math.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "cli/json_text.h"
#include "cli/math_answer.h"
#include "tex/layout.h"

enum { DIGITS = 17 };

/* What a double cannot hold, exact arithmetic can: it is given as text. */
static json_t *number(struct real r, enum unit unit)
{
    double x = real_double(r);
    struct strbuf text = { 0 };
    json_t *out;

    if (r.flags & REAL_LOG_SCALED && isfinite(x))
        x = unit_from_nats(unit, x);
    if (isfinite(x) && (x != 0.0 || r.x == 0.0))
        return json_real(x == 0.0 ? 0.0 : x);
    real_write(&text, r, DIGITS);
    out = json_string(strbuf_text(&text));
    strbuf_finish(&text);
    return out;
}

static json_t *value_of(const struct value *value, enum unit unit)
{
    json_t *out;

    if (value->shape == VALUE_NUMBER)
        return number(value->number, unit);
    out = json_array();
    for (size_t i = 0; i < value->rows; i++) {
        json_t *row = value->shape == VALUE_MATRIX ? json_array() : NULL;

        for (size_t j = 0; row && j < value->cols; j++)
            json_array_append_new(row,
                                  number(value->entries[i * value->cols + j],
                                         unit));
        json_array_append_new(out, row ? row : number(value->entries[i], unit));
    }
    return out;
}

static json_t *truth_of(enum truth truth)
{
    switch (truth) {
    case TRUTH_HOLDS:
    case TRUTH_LOST:
        return json_true();
    case TRUTH_FALSE:
        return json_false();
    default:
        return json_null();
    }
}

/* `holds` cannot tell a relation that is true and lost from one that stands. */
static json_t *truth_word(enum truth truth)
{
    switch (truth) {
    case TRUTH_HOLDS:
        return json_string("holds");
    case TRUTH_LOST:
        return json_string("lost");
    case TRUTH_FALSE:
        return json_string("false");
    default:
        return json_null();
    }
}

/* The lists of an object, one entry a side or a relation. */
struct lists {
    json_t *values, *holds, *truth;
};

static void add_statement(const struct judgement *judged, bool leads,
                          enum unit unit, const struct lists *lists)
{
    for (size_t i = 0; i < judged->side_count; i++) {
        const struct judged_side *side = &judged->sides[i];

        if (side->node || i > 0)
            json_array_append_new(lists->values,
                                  side->node && !side->words &&
                                          side->status == EVAL_VALUE
                                      ? value_of(&side->value, unit)
                                      : json_null());
        if (i == 0 && !leads)
            continue;
        json_array_append_new(lists->holds, truth_of(judged->links[i].truth));
        json_array_append_new(lists->truth, truth_word(judged->links[i].truth));
    }
}

static json_t *layout(const struct math_answer *answer,
                      const struct math_style *style)
{
    struct arena *arena = arena_create();
    struct tex_style how = { .ascii = style->ascii,
                             .inline_ = style->inline_,
                             .width = style->width };
    const struct tex_box *box = tex_layout(arena, answer->root, how);
    json_t *rows = json_array();

    for (int r = 0; r < box->rows; r++) {
        struct strbuf text = { 0 };

        tex_box_row_text(box, r, &text);
        json_array_append_new(rows, json_text(slice_of(strbuf_text(&text))));
        strbuf_finish(&text);
    }
    arena_destroy(arena);
    return rows;
}

void math_json(const struct math_answer *answer, const struct math_style *style)
{
    const struct mean_formula *formula = answer->formula;
    struct lists lists = { json_array(), json_array(), json_array() };
    json_t *object = json_object(), *error = json_null();

    for (size_t i = 0; formula && i < formula->count; i++) {
        const struct mean_statement *one = &formula->statements[i];

        if (!one->fault)
            add_statement(&answer->judged[i],
                          one->side_count > 0 && !one->sides[0], style->unit,
                          &lists);
    }
    if (answer->says) {
        error = json_object();
        json_object_set_new(error, "offset",
                            json_integer((json_int_t)answer->offset));
        json_object_set_new(error, "message",
                            json_text(slice_of(answer->says)));
    }
    json_object_set_new(object, "tex", json_text(answer->tex));
    json_object_set_new(object, "layout", layout(answer, style));
    json_object_set_new(object, "reads",
                        json_boolean(formula && formula->reads));
    json_object_set_new(object, "values", lists.values);
    json_object_set_new(object, "holds", lists.holds);
    json_object_set_new(object, "truth", lists.truth);
    json_object_set_new(object, "error", error);
    json_print(stdout, object, JSON_REAL_PRECISION(DIGITS));
    putchar('\n');
    json_decref(object);
}
