/* test_question.c - predict, lock, judge, play. */
#include "course/class.h"

#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "course/question.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/question_block.h"
#include "lesson/record.h"

static struct question *question(struct section *section, const char *id)
{
    struct question *found = question_find(section, slice_of(id), NULL);

    assert_non_null(found);
    return found;
}

static void an_open_prediction_holds_its_levers(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct lab *lab = section->labs[0].lab;
    struct err err;

    (void)state;
    assert_false(verb_line(lab, slice_of("examples 10"), &err));
    assert_non_null(strstr(err.text, "bet"));
    assert_false(verb_line(lab, slice_of("format float32"), &err));
    assert_true(verb_line(lab, slice_of("set 1 heads 0.6"), NULL));
    assert_true(verb_line(lab, slice_of("unit bits"), NULL));
    assert_true(question_commit(section, question(section, "bet"), 0, NULL));
    assert_true(verb_line(lab, slice_of("examples 10"), NULL));
    section_close(section);
    class_close(class);
}

static void a_choice_is_judged_once(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct question *bet = question(section, "bet");
    struct err err;

    (void)state;
    assert_false(question_right(bet));
    assert_int_equal(question_answer(bet), 1);
    assert_false(question_commit(section, bet, 7, &err));
    assert_true(question_commit(section, bet, 1, NULL));
    assert_true(question_right(bet));
    assert_false(question_commit(section, bet, 0, &err));
    assert_non_null(strstr(err.text, "answered"));
    assert_true(question_right(bet));
    section_close(section);
    class_close(class);
}

static void a_choice_is_named_by_number_or_text(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct question *bet = question(section, "bet");
    struct err err;
    int choice;

    (void)state;
    assert_true(question_choice(bet, slice_of("2"), &choice, NULL));
    assert_int_equal(choice, 1);
    assert_true(question_choice(bet, slice_of("exactly 0"), &choice, NULL));
    assert_int_equal(choice, 1);
    assert_false(question_choice(bet, slice_of("3"), &choice, &err));
    assert_non_null(strstr(err.text, "from 1 to 2"));
    section_close(section);
    section = class_section(class, "1.3");
    assert_false(question_choice(question(section, "order"), slice_of("1"),
                                 &choice, &err));
    section_close(section);
    class_close(class);
}

/* The play goes through although other questions hold the same levers, and
 * leaves them held. */
static void play_shows_the_outcome(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct lab *lab = section->labs[0].lab;

    (void)state;
    assert_true(question_play(section, question(section, "bet"), NULL));
    assert_int_equal(lab_example_count(lab), 3000);
    assert_false(verb_line(lab, slice_of("examples 10"), NULL));
    assert_true(question_play(section, question(section, "same"), NULL));
    section_close(section);
    class_close(class);
}

static void undo_and_redo_are_held_too(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct lab *lab = section->labs[0].lab;
    struct err err;

    (void)state;
    question_locks(section, true);
    assert_true(verb_line(lab, slice_of("examples 10"), NULL));
    question_locks(section, false);
    assert_false(verb_line(lab, slice_of("undo"), &err));
    assert_int_equal(lab_example_count(lab), 10);
    question_locks(section, true);
    assert_true(verb_line(lab, slice_of("undo"), NULL));
    question_locks(section, false);
    assert_false(verb_line(lab, slice_of("redo"), &err));
    assert_int_equal(lab_example_count(lab), 2);
    section_close(section);
    class_close(class);
}

static void an_answer_of_the_record_stays_committed(void **state)
{
    char path[] = "/tmp/likely-record-XXXXXX";
    int fd = mkstemp(path);
    struct record *record;
    struct class class;
    struct section *section;

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    record = record_open(path);
    record_answer(record, "1.1", "bet", "1", false);
    record_answer(record, "1.1", "same", "solution", false);
    class = class_open(record);
    section = class_section(class, "1.1");
    assert_int_equal(question(section, "bet")->committed, 0);
    assert_int_equal(question(section, "same")->committed, 1);
    assert_true(question(section, "same")->solved);
    assert_true(verb_line(section->labs[0].lab, slice_of("examples 10"), NULL));
    section_close(section);
    class_close(class);
    record_destroy(record);
    unlink(path);
}

static void says_which_questions_there_are(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct err err;

    (void)state;
    assert_null(question_find(section, slice_of("bat"), &err));
    assert_non_null(strstr(err.text, "'bet', 'same'"));
    section_close(section);
    section = class_section(class, "1.2");
    assert_null(question_find(section, slice_of("bat"), &err));
    assert_non_null(strstr(err.text, "no question"));
    section_close(section);
    class_close(class);
}

/* The play moves what the section keeps fixed; the learner still cannot. The
 * lab of section 2.2 that stands above the question moves predictions and
 * unit only. */
static void a_play_gives_the_levers_back(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.2");
    struct lab *lab = section->labs[1].lab;
    unsigned before = lab_levers(lab);
    struct question *which = question(section, "which");
    struct question_block played = *which->ask;
    struct question_action play = { slice_of("examples 9"), 1, 1 };

    (void)state;
    played.play = &play;
    played.play_count = 1;
    which->ask = &played;
    assert_true(question_play(section, which, NULL));
    assert_int_equal(lab_example_count(lab), 9);
    assert_int_equal(lab_levers(lab), before);
    assert_false(before & LAB_LEVER_EXAMPLES);
    section_close(section);
    class_close(class);
}

/* A question that names levers holds those of its own lab. */
static void named_levers_are_held_in_one_lab(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.2");
    struct question *which = question(section, "which");
    const char *locks[] = { "predicted" };
    struct question_block named = *which->ask;

    (void)state;
    assert_int_equal(lab_locked_levers(section->labs[0].lab), LAB_LEVER_ALL);
    named.locks = locks;
    named.lock_count = 1;
    which->ask = &named;
    question_locks(section, false);
    assert_int_equal(lab_locked_levers(section->labs[0].lab), 0);
    assert_int_equal(lab_locked_levers(section->labs[1].lab),
                     LAB_LEVER_PREDICTED);
    section_close(section);
    class_close(class);
}

/* By law: of 400 orders that know nothing of the key about half have the right
 * one of two in front, and about half differ from the one before; 5 standard
 * deviations are 50. */
static void a_new_try_mixes_the_choices_whatever_is_right(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    struct question *bet = question(section, "bet");
    int first = 0, moved = 0, before = 1;

    (void)state;
    for (int try = 1; try <= 400; try++) {
        struct strbuf text = { 0 };
        int right;

        question_again(section, bet);
        right = question_answer(bet);
        assert_in_range(right, 0, 1);
        assert_int_equal(bet->ask->choice_count, 2);
        assert_false(bet->ask->choices[1 - right].right);
        spans_text(bet->ask->choices[right].text, &text);
        assert_string_equal(strbuf_text(&text), "exactly 0");
        strbuf_finish(&text);
        first += right == 0;
        moved += right != before;
        before = right;
    }
    assert_in_range(first, 150, 250);
    assert_in_range(moved, 150, 250);
    section_close(section);
    class_close(class);
}

/* The record has the number that stood before what was chosen. */
static void a_mixed_choice_is_the_same_when_it_is_opened_again(void **state)
{
    char path[] = "/tmp/likely-question-XXXXXX";
    struct record *record;

    (void)state;
    close(mkstemp(path));
    record = record_open(path);
    for (int again = 1; again < 8; again++) {
        struct class class = class_open(NULL);
        struct section *section = class_section(class, "1.1");
        struct question *bet = question(section, "bet");
        char number[16];
        int wrong;

        for (int i = 0; i < again; i++)
            question_again(section, bet);
        wrong = 1 - question_answer(bet);
        snprintf(number, sizeof number, "%d", wrong + 1);
        record_again(record, "1.1", "bet");
        record_answer(record, "1.1", "bet", number, false);
        section_close(section);
        class_close(class);

        class = class_open(record);
        section = class_section(class, "1.1");
        bet = question(section, "bet");
        assert_int_equal(bet->try, again);
        assert_int_equal(bet->committed, wrong);
        assert_false(question_right(bet));
        section_close(section);
        class_close(class);
    }
    record_destroy(record);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_prediction_holds_its_levers),
        cmocka_unit_test(a_choice_is_judged_once),
        cmocka_unit_test(a_choice_is_named_by_number_or_text),
        cmocka_unit_test(play_shows_the_outcome),
        cmocka_unit_test(undo_and_redo_are_held_too),
        cmocka_unit_test(an_answer_of_the_record_stays_committed),
        cmocka_unit_test(says_which_questions_there_are),
        cmocka_unit_test(a_play_gives_the_levers_back),
        cmocka_unit_test(named_levers_are_held_in_one_lab),
        cmocka_unit_test(a_new_try_mixes_the_choices_whatever_is_right),
        cmocka_unit_test(a_mixed_choice_is_the_same_when_it_is_opened_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
