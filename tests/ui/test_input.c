/* What comes from the terminal: torn, odd, hostile or too much of it.
 *
 * Seen to fail: with get_wch() a torn character ends the program; without
 * escape()'s swallowing an answer opens the help and leaves the section; with
 * paste not switched on again the stop in the prompt loses it. */
#include "support/console.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "support/test.h"
#include "ui/guest.h"

#define PASTE_ON "\033[?2004h"

static struct console *start(void **state)
{
    struct console *console = guest_start(*state, 100, 30, NULL);

    console_expect(console, "Three coins");
    console_expect(console, "go on"); /* the last row */
    return console;
}

static void open_prompt(struct console *console)
{
    console_type(console, ":");
    console_expect(console, "esc leave");
}

static void close_prompt(struct console *console)
{
    console_press(console, "escape");
    console_expect(console, "go on");
}

/* The second byte of "é" follows when the first was read for sure. */
static void joins_a_torn_character(void **state)
{
    struct console *console = start(state);

    open_prompt(console);
    console_type(console, "caf\xc3");
    console_taken(console);
    console_type(console, "\xa9");
    console_expect(console, ":caf\xc3\xa9");
    close_prompt(console);
    guest_leave(console);
}

static void passes_over_bytes_that_are_no_utf8(void **state)
{
    struct console *console = start(state);

    console_type(console, "\xff");
    console_taken(console);
    console_type(console, "\xc3\xc3\x28\x80\xed\xa0\x80\xf4\x90\x80\x80");
    open_prompt(console);
    console_type(console, "a\xff\xfe"
                          "b\xc0\xaf"
                          "c\xe2\x80\xae"
                          "d\xc2\x9b"
                          "e");
    console_expect(console, ":abcde");
    close_prompt(console);
    guest_leave(console);
}

/* With patience, so that it does not depend on how quick a machine is. */
static void a_key_torn_at_each_byte_is_one_key(void **state)
{
    static const char *const sequences[] = { "\033OB", "\033[6~",
                                             "\033[<65;5;5M", "\033[1;5B" };
    struct console *console = guest_start(*state, 40, 12, "ESCDELAY=3000");

    console_expect(console, "Three");
    console_type(console, "?");
    console_expect(console, "esc leave");
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        for (const char *p = sequences[i]; *p; p++) {
            console_type(console, (char[]){ *p, '\0' });
            console_taken(console);
        }
    assert_true(console_shows(console, "esc leave"));
    console_type(console, "?");
    console_expect(console, "Three");
    guest_leave(console);
}

/* Answers to questions that nobody asked, and keys with odd modifiers. Read
 * as keys they would hold ESC (leave), '?' (help) and 'q'. */
static void swallows_unknown_sequences_whole(void **state)
{
    static const char *const sequences[] = {
        "\033[?62;22c",   "\033[>0;276;0c",
        "\033[?2026;2$y", "\033]11;rgb:ffff/ffff/ffff\033\\",
        "\033]10;?q\a",   "\033P1$r0q\033\\",
        "\033_q?\033\\",  "\033[I",
        "\033[27;5;113~", "\033[113;5u",
        "\033[24;1R",     "\033Oq",
    };
    struct console *console = start(state);

    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        console_type(console, sequences[i]);
    open_prompt(console);
    console_type(console, "here");
    console_expect(console, ":here");
    close_prompt(console);
    assert_true(console_shows(console, "Three coins"));
    guest_leave(console);
}

/* Whatever breaks off ends with a silence; the keys after it are keys. */
static void is_not_deaf_after_a_sequence_without_end(void **state)
{
    static const char *const sequences[] = { "\033]0;never", "\033P", "\033[1",
                                             "\033[<0;1", "\033O" };
    struct console *console = start(state);

    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        console_type(console, sequences[i]);
        assert_true(console_settles(console, 300));
        open_prompt(console);
        close_prompt(console);
    }
    guest_leave(console);
}

static void arrows_and_escape_are_told_apart(void **state)
{
    struct console *console = guest_start(*state, 40, 12, NULL);

    console_expect(console, "Three");
    console_type(console, "?");
    console_expect(console, "esc leave");
    console_press(console, "down");
    console_press(console, "escape");
    console_expect(console, "Three");
    guest_leave(console);
}

/* On in text fields only, and again after a stop there. */
static void asks_for_pastes_only_while_text_is_typed(void **state)
{
    struct console *console = start(state);
    size_t bytes;

    assert_false(console_wrote(console, PASTE_ON));
    open_prompt(console);
    assert_true(console_wrote(console, PASTE_ON));
    bytes = console_bytes(console);
    console_signal(console, SIGTSTP);
    console_expect_stopped(console);
    console_signal(console, SIGCONT);
    console_type(console, "z");
    console_expect(console, ":z");
    assert_true(console_wrote_after(console, bytes, PASTE_ON));
    close_prompt(console);
    guest_leave(console);
}

/* One line is taken; its newline does not commit, its sequences do not act. */
static void a_paste_is_data(void **state)
{
    struct console *console = start(state);

    open_prompt(console);
    console_type(console, "\033[200~qu\033[31mit\033]0;t\a\033[A"
                          "\xe2\x80\xae!\nnow\033[201~");
    console_expect(console, ":qu[31mit]0;t[A!");
    assert_false(console_shows(console, "now"));
    assert_false(console_wrote(console, "\033]0;t"));
    close_prompt(console);
    guest_leave(console);
}

/* The terminal should have taken the inner end out; where it did not, the
 * paste ends there and the rest is typed, and nothing of it is a sequence. */
static void a_paste_with_an_end_inside_stays_in_the_prompt(void **state)
{
    struct console *console = start(state);

    open_prompt(console);
    console_type(console, "\033[200~one\033[201~two\033[201~three");
    console_expect(console, ":onetwothree");
    close_prompt(console);
    guest_leave(console);
}

static void a_paste_without_end_is_over_after_a_silence(void **state)
{
    struct console *console = start(state);

    open_prompt(console);
    console_type(console, "\033[200~never ends");
    console_expect(console, ":never ends");
    close_prompt(console);
    guest_leave(console);
}

/* Drawn once for each key this would be some 250 kB. */
static void a_flood_of_keys_is_drawn_a_few_times(void **state)
{
    struct console *console = guest_start(*state, 40, 12, NULL);
    char keys[3001];
    size_t before;

    console_expect(console, "Three");
    console_shows(console, "");
    before = console_bytes(console);
    for (int i = 0; i < 3000; i++)
        keys[i] = i % 2 ? 'k' : 'j';
    keys[3000] = '\0';
    console_type(console, keys);
    console_taken(console);
    console_shows(console, "");
    assert_true(console_bytes(console) - before < 60000);
    guest_leave(console);
}

static void mouse(struct console *console, int button, int col, int row,
                  char last)
{
    char bytes[64];

    snprintf(bytes, sizeof bytes, "\033[<%d;%d;%d%c", button, col + 1, row + 1,
             last);
    console_type(console, bytes);
}

/* The bar is 15 cells long: its first cell is 0, its last 1, and so is all
 * that lies beyond. */
static void a_bar_follows_the_mouse(void **state)
{
    struct console *console = start(state);
    int row, col;

    console_find(console, "\u2588", &row, &col);
    mouse(console, 0, col, row, 'M');
    console_expect(console, "\u25b80.000");
    mouse(console, 32, col + 14, row, 'M');
    console_expect(console, "\u25b81.000");
    mouse(console, 0, col + 14, row, 'm');
    mouse(console, 32, col, row, 'M'); /* after the release: no drag */
    console_taken(console);
    assert_true(console_shows(console, "\u25b81.000"));
    guest_leave(console);
}

static void the_wheel_scrolls(void **state)
{
    struct console *console = guest_start(*state, 40, 12, NULL);

    console_expect(console, "Three flips of a coin");
    mouse(console, 65, 3, 3, 'M');
    mouse(console, 65, 3, 3, 'M');
    mouse(console, 65, 3, 3, 'M');
    console_expect(console, "The last line of the page");
    assert_false(console_shows(console, "Three flips of a coin"));
    mouse(console, 64, 3, 3, 'M');
    mouse(console, 64, 3, 3, 'M');
    mouse(console, 64, 3, 3, 'M');
    console_expect(console, "Three flips of a coin");
    guest_leave(console);
}

static void the_mouse_off_the_screen_is_ignored(void **state)
{
    static const char *const reports[] = {
        "\033[<0;9999;9999M",
        "\033[<0;0;0M",
        "\033[<0;-1;-1M",
        "\033[<0;99999999999999999999;3M",
        "\033[<32;101;31M",
        "\033[<;;M",
        "\033[<0;5M",
        "\033[<M",
        "\033[<64;4000000000;5M",
        "\033[<0;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1M",
        "\033[<99999999999999999;5;5M"
    };
    struct console *console = start(state);
    struct console *fresh = start(state);

    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        console_type(console, reports[i]);
    open_prompt(console);
    close_prompt(console);
    console_expect_same(console, fresh);
    guest_leave(console);
    guest_leave(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_a_torn_character),
        cmocka_unit_test(passes_over_bytes_that_are_no_utf8),
        cmocka_unit_test(a_key_torn_at_each_byte_is_one_key),
        cmocka_unit_test(swallows_unknown_sequences_whole),
        cmocka_unit_test(is_not_deaf_after_a_sequence_without_end),
        cmocka_unit_test(arrows_and_escape_are_told_apart),
        cmocka_unit_test(asks_for_pastes_only_while_text_is_typed),
        cmocka_unit_test(a_paste_is_data),
        cmocka_unit_test(a_paste_with_an_end_inside_stays_in_the_prompt),
        cmocka_unit_test(a_paste_without_end_is_over_after_a_silence),
        cmocka_unit_test(a_flood_of_keys_is_drawn_a_few_times),
        cmocka_unit_test(a_bar_follows_the_mouse),
        cmocka_unit_test(the_wheel_scrolls),
        cmocka_unit_test(the_mouse_off_the_screen_is_ignored),
    };

    return cmocka_run_group_tests_name("input", tests, guest_make,
                                       guest_remove);
}
