/* The free lab in an emulated terminal: it starts on a file or on a stream,
 * edits, asks before edits are lost, and gives the terminal back. */
#include "support/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "support/test.h"
#include "ui/guest.h"

static const char films[] = "film,label,p:Positive,p:Neutral,p:Negative\n"
                            "film 1,Positive,0.7,0.2,0.1\n"
                            "film 2,Neutral,0.5,0.3,0.2\n"
                            "film 3,Negative,0.1,0.3,0.6\n";

static void film_file(const struct guest *guest, char path[128])
{
    snprintf(path, 128, "%s/films.csv", guest->home);
    assert_true(file_replace(path, slice_of(films), NULL));
}

/* By hand: 0.7 0.3 0.6 = 0.126, and with 0.9 for 0.7 0.162. */
static void a_file_opens_and_closes(void **state)
{
    char path[128];
    const char *argv[] = { LIKELY, "lab", path, NULL };
    struct console *console;

    film_file(*state, path);
    console = guest_run(*state, 100, 30, argv);
    console_expect(console, "films.csv");
    console_expect(console, "0.126");
    console_type(console, "\t");
    console_expect(console, "taken for");
    guest_leave(console);
}

static void an_edit_is_asked_for_and_written(void **state)
{
    char path[128], edited[128];
    const char *argv[] = { LIKELY, "lab", path, NULL };
    struct strbuf text = { 0 };
    struct console *console;

    film_file(*state, path);
    console = guest_run(*state, 80, 24, argv);
    console_expect(console, "0.126");
    console_type(console, "0.9\r");
    console_expect(console, "0.162");
    console_type(console, "q");
    console_expect(console, "Leave?");
    console_type(console, "w");
    console_expect(console, ":write");
    console_type(console, "\r");
    console_expect(console, "written");
    guest_leave(console);
    snprintf(edited, sizeof edited, "%s/films-edited.csv",
             ((const struct guest *)*state)->home);
    assert_true(file_read(edited, &text, 0, NULL));
    assert_non_null(strstr(strbuf_text(&text), "film 1,Positive,0.9,"));
    strbuf_finish(&text);
}

/* Keys come from the terminal where rows come by standard input. */
static void a_stream_is_read_and_keys_are_too(void **state)
{
    char path[128], line[1024];
    const char *argv[] = { "/bin/sh", "-c", line, NULL };
    struct console *console;

    film_file(*state, path);
    snprintf(line, sizeof line, "cat '%s' | '%s' lab -", path, LIKELY);
    console = guest_run(*state, 80, 24, argv);
    console_expect(console, "standard input");
    console_type(console, "b");
    console_expect(console, "bits");
    guest_leave(console);
}

/* A name that would steer the terminal is shown, not obeyed. */
static void foreign_text_steers_nothing(void **state)
{
    static const char harm[] = "text,label,p:a\033[2J,p:b\n"
                               "\033]0;owned\007film,b,0.5,0.5\n";
    char path[128];
    const char *argv[] = { LIKELY, "lab", path, NULL };
    struct console *console;

    snprintf(path, sizeof path, "%s/harm.csv",
             ((const struct guest *)*state)->home);
    assert_true(file_replace(path, slice_of(harm), NULL));
    console = guest_run(*state, 80, 24, argv);
    console_expect(console, "harm.csv");
    console_expect(console, "owned");
    guest_leave(console);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_opens_and_closes),
        cmocka_unit_test(an_edit_is_asked_for_and_written),
        cmocka_unit_test(a_stream_is_read_and_keys_are_too),
        cmocka_unit_test(foreign_text_steers_nothing),
    };

    return cmocka_run_group_tests(tests, guest_make, guest_remove);
}
