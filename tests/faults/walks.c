#include "faults/walks.h"

#include <stddef.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "faults/fault_run.h"
#include "support/test.h"

enum { OLD_LINES = 1000 };

static const char aloud[] = "next\nhint\nanswer bet 1\nnext\nnext\nlab\n"
                            "examples 3000\nset 1 heads 0.25\nundo\nprogress\n"
                            "back\nnext\ngo 1.2\nnext\nquit\n";

const struct walk walks[WALKS + 1] = {
    { "learn 1.1 --script script --size 100x30 --dump text",
      "answer 2\nfocus\nexamples 3000\nformat float32\nfocus\nnext\n"
      "inspect 1\npart next\nclose\nanswer 1\nmap\nfind again\ntake\n"
      "help\n",
      NULL, 1 },
    { "learn --plain", NULL, aloud, 1 },
    { "present 1.1 --script script --size 100x30 --dump svg",
      "step\nstep 2\nlarge\nspot\nexamples 300\nprepared\nstep\nslide 1\n",
      NULL, 1 },
    { "lab odds.csv --script script --size 100x30 --dump ansi",
      "sort loss\nfilter missed\nview confusion\nview rows\nset 1 heads 0.25\n"
      "undo\nredo\nwrite out.csv over\nexport out.svg\n",
      NULL, 1 },
    { "eval --json odds.csv", NULL, NULL, 1 },
    { "math --json '\\sum_{i=1}^3 i = 6'", NULL, NULL, 1 },
    { "progress --json", NULL, NULL, 1 },
    { "show 1.1", NULL, NULL, 1 },
    { "present --play script --size 100x30 --dump ansi",
      "@0 size 80x24\n@0 go 1.1\n@1.5 step\n@2 step\n@3 examples 300\n"
      "@3 press tab\n@9 large\n",
      NULL, 1 },
    { "check --quiet 1.1", NULL, NULL, 29 },
    { "present 1.1 --script script --record home/talk --dump text",
      "step\nstep 2\nlarge\nexamples 300\nprepared\nslide 1\n", NULL, 1 },
};

void walk_write_script(const struct walk *walk)
{
    if (walk->script)
        assert_true(file_replace("script", slice_of(walk->script), NULL));
}

void walk_write_odds(void)
{
    assert_true(file_replace("odds.csv",
                             slice_of("label,p:heads,p:tails,text\n"
                                      "heads,0.5,0.5,one\n"
                                      "tails,0.75,0.25,two\n"
                                      "heads,0.25,0.75,three\n"),
                             NULL));
}

void walk_old_record(void)
{
    struct strbuf text = { 0 };

    fault_run_fresh();
    strbuf_puts(&text, "{\"v\":1,\"time\":1690000000,\"event\":\"visit\","
                       "\"lesson\":\"1.1\"}\n");
    for (int i = 0; i < OLD_LINES; i++)
        strbuf_printf(&text,
                      "{\"v\":1,\"time\":1690000000,\"event\":\"place\","
                      "\"lesson\":\"1.2\",\"step\":1,\"row\":%d}\n",
                      i);
    assert_true(file_make_dir("home/.local/state/likely", NULL));
    assert_true(file_replace("home/.local/state/likely/record",
                             (struct slice){ text.at, text.len }, NULL));
    strbuf_finish(&text);
}
