/* test_notes.c - the lecturer's notes, told where a talk is or that none is. */
#include "screen/stage.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/strbuf.h"

static bool no_talk(void *context, struct strbuf *out)
{
    (void)context;
    (void)out;
    return false;
}

static bool a_talk(void *context, struct strbuf *out)
{
    strbuf_puts(out, "likely talk 1\nsection ");
    strbuf_puts(out, context);
    strbuf_puts(out, "\nline 1000\nslide 6\nslides 6\n");
    return true;
}

/* Without notes on the screen every way of scrolling leaves it as it is. */
static void stays(const struct notes_options *notes, const char *words)
{
    static const char keys[] = "down up page-down page-up end home enter space";
    struct stage stage;
    char *before;

    stage_open(&stage, (struct stage_options){ .notes = notes });
    assert_shows(&stage, words);
    before = strdup(stage_text(&stage));
    stage_keys(&stage, keys);
    assert_string_equal(stage_text(&stage), before);
    free(before);
    stage_close(&stage);
}

static void nothing_to_scroll_is_no_trouble(void **state)
{
    static const char lesson[] = "nowhere";

    (void)state;
    stays(&(struct notes_options){ .read = no_talk }, "no talk is on");
    stays(&(struct notes_options){ .read = a_talk, .context = (void *)lesson },
          "nowhere");
}

/* What is longer than the screen is seen to its end, and from its beginning
 * again. */
static void long_notes_scroll(void **state)
{
    int file = memfd_create("lesson", MFD_CLOEXEC);
    char path[64];
    struct notes_options notes = { .read = a_talk, .context = path };
    struct stage stage;

    (void)state;
    dprintf(file, "a\n\n```notes\nfirst\n\n");
    for (int i = 0; i < 30; i++)
        dprintf(file, "more\n\n");
    dprintf(file, "last\n```\n");
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    stage_open(&stage, (struct stage_options){ .notes = &notes });
    assert_shows(&stage, "first");
    assert_false(stage_shows(&stage, "last"));
    stage_keys(&stage, "end");
    assert_shows(&stage, "last");
    assert_false(stage_shows(&stage, "first"));
    stage_keys(&stage, "home");
    assert_shows(&stage, "first");
    stage_close(&stage);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_scroll_is_no_trouble),
        cmocka_unit_test(long_notes_scroll),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
