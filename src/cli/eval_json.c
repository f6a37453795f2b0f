/* eval_json.c - eval_json() of eval_answer.h: an object for other programs. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>

#include "cli/eval_answer.h"
#include "cli/eval_partial.h"
#include "cli/json_text.h"

enum { DIGITS = 17 };

/* What is not finite cannot stand in JSON either. */
static json_t *number(double x)
{
    if (isnan(x))
        return json_string("nan");
    if (isinf(x))
        return json_string(x > 0.0 ? "inf" : "-inf");
    return json_real(x + 0.0);
}

static json_t *whole(uint64_t n)
{
    return json_integer((json_int_t)n);
}

/* An example's number, null where it never comes. */
static json_t *when(uint64_t n)
{
    return n > 0 ? whole(n) : json_null();
}

static json_t *format_of(const struct product *product)
{
    json_t *out = json_object();

    json_object_set_new(out, "value", number(product->product.value));
    json_object_set_new(out, "state",
                        json_string(format_state_name(product->state)));
    json_object_set_new(out, "first_subnormal", when(product->first_subnormal));
    json_object_set_new(out, "first_zero", when(product->first_zero));
    json_object_set_new(out, "stuck_from", when(product->stuck_from));
    return out;
}

static json_t *likelihood_of(const struct eval_answer *answer)
{
    const struct evaluated *readings = answer->readings;
    json_t *out = json_object(), *formats = json_object();

    if (answer->part) {
        json_decref(formats);
        formats = json_null();
    }

    json_object_set_new(out, "fraction",
                        number(readings->likelihood.fraction10));
    json_object_set_new(out, "exponent10",
                        json_integer(readings->likelihood.exponent10));
    for (int f = 0; f < FORMAT_EXACT && !answer->part; f++)
        json_object_set_new(formats, format_name((enum format)f),
                            format_of(&readings->formats[f]));
    json_object_set_new(out, "formats", formats);
    return out;
}

/* A row's number or, of a part, that and its name. */
static json_t *place(const struct part_row *row)
{
    json_t *out = json_object();

    json_object_set_new(out, "part", json_text(slice_of(row->part)));
    json_object_set_new(out, "row", whole(row->row));
    return out;
}

static json_t *zero_rows(const struct eval_answer *answer)
{
    const struct evaluated *readings = answer->readings;
    uint64_t known = answer->part ? 0 : readings->zero_rows;
    json_t *out = json_object(), *first = json_array();

    for (uint64_t i = 0; i < known && i < EVALUATION_ZEROS; i++)
        json_array_append_new(first, whole(readings->zero_first[i]));
    for (size_t i = 0; answer->part && i < answer->part->zeros.count; i++)
        json_array_append_new(first, place(&answer->part->zeros.items[i]));
    json_object_set_new(out, "count", whole(readings->zero_rows));
    json_object_set_new(out, "first", first);
    return out;
}

/* What there is to say of it but its place. */
static void add_loss(json_t *one, const struct eval_answer *answer, long label,
                     double p, double loss, const char *text)
{
    json_object_set_new(one, "label",
                        label < 0
                            ? json_null()
                            : json_text(slice_of(answer->classes[label])));
    json_object_set_new(one, "p", number(p));
    json_object_set_new(one, "loss",
                        number(unit_from_nats(answer->unit, loss)));
    if (text)
        json_object_set_new(one, "text", json_text(slice_of(text)));
}

static json_t *worst_rows(const struct eval_answer *answer)
{
    json_t *out = json_array();

    for (size_t i = 0; i < answer->readings->worst_count; i++) {
        const struct worst_row *row = &answer->readings->worst[i];
        json_t *one = json_object();

        json_object_set_new(one, "row", whole(row->row));
        add_loss(one, answer, row->label, row->p, row->loss, row->text);
        json_array_append_new(out, one);
    }
    for (size_t i = 0; answer->part && i < answer->part->worst.count; i++) {
        const struct part_row *row = &answer->part->worst.items[i];
        json_t *one = place(row);

        add_loss(one, answer, row->label, row->p, row->loss, row->text);
        json_array_append_new(out, one);
    }
    return out;
}

static json_t *deviation(const struct eval_answer *answer)
{
    json_t *out = json_object();

    if (answer->logits) {
        json_decref(out);
        return json_null();
    }
    json_object_set_new(out, "largest", number(answer->count->most_off));
    json_object_set_new(out, "row",
                        !answer->part ? when(answer->count->most_row)
                        : answer->part->most_off.row > 0
                            ? place(&answer->part->most_off)
                            : json_null());
    return out;
}

void eval_json(const struct eval_answer *answer)
{
    const struct evaluated *r = answer->readings;
    enum unit unit = answer->unit;
    const struct {
        const char *name;
        double value;
    } numbers[] = {
        { "log_likelihood", unit_from_dd(unit, r->log_likelihood) },
        { "negative_log_likelihood",
          0.0 - unit_from_dd(unit, r->log_likelihood) },
        { "cross_entropy", unit_from_dd(unit, r->cross_entropy) },
        { "entropy", unit_from_dd(unit, r->entropy) },
        { "kl", unit_from_dd(unit, r->kl) },
        { "kl_reverse", unit_from_dd(unit, r->kl_reverse) },
        { "perplexity", r->perplexity },
        { "accuracy", (double)r->hits / (double)r->examples },
    };
    json_t *object = json_object(), *classes = json_array();

    for (size_t j = 0; j < answer->class_count; j++)
        json_array_append_new(classes, json_text(slice_of(answer->classes[j])));
    json_object_set_new(object, "examples", whole(r->examples));
    json_object_set_new(object, "classes", classes);
    json_object_set_new(object, "unit", json_string(unit_name(unit)));
    json_object_set_new(object, "likelihood", likelihood_of(answer));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        json_object_set_new(object, numbers[i].name, number(numbers[i].value));
    json_object_set_new(object, "zero_rows", zero_rows(answer));
    json_object_set_new(object, "worst", worst_rows(answer));
    json_object_set_new(object, "sum_deviation", deviation(answer));
    json_print(stdout, object, JSON_REAL_PRECISION(DIGITS));
    putchar('\n');
    json_decref(object);
}
