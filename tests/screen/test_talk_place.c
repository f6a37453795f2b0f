/* test_talk_place.c - where a talk is, written and read. */
#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "num/rng.h"
#include "screen/talk_place.h"

static const struct talk_place sample = {
    .section = "/a b/c.md",
    .line = 12,
    .slide = 3,
    .slides = 9,
    .question = 1,
    .revealed = true,
    .hands = { 3, 0, 12 },
    .next = "the question: what is $\\log 1$?",
    .began = 1700000000,
    .minutes = 45,
};

static void what_is_written_is_read(void **state)
{
    struct strbuf text = { 0 };
    struct talk_place place;

    (void)state;
    talk_place_write(&sample, &text);
    assert_true(talk_place_read((struct slice){ text.at, text.len }, &place));
    assert_string_equal(place.section, sample.section);
    assert_string_equal(place.next, sample.next);
    assert_int_equal(place.line, 12);
    assert_int_equal(place.slide, 3);
    assert_int_equal(place.slides, 9);
    assert_int_equal(place.question, 1);
    assert_true(place.revealed);
    assert_int_equal(place.hands[2], 12);
    assert_true(place.began == sample.began);
    assert_int_equal(place.minutes, 45);
    strbuf_finish(&text);
}

static void what_a_newer_talk_adds_is_passed_over(void **state)
{
    struct talk_place place;

    (void)state;
    assert_true(talk_place_read(
        slice_of("likely talk 1\nmood good\nsection 1.2\nslide 99999999999\n"),
        &place));
    assert_string_equal(place.section, "1.2");
    assert_int_equal(place.slide, 0);
    assert_int_equal(place.question, -1);
}

static void what_is_no_place_says_that_no_talk_is_on(void **state)
{
    static const char *const texts[] = { "", "\n", "likely talk 2\nsection x\n",
                                         "likely talk 1\n",
                                         "likely talk 1\nsection\n" };
    struct talk_place place;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(talk_place_read(slice_of(texts[i]), &place));
}

/* Cut at every byte, and with bytes changed: something, and never more. */
static void a_torn_text_harms_nothing(void **state)
{
    struct strbuf text = { 0 };
    struct talk_place place;
    struct rng rng;

    (void)state;
    talk_place_write(&sample, &text);
    for (size_t n = 0; n <= text.len; n++)
        talk_place_read((struct slice){ text.at, n }, &place);
    rng_seed(&rng, 1);
    for (int i = 0; i < 2000; i++) {
        char bytes[512];
        size_t len = text.len < sizeof bytes ? text.len : sizeof bytes;

        memcpy(bytes, text.at, len);
        bytes[rng_next(&rng) % len] = (char)rng_next(&rng);
        talk_place_read((struct slice){ bytes, len }, &place);
        assert_true(strlen(place.section) < sizeof place.section);
        assert_true(strlen(place.next) < sizeof place.next);
    }
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_a_newer_talk_adds_is_passed_over),
        cmocka_unit_test(what_is_no_place_says_that_no_talk_is_on),
        cmocka_unit_test(a_torn_text_harms_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
