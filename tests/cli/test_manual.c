/* test_manual.c - the manual page and the completions know every command and
 * every option that the program's own help names.
 *
 * To see it fail: give `likely show` another long option in its help.
 */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"

static const char *const commands[] = { "learn", "present",  "list", "show",
                                        "math",  "lab",      "eval", "merge",
                                        "check", "progress", "new" };

static const char *const files[] = { "docs/likely.1",
                                     "assets/completions/likely.bash",
                                     "assets/completions/_likely",
                                     "assets/completions/likely.fish" };

enum {
    COMMANDS = sizeof commands / sizeof *commands,
    FILES = sizeof files / sizeof *files
};

/* What `likely COMMAND --help` prints, which fits a terminal of 80 columns. */
static void help_of(const char *command, struct strbuf *out)
{
    char line[4096];
    FILE *pipe;

    snprintf(line, sizeof line, "'%s' %s --help", LIKELY, command);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe)) {
        if (strcspn(line, "\n") > 80)
            fail_msg("likely %s --help is too wide: %s", command, line);
        strbuf_puts(out, line);
    }
    assert_int_equal(pclose(pipe), 0);
}

/* A file of the project, with the manual's "\-" written "-". */
static void read_file(const char *name, struct strbuf *out)
{
    struct strbuf text = { 0 };
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", LIKELY_SOURCE, name);
    assert_true(file_read(path, &text, 0, NULL));
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '\\' || text.at[i + 1] != '-')
            strbuf_putc(out, text.at[i]);
    strbuf_finish(&text);
}

/* fish writes "-l plain" for --plain. */
static void assert_option(const char *name, const char *text, const char *word)
{
    char fish[72];

    snprintf(fish, sizeof fish, "-l %s", word + 2);
    if (!strstr(text, word) && !strstr(text, fish)) {
        print_error("%s does not know %s\n", name, word);
        fail();
    }
}

/* Every word of the help that begins with two dashes. */
static int check_options(const char *name, const char *text,
                         const char *command)
{
    struct strbuf help = { 0 };
    struct slice rest, word;
    int found = 0;

    help_of(command, &help);
    rest = (struct slice){ help.at, help.len };
    while (slice_word(&rest, &word)) {
        char option[64];
        size_t n;

        if (!slice_starts(word, "--"))
            continue;
        n = 2 + strspn(word.at + 2, "abcdefghijklmnopqrstuvwxyz-");
        snprintf(option, sizeof option, "%.*s", (int)n, word.at);
        assert_option(name, text, option);
        found++;
    }
    strbuf_finish(&help);
    return found;
}

static void every_option_of_the_help_is_known(void **state)
{
    (void)state;
    for (size_t f = 0; f < FILES; f++) {
        struct strbuf text = { 0 };
        int found = 0;

        read_file(files[f], &text);
        for (size_t c = 0; c < COMMANDS; c++)
            found += check_options(files[f], text.at, commands[c]);
        assert_true(found >= 10);
        strbuf_finish(&text);
    }
}

/* And the manual page names no option that no command has. */
static void the_manual_names_no_other_option(void **state)
{
    struct strbuf help = { 0 }, text = { 0 };
    const char *at;
    int found = 0;

    (void)state;
    help_of("", &help);
    for (size_t c = 0; c < COMMANDS; c++)
        help_of(commands[c], &help);
    read_file("docs/likely.1", &text);
    for (at = strstr(strbuf_text(&text), "--"); at; at = strstr(at + 2, "--")) {
        size_t n = 2 + strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
        char option[64];

        snprintf(option, sizeof option, "%.*s", (int)n, at);
        if (!strstr(strbuf_text(&help), option))
            fail_msg("there is no option %s", option);
        found++;
    }
    assert_true(found >= 20);
    strbuf_finish(&help);
    strbuf_finish(&text);
}

/* The overview has a line "  likely COMMAND ..." for each. */
static void every_command_is_known(void **state)
{
    struct strbuf overview = { 0 };
    struct slice rest, line;
    size_t found = 0;

    (void)state;
    help_of("", &overview);
    rest = (struct slice){ overview.at, overview.len };
    while (slice_line(&rest, &line))
        found += slice_starts(line, "  likely ") && line.at[9] != ' ';
    assert_int_equal(found, COMMANDS);
    for (size_t f = 0; f < FILES; f++) {
        struct strbuf text = { 0 };

        read_file(files[f], &text);
        for (size_t c = 0; c < COMMANDS; c++)
            assert_non_null(strstr(text.at, commands[c]));
        strbuf_finish(&text);
    }
    strbuf_finish(&overview);
}

/* The words of the comment by which a script says how its picture is made. */
static void command_of(const char *script, char *out, size_t size)
{
    struct strbuf text = { 0 };
    struct slice rest, line;
    char path[4096];

    out[0] = '\0';
    snprintf(path, sizeof path, "%s/docs/%s", LIKELY_SOURCE, script);
    assert_true(file_read(path, &text, 0, NULL));
    rest = (struct slice){ text.at, text.len };
    while (!*out && slice_line(&rest, &line)) {
        const char *run = memmem(line.at, line.len, "./run ", 6);

        if (slice_starts(line, "#") && run)
            snprintf(out, size, "%.*s", (int)(line.at + line.len - run) - 6,
                     run + 6);
    }
    strbuf_finish(&text);
}

/* A picture, made afresh. If it differs because the program or the section
 * changed for the better: ./run pictures. */
static void compare_picture(const char *script)
{
    struct strbuf picture = { 0 }, drawn = { 0 };
    char words[1024], line[8192], path[4096];
    FILE *pipe;

    snprintf(path, sizeof path, "%s/docs/%.*ssvg", LIKELY_SOURCE,
             (int)(strlen(script) - strlen("actions")), script);
    command_of(script, words, sizeof words);
    if (!*words)
        fail_msg("%s does not say how its picture is made", script);
    if (!file_read(path, &picture, 0, NULL))
        fail_msg("%s is missing: ./run pictures", path);
    snprintf(line, sizeof line,
             "cd '%s' && LIKELY_LESSONS=lessons LC_ALL=C.UTF-8 '%s' %s",
             LIKELY_SOURCE, LIKELY, words);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe))
        strbuf_puts(&drawn, line);
    assert_int_equal(pclose(pipe), 0);
    if (strcmp(strbuf_text(&drawn), strbuf_text(&picture)) != 0)
        fail_msg("%s is not what %s draws: ./run pictures", path, script);
    strbuf_finish(&picture);
    strbuf_finish(&drawn);
}

static void the_pictures_are_what_the_program_draws(void **state)
{
    size_t scripts, pictures;
    char **list = file_list(LIKELY_SOURCE "/docs", ".actions", &scripts, NULL);
    char **drawn = file_list(LIKELY_SOURCE "/docs", ".svg", &pictures, NULL);

    (void)state;
    assert_true(scripts >= 4);
    assert_int_equal(scripts, pictures);
    for (size_t i = 0; i < scripts; i++)
        compare_picture(list[i]);
    free(list);
    free(drawn);
}

/* README.md names the command, and shows every picture. */
static void every_picture_is_shown(void **state)
{
    size_t pictures;
    char **drawn = file_list(LIKELY_SOURCE "/docs", ".svg", &pictures, NULL);
    struct strbuf text = { 0 };

    (void)state;
    assert_true(file_read(LIKELY_SOURCE "/README.md", &text, 0, NULL));
    assert_non_null(strstr(text.at, "./run pictures"));
    for (size_t i = 0; i < pictures; i++)
        if (!strstr(text.at, drawn[i]))
            fail_msg("README.md does not show %s", drawn[i]);
    strbuf_finish(&text);
    free(drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_of_the_help_is_known),
        cmocka_unit_test(the_manual_names_no_other_option),
        cmocka_unit_test(every_command_is_known),
        cmocka_unit_test(the_pictures_are_what_the_program_draws),
        cmocka_unit_test(every_picture_is_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
