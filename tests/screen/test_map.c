/* test_map.c - the map: searching, marking as known, forgetting. */
#include "screen/stage.h"

#include "course/course.h"
#include "course/question.h"
#include "course/question_vary.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "draw/canvas.h"
#include "screen/map_rows.h"
#include "screen/passages.h"
#include "screen/review.h"

static bool matches(const char *words, const char *title)
{
    struct catalogue_part part = { .title = "Coins and dice" };
    struct catalogue_section section = { .id = "1.5.2",
                                         .title = title,
                                         .part = &part };

    return map_matches(&section, slice_of(words));
}

static void a_search_is_words_of_titles_and_beginnings_of_ids(void **state)
{
    (void)state;
    assert_true(matches("", "One-hot, or delta"));
    assert_true(matches("ONE", "One-hot, or delta"));
    assert_true(matches("  delta one", "One-hot, or delta"));
    assert_true(matches("1.5", "One-hot"));
    assert_true(matches("dice hot", "One-hot"));
    assert_false(matches("5.2", "One-hot"));
    assert_false(matches("one two", "One-hot, or delta"));
    assert_false(matches("delta", ""));
}

static void rows_keep_the_parts_of_what_matches(void **state)
{
    struct stage stage;
    struct map_rows rows;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = NULL });
    rows = map_rows_make(stage.catalogue, slice_of("2."), true, NULL);
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.at[0].kind, MAP_PART);
    assert_int_equal(rows.at[0].index, 1);
    assert_int_equal(rows.at[2].kind, MAP_SECTION);
    assert_int_equal(map_rows_find(&rows, 4), 2);
    assert_int_equal(map_rows_find(&rows, 0), -1);
    assert_int_equal(map_rows_near(&rows, 0, -1), 1);
    assert_int_equal(map_rows_near(&rows, 99, 1), 2);
    map_rows_finish(&rows);
    rows = map_rows_make(stage.catalogue, slice_of("nowhere"), true, NULL);
    assert_int_equal(rows.count, 0);
    assert_int_equal(map_rows_near(&rows, 0, 1), -1);
    map_rows_finish(&rows);
    stage_close(&stage);
}

static void what_is_typed_narrows_the_list_and_enter_opens(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = NULL });
    stage_keys(&stage, "/");
    stage_type(&stage, "lab");
    assert_shows(&stage, "/lab");
    assert_false(stage_shows(&stage, "1.1"));
    stage_keys(&stage, "backspace backspace backspace");
    assert_shows(&stage, "1.1");
    stage_type(&stage, "2.2");
    stage_keys(&stage, "enter");
    assert_string_equal(app_section(stage.app)->key, "2.2");
    stage_close(&stage);
}

/* "Two coins were thrown" opens 1.1, and no title has it; what the choice of
 * its question explains is no text before it was taken. */
static void words_of_the_text_are_found_with_their_line(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = NULL });
    stage_keys(&stage, "/");
    stage_type(&stage, "were THROWN");
    assert_shows(&stage, "In the text");
    assert_true(stage_find(&stage, "Two coins were thrown", &row, &col));
    assert_int_equal(canvas_cell(stage.canvas, row, col + 10)->role,
                     ROLE_STRONG);
    assert_int_equal(canvas_cell(stage.canvas, row, col)->role, ROLE_DIM);
    stage_keys(&stage, "enter");
    assert_string_equal(app_section(stage.app)->key, "1.1");
    assert_shows(&stage, "Two coins were thrown");
    stage_close(&stage);
}

/* The title of 1.1 is "Two coins", and its text has them, too. */
static void a_title_is_found_before_a_text_and_once(void **state)
{
    struct stage stage;
    struct passages *passages;
    struct map_rows rows;
    size_t first = 0;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = NULL });
    passages = passages_create(stage.catalogue, false);
    while (passages_wait(passages))
        passages_read(passages);
    rows = map_rows_make(stage.catalogue, slice_of("coins"), false, passages);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].kind == MAP_SECTION && rows.at[i].index == 0) {
            first++;
            assert_true(i < rows.text);
        }
    assert_int_equal(first, 1);
    map_rows_finish(&rows);
    passages_destroy(passages);
    stage_close(&stage);
}

/* The puzzle of 3.4 stands behind a step. */
static void what_is_found_is_gone_to_when_it_is_shown(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .real = true, .with_record = true });
    stage_keys(&stage, "/");
    stage_type(&stage, "puzzle");
    assert_shows(&stage, "3.4");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "further on");
    assert_false(stage_shows(&stage, "puzzle"));
    stage_act(&stage, "reveal");
    stage_act(&stage, "top");
    assert_false(stage_shows(&stage, "This leaves a puzzle"));
    stage_keys(&stage, "/");
    stage_type(&stage, "puzzle");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "This leaves a puzzle");
    stage_close(&stage);
}

static bool course_says(struct stage *stage, const char *words)
{
    struct passages *passages = passages_create(stage->catalogue, false);
    bool found = false;

    while (passages_wait(passages))
        passages_read(passages);
    for (size_t i = 0; i < stage->catalogue->section_count; i++)
        found |= passages_find(passages, i, slice_of(words)) != NULL;
    passages_destroy(passages);
    return found;
}

/* The question of 0.1: what it asks, a choice; a reason, a hint, the end. */
static void a_search_gives_no_answer_away(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .real = true });
    assert_true(course_says(&stage, "reviews come over and over"));
    assert_true(course_says(&stage, "cross-entropy thousand times as large"));
    assert_false(course_says(&stage, "costs grow thousandfold"));
    assert_false(course_says(&stage, "multiplying numbers below times over"));
    assert_false(course_says(&stage, "the product fell off the end"));
    stage_close(&stage);
}

static void a_long_passage_is_cut_round_the_word(void **state)
{
    static const char text[] = "one two three four five six seven eight";
    const struct passage passage = { .text = { text, sizeof text - 1 } };
    struct strbuf out = { 0 };
    int width;

    (void)state;
    assert_int_equal(passage_line(&out, &passage, slice_of("FIVE"), 18, &width),
                     6);
    assert_int_equal(width, 4);
    assert_string_equal(strbuf_text(&out), "…four five six…");
    strbuf_clear(&out);
    assert_int_equal(passage_line(&out, &passage, slice_of("two"), 80, &width),
                     4);
    assert_string_equal(strbuf_text(&out), text);
    strbuf_finish(&out);
}

static void a_search_that_is_left_changes_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_keys(&stage, "/");
    stage_type(&stage, "2.1");
    stage_keys(&stage, "esc");
    assert_string_equal(app_section(stage.app)->key, "1.2");
    stage_keys(&stage, "/");
    stage_type(&stage, "no such thing");
    assert_shows(&stage, "nowhere in the course");
    stage_keys(&stage, "enter");
    assert_true(stage.verdict.bell);
    stage_keys(&stage, "esc esc enter");
    assert_string_equal(app_section(stage.app)->key, "1.2");
    stage_close(&stage);
}

static void what_is_known_counts_as_done(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .with_record = true });
    stage_keys(&stage, "x");
    assert_shows(&stage, "known");
    assert_shows(&stage, "1 of 5 done");
    assert_shows(&stage, "1 of 3 done");
    stage_restart(&stage, NULL);
    assert_shows(&stage, "1 of 5 done");
    stage_act(&stage, "know 1.1");
    assert_false(stage_shows(&stage, "of 5 done"));
    stage_close(&stage);
}

static void what_was_missed_stands_on_the_map(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1",
                                               .cols = 160,
                                               .rows = 45,
                                               .with_record = true });
    record_answer(stage.record, "1.1", "bet", "1", false);
    stage_act(&stage, "map");
    assert_shows(&stage, "1 missed");
    assert_shows(&stage, "0 of 1 answers right at first");
    assert_shows(&stage, "missed: bet");
    record_answer(stage.record, "1.1", "bet", "2", true);
    assert_false(stage_shows(&stage, "missed"));
    stage_close(&stage);
}

static void nothing_is_forgotten_unasked(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .section = "1.1", .with_record = true });
    stage_act(&stage, "map");
    stage_keys(&stage, "d");
    assert_shows(&stage, "Forget what you read and answered in 1.1?");
    stage_keys(&stage, "enter q");
    assert_false(stage.verdict.quit);
    stage_keys(&stage, "n");
    assert_shows(&stage, "nothing was forgotten");
    assert_true(record_lesson(stage.record, "1.1")->visited > 0);
    stage_keys(&stage, "d y");
    assert_true(record_lesson(stage.record, "1.1")->visited == 0);
    assert_null(app_section(stage.app));
    stage_close(&stage);
}

static void all_is_forgotten_at_once(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .section = "1.1", .with_record = true });
    stage_act(&stage, "go 1.2");
    stage_act(&stage, "restart all");
    /* Who goes on with something else has not said yes. */
    stage_act(&stage, "go 1.2");
    assert_false(stage_try(&stage, "yes", &err));
    assert_int_equal(record_count(stage.record), 2);
    stage_act(&stage, "restart all");
    stage_act(&stage, "yes");
    assert_int_equal(record_count(stage.record), 0);
    assert_shows(&stage, "1.1");
    assert_false(stage_try(&stage, "restart 2.1", &err));
    assert_false(stage_try(&stage, "restart 9.9", &err));
    stage_close(&stage);
}

/* In a window of few rows the title of the part stays over its sections. */
static void a_part_that_is_scrolled_away_keeps_its_title(void **state)
{
    struct stage stage;
    int part, section;

    (void)state;
    stage_open(&stage, (struct stage_options){ .rows = 12 });
    stage_act(&stage, "bottom");
    assert_true(stage_find(&stage, "Logits", &part, &section));
    assert_true(stage_find(&stage, "2.2", &section, &part));
    for (int rows = 12; rows < 20; rows++) {
        stage_resize(&stage, 80, rows);
        assert_shows(&stage, "2.2");
        stage_act(&stage, "up");
        assert_shows(&stage, "2.1");
        stage_act(&stage, "down");
    }
    stage_close(&stage);
}

/* By hand: of 1.1 bet was missed and same was right; 1.2 has lost its
 * question since. */
static void a_review_asks_what_was_missed_first(void **state)
{
    struct stage stage;
    struct review review;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .with_record = true });
    assert_false(stage_try(&stage, "review", &err));
    record_visit(stage.record, "1.1");
    record_answer(stage.record, "1.1", "same", "2", true);
    record_answer(stage.record, "1.1", "bet", "1", false);
    record_answer(stage.record, "1.2", "gone", "1", true);
    review_choose(&review, stage.catalogue, stage.record);
    assert_int_equal(review.count, 3);
    assert_string_equal(review.items[0].question, "bet");
    assert_string_equal(review.items[1].section, "1.2");
    assert_string_equal(review.items[2].question, "same");

    stage_keys(&stage, "r");
    assert_string_equal(app_section(stage.app)->key, "1.1");
    assert_shows(&stage, "review, 1 of 3");
    stage_act(&stage, "answer bet 2");
    stage_keys(&stage, "N");
    assert_shows(&stage, "review, 3 of 3");
    /* It was right before, and is only asked anew. */
    assert_int_equal(record_missed(record_lesson(stage.record, "1.1")), 0);
    stage_act(&stage, "answer same 2");
    stage_keys(&stage, "N");
    assert_null(app_section(stage.app));
    assert_shows(&stage, "review: 3 of 3 are known now");
    assert_int_equal(record_question(stage.record, "1.1", "bet")->again, 1);
    stage_close(&stage);
}

static void says_that_it_goes_on(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .real = true });
    assert_shows(&stage, "more below");
    stage_keys(&stage, "end");
    assert_false(stage_shows(&stage, "more below"));
    stage_close(&stage);
}

/* A section of the course with a varied question of that kind, but not of
 * another's section; its place among the questions. */
static size_t find_varied(struct stage *stage, enum question_kind kind,
                          const char *other, char section[32])
{
    for (size_t i = 0; i < stage->catalogue->section_count; i++) {
        const char *id = stage->catalogue->sections[i].id;
        struct section *open = course_open(stage->course, id, NULL);

        for (size_t q = 0; q < open->question_count; q++) {
            const struct question *one = &open->questions[q];

            if (one->ask->kind != kind || vary_sets(one->ask) < 3 ||
                !strcmp(id, other))
                continue;
            snprintf(section, 32, "%s", id);
            section_close(open);
            return q;
        }
        section_close(open);
    }
    fail_msg("the course varies no question of kind %d", kind);
    return 0;
}

static const struct question *asked(struct stage *stage, size_t i)
{
    return &app_section(stage->app)->questions[i];
}

/* A number that was missed comes before steps that were right. Both have
 * numbers that they had not before: steps had those of their first try. */
static void a_review_asks_with_other_numbers(void **state)
{
    struct stage stage;
    char missed[32], known[32], id[96];
    size_t number, steps, first;

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .real = true, .with_record = true });
    number = find_varied(&stage, QUESTION_ANSWER, "", missed);
    steps = find_varied(&stage, QUESTION_STEPS, missed, known);
    stage_restart(&stage, known);
    first = asked(&stage, steps)->set;
    for (int i = 0; asked(&stage, steps)->committed == QUESTION_OPEN; i++) {
        struct strbuf line = { 0 };

        assert_in_range(i, 0, 20);
        strbuf_printf(&line, "answer %s ", asked(&stage, steps)->ask->id);
        question_key(asked(&stage, steps), &line);
        stage_act(&stage, strbuf_text(&line));
        strbuf_finish(&line);
    }
    stage_act(&stage, strcat(strcpy(id, "go "), missed));
    snprintf(id, sizeof id, "answer %s 123456", asked(&stage, number)->ask->id);
    stage_act(&stage, id);
    stage_act(&stage, "map");

    stage_keys(&stage, "r");
    assert_string_equal(app_section(stage.app)->key, missed);
    assert_shows(&stage, "review, 1 of 2");
    assert_int_equal(asked(&stage, number)->committed, QUESTION_OPEN);
    assert_int_not_equal(asked(&stage, number)->set, 0);
    stage_keys(&stage, "N");
    assert_string_equal(app_section(stage.app)->key, known);
    assert_int_equal(asked(&stage, steps)->committed, QUESTION_OPEN);
    assert_int_not_equal(asked(&stage, steps)->set, first);
    assert_int_not_equal(asked(&stage, steps)->set, 0);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_that_it_goes_on),
        cmocka_unit_test(a_search_is_words_of_titles_and_beginnings_of_ids),
        cmocka_unit_test(rows_keep_the_parts_of_what_matches),
        cmocka_unit_test(what_is_typed_narrows_the_list_and_enter_opens),
        cmocka_unit_test(words_of_the_text_are_found_with_their_line),
        cmocka_unit_test(a_title_is_found_before_a_text_and_once),
        cmocka_unit_test(what_is_found_is_gone_to_when_it_is_shown),
        cmocka_unit_test(a_search_gives_no_answer_away),
        cmocka_unit_test(a_long_passage_is_cut_round_the_word),
        cmocka_unit_test(a_search_that_is_left_changes_nothing),
        cmocka_unit_test(what_is_known_counts_as_done),
        cmocka_unit_test(what_was_missed_stands_on_the_map),
        cmocka_unit_test(nothing_is_forgotten_unasked),
        cmocka_unit_test(all_is_forgotten_at_once),
        cmocka_unit_test(a_review_asks_what_was_missed_first),
        cmocka_unit_test(a_review_asks_with_other_numbers),
        cmocka_unit_test(a_part_that_is_scrolled_away_keeps_its_title),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
