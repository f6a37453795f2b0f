/* test_plain_course.c - the whole course in lines of text, as somebody walks
 * it who sees no screen: by `next` and by answers alone.
 *
 * What to answer comes from the lessons' keys. Each question first gets a
 * wrong answer, which must not count; nothing may be a dead end; what stands
 * behind a pause or a prediction must not be printed before it is asked for;
 * and no byte may steer a terminal.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "cli/plain_talk.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

struct walk {
    struct talk talk;
    struct section *section; /* a copy of our own, for its keys */
    bool *reached;           /* [question_count] of what is to be */
    size_t questions;
};

static void complain(const struct walk *walk, const char *what,
                     const char *about)
{
    fail_msg("%s, %s: %s:\n%s", walk->section->key, about, what,
             strbuf_text(&walk->talk.reply));
}

static void say(struct walk *walk, const char *action, const char *id,
                const char *words)
{
    char line[4096];

    snprintf(line, sizeof line, "%s %s %s", action, id, words);
    talk_say(&walk->talk, line);
    if (talk_has(&walk->talk, "likely: "))
        complain(walk, "refused", line);
}

/* ---- questions ---- */

static void wrong_answer(const struct question *question, struct strbuf *out)
{
    const struct question_block *ask = question->block->question;

    if (ask->kind == QUESTION_CHOICES)
        strbuf_printf(out, "%d", question_answer(question) ? 1 : 2);
    else if (ask->kind == QUESTION_ORDER)
        for (size_t i = ask->order_count; i > 0; i--)
            strbuf_printf(out, "%d ", question->labels[i - 1]);
    else
        strbuf_puts(out, "987654.25");
}

static void be_wrong(struct walk *walk, struct question *question)
{
    struct strbuf wrong = { 0 };
    const char *id = question->ask->id;
    bool final =
        question->ask->kind == QUESTION_CHOICES ||
        (question->ask->first && question->ask->kind != QUESTION_STEPS);

    wrong_answer(question, &wrong);
    say(walk, "answer", id, strbuf_text(&wrong));
    if (talk_has(&walk->talk, ": right") ||
        !talk_has(&walk->talk, final ? "not this one" : "not "))
        complain(walk, "a wrong answer counts", id);
    /* A new try mixes the choices, in our copy as there. */
    if (final) {
        say(walk, "again", id, "");
        question_again(walk->section, question);
    }
    strbuf_finish(&wrong);
}

static void be_right(struct walk *walk, const struct question *question,
                     const char *words)
{
    /* Without its name: every question before it is answered. */
    say(walk, "answer", "", words);
    if (!talk_has(&walk->talk, question->ask->id) ||
        !talk_has(&walk->talk, ": right"))
        complain(walk, "the right answer is none", question->ask->id);
}

static void answer(struct walk *walk, struct question *question)
{
    const struct question_block *ask = question->block->question;
    struct strbuf key = { 0 };

    be_wrong(walk, question);
    question_key(question, &key);
    if (ask->kind != QUESTION_STEPS)
        be_right(walk, question, strbuf_text(&key));
    for (size_t i = 0; i < ask->step_count; i++) {
        strbuf_clear(&key);
        strbuf_slice(&key, ask->steps[i].answer.text);
        if (ask->steps[i].answer.node)
            be_right(walk, question, strbuf_text(&key));
    }
    strbuf_finish(&key);
}

/* By the actions of its play, in the lab that is at hand. False while a
 * prediction further on holds what it moves. */
static bool reach(struct walk *walk, const struct question *question)
{
    struct strbuf key = { 0 };
    struct slice rest, one;
    char line[256];
    bool reached = false;

    question_key(question, &key);
    rest = slice_of(strbuf_text(&key));
    while (!reached && slice_line(&rest, &one)) {
        snprintf(line, sizeof line, "%.*s", SLICE_ARG(one));
        talk_say(&walk->talk, line);
        if (talk_has(&walk->talk, "until you have answered it")) {
            strbuf_finish(&key);
            return false;
        }
        if (talk_has(&walk->talk, "likely: "))
            complain(walk, line, question->ask->id);
        reached = talk_has(&walk->talk, "reached: ") &&
                  talk_has(&walk->talk, question->ask->id);
    }
    if (!reached)
        complain(walk, "its play does not reach it", question->ask->id);
    strbuf_finish(&key);
    return true;
}

static void answer_part(struct walk *walk, int part)
{
    const struct section *section = walk->section;

    for (size_t i = 0; i < section->question_count; i++) {
        struct question *one = &section->questions[i];

        if (one->block->step != part || one->ask->kind == QUESTION_REACH)
            continue;
        answer(walk, one);
        walk->questions++;
    }
    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *one = &section->questions[i];

        if (one->block->step > part || one->ask->kind != QUESTION_REACH ||
            walk->reached[i])
            continue;
        walk->reached[i] = reach(walk, one);
        walk->questions += walk->reached[i];
    }
}

/* ---- text ---- */

/* A paragraph's first words, as many as are plain text. */
static struct slice beginning(const struct block *block)
{
    struct slice none = { 0 };

    if (block->kind != BLOCK_PARAGRAPH || !block->spans.count ||
        block->spans.at[0].kind != SPAN_TEXT ||
        block->spans.at[0].text.len < 12)
        return none;
    for (size_t i = 0; i < block->spans.at[0].text.len; i++)
        if ((unsigned char)block->spans.at[0].text.at[i] >= 0x80)
            return slice_sub(block->spans.at[0].text, 0, i);
    return block->spans.at[0].text;
}

static bool printed(const struct walk *walk, struct slice words)
{
    char text[512];

    snprintf(text, sizeof text, "%.*s", SLICE_ARG(words));
    return strstr(strbuf_text(&walk->talk.all), text) != NULL;
}

/* All of the parts so far, and nothing of those that follow. */
static void expect_part(const struct walk *walk, int part)
{
    const struct section *section = walk->section;

    for (const struct block *b = section->lesson->blocks; b; b = b->next) {
        struct slice words = beginning(b);
        char id[128];

        if (words.len && printed(walk, words) != (b->step <= part))
            fail_msg("%s, line %d, part %d: %.*s", section->key, b->line, part,
                     SLICE_ARG(words));
        if (b->kind != BLOCK_QUESTION)
            continue;
        snprintf(id, sizeof id, "\nQuestion %s%s:", b->question->id,
                 b->question->first ? " (predict first)" : "");
        if (printed(walk, slice_of(id)) != (b->step <= part))
            fail_msg("%s, part %d: question %s", section->key, part,
                     b->question->id);
    }
}

static void walk_section(struct walk *walk)
{
    const struct section *section = walk->section;
    char heading[64];

    walk->reached = calloc(section->question_count + 1, sizeof(bool));
    snprintf(heading, sizeof heading, "Section %s: ", section->key);
    if (!talk_has(&walk->talk, heading))
        complain(walk, "not the next section", "next");
    for (int part = 0; part <= section->lesson->steps; part++) {
        if (part > 0)
            say(walk, "next", "", "");
        if (talk_has(&walk->talk, "waits for an answer"))
            complain(walk, "next leads back", "next");
        expect_part(walk, part);
        answer_part(walk, part);
    }
    say(walk, "repeat", "", "");
    if (talk_has(&walk->talk, "Still open") || !talk_has(&walk->talk, "End of"))
        complain(walk, "it does not end here", "the end");
    free(walk->reached);
}

/* ---- the course ---- */

/* Newlines are the only control characters, and C is 7-bit. */
static void expect_bytes(const struct strbuf *text, bool seven)
{
    for (size_t i = 0; i < text->len; i++) {
        unsigned char c = (unsigned char)text->at[i];

        if ((c < 0x20 && c != '\n') || c == 0x7f || (seven && c >= 0x80))
            fail_msg("byte 0x%02x in: %.80s", c,
                     text->at + (i < 40 ? 0 : i - 40));
    }
}

static void expect_no_keys(const struct strbuf *text)
{
    static const char *const keys[] = { "tab shows", "(A)", "N goes on",
                                        "press y" };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strstr(strbuf_text(text), keys[i]))
            fail_msg("'%s' is of use on a screen only", keys[i]);
}

static void expect_record(const char *home, size_t sections, size_t questions)
{
    struct strbuf out = { 0 };
    char line[2048], text[4096];
    const char *empty = NULL;
    size_t read = 0, right = 0;
    FILE *pipe;

    snprintf(line, sizeof line, "XDG_STATE_HOME=%s '%s' progress --json", home,
             LIKELY);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(text, sizeof text, pipe))
        strbuf_puts(&out, text);
    assert_int_equal(pclose(pipe), 0);
    for (const char *at = strbuf_text(&out); *at; at++) {
        read += strncmp(at, "\"state\": \"read\"", 15) == 0;
        right += strncmp(at, "\"last_right\": true", 18) == 0;
        /* A worked example has its hints under its own name. */
        empty = strncmp(at, "\"last\": \"\"", 10) == 0 ? at : empty;
        if (strncmp(at, "\"last_right\": false", 19) == 0)
            assert_true(empty && at - empty < 40);
    }
    assert_int_equal(read, sections);
    assert_true(right >= questions);
    strbuf_finish(&out);
}

static void walk_course(const char *locale)
{
    static const char *const arguments[] = { "0.1", NULL };
    char home[] = "/tmp/likely-plain-XXXXXX", line[64];
    struct err err = { .line = 0 };
    struct catalogue *catalogue =
        catalogue_open(getenv("LIKELY_LESSONS"), &err);
    struct course *course = course_create(catalogue, NULL);
    struct walk walk = { .questions = 0 };
    size_t count;

    assert_non_null(mkdtemp(home));
    talk_open(&walk.talk, home, locale, arguments);
    count = catalogue->section_count;
    for (size_t i = 0; i < count; i++) {
        struct section *section =
            course_open(course, catalogue->sections[i].id, &err);

        if (!section)
            fail_msg("%s: %s", catalogue->sections[i].id, err.text);
        walk.section = section;
        walk_section(&walk);
        expect_bytes(&walk.talk.all, strcmp(locale, "C") == 0);
        expect_no_keys(&walk.talk.all);
        strbuf_clear(&walk.talk.all);
        if (i + 1 < count)
            say(&walk, "next", "", "");
        else
            assert_true(talk_has(&walk.talk, "the last one"));
        section_close(section);
    }
    assert_true(walk.questions >= 80);
    assert_int_equal(talk_close(&walk.talk), 0);
    expect_record(home, count, walk.questions);
    course_destroy(course);
    catalogue_destroy(catalogue);
    snprintf(line, sizeof line, "rm -r %s", home);
    assert_int_equal(system(line), 0);
}

static void the_course_is_walked_by_next_and_answers(void **state)
{
    (void)state;
    walk_course("C.UTF-8");
}

static void and_in_seven_bits(void **state)
{
    (void)state;
    walk_course("C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_course_is_walked_by_next_and_answers),
        cmocka_unit_test(and_in_seven_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
