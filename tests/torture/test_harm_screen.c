/* Every harmful text on the screens that show it: pages of a lesson, a lab, a
 * file's rows, the notes, what is typed and what is pasted. Every byte that
 * goes to the terminal is judged.
 *
 * Seen to fail: with the gate left out of canvas_puts() by all of them. */
#include "torture/harm_trial.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "support/console.h"
#include "support/test.h"
#include "torture/audit.h"
#include "torture/scene.h"
#include "ui/guest.h"

static void write_file(const struct harm_trial *trial, const char *name,
                       const struct strbuf *text, char path[512])
{
    snprintf(path, 512, "%s/%s", trial->guest->home, name);
    assert_true(
        file_replace(path, (struct slice){ text->at, text->len }, NULL));
}

static void end(struct console *console)
{
    console_signal(console, SIGTERM);
    console_end(console);
    audit_console(console);
    assert_true(WIFSIGNALED(console_finish(console)));
}

static void press_often(struct console *console, const char *key, int times)
{
    for (int i = 0; i < times; i++) {
        console_type(console, key);
        console_taken(console);
    }
    console_shows(console, "");
}

/* A paragraph, a heading and an item of each. */
static void add_pages(const struct harm_trial *trial, struct strbuf *out)
{
    strbuf_puts(out, "---\ntitle: \"T \xe2\x80\xae!\"\nminutes: 9\n---\n");
    for (size_t i = 0; i < trial->count; i++) {
        const struct harm *harm = &trial->list[i];

        if (!harm_fits(harm) || strchr(harm->bytes, '\n'))
            continue;
        strbuf_printf(out, "\n## %s %s\n\nBegin %s end.\n\n- `%s`\n",
                      harm->name, harm->bytes, harm->bytes, harm->bytes);
    }
    strbuf_puts(out, "\nThe last line.\n");
}

static void the_pages_of_a_lesson(void **state)
{
    struct harm_trial *trial = *state;
    struct strbuf text = { 0 };
    char path[512];
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console;

    add_pages(trial, &text);
    write_file(trial, "l.md", &text, path);
    console = guest_run(trial->guest, 100, 30, argv);
    console_expect(console, "title-osc0 ^[]0;PWNED^G");
    press_often(console, SCENE_PAGE_DOWN, 60);
    console_expect(console, "The last line.");
    end(console);
    argv[1] = "present";
    console = guest_run(trial->guest, 80, 24, argv);
    console_expect(console, "title-osc0 ^[]0;PWNED^G");
    press_often(console, SCENE_PAGE_DOWN, 200);
    console_expect(console, "The last line.");
    end(console);
    strbuf_finish(&text);
}

/* A lesson's YAML may not hold control characters, and says so. */
static bool may_be_yaml(const struct harm *harm)
{
    for (size_t i = 0; i < harm->n; i++)
        if ((unsigned char)harm->bytes[i] < 0x20 || harm->bytes[i] == 0x7f ||
            strstr("c1-csi-utf8 c1-osc-utf8 c1-nel bom nonchar lsep",
                   harm->name))
            return false;
    return harm_is_utf8(harm);
}

static void the_rows_of_a_lab(void **state)
{
    struct harm_trial *trial = *state;
    struct strbuf text = { 0 };
    char path[512];
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console;

    strbuf_puts(&text, "---\ntitle: T\nminutes: 1\n---\n\nText.\n\n```lab A\n"
                       "title: '\u202e!'\nclasses: ['a\u200b', b]\nrows:\n");
    for (size_t i = 0; i < trial->count; i++)
        if (may_be_yaml(&trial->list[i])) {
            strbuf_printf(&text, "  - {input: '%s', label: b, ",
                          trial->list[i].bytes);
            strbuf_puts(&text, "predicted: [0.5, 0.5]}\n");
        }
    strbuf_puts(&text, "```\n");
    write_file(trial, "l.md", &text, path);
    console = guest_run(trial->guest, 100, 30, argv);
    console_expect(console, "<U+202E>!");
    console_type(console, "\t");
    press_often(console, SCENE_DOWN, 80);
    end(console);
    strbuf_finish(&text);
}

static void the_rows_of_a_file(void **state)
{
    struct harm_trial *trial = *state;
    struct strbuf text = { 0 };
    char path[512];
    const char *argv[] = { LIKELY, "lab", path, NULL };
    struct console *console;

    strbuf_puts(&text, "text,label,p:a\xe2\x80\xae,p:b\n");
    for (size_t i = 0; i < trial->count; i++)
        if (harm_is_utf8(&trial->list[i]) && harm_fits(&trial->list[i])) {
            strbuf_puts(&text, "\"");
            harm_csv(&trial->list[i], &text);
            strbuf_puts(&text, "\",b,0.5,0.5\n");
        }
    write_file(trial, "p.csv", &text, path);
    console = guest_run(trial->guest, 100, 30, argv);
    console_expect(console, "^[]0;PWNED^G");
    press_often(console, SCENE_PAGE_DOWN, 12);
    press_often(console, "\t", 4);
    end(console);
    strbuf_finish(&text);
}

/* Into a field that `open` opens: pasted, or typed key by key. Where the text
 * leads elsewhere (it holds ESC and 'q'), the program is started again. */
static void into_a_field(struct harm_trial *trial, const char *scene,
                         const char *open, bool pasted)
{
    struct console *console = NULL;
    struct strbuf keys = { 0 };

    for (size_t i = 0; i < trial->count; i++) {
        const struct harm *harm = &trial->list[i];

        /* ^Z stops the program and y copies, which is what they are for. */
        if (!harm_fits(harm) || (!pasted && strpbrk(harm->bytes, "\032y")))
            continue;
        if (!console)
            console = scene_open(scene_named(scene), trial->guest);
        strbuf_clear(&keys);
        strbuf_printf(&keys, "%s%s%.2000s%s\r", open, pasted ? "\033[200~" : "",
                      harm->bytes, pasted ? "\033[201~" : "");
        console_type(console, strbuf_text(&keys));
        console_taken(console);
        console_type(console, "\033");
        console_taken(console);
        if (console_over(console)) {
            audit_console(console);
            console_finish(console);
            console = NULL;
        }
    }
    if (console)
        end(console);
    strbuf_finish(&keys);
}

static void what_is_pasted(void **state)
{
    into_a_field(*state, "a section", ":", true);
    into_a_field(*state, "the map", "/", true);
    into_a_field(*state, "a question", "\r", true);
    into_a_field(*state, "a file's rows", "F", true);
    into_a_field(*state, "a talk", "g", true);
    into_a_field(*state, "a lab", "\r", true);
}

static void what_is_typed(void **state)
{
    into_a_field(*state, "a section", ":", false);
    into_a_field(*state, "the map", "/", false);
    into_a_field(*state, "a question", "\r", false);
    into_a_field(*state, "a file's rows", "F", false);
    into_a_field(*state, "a talk", "g", false);
    into_a_field(*state, "a lab", "\r", false);
}

/* The window of notes reads what another program wrote. */
static void the_place_of_a_talk(void **state)
{
    static const char *const facts[] = { "section", "next", "slide", "hands" };
    struct harm_trial *trial = *state;
    const struct scene *notes = scene_named("the notes");
    struct console *console = scene_open(notes, trial->guest);
    struct strbuf text = { 0 };
    char path[512];

    for (size_t i = 0; i < trial->count; i++) {
        strbuf_clear(&text);
        strbuf_printf(&text, "likely talk 1\nsection %s\n",
                      i % 2 ? trial->guest->lesson : "1.4");
        strbuf_puts(&text, facts[i % 4]);
        strbuf_putc(&text, ' ');
        strbuf_add(&text, trial->list[i].bytes, trial->list[i].n);
        strbuf_putc(&text, '\n');
        write_file(trial, ".local/state/likely/talk", &text, path);
        console_pump(console, 20);
    }
    console_shows(console, "");
    end(console);
    strbuf_finish(&text);
}

/* Of the variables of the environment those that a start looks at. */
static void the_environment_of_a_start(void **state)
{
    static const char *const names[] = { "TERM=", "HOME=/proc/",
                                         "LC_ALL=", "COLORTERM=", "ESCDELAY=" };
    struct harm_trial *trial = *state;
    struct strbuf word = { 0 };

    for (size_t i = 0; i < trial->count; i++) {
        const char *argv[] = { "/usr/bin/env",       NULL, LIKELY, "learn",
                               trial->guest->lesson, NULL };
        struct console *console;

        if (!harm_fits(&trial->list[i]))
            continue;
        strbuf_clear(&word);
        strbuf_printf(&word, "%s%s", names[i % 5], trial->list[i].bytes);
        argv[1] = strbuf_text(&word);
        console = guest_run(trial->guest, 80, 24, argv);
        console_type(console, "qqq");
        console_end(console);
        audit_console(console);
        assert_true(WIFEXITED(console_finish(console)));
    }
    strbuf_finish(&word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pages_of_a_lesson),
        cmocka_unit_test(the_rows_of_a_lab),
        cmocka_unit_test(the_rows_of_a_file),
        cmocka_unit_test(what_is_pasted),
        cmocka_unit_test(what_is_typed),
        cmocka_unit_test(the_place_of_a_talk),
        cmocka_unit_test(the_environment_of_a_start),
    };

    return cmocka_run_group_tests_name("harm on screens", tests, harm_make,
                                       harm_finish);
}
