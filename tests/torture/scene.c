#include "torture/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/console.h"
#include "support/test.h"
#include "ui/guest.h"

#define RUB8  "\b\b\b\b\b\b\b\b"
#define LEFT4 SCENE_LEFT SCENE_LEFT SCENE_LEFT SCENE_LEFT
#define UP4   SCENE_UP SCENE_UP SCENE_UP SCENE_UP

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
      .settle = "\033OF" RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 "\033/" },
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
      .settle = "\033OF" RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 },
    { .name = "an equation looked into",
      .command = "learn",
      .file = "screen/inspect.md",
      .starts = "go on",
      .keys = "e\r",
      .shows = "part 1",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_LEFT, SCENE_RIGHT },
      .settle = "\033e" SCENE_HOME "e\r" },
    { .name = "a question",
      .command = "learn",
      .file = "lessons/questions.md",
      .starts = "go on",
      .shows = "your answer",
      .moves = { SCENE_DOWN, SCENE_UP, SCENE_PAGE_DOWN, SCENE_PAGE_UP },
      .settle = SCENE_HOME },
    { .name = "the prompt",
      .command = "learn",
      .file = "ui/coins.md",
      .starts = "go on",
      .keys = ":",
      .shows = "do it",
      .moves = { "x", "y", "\b", SCENE_LEFT },
      .settle = "\033OF" RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 RUB8 },
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
    { .name = "the notes",
      .command = "present",
      .file = "--notes",
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

static struct console *open(const struct scene *scene, struct guest *guest,
                            bool ignores_hangup)
{
    char path[512];
    const char *argv[] = { LIKELY, scene->command, path, NULL };
    const char *env[] = { guest->home_env, guest->lessons_env, NULL };
    struct console *console;

    if (!scene->command)
        path[0] = '\0';
    else if (scene->file[0] == '-')
        snprintf(path, sizeof path, "%s", scene->file);
    else
        snprintf(path, sizeof path, "%s/data/%s", getenv("LIKELY_TESTS"),
                 scene->file);
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
    return open(scene, guest, false);
}

struct console *scene_open_nohup(const struct scene *scene, struct guest *guest)
{
    return open(scene, guest, true);
}
