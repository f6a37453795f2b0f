/* question_keys.c - where answers are valued, and what keys come to. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/answer_key.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/scopes.h"
#include "course/question_part.h"
#include "course/question_vary.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "tex/parse.h"
#include "tex/scope.h"

enum { DIGITS = 4 };

struct lab *question_lab(const struct section *section,
                         const struct question *question)
{
    return question->lab == QUESTION_NO_LAB ? NULL
                                            : section->labs[question->lab].lab;
}

const struct scope *question_scope(struct section *section,
                                   struct question *question)
{
    struct arena *arena = section->lesson->arena;
    const struct scope *scope;

    if (question->scope)
        return question->scope;
    scope = scopes_at(section->scopes, question_lab(section, question),
                      question->block, NULL);
    if (scope)
        question->scope = vary_scope(arena, scope, question->block->question);
    return question->scope;
}

/* ---- the ground ---- */

void question_ground_end(struct question_ground *prepared)
{
    lab_destroy(prepared->lab);
    arena_destroy(prepared->ground.arena);
}

bool question_ground(struct section *section, struct question *question,
                     size_t set, struct question_ground *out, struct err *err)
{
    const struct scope *scope = question_scope(section, question);
    const struct lab *lab = question_lab(section, question);
    struct arena *arena;
    struct eval_data data = { 0 };

    if (!scope)
        return err_set(err, "a define block of this lesson is wrong");
    arena = arena_create();
    *out = (struct question_ground){ .ground = { arena, scope, NULL } };
    if (lab) {
        struct lab_spec spec = lab_first(lab, arena);

        out->lab = lab_create(&spec, err);
        if (!out->lab) {
            question_ground_end(out);
            return false;
        }
        data = lab_eval_data(arena, out->lab);
    }
    out->data = vary_data(arena, question->block->question, set, data);
    out->ground.data = &out->data;
    return true;
}

/* ---- what keys come to ---- */

void question_key(const struct question *question, struct strbuf *out)
{
    const struct question_block *ask = question->block->question;
    const struct lesson_tex *key = answer_of(ask, question_step(question));

    if (ask->kind == QUESTION_CHOICES)
        strbuf_printf(out, "%d", question_answer(question) + 1);
    for (size_t i = 0; i < ask->order_count; i++)
        strbuf_printf(out, "%s%d", i ? " " : "", question->labels[i]);
    for (size_t i = 0; ask->kind == QUESTION_REACH && i < ask->play_count; i++)
        strbuf_printf(out, "%s%.*s", i ? "\n" : "",
                      SLICE_ARG(ask->play[i].text));
    if (key)
        strbuf_slice(out, key->text);
}

/* TeX of a number: 1e-05 is a power of ten there, 10^{-5}. */
static void put_value(struct strbuf *out, struct real value)
{
    struct strbuf text = { 0 };
    const char *e;

    real_write(&text, value, DIGITS);
    e = strchr(strbuf_text(&text), 'e');
    if (!strcmp(strbuf_text(&text), "-inf"))
        strbuf_puts(out, "-\\infty");
    else if (!strcmp(strbuf_text(&text), "inf"))
        strbuf_puts(out, "\\infty");
    else if (e)
        strbuf_printf(out, "%.*s\\times 10^{%ld}",
                      (int)(e - strbuf_text(&text)), strbuf_text(&text),
                      strtol(e + 1, NULL, 10));
    else
        strbuf_puts(out, strbuf_text(&text));
    strbuf_finish(&text);
}

static struct spans formula(struct arena *arena, struct slice tex)
{
    struct span *span = arena_alloc(arena, sizeof *span);

    span->kind = SPAN_MATH;
    span->text = tex;
    span->math = tex_parse(arena, tex, NULL);
    return (struct spans){ span, 1 };
}

/* Whether no digit was cut off: a product of decimals misses its last bits. */
static bool is_exact(struct real value)
{
    struct strbuf text = { 0 };
    double x = real_double(value), shown = x;

    real_write(&text, value, DIGITS);
    slice_double(slice_of(strbuf_text(&text)), &shown);
    strbuf_finish(&text);
    return isinf(x) || fabs(shown - x) <= 1e-12 * fabs(x);
}

/* "-\log 0.7 \approx 0.3567", with the numbers of a set; a key that is a
 * number stands alone. */
static struct spans solution(struct section *section, struct question *question,
                             size_t set, const struct question_ground *prepared,
                             const struct lesson_tex *key)
{
    struct arena *arena = section->lesson->arena;
    struct slice tex = vary_tex(arena, question->block->question, set,
                                question->scope, key->text, key->node);
    struct strbuf text = { 0 }, number = { 0 };
    struct spans made;
    struct value value;

    strbuf_slice(&text, slice_trim(tex));
    if (answer_key(&prepared->ground, key, &value, NULL)) {
        put_value(&number, value.number);
        if (!slice_is(slice_trim(tex), strbuf_text(&number)))
            strbuf_printf(&text, "%s%s",
                          is_exact(value.number) ? " = " : " \\approx ",
                          strbuf_text(&number));
    }
    made = formula(arena,
                   slice_of(arena_text(arena, strbuf_text(&text), text.len)));
    strbuf_finish(&text);
    strbuf_finish(&number);
    return made;
}

void question_show_keys(struct section *section, struct question *question)
{
    const struct question_block *ask = question->block->question;
    struct question_ground prepared;
    size_t set = question->set;

    if ((ask->kind != QUESTION_ANSWER && ask->kind != QUESTION_STEPS) ||
        !question_ground(section, question, set, &prepared, NULL))
        return;
    if (ask->kind == QUESTION_ANSWER && question->committed != QUESTION_OPEN)
        question->key =
            solution(section, question, set, &prepared, &ask->answer);
    for (size_t i = 0; i < ask->step_count; i++)
        if (question->done[i].right || question->done[i].solved)
            question->done[i].key = solution(section, question, set, &prepared,
                                             &ask->steps[i].answer);
    question_ground_end(&prepared);
}

void question_work_out(struct section *section, struct question *question)
{
    const struct question_block *ask = question->block->question;
    struct arena *arena = section->lesson->arena;
    struct question_ground prepared;

    if (!vary_works(ask) ||
        !question_ground(section, question, 0, &prepared, NULL))
        return;
    question->worked = vary_shown(arena, ask, 0, question->scope);
    question->worked_keys =
        arena_array(arena, ask->step_count, sizeof *question->worked_keys);
    for (size_t i = 0; i < ask->step_count; i++)
        if (answer_of(ask, i))
            question->worked_keys[i] =
                solution(section, question, 0, &prepared, answer_of(ask, i));
    question_ground_end(&prepared);
}

bool question_asks_anew(const struct question *question)
{
    struct strbuf worked = { 0 }, asked = { 0 };
    bool same;

    if (!question->worked)
        return true;
    spans_text(question->worked->ask, &worked);
    spans_text(question->ask->ask, &asked);
    same =
        slice_eq(slice_of(strbuf_text(&worked)), slice_of(strbuf_text(&asked)));
    strbuf_finish(&worked);
    strbuf_finish(&asked);
    return !same;
}

void question_tolerance(const struct question *question, struct strbuf *out)
{
    if (question->ask->within > 0.0)
        strbuf_printf(out, "within %.6g", question->ask->within);
    else
        strbuf_puts(out, "within 0.5 %");
}
