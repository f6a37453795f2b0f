/* test_deck.c - pages cut into slides and steps.
 *
 * The laws: every row of a page is uncovered by some step, in order; no slide
 * is taller than it may be; steps of a slide only ever uncover more of it.
 */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/deck.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "tex/node.h"

struct room {
    struct lesson *lesson;
    struct page_question asked[8], solved[8];
    struct deck *deck;
    int height;
};

static void open_taken(struct room *room, const char *text, int cols, int rows,
                       int taken)
{
    struct err err = { 0 };
    struct deck_options options = {
        .page = { .width = cols, .height = rows, .hands = true }
    };

    memset(room, 0, sizeof *room);
    room->lesson = lesson_parse(slice_of(text), "x.md", &err);
    if (!room->lesson)
        fail_msg("%d: %s", err.line, err.text);
    room->height = rows;
    for (int i = 0; i < 8; i++)
        room->asked[i].committed = QUESTION_OPEN;
    room->solved[0].committed = taken;
    options.asked = room->asked;
    options.solved = room->solved;
    options.page.question_count = room->lesson->question_count;
    room->deck = deck_create(room->lesson, options);
}

static void open_room(struct room *room, const char *text, int cols, int rows)
{
    open_taken(room, text, cols, rows, 0);
}

static void close_room(struct room *room)
{
    deck_destroy(room->deck);
    lesson_destroy(room->lesson);
}

static void check_laws(const struct deck *deck, int height)
{
    const struct deck_step *before = NULL;

    for (size_t i = 0; i < deck_steps(deck); i++) {
        const struct deck_step *step = deck_step(deck, i);

        assert_true(step->to - step->from <= height);
        assert_true(step->fresh >= step->from && step->fresh <= step->to);
        if (before) {
            assert_true(step->key > before->key);
            assert_true(step->slide == before->slide ||
                        step->slide == before->slide + 1);
        }
        if (before && step->slide == before->slide) {
            assert_ptr_equal(step->page, before->page);
            assert_int_equal(step->from, before->from);
            assert_true(step->to >= before->to);
            /* What it uncovers is below what was there, but for a sum that
             * grows in its own line. */
            if (step->stage == DECK_TEXT && step->to > before->to &&
                !(before->sum && before->upto < UINT32_MAX))
                assert_true(step->fresh >= before->to);
        } else if (before && step->page == before->page) {
            /* Only blank rows lie between two slides. */
            for (int row = before->to; row < step->from; row++)
                assert_true(page_row_empty(step->page, row) ||
                            step->stage != DECK_TEXT ||
                            before->stage != DECK_TEXT);
        }
        assert_int_equal(deck_find(deck, step->key), i);
        before = step;
    }
    assert_int_equal(before->slide + 1, deck_slides(deck));
}

static void a_pause_is_a_step_on_the_same_slide(void **state)
{
    struct room room;

    (void)state;
    open_room(&room, "a\n\n<!-- pause -->\n\nb\n\nc\n", 40, 10);
    assert_int_equal(deck_steps(room.deck), 2);
    assert_int_equal(deck_slides(room.deck), 1);
    assert_int_equal(deck_step(room.deck, 0)->to, 1);
    assert_int_equal(deck_step(room.deck, 1)->to, 5);
    assert_int_equal(deck_step(room.deck, 1)->fresh, 2);
    check_laws(room.deck, room.height);
    close_room(&room);
}

static void a_heading_begins_a_slide(void **state)
{
    struct room room;

    (void)state;
    open_room(&room, "a\n\n# One\n\nb\n\n# Two\n\nc\n", 40, 10);
    assert_int_equal(deck_slides(room.deck), 3);
    close_room(&room);
}

/* Five paragraphs of a row each, in six rows: three on a slide. */
static void what_has_no_room_goes_on_the_next_slide(void **state)
{
    struct room room;

    (void)state;
    open_room(&room, "a\n\nb\n\nc\n\nd\n\ne\n", 40, 6);
    assert_int_equal(deck_slides(room.deck), 2);
    assert_int_equal(deck_step(room.deck, 0)->to, 5);
    assert_int_equal(deck_step(room.deck, 1)->from, 6);
    check_laws(room.deck, room.height);
    close_room(&room);
}

/* The same, but for where the lesson parts them. In twelve rows it has nothing
 * to say. */
static void a_slide_may_end_where_the_lesson_says(void **state)
{
    static const char text[] = "a\n\nb\n\n<!-- slide -->\n\nc\n\nd\n\ne\n";
    struct room room;

    (void)state;
    open_room(&room, text, 40, 6);
    assert_int_equal(deck_slides(room.deck), 2);
    assert_int_equal(deck_step(room.deck, 0)->to, 3);
    assert_int_equal(deck_step(room.deck, 1)->from, 4);
    check_laws(room.deck, room.height);
    close_room(&room);
    open_room(&room, text, 40, 12);
    assert_int_equal(deck_steps(room.deck), 1);
    close_room(&room);
}

/* Three lines of a row each, and rows for two. */
static void a_tall_derivation_goes_on_line_by_line(void **state)
{
    struct room room;

    (void)state;
    open_room(&room, "$$a = b \\\\ = c \\\\ = d$$\n", 40, 2);
    assert_int_equal(deck_steps(room.deck), 3);
    assert_int_equal(deck_slides(room.deck), 2);
    assert_int_equal(deck_step(room.deck, 1)->slide, 0);
    assert_false(deck_step(room.deck, 1)->cut);
    check_laws(room.deck, room.height);
    close_room(&room);
}

static void text_taller_than_a_slide_is_cut_between_lines(void **state)
{
    struct strbuf text = { 0 };
    struct room room;

    (void)state;
    for (int i = 0; i < 200; i++)
        strbuf_puts(&text, "word ");
    open_room(&room, strbuf_text(&text), 30, 12);
    assert_true(deck_slides(room.deck) > 2);
    for (size_t i = 0; i < deck_steps(room.deck); i++)
        assert_false(deck_step(room.deck, i)->cut);
    check_laws(room.deck, room.height);
    close_room(&room);
    strbuf_finish(&text);
}

/* A table cannot be read in two parts: the author is told. */
static void a_table_that_is_torn_says_so(void **state)
{
    struct strbuf text = { 0 };
    struct room room;

    (void)state;
    strbuf_puts(&text, "| a | b |\n|---|---|\n");
    for (int i = 0; i < 30; i++)
        strbuf_puts(&text, "| 1 | 2 |\n");
    open_room(&room, strbuf_text(&text), 40, 12);
    assert_true(deck_step(room.deck, 0)->cut);
    check_laws(room.deck, room.height);
    close_room(&room);
    strbuf_finish(&text);
}

static void a_question_is_asked_revealed_and_explained(void **state)
{
    struct room room;

    (void)state;
    open_room(&room,
              "a\n\n```question q\nask: 'A?'\nchoices:\n"
              "  - {text: 'x', right: true, because: 'one'}\n"
              "  - {text: 'y', because: 'two'}\n```\n\nb\n",
              40, 20);
    assert_int_equal(deck_steps(room.deck), 5);
    assert_int_equal(deck_step(room.deck, 0)->stage, DECK_TEXT);
    assert_int_equal(deck_step(room.deck, 1)->stage, DECK_ASK);
    assert_int_equal(deck_step(room.deck, 2)->stage, DECK_REVEAL);
    assert_int_equal(deck_step(room.deck, 3)->stage, DECK_EXPLAIN);
    assert_int_equal(deck_step(room.deck, 4)->stage, DECK_TEXT);
    assert_int_equal(deck_step(room.deck, 4)->slide,
                     deck_step(room.deck, 3)->slide);
    check_laws(room.deck, room.height);
    close_room(&room);
}

/* Ask, a blank row, four choices with a row for hands each: 10 rows, 6 without
 * those for hands, 5 without the blank one. An answer has a reason and a blank
 * row below it besides, and at last but the right choice. */
static void a_question_gives_up_room_to_fit(void **state)
{
    static const struct {
        int height, rows, all; /* of the question, and of its answer */
    } cases[] = {
        { 12, 10, 12 }, { 11, 10, 8 }, { 10, 10, 8 }, { 7, 6, 6 }, { 5, 5, 3 }
    };
    struct room room;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct deck_step *step;

        open_room(&room,
                  "```question q\nask: 'A?'\nchoices:\n"
                  "  - {text: v, right: true, because: f}\n"
                  "  - {text: w, because: g}\n  - {text: x, because: h}\n"
                  "  - {text: y, because: i}\n```\n",
                  40, cases[i].height);
        step = deck_step(room.deck, 0);
        assert_int_equal(step->to - step->from, cases[i].rows);
        step = deck_step(room.deck, deck_steps(room.deck) - 1);
        assert_int_equal(step->to - step->from, cases[i].all);
        check_laws(room.deck, room.height);
        close_room(&room);
    }
}

/* Slow: one anchor after the other. */
static const struct page_anchor *
look_for(const struct page *page, enum anchor_kind kind, int index, int sub)
{
    bool by_sub = kind == ANCHOR_CHOICE || kind == ANCHOR_WORKED;

    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *anchor = page_anchor(page, i);

        if (anchor->kind == kind && anchor->index == index &&
            (!by_sub || anchor->sub == sub))
            return anchor;
    }
    return NULL;
}

/* Whatever was laid out in vain before: nothing of that is found, and links
 * are counted as if it had not been. */
static void what_gave_up_room_is_found(void **state)
{
    (void)state;
    for (int height = 4; height < 15; height++) {
        struct room room;

        open_room(&room,
                  "[a](b)\n\n```question q\nask: '[A](c)?'\nchoices:\n"
                  "  - {text: v, right: true, because: f}\n"
                  "  - {text: w, because: g}\n  - {text: x, because: h}\n"
                  "  - {text: y, because: i}\nwhy: j\n```\n\n[d](e)\n",
                  40, height);
        for (size_t i = 0; i < deck_steps(room.deck); i++) {
            const struct page *page = deck_step(room.deck, i)->page;

            for (int k = 0; k < ANCHOR_KINDS * 20; k++) {
                enum anchor_kind kind = (enum anchor_kind)(k / 20);

                assert_ptr_equal(page_find(page, kind, k % 4, k / 4 % 5),
                                 look_for(page, kind, k % 4, k / 4 % 5));
            }
            for (int link = 0; link < 3; link++)
                assert_int_equal(page_find(page, ANCHOR_LINK, link, 0)->sub, 0);
        }
        close_room(&room);
    }
}

static void assert_step(const struct room *room, enum deck_stage stage,
                        const char *wanted)
{
    struct canvas *canvas = canvas_create(room->height, 40, true);
    struct deck_look look = { .spot = false };
    struct strbuf text = { 0 };
    size_t i = 0;

    while (deck_step(room->deck, i)->stage != stage)
        i++;
    deck_draw(room->deck, i, canvas, canvas_area(canvas), &look);
    writer_text(&text, canvas);
    assert_string_equal(strbuf_text(&text), wanted);
    strbuf_finish(&text);
    canvas_destroy(canvas);
}

/* Reasons wait for their step, also where choices between are left out. */
static void an_answer_of_few_choices_is_explained_later(void **state)
{
    struct room room;

    (void)state;
    open_taken(&room,
               "```question q\nask: 'A?'\nchoices:\n"
               "  - {text: v, right: true, because: f}\n"
               "  - {text: w, because: g}\n  - {text: x, because: h}\n"
               "  - {text: y, because: i}\n```\n",
               40, 5, 2);
    assert_step(&room, DECK_REVEAL, "?  A?\n   * 1 v\n\n   x 3 x\n\n");
    assert_step(&room, DECK_EXPLAIN,
                "?  A?\n   * 1 v\n       f\n   x 3 x\n       h\n");
    close_room(&room);
}

/* A sign begins a term unless it belongs to what follows an operator. */
static void terms_begin_at_their_signs(void **state)
{
    static const struct {
        const char *tex;
        size_t count;
        uint32_t at[3];
    } all[] = {
        { "L = a + b - c", 2, { 6, 10, 0 } },
        { "L = -a", 0, { 0, 0, 0 } },
        { "a + b = c", 0, { 0, 0, 0 } },
        { "-(a + b)", 1, { 4, 0, 0 } },
        { "L = \\left( a + b \\right)", 1, { 13, 0, 0 } },
        { "L = a \\times -b", 0, { 0, 0, 0 } },
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct strbuf text = { 0 };
        struct room room;
        uint32_t at[3] = { 0 };

        strbuf_printf(&text, "$$%s$$\n", all[i].tex);
        open_room(&room, strbuf_text(&text), 40, 10);
        assert_int_equal(deck_terms(room.lesson->blocks->math.node, at, 3),
                         all[i].count);
        for (size_t k = 0; k < all[i].count; k++)
            assert_int_equal(at[k], all[i].at[k]);
        close_room(&room);
        strbuf_finish(&text);
    }
}

/* With rows for values and remarks, as a talk has it. */
static void check_section(struct course *course, const char *id, int cols,
                          int rows)
{
    struct err err = { 0 };
    struct section *section = course_open(course, id, &err);
    size_t count;
    struct page_question *asked, *solved;
    struct deck_options options;
    struct deck *deck;

    assert_non_null(section);
    count = section->question_count;
    asked = calloc(count + 1, sizeof *asked);
    solved = calloc(count + 1, sizeof *solved);
    for (size_t i = 0; i < count; i++) {
        asked[i].committed = QUESTION_OPEN;
        asked[i].live = &section->questions[i];
        solved[i].committed = 0;
    }
    options = (struct deck_options){ .page = { .width = cols,
                                               .height = rows,
                                               .hands = true,
                                               .terms = true,
                                               .equations = section->equations,
                                               .figures = section->figures,
                                               .fits = section->fits,
                                               .question_count = count },
                                     .asked = asked,
                                     .solved = solved,
                                     .apart = true };
    deck = deck_create(section->lesson, options);
    check_laws(deck, rows);
    for (size_t i = 0; i < deck_steps(deck); i++)
        if (deck_step(deck, i)->cut)
            fail_msg("section %s at %dx%d: step %zu is cut (line %d)", id, cols,
                     rows, i + 1, deck_step(deck, i)->block->line);
    deck_destroy(deck);
    free(asked);
    free(solved);
    section_close(section);
}

/* Slides of a terminal of 80x24, of one of 100x30 with the lab beside the
 * text, and with the lab grown at 80x24. */
static void every_section_fits_without_a_cut(void **state)
{
    static const int sizes[][2] = { { 76, 21 }, { 49, 27 }, { 39, 21 } };
    struct catalogue *catalogue = catalogue_open(NULL, NULL);
    struct course *course = course_create(catalogue, NULL);

    (void)state;
    for (size_t i = 0; i < catalogue->section_count; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            check_section(course, catalogue->sections[i].id, sizes[s][0],
                          sizes[s][1]);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_is_a_step_on_the_same_slide),
        cmocka_unit_test(a_heading_begins_a_slide),
        cmocka_unit_test(what_has_no_room_goes_on_the_next_slide),
        cmocka_unit_test(a_slide_may_end_where_the_lesson_says),
        cmocka_unit_test(a_tall_derivation_goes_on_line_by_line),
        cmocka_unit_test(text_taller_than_a_slide_is_cut_between_lines),
        cmocka_unit_test(a_table_that_is_torn_says_so),
        cmocka_unit_test(a_question_is_asked_revealed_and_explained),
        cmocka_unit_test(a_question_gives_up_room_to_fit),
        cmocka_unit_test(an_answer_of_few_choices_is_explained_later),
        cmocka_unit_test(what_gave_up_room_is_found),
        cmocka_unit_test(terms_begin_at_their_signs),
        cmocka_unit_test(every_section_fits_without_a_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
