#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "tex/scope_block.h"

/* Letters, and digits behind the first. */
static bool is_word(struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
        bool digit = c >= '0' && c <= '9';

        if (!letter && !(digit && i > 0))
            return false;
    }
    return s.len > 0;
}

static bool among(struct slice name, const struct slice *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_eq(names[i], name))
            return true;
    return false;
}

static bool one_label(struct scope_block *block, struct slice name)
{
    struct scope *layer = block->layer;

    if (!scope_block_room(block, name.at))
        return false;
    if (!is_word(name))
        return scope_text_fail(&block->text, name.at,
                               "'%.*s' is no label; a label is made of letters",
                               SCOPE_SHOWN(name));
    if (among(name, layer->labels, layer->label_count))
        return scope_text_fail(&block->text, name.at,
                               "label '%.*s' is declared twice in this block",
                               SCOPE_SHOWN(name));
    if (scope_domain(layer->below, name))
        return scope_text_fail(&block->text, name.at,
                               "'%.*s' is an index letter already; a label "
                               "needs another name",
                               SCOPE_SHOWN(name));
    *vec_push_in(block->arena, layer->labels, layer->label_count,
                 layer->label_cap) = name;
    return true;
}

static bool one_word(struct scope_block *block, struct slice name)
{
    struct scope *layer = block->layer;

    if (!scope_block_room(block, name.at))
        return false;
    if (!is_word(name))
        return scope_text_fail(&block->text, name.at,
                               "'%.*s' is no word; a word is made of letters",
                               SCOPE_SHOWN(name));
    if (utf8_count(name) < 2)
        return scope_text_fail(&block->text, name.at,
                               "'%.*s' is one letter, which is a name without "
                               "being declared a word",
                               SCOPE_SHOWN(name));
    if (among(name, layer->words, layer->word_count))
        return scope_text_fail(&block->text, name.at,
                               "word '%.*s' is declared twice in this block",
                               SCOPE_SHOWN(name));
    *vec_push_in(block->arena, layer->words, layer->word_count,
                 layer->word_cap) = name;
    return true;
}

/* Each of a list with commas. */
static bool each(struct scope_block *block, struct slice rest,
                 bool (*one)(struct scope_block *, struct slice))
{
    struct slice head;
    bool more;

    do {
        more = scope_text_cut(rest, ",", &head, &rest);
        if (!one(block, head))
            return false;
    } while (more);
    return true;
}

bool scope_block_labels(struct scope_block *block, struct slice rest)
{
    return each(block, rest, one_label);
}

bool scope_block_words(struct scope_block *block, struct slice rest)
{
    return each(block, rest, one_word);
}

bool scope_block_format(struct scope_block *block, struct slice rest)
{
    enum format format;

    if (!format_from_name(rest, &format))
        return scope_text_fail(&block->text, rest.at,
                               "no format '%.*s'; there are float64, float32, "
                               "float16, bfloat16, float32-ftz and exact",
                               SCOPE_SHOWN(rest));
    if (block->layer->format != FORMAT_COUNT)
        return scope_text_fail(&block->text, rest.at,
                               "a block asks for one format; this is a second");
    block->layer->format = format;
    return true;
}

static bool one_data(struct scope_block *block, struct slice source)
{
    struct scope *layer = block->layer;
    struct mean *name =
        scope_block_name(block, source,
                         "the name of data, such as x or y_{i,k},");
    struct scope_data *data;

    if (!name || !scope_block_room(block, source.at))
        return false;
    if (name->item_count > 2)
        return scope_text_fail(&block->text, source.at,
                               "'%.*s' has %zu indices; data have two at most",
                               SCOPE_SHOWN(source), name->item_count);
    for (size_t i = 0; i < name->item_count; i++) {
        const struct mean *item = name->items[i];

        if (item->kind != MEAN_NAME || item->item_count > 0 ||
            !scope_domain(layer, item->name))
            return scope_text_fail(&block->text, item->source.at + item->from,
                                   "'%.*s' is no index letter; declare what it "
                                   "runs over: domain %.*s = 1..N",
                                   (int)(item->to - item->from),
                                   item->source.at + item->from,
                                   (int)(item->to - item->from),
                                   item->source.at + item->from);
    }
    data = vec_push_in(block->arena, layer->data, layer->data_count,
                       layer->data_cap);
    data->key = name->name;
    data->rank = (int)name->item_count;
    *vec_push_in(block->arena, block->data, block->data_count,
                 block->data_cap) = name;
    return true;
}

bool scope_block_data(struct scope_block *block, struct slice rest)
{
    return each(block, rest, one_data);
}

/* A finite number; *at what follows. */
static bool number(struct scope_block *block, struct slice text,
                   const char *what, double *out)
{
    if (slice_double(text, out))
        return true;
    return scope_text_fail(&block->text, text.at,
                           "%s should be a number here, not '%.*s'", what,
                           SCOPE_SHOWN(text));
}

/* What stands behind the value: in [0, 5] step 0.001 */
static bool read_range(struct scope_block *block, struct scope_param *param,
                       struct slice rest)
{
    struct slice from, to, inside, step = { 0 };

    if (rest.len == 0 || rest.at[0] != '[' || !memchr(rest.at, ']', rest.len))
        return scope_text_fail(&block->text, rest.at,
                               "a range is written in [0, 5]");
    scope_text_cut(slice_sub(rest, 1, rest.len), "]", &inside, &rest);
    if (!scope_text_cut(inside, ",", &from, &to))
        return scope_text_fail(&block->text, inside.at,
                               "a range is written in [0, 5]");
    if (!number(block, from, "the least value", &param->from) ||
        !number(block, to, "the greatest value", &param->to))
        return false;
    if (rest.len == 0)
        return true;
    if (!slice_word(&rest, &step) || !slice_is(step, "step"))
        return scope_text_fail(&block->text, step.at,
                               "'%.*s' follows the range, where only step "
                               "NUMBER may",
                               SCOPE_SHOWN(step));
    rest = slice_trim(rest);
    return number(block, rest, "the step", &param->step) &&
           (param->step > 0.0 || scope_text_fail(&block->text, rest.at,
                                                 "a step is a number above 0"));
}

static bool check_param(struct scope_block *block,
                        const struct scope_param *param, struct slice at)
{
    const struct scope *layer = block->layer;

    if (!(param->from < param->to))
        return scope_text_fail(&block->text, at.at,
                               "the range [%g, %g] is empty; the least value "
                               "comes first",
                               param->from, param->to);
    if (param->value < param->from || param->value > param->to)
        return scope_text_fail(&block->text, at.at,
                               "the value %g is not in the range [%g, %g]",
                               param->value, param->from, param->to);
    if (param->step > param->to - param->from)
        return scope_text_fail(&block->text, at.at,
                               "the step %g is wider than the range",
                               param->step);
    for (size_t i = 0; i < layer->param_count; i++)
        if (slice_eq(layer->params[i].key, param->key))
            return scope_text_fail(&block->text, at.at,
                                   "parameter '%.*s' is declared twice in this "
                                   "block",
                                   SLICE_ARG(param->key));
    for (size_t i = 0; i < layer->data_count; i++)
        if (slice_eq(layer->data[i].key, param->key) &&
            layer->data[i].rank == 0)
            return scope_text_fail(&block->text, at.at,
                                   "'%.*s' is declared as data and as a "
                                   "parameter; it can be one of them",
                                   SLICE_ARG(param->key));
    for (size_t i = 0; i < layer->domain_count; i++)
        if (slice_eq(layer->domains[i].letter, param->key))
            return scope_text_fail(&block->text, at.at,
                                   "'%.*s' is declared as an index letter and "
                                   "as a parameter; it can be one of them",
                                   SLICE_ARG(param->key));
    return true;
}

bool scope_block_param(struct scope_block *block, struct slice rest)
{
    struct scope_param param = { 0 };
    struct slice left, right, value, range;
    struct mean *name;

    if (!scope_text_cut(rest, "=", &left, &right))
        return scope_text_fail(&block->text, rest.at,
                               "a parameter has a value and a range: param "
                               "\\theta = 1 in [0, 5]");
    name = scope_block_name(block, left, "the name of a parameter");
    if (!name || !scope_block_room(block, left.at))
        return false;
    if (name->item_count > 0)
        return scope_text_fail(&block->text, left.at,
                               "a parameter is one number; '%.*s' has an index",
                               SCOPE_SHOWN(left));
    range = right;
    value = slice_sub(right, 0, 0);
    slice_word(&range, &value);
    if (!number(block, value, "the value of a parameter", &param.value))
        return false;
    range = slice_trim(range);
    if (slice_starts(range, "\\in"))
        range = slice_trim(slice_sub(range, 3, range.len));
    else if (slice_starts(range, "in"))
        range = slice_trim(slice_sub(range, 2, range.len));
    else
        return scope_text_fail(&block->text, range.len ? range.at : right.at,
                               "a parameter needs its range behind its value: "
                               "%.*s in [0, 5]",
                               SCOPE_SHOWN(value));
    param.key = name->name;
    if (!read_range(block, &param, range) || !check_param(block, &param, left))
        return false;
    *vec_push_in(block->arena, block->layer->params, block->layer->param_count,
                 block->layer->param_cap) = param;
    return true;
}
