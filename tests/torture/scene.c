#include "torture/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/console.h"
#include "support/test.h"
#include "ui/guest.h"

#define RUB8  "\b\b\b\b\b\b\b\b"
#define RUB32 RUB8 RUB8 RUB8 RUB8
#define RUB   "\033OF" RUB32 RUB32 RUB32 RUB32 RUB32
#define LEFT4 SCENE_LEFT SCENE_LEFT SCENE_LEFT SCENE_LEFT
#define UP4   SCENE_UP SCENE_UP SCENE_UP SCENE_UP
#define BACK4 SCENE_PAGE_UP SCENE_PAGE_UP SCENE_PAGE_UP SCENE_PAGE_UP
#define ON3   SCENE_PAGE_DOWN SCENE_PAGE_DOWN SCENE_PAGE_DOWN

/* Held by a key, at the third of its moments. */
#define TOLD "j" BACK4 BACK4 ON3

const struct scene scenes[] = {
    { .name = "the map",
      .starts = "quit",
      .shows = "Phan 2021",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, "j", "k" },
      .settle = SCENE_HOME },
    { .name = "a search",
      .starts = "quit",
      .keys = "/",
      .shows = "words of a title",
      .moves = { SCENE_DOWN, SCENE_UP, "x", "\b" },
      .settle = RUB "\033/" },
    { .name = "a section",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .shows = "Three coins",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, SCENE_PAGE_UP, "G" },
      .settle = SCENE_HOME },
    { .name = "a lab",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .keys = "\t",
      .shows = "nudge",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = SCENE_HOME LEFT4 },
    { .name = "a number being typed",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .keys = "\t\r",
      .shows = "esc leave",
      .moves = { "0", ".", "5", "\b", SCENE_LEFT },
      .settle = RUB },
    { .name = "an equation looked into",
      .command = "learn",
      .file = "screen/inspect.md",
      .starts = "go on",
      .keys = "e\r",
      .shows = "part 1",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = "\033e" SCENE_HOME "e\r" },
    { .name = "a marked equation",
      .command = "learn",
      .file = "screen/inspect.md",
      .starts = "go on",
      .keys = "e",
      .shows = "enter inspect",
      .moves = { SCENE_DOWN, SCENE_UP, "e", "E" },
      .settle = "\033" SCENE_HOME "e" },
    { .name = "a marked link",
      .command = "learn",
      .file = "screen/links.md",
      .starts = "go on",
      .keys = "e",
      .shows = "enter follow",
      .moves = { "e", "E", SCENE_DOWN, SCENE_UP },
      .settle = "\033" SCENE_HOME "e" },
    { .name = "a figure",
      .command = "learn",
      .file = "screen/figures.md",
      .starts = "go on",
      .keys = "e",
      .shows = "arrows read values off",
      .moves = { SCENE_LEFT, SCENE_RIGHT, ",", ".", "[", "]" },
      .settle = "[" },
    { .name = "a regression",
      .command = "learn",
      .file = "screen/fits.md",
      .starts = "go on",
      .keys = "f",
      .shows = "step 1:",
      .moves = { "f", "F", "R", SCENE_DOWN, SCENE_UP },
      .settle = SCENE_HOME "Rf" },
    { .name = "a question",
      .command = "learn",
      .file = "lessons/questions.md",
      .starts = "go on",
      .shows = "your answer",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, SCENE_PAGE_UP },
      .settle = SCENE_HOME },
    { .name = "an answer being typed",
      .command = "learn",
      .file = "lessons/questions.md",
      .starts = "go on",
      .keys = "\r",
      .shows = "enter check",
      .moves = { "0", ".", "5", "\b", SCENE_LEFT },
      .settle = RUB },
    { .name = "a choice",
      .command = "learn",
      .file = "screen/coins.md",
      .starts = "go on",
      .keys = "",
      .shows = "enter commit",
      .moves = { "1", "2", SCENE_DOWN, SCENE_UP },
      .settle = SCENE_HOME "1" },
    { .name = "an order", /* whole, or where it stands hangs on what was seen */
      .command = "learn",
      .file = "screen/order.md",
      .starts = "go on",
      .keys = "",
      .shows = "enter check",
      .moves = { SCENE_DOWN, SCENE_UP, "1", "2", "3" },
      .settle = SCENE_HOME "1" },
    { .name = "the prompt",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .keys = ":",
      .shows = "do it",
      .moves = { "x", "y", "\b", SCENE_LEFT },
      .settle = RUB },
    { .name = "the help",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .keys = "?",
      .shows = "every key",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, SCENE_PAGE_UP, "j" },
      .settle = SCENE_HOME },
    { .name = "a talk",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .shows = "A talk of all kinds",
      .moves = { " ", SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, "]", "p" },
      .settle = SCENE_HOME },
    { .name = "a talk's lab",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = "\t",
      .shows = "sum of logs",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = SCENE_HOME LEFT4 },
    { .name = "a talk's figure",
      .command = "present",
      .file = "screen/figures.md",
      .starts = "goes on",
      .keys = "e",
      .shows = "arrows read values off",
      .moves = { SCENE_LEFT, SCENE_RIGHT, "[", "]" },
      .settle = "\033" SCENE_HOME "e[" },
    { .name = "a talk's search",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = "g",
      .shows = "words of a slide",
      .moves = { SCENE_DOWN, SCENE_UP, "x", "\b" },
      .settle = "\033g" },
    { .name = "raised hands",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = ":step 16\r",
      .shows = "It falls by 0.3",
      .moves = { "1", "2", "u" },
      .settle = ":hand 1 0\r:hand 2 0\r" SCENE_HOME ":step 16\r" },
    { .name = "a blank screen",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = "b",
      .shows = "",
      .moves = { "b" },
      .settle = SCENE_HOME SCENE_HOME "b" },
    { .name = "a spot",
      .command = "present",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = "  s",
      .shows = "a factor",
      .moves = { " ", SCENE_DOWN, SCENE_UP, "]", "p" },
      .settle = SCENE_HOME },
    { .name = "large signs",
      .command = "present",
      .file = "screen/large.md",
      .starts = "goes on",
      .keys = "z",
      .shows = "\u2580\u2580",
      .moves = { " ", SCENE_DOWN, SCENE_UP, "]", "p" },
      .settle = SCENE_HOME },
    { .name = "a talk that is recorded",
      .command = "present",
      .option = "--record",
      .makes = "talk.actions",
      .file = "screen/talk.md",
      .starts = "goes on",
      .keys = " \t",
      .shows = "sum of logs",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = SCENE_HOME LEFT4 },
    { .name = "a talk told again",
      .command = "present",
      .option = "--play",
      .file = "screen/told.actions",
      .starts = "of 1:10",
      .keys = TOLD,
      .shows = "held 0:04",
      /* The first costs little: what does not draws late, and stalls late. */
      .moves = { "j", SCENE_LEFT, SCENE_RIGHT, SCENE_PAGE_UP, SCENE_PAGE_DOWN },
      .settle = TOLD },
    { .name = "the notes",
      .command = "present",
      .option = "--notes",
      .starts = "quit",
      .shows = "no talk is on",
      .moves = { SCENE_DOWN, SCENE_UP },
      .settle = SCENE_HOME },
    { .name = "a file's rows",
      .command = "lab",
      .file = "screen/images.csv",
      .starts = "errors",
      .shows = "img-000.png",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, SCENE_RIGHT },
      .settle = SCENE_HOME LEFT4 LEFT4 LEFT4 },
    { .name = "a file's counts",
      .command = "lab",
      .file = "screen/images.csv",
      .starts = "errors",
      .keys = "\t",
      .shows = "enter rows",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = SCENE_HOME LEFT4 LEFT4 LEFT4 UP4 UP4 UP4 },
    { .name = "a file's curve",
      .command = "lab",
      .file = "screen/images.csv",
      .starts = "errors",
      .keys = "\t\t",
      .shows = "calibration error",
      .moves = { SCENE_DOWN, SCENE_UP, "[", "]" },
      .settle = ":examples 60\r" SCENE_DOWN "\t\t\t\t" },
    { .name = "a yes waited for",
      .command = "lab",
      .file = "screen/images.csv",
      .starts = "errors",
      .keys = "+q",
      .shows = "Leave?",
      .moves = { SCENE_DOWN, SCENE_UP, "x" },
      .settle = "\033q" },
};

const size_t scene_count = sizeof scenes / sizeof *scenes;

const struct scene *scene_named(const char *name)
{
    for (size_t i = 0; i < scene_count; i++)
        if (strcmp(scenes[i].name, name) == 0)
            return &scenes[i];
    fail_msg("no scene is called '%s'", name);
    return NULL;
}

/* What was answered is not asked again, and what is to be made is not there.
 * `made` is the latter's path. */
static void forget(const struct scene *scene, const struct guest *guest,
                   char made[128])
{
    snprintf(made, 128, "%s/.local/state/likely/record", guest->home);
    unlink(made);
    snprintf(made, 128, "%s/%s", guest->home, scene->makes ? scene->makes : "");
    if (scene->makes)
        unlink(made);
}

static struct console *open(const struct scene *scene, struct guest *guest,
                            const char *const *variables, bool ignores_hangup)
{
    char path[512], made[128];
    const char *argv[6] = { LIKELY };
    const char *env[8] = { guest->home_env, guest->lessons_env };
    struct console *console;
    size_t n = 1;

    forget(scene, guest, made);
    for (size_t i = 0; variables && variables[i] && i < 5; i++)
        env[2 + i] = variables[i];
    snprintf(path, sizeof path, "%s/data/%s", getenv("LIKELY_TESTS"),
             scene->file ? scene->file : "");
    if (scene->command)
        argv[n++] = scene->command;
    if (scene->option)
        argv[n++] = scene->option;
    if (scene->makes)
        argv[n++] = made;
    if (scene->file)
        argv[n++] = path;
    console = console_start(
        (struct console_options){ .cols = 80,
                                  .rows = 24,
                                  .argv = argv,
                                  .env = env,
                                  .ignores_hangup = ignores_hangup });
    console_expect(console, scene->starts);
    if (scene->keys)
        console_type(console, scene->keys);
    console_expect(console, scene->shows);
    return console;
}

struct console *scene_open(const struct scene *scene, struct guest *guest)
{
    return open(scene, guest, NULL, false);
}

struct console *scene_open_nohup(const struct scene *scene, struct guest *guest)
{
    return open(scene, guest, NULL, true);
}

struct console *scene_open_with(const struct scene *scene, struct guest *guest,
                                const char *const *variables)
{
    return open(scene, guest, variables, false);
}
