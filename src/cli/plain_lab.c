/* plain_lab.c - a lab as lines that can be read aloud. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "cli/plain_text.h"
#include "course/course.h"
#include "draw/lab_panel.h"
#include "draw/number.h"
#include "lab/lab.h"
#include "tex/layout.h"
#include "tex/parse.h"

/* What an entry is set by, where that is not the probability itself. */
static void add_score(struct strbuf *line, const struct lab *lab, size_t row,
                      size_t k, bool ascii)
{
    bool logits = lab_model(lab) == LAB_SOFTMAX;

    if (!logits && (!lab_is_redefined(lab) || lab_is_afresh(lab)))
        return;
    strbuf_printf(line, " (%s %s)", logits ? "logit" : "made from",
                  number_fixed(lab_scores(lab, row)[k], 3, ascii).text);
}

static void add_features(struct strbuf *line, const struct lab *lab, size_t row,
                         bool ascii)
{
    size_t count = lab_feature_count(lab);

    for (size_t i = 0; i < count; i++)
        strbuf_printf(
            line, "%s%s", i ? ", " : " features ",
            number_digits(lab_features(lab)[row * count + i], 6, ascii).text);
    strbuf_puts(line, count ? ";" : "");
}

static void say_row(FILE *out, const struct lab *lab, size_t row, bool ascii)
{
    struct strbuf line = { 0 };
    char name[LAB_ROW_NAME];
    const double *predicted = lab_prediction(lab, row);
    const double *truth = lab_truth(lab, row);

    strbuf_printf(&line, "Row %zu, %s:", row + 1, lab_row_name(lab, row, name));
    add_features(&line, lab, row, ascii);
    for (size_t k = 0; k < lab_classes(lab); k++) {
        strbuf_printf(&line, "%s %s %s", k ? "," : "", lab_class_name(lab, k),
                      number_fixed(predicted[k], 3, ascii).text);
        add_score(&line, lab, row, k, ascii);
        if (truth[k] == 1.0)
            strbuf_puts(&line, " (the truth)");
        else if (truth[k] > 0.0)
            strbuf_printf(&line, " (truth %s)",
                          number_fixed(truth[k], 3, ascii).text);
        if (lab_locked(lab, row, k))
            strbuf_puts(&line, " (locked)");
    }
    plain_line(out, &line, ascii);
}

static void say_param(FILE *out, const struct lab_param *param, bool ascii)
{
    struct strbuf line = { 0 };
    struct arena *arena = arena_create();

    strbuf_puts(&line, "Parameter ");
    tex_inline_text(&line, tex_parse(arena, param->name, NULL), ascii);
    strbuf_printf(&line, ": %s", number_digits(param->value, 6, ascii).text);
    if (isfinite(param->from) && isfinite(param->to))
        strbuf_printf(&line, " (from %s to %s)",
                      number_digits(param->from, 6, ascii).text,
                      number_digits(param->to, 6, ascii).text);
    plain_line(out, &line, ascii);
    arena_destroy(arena);
}

/* A list whole, a matrix row by row. Numbers alone are parameters. */
static void say_array(FILE *out, const struct lab_data *data, bool ascii)
{
    struct strbuf line = { 0 };
    struct arena *arena = arena_create();

    if (data->rank > 0) {
        tex_inline_text(&line, tex_parse(arena, data->name, NULL), ascii);
        for (size_t i = 0; i < data->rows * data->cols; i++)
            strbuf_printf(&line, "%s%s",
                          i == 0                ? ": "
                          : i % data->cols == 0 ? "; "
                                                : ", ",
                          number_digits(data->values[i], 6, ascii).text);
        plain_line(out, &line, ascii);
    }
    arena_destroy(arena);
    strbuf_finish(&line);
}

static void say_readings(FILE *out, const struct section_lab *lab, bool ascii)
{
    unsigned show = reading_mask(lab->readings, lab->reading_count);

    /* In words the bits are the line of the page's format. */
    if (show & 1u << READING_FORMATS)
        show &= ~(1u << READING_BITS);
    for (int reading = 0; reading < READING_COUNT; reading++) {
        struct strbuf text = { 0 };

        if (!(show & 1u << reading))
            continue;
        reading_text(&text, lab->lab, (enum reading)reading, ascii);
        plain_lines(out, &text, ascii);
    }
}

/* ---- what to type ---- */

struct lever_word {
    enum lab_lever lever;
    const char *action;
};

/* With a row and a class to set, so that the lines work as they stand. */
static const struct lever_word lever_words[] = {
    { LAB_LEVER_PREDICTED, "set 1 %s 0.45" },
    { LAB_LEVER_LOGITS, "set 1 %s 1.5" },
    { LAB_LEVER_LABEL, "label 1 %s" },
    { LAB_LEVER_TRUTH, "soften 1 0.1" },
    { LAB_LEVER_TEMPERATURE, "temperature 0.5" },
    { LAB_LEVER_EXAMPLES, "examples 1000" },
    { LAB_LEVER_FORMAT, "format float32" },
    { LAB_LEVER_UNIT, "unit bits" },
};

static void add_word(struct strbuf *line, const struct lever_word *word,
                     const struct lab *lab)
{
    const char *hole = strstr(word->action, "%s");
    bool label = word->lever == LAB_LEVER_LABEL && lab_classes(lab) > 1;
    const char *class =
        lab_classes(lab) ? lab_class_name(lab, label ? 1 : 0) : "1";
    const char *quote = strchr(class, ' ') ? "\"" : "";

    strbuf_puts(line, line->len ? "; " : "");
    if (!hole) {
        strbuf_puts(line, word->action);
        return;
    }
    strbuf_slice(line, slice_sub(slice_of(word->action), 0,
                                 (size_t)(hole - word->action)));
    strbuf_printf(line, "%s%s%s%s", quote, class, quote, hole + 2);
}

/* One that it does not have. */
static double other_value(const struct lab_param *param)
{
    double middle = 0.5 * (param->from + param->to);

    if (isfinite(middle) && middle != param->value)
        return middle;
    return isfinite(param->to) ? param->to : param->value + 1.0;
}

/* "let theta 1": the name as it is typed. */
static void add_let(struct strbuf *line, const struct lab_param *param)
{
    struct slice name = param->name;

    if (name.len && name.at[0] == '\\')
        name = slice_sub(name, 1, name.len);
    strbuf_printf(line, "%slet %.*s %g", line->len ? "; " : "", SLICE_ARG(name),
                  other_value(param));
}

void plain_levers(FILE *out, const struct lab *lab, bool ascii)
{
    unsigned levers = lab_levers(lab), held = lab_locked_levers(lab);
    struct strbuf line = { 0 }, words = { 0 };
    bool moves = false;

    for (size_t i = 0; i < sizeof lever_words / sizeof *lever_words; i++)
        if (levers & ~held & lever_words[i].lever)
            add_word(&words, &lever_words[i], lab);
    for (size_t i = 0; i < lab_params(lab); i++) {
        struct lab_param param = lab_param(lab, i);

        moves |= lab_param_moves(lab, i);
        if (lab_param_moves(lab, i) && !(held & LAB_LEVER_PARAM))
            add_let(&words, &param);
    }
    if (words.len)
        strbuf_printf(&line, "To change it, type for example: %s",
                      strbuf_text(&words));
    if (held & levers || (held & LAB_LEVER_PARAM && moves))
        strbuf_printf(&line,
                      "%s can be changed once you have made a prediction",
                      words.len ? ". More of it" : "It");
    strbuf_finish(&words);
    if (line.len)
        plain_line(out, &line, ascii);
    strbuf_finish(&line);
}

void plain_lab(FILE *out, const struct section *section, size_t index,
               bool ascii)
{
    const struct section_lab *one = &section->labs[index];
    struct lab *lab = one->lab;
    struct strbuf line = { 0 };

    strbuf_puts(&line, "Lab");
    if (section->lab_count > 1)
        strbuf_printf(&line, " %zu of %zu", index + 1, section->lab_count);
    strbuf_printf(&line, ": %s", lab_title(lab));
    if (lab_rows(lab) > 0)
        strbuf_printf(&line, ", N = %s",
                      number_count(lab_example_count(lab), ascii).text);
    if (lab_model(lab) == LAB_SOFTMAX)
        strbuf_printf(&line, ", temperature %s",
                      number_digits(lab_temperature(lab), 3, ascii).text);
    plain_line(out, &line, ascii);
    for (size_t row = 0; row < lab_rows(lab); row++)
        say_row(out, lab, row, ascii);
    for (size_t i = 0; i < lab_params(lab); i++) {
        struct lab_param param = lab_param(lab, i);

        say_param(out, &param, ascii);
    }
    for (size_t i = 0; i < lab_arrays(lab); i++)
        say_array(out, lab_array(lab, i), ascii);
    /* A lab of data alone has no examples to read anything from. */
    if (lab_rows(lab) > 0)
        say_readings(out, one, ascii);
}
