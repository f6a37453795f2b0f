/* test_lecturing.c - what docs/lecturing.md tells to type before class works,
 * and the handout and the warnings say what they should.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"

/* Runs a line of a shell in a folder of its own, `likely` being the program;
 * its output, with its status. */
static int run(const char *line, struct strbuf *out)
{
    char folder[] = "/tmp/likely-lecturing-XXXXXX", command[4096], part[512];
    int status;
    FILE *pipe;
    size_t n;

    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command,
             "cd %s && HOME=%s LC_ALL=C.UTF-8 && export HOME LC_ALL && "
             "unset XDG_STATE_HOME && likely() { '%s' \"$@\"; } && ( %s ) 2>&1",
             folder, folder, LIKELY, line);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    while ((n = fread(part, 1, sizeof part, pipe)) > 0)
        strbuf_add(out, part, n);
    status = pclose(pipe);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    return status;
}

/* The lines that begin with four blanks, but for those that want a terminal:
 * these are tried in tests/ui. */
static void every_line_of_the_manual_works(void **state)
{
    struct strbuf text = { 0 }, script = { 0 }, out = { 0 };
    struct slice rest, line;
    size_t tried = 0;

    (void)state;
    assert_true(file_read(LIKELY_SOURCE "/docs/lecturing.md", &text, 0, NULL));
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &line)) {
        if (!slice_starts(line, "    "))
            continue;
        line = slice_trim(line);
        if (slice_starts(line, "tmux") || slice_ends(line, "--notes") ||
            slice_ends(line, "--minutes 45") || slice_ends(line, "--speed 2"))
            continue;
        /* Those of other users, and of many of them. */
        if (slice_starts(line, "chgrp ") || slice_starts(line, "python3 ") ||
            slice_starts(line, "for u "))
            continue;
        /* A talk by script can be recorded as well. */
        strbuf_printf(&script, "%s%.*s%s", script.len ? " && " : "",
                      SLICE_ARG(line),
                      slice_ends(line, "--record talk.actions")
                          ? " --script steps.actions"
                          : "");
        tried++;
    }
    assert_int_equal(tried, 8);
    if (run(strbuf_text(&script), &out) != 0)
        fail_msg("%s", strbuf_text(&out));
    assert_non_null(strstr(strbuf_text(&out), "\"section\": \"1.4\""));
    assert_non_null(strstr(strbuf_text(&out), "21 hands"));
    strbuf_finish(&text);
    strbuf_finish(&script);
    strbuf_finish(&out);
}

static void a_handout_has_every_slide_with_its_values(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    assert_int_equal(run("likely show 1.4 --steps", &out), 0);
    assert_non_null(strstr(strbuf_text(&out), "\xE2\x94\x80\xE2\x94\x80 1 / "));
    assert_non_null(strstr(strbuf_text(&out), "2.025 \xE2\x9C\x93"));
    assert_non_null(strstr(strbuf_text(&out), "What the agreement does not"));
    assert_non_null(strstr(strbuf_text(&out), "a third of it:"));
    strbuf_finish(&out);
}

/* The last slide of a handout has the number that the screen says. */
static void a_handout_is_parted_as_its_screen_is(void **state)
{
    static const char *const sizes[] = { "80x24", "100x30", "160x45" };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct strbuf out = { 0 };
        char line[512];

        snprintf(line, sizeof line,
                 "echo slide 9999 > s && likely present 1.4 --script s --dump "
                 "text --size %s | sed -n '1s/.* / /p' > a && likely show 1.4 "
                 "--steps --size %s | sed -n 's/^\xE2\x94\x80.* / /p' | tail "
                 "-n 1 > b && cmp a b && cat b",
                 sizes[i], sizes[i]);
        if (run(line, &out) != 0)
            fail_msg("%s: %s", sizes[i], strbuf_text(&out));
        assert_true(out.len > 1);
        strbuf_finish(&out);
    }
}

/* A page of thirty paragraphs has no room on a slide; one with pauses has. */
static void an_author_is_warned_of_what_is_parted(void **state)
{
    static const char make[] =
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do "
        "printf 'Words %s.\\n\\n%s\\n\\n' $i \"$P\"; done > x.md && "
        "likely check --quiet --size 80x24 x.md";
    char line[1024];
    struct strbuf out = { 0 };

    (void)state;
    snprintf(line, sizeof line, "P= ; %s", make);
    assert_int_equal(run(line, &out), 0);
    assert_non_null(strstr(strbuf_text(&out), "at 80x24: the slide is full"));
    strbuf_clear(&out);
    snprintf(line, sizeof line, "P='<!-- pause -->'; %s", make);
    assert_int_equal(run(line, &out), 0);
    assert_null(strstr(strbuf_text(&out), "slide"));
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_the_manual_works),
        cmocka_unit_test(a_handout_has_every_slide_with_its_values),
        cmocka_unit_test(a_handout_is_parted_as_its_screen_is),
        cmocka_unit_test(an_author_is_warned_of_what_is_parted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
