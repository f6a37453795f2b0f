/* test_course_walk.c - the real course, every question answered: first with
 * each mistake that it knows, then right; then anew with all its numbers.
 *
 * What an answer should be comes from the lessons' own keys; that these are
 * true is test_course_proved's affair. Here nothing may be a dead end, and no
 * wrong answer may count.
 */
#include "screen/stage.h"

#include <stdio.h>

#include "course/answer_key.h"
#include "course/course.h"
#include "course/question.h"
#include "course/question_vary.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/record.h"

static const struct section *section(struct stage *stage)
{
    return app_section(stage->app);
}

static const struct question *question(struct stage *stage, size_t i)
{
    return &section(stage)->questions[i];
}

static void act(struct stage *stage, size_t i, const char *line)
{
    struct err err = { .line = 0 };

    if (!stage_try(stage, line, &err))
        fail_msg("%s, question '%s': '%s' is refused: %s", section(stage)->key,
                 question(stage, i)->ask->id, line, err.text);
}

static void answer(struct stage *stage, size_t i, struct slice words)
{
    char line[1024];

    snprintf(line, sizeof line, "answer %s %.*s", question(stage, i)->ask->id,
             SLICE_ARG(words));
    act(stage, i, line);
}

/* A wrong choice or prediction would stay. */
static bool may_err(const struct question *one)
{
    return one->ask->kind != QUESTION_CHOICES && !question_holds(one);
}

/* Those that the lesson knows at the step that waits. */
static void make_mistakes(struct stage *stage, size_t i)
{
    const struct question_block *ask = question(stage, i)->block->question;
    size_t step = question_step(question(stage, i));
    const struct question_slip *slip;

    for (size_t s = 0; (slip = answer_slip(ask, step, s)); s++) {
        if (question(stage, i)->committed != QUESTION_OPEN)
            return;
        answer(stage, i, slip->when.text);
        if (question_step(question(stage, i)) != step)
            return;
        if (question(stage, i)->said.count == 0)
            fail_msg("%s, question '%s': slip %zu says nothing",
                     section(stage)->key, ask->id, s + 1);
    }
}

/* By the actions that the lesson gives, which begin at the prepared state. A
 * question that nobody has read yet is not reached. */
static void reach(struct stage *stage, size_t i)
{
    struct strbuf key = { 0 };
    struct slice rest, line;
    char text[256];

    stage_try(stage, "reveal", &(struct err){ .line = 0 });
    snprintf(text, sizeof text, "lab %d", question(stage, i)->lab + 1);
    act(stage, i, text);
    question_key(question(stage, i), &key);
    rest = slice_of(strbuf_text(&key));
    while (slice_line(&rest, &line)) {
        snprintf(text, sizeof text, "%.*s", SLICE_ARG(line));
        act(stage, i, text);
    }
    strbuf_finish(&key);
}

static void answer_right(struct stage *stage, size_t i)
{
    if (question(stage, i)->ask->kind == QUESTION_REACH)
        reach(stage, i);
    for (int steps = 0;
         question(stage, i)->committed == QUESTION_OPEN && steps < 50;
         steps++) {
        struct strbuf key = { 0 };

        if (may_err(question(stage, i)))
            make_mistakes(stage, i);
        if (question(stage, i)->committed != QUESTION_OPEN)
            break;
        question_key(question(stage, i), &key);
        answer(stage, i, (struct slice){ strbuf_text(&key), key.len });
        strbuf_finish(&key);
    }
    if (!question_right(question(stage, i)))
        fail_msg("%s, question '%s' takes no answer", section(stage)->key,
                 question(stage, i)->ask->id);
}

static void answer_anew(struct stage *stage, size_t i)
{
    const struct question_block *ask = question(stage, i)->block->question;
    char line[256];

    for (size_t set = 1; set < vary_sets(ask); set++) {
        snprintf(line, sizeof line, "again %s", ask->id);
        act(stage, i, line);
        answer_right(stage, i);
    }
}

/* What is to be reached waits until no prediction holds its levers. */
static void walk_section(struct stage *stage)
{
    size_t count = section(stage)->question_count;

    for (int later = 0; later < 2; later++)
        for (size_t i = 0; i < count; i++) {
            if ((question(stage, i)->ask->kind == QUESTION_REACH) != later)
                continue;
            answer_right(stage, i);
            stage_text(stage);
        }
    for (size_t i = 0; i < count; i++)
        answer_anew(stage, i);
}

static void walk(int cols, int rows)
{
    struct stage stage;
    size_t questions = 0;

    stage_open(&stage, (struct stage_options){ .real = true,
                                               .cols = cols,
                                               .rows = rows,
                                               .with_record = true });
    for (size_t i = 0; i < stage.catalogue->section_count; i++) {
        const char *id = stage.catalogue->sections[i].id;
        char line[64];

        snprintf(line, sizeof line, "go %s", id);
        stage_act(&stage, line);
        walk_section(&stage);
        questions += section(&stage)->question_count;
        for (size_t q = 0; q < section(&stage)->question_count; q++)
            assert_int_not_equal(question(&stage, q)->committed, QUESTION_OPEN);
    }
    assert_true(questions >= 80);
    stage_close(&stage);
}

static void every_question_takes_its_answer_and_no_mistake(void **state)
{
    (void)state;
    walk(80, 24);
}

static void in_a_small_terminal_too(void **state)
{
    (void)state;
    walk(40, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_takes_its_answer_and_no_mistake),
        cmocka_unit_test(in_a_small_terminal_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
