#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

#define FFFD "\xEF\xBF\xBD"

/* U+0301, a mark that stands on the letter before it. */
#define ACUTE "\xCC\x81"

static void assert_gated(const char *text, size_t n, bool keep, size_t most,
                         const char *want)
{
    struct strbuf out = { 0 }, again = { 0 };

    utf8_gate(&out, (struct slice){ text, n }, keep, most);
    assert_string_equal(strbuf_text(&out), want);

    /* What is harmless stays as it is. */
    utf8_gate(&again, slice_of(strbuf_text(&out)), keep, 0);
    assert_string_equal(strbuf_text(&again), want);
    strbuf_finish(&out);
    strbuf_finish(&again);
}

static void gates(const char *text, const char *want)
{
    assert_gated(text, strlen(text), false, 0, want);
}

static void every_code_point_survives_the_round_trip(void **state)
{
    (void)state;
    for (unsigned int rune = 0; rune <= 0x10FFFF; rune++) {
        char bytes[UTF8_MAX];
        unsigned int back = 0;
        size_t n = utf8_encode(rune, bytes);

        assert_int_equal(utf8_decode(bytes, n, &back), n);
        if (rune >= 0xD800 && rune <= 0xDFFF)
            assert_int_equal(back, UTF8_REPLACEMENT);
        else
            assert_int_equal(back, rune);
    }
}

static void what_is_no_code_point_is_encoded_as_the_replacement(void **state)
{
    char bytes[UTF8_MAX];

    (void)state;
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, FFFD, 3);
    assert_int_equal(utf8_encode(0xFFFFFFFF, bytes), 3);
    assert_memory_equal(bytes, FFFD, 3);
}

/* The forms that Unicode 15, table 3-7, leaves out: every first byte must
 * come back as the replacement, alone. */
static void malformed_bytes_are_refused_one_at_a_time(void **state)
{
    static const char *const cases[] = {
        "\x80",             /* a continuation that continues nothing */
        "\xBF",             /* likewise */
        "\xC0\x80",         /* NUL in two bytes */
        "\xC1\xBF",         /* overlong 0x7F */
        "\xC2",             /* cut after 1 of 2 */
        "\xC2\x41",         /* no continuation */
        "\xE0\x80\x80",     /* overlong in three */
        "\xE0\x9F\xBF",     /* overlong 0x7FF */
        "\xE2\x82",         /* cut after 2 of 3 */
        "\xE2\x28\xA1",     /* no continuation in the middle */
        "\xED\xA0\x80",     /* surrogate D800 */
        "\xED\xBF\xBF",     /* surrogate DFFF */
        "\xF0\x80\x80\x80", /* overlong in four */
        "\xF0\x8F\xBF\xBF", /* overlong FFFF */
        "\xF0\x9F\x98",     /* cut after 3 of 4 */
        "\xF4\x90\x80\x80", /* 0x110000 */
        "\xF5\x80\x80\x80", /* no such lead */
        "\xF8\x88\x80\x80\x80",
        "\xFC\x84\x80\x80\x80\x80", /* five, six */
        "\xFE",
        "\xFF",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned int rune = 0;

        assert_int_equal(utf8_decode(cases[i], strlen(cases[i]), &rune), 1);
        assert_int_equal(rune, UTF8_REPLACEMENT);
    }
}

static void bad_bytes_do_not_swallow_good_ones(void **state)
{
    (void)state;
    gates("a\xC3(b", "a" FFFD "(b");
    gates("\xE2\x82x", FFFD FFFD "x");
    gates("\xF0\x9F\x98", FFFD FFFD FFFD);
}

static void control_characters_become_visible(void **state)
{
    (void)state;
    assert_gated("\0a", 2, false, 0, "^@a");
    gates("\033]52;c;eA==\a", "^[]52;c;eA==^G");
    gates("rm -rf /\rsafe\b\x7F", "rm -rf /^Msafe^H^?");
    gates("\xC2\x9B"
          "31m",
          "<U+009B>31m");
    gates("a\tb\nc", "a^Ib^Jc");
}

static void layout_is_kept_on_request_and_nothing_else(void **state)
{
    (void)state;
    assert_gated("a\tb\nc\r\n\033", 8, true, 0, "a\tb\nc^M\n^[");
}

static void text_that_reorders_or_hides_is_spelt_out(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "\xE2\x80\xAE", "<U+202E>" },      /* right-to-left override */
        { "\xE2\x81\xA6", "<U+2066>" },      /* left-to-right isolate */
        { "\xD8\x9C", "<U+061C>" },          /* Arabic letter mark */
        { "\xE2\x80\x8B", "<U+200B>" },      /* zero-width space */
        { "\xE2\x80\x8D", "<U+200D>" },      /* zero-width joiner */
        { "\xEF\xBB\xBF", "<U+FEFF>" },      /* byte order mark */
        { "\xC2\xAD", "<U+00AD>" },          /* soft hyphen */
        { "\xCD\x8F", "<U+034F>" },          /* grapheme joiner */
        { "\xEF\xB8\x8F", "<U+FE0F>" },      /* variation selector 16 */
        { "\xE3\x85\xA4", "<U+3164>" },      /* Hangul filler */
        { "\xE2\x80\xA8", "<U+2028>" },      /* line separator */
        { "\xE2\x80\xA9", "<U+2029>" },      /* paragraph separator */
        { "\xF3\xA0\x81\x81", "<U+E0041>" }, /* tag A */
        { "\xEF\xBF\xBE", "<U+FFFE>" },      /* noncharacter */
        { "\xEF\xB7\x90", "<U+FDD0>" },      /* noncharacter */
        { "\xF4\x8F\xBF\xBF", "<U+10FFFF>" },
        { "\xCD\xB8", "<U+0378>" }, /* unassigned */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned int rune;

        gates(cases[i].text, cases[i].want);
        utf8_decode(cases[i].text, strlen(cases[i].text), &rune);
        assert_int_equal(utf8_rune_width(rune), -1);
    }
}

/* The property behind the gate: whatever the bytes, only what may be drawn
 * comes out. Bytes from a fixed linear congruence. */
static void nothing_undrawable_comes_through(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct strbuf out = { 0 };
        char bytes[64];
        unsigned int rune;

        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> (round % 2 ? 24 : 16));
        }
        utf8_gate(&out, (struct slice){ bytes, sizeof bytes }, false, 0);
        for (size_t at = 0; at < out.len;) {
            at += utf8_decode(out.at + at, out.len - at, &rune);
            assert_true(utf8_rune_width(rune) >= 0);
        }
        strbuf_finish(&out);
    }
}

static void marks_beyond_the_fourth_do_not_pile_up(void **state)
{
    (void)state;
    gates("e" ACUTE ACUTE ACUTE ACUTE, "e" ACUTE ACUTE ACUTE ACUTE);
    gates("e" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "x",
          "e" ACUTE ACUTE ACUTE ACUTE "<U+0301><U+0301>x");
}

static void a_long_text_is_cut_before_half_a_code_point(void **state)
{
    (void)state;
    assert_gated("abcdef", 6, false, 6, "abcdef");
    assert_gated("abcdef", 6, false, 3, "abc...");
    assert_gated("a\xE2\x82\xAC", 4, false, 3, "a...");
    assert_gated("a\xE2\x82\xAC", 4, false, 4, "a\xE2\x82\xAC");
}

static void widths_are_those_of_terminals(void **state)
{
    (void)state;
    assert_int_equal(utf8_rune_width('a'), 1);
    assert_int_equal(utf8_rune_width(0x00B7), 1);  /* ambiguous: middle dot */
    assert_int_equal(utf8_rune_width(0x2211), 1);  /* ambiguous: sum sign */
    assert_int_equal(utf8_rune_width(0x2588), 1);  /* ambiguous: full block */
    assert_int_equal(utf8_rune_width(0x0301), 0);  /* combining acute */
    assert_int_equal(utf8_rune_width(0x6F22), 2);  /* Han */
    assert_int_equal(utf8_rune_width(0x1F600), 2); /* emoji */
    assert_int_equal(utf8_rune_width(0xFFFD), 1);
    assert_int_equal(utf8_rune_width(0x1B), -1);
    assert_int_equal(utf8_rune_width(0xD800), -1);
    assert_int_equal(utf8_rune_width(0x110000), -1);
}

static void a_grapheme_is_a_base_and_its_marks(void **state)
{
    size_t len = 0;

    (void)state;
    assert_int_equal(utf8_grapheme(slice_of("y\xCC\x82x"), &len), 1);
    assert_int_equal(len, 3);
    assert_int_equal(utf8_grapheme(slice_of("\xE6\xBC\xA2" ACUTE "b"), &len),
                     2);
    assert_int_equal(len, 5);
    assert_int_equal(utf8_grapheme(slice_of("e" ACUTE ACUTE ACUTE ACUTE ACUTE),
                                   &len),
                     1);
    assert_int_equal(len, 9);

    /* A mark with no base, and a control that must not carry one. */
    assert_int_equal(utf8_grapheme(slice_of(ACUTE "b"), &len), 1);
    assert_int_equal(len, 2);
    assert_int_equal(utf8_grapheme(slice_of("\033" ACUTE), &len), 1);
    assert_int_equal(len, 1);
}

static void whole_texts_are_measured_and_counted(void **state)
{
    (void)state;
    assert_int_equal(utf8_width(slice_of("")), 0);
    assert_int_equal(utf8_width(slice_of("log y\xCC\x82 = \xE6\xBC\xA2")), 10);
    assert_int_equal(utf8_count(slice_of("y\xCC\x82\xFF\xE6\xBC\xA2")), 4);
    assert_int_equal(utf8_count(slice_of(NULL)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_the_round_trip),
        cmocka_unit_test(what_is_no_code_point_is_encoded_as_the_replacement),
        cmocka_unit_test(malformed_bytes_are_refused_one_at_a_time),
        cmocka_unit_test(bad_bytes_do_not_swallow_good_ones),
        cmocka_unit_test(control_characters_become_visible),
        cmocka_unit_test(layout_is_kept_on_request_and_nothing_else),
        cmocka_unit_test(text_that_reorders_or_hides_is_spelt_out),
        cmocka_unit_test(nothing_undrawable_comes_through),
        cmocka_unit_test(marks_beyond_the_fourth_do_not_pile_up),
        cmocka_unit_test(a_long_text_is_cut_before_half_a_code_point),
        cmocka_unit_test(widths_are_those_of_terminals),
        cmocka_unit_test(a_grapheme_is_a_base_and_its_marks),
        cmocka_unit_test(whole_texts_are_measured_and_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
