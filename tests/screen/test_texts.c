/* test_texts.c - texts that nobody wrote as lessons: a page that lost its
 * lines, a post made for another program. */
#include "screen/stage.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

enum { WORDS = 2500, PAGES = 400 };

struct foreign {
    struct stage stage;
    char path[40];
};

static void open_text(struct foreign *f, const char *text, int cols, int rows)
{
    struct foreign fresh = { .path = "/tmp/likely-foreign-XXXXXX.txt" };
    char line[64];
    int fd;

    *f = fresh;
    fd = mkstemps(f->path, 4);
    assert_true(fd >= 0);
    close(fd);
    assert_true(file_replace(f->path, slice_of(text), NULL));
    stage_open(&f->stage, (struct stage_options){
                              .section = "1.1", .cols = cols, .rows = rows });
    snprintf(line, sizeof line, "go %s", f->path);
    stage_act(&f->stage, line);
}

static void end(struct foreign *f)
{
    unlink(f->path);
    stage_close(&f->stage);
}

/* Numbered words on one line of 20 kB, with what would be headings, items and
 * formulas at the start of lines of their own. */
static char *long_line(void)
{
    struct strbuf text = { 0 };

    for (int i = 0; i < WORDS; i++)
        strbuf_printf(&text, "%sw%04d",
                      i % 50 == 9    ? " ## "
                      : i % 50 == 19 ? " - "
                      : i % 50 == 29 ? " $$x_i = 2$$ "
                      : i            ? " "
                                     : "",
                      i);
    strbuf_putc(&text, '\n');
    return text.at;
}

/* Every word in turn, from the first page to the last; a law of scrolling. */
static void reads_all(struct foreign *f)
{
    int next = 0, pages = 0;

    while (!stage_shows(&f->stage, "the end") && ++pages < PAGES)
        stage_keys(&f->stage, "page-down");
    assert_in_range(pages, 1, PAGES - 1);
    stage_keys(&f->stage, "home");
    for (int page = 0; page <= pages; page++) {
        const char *at = stage_text(&f->stage);
        char word[8];

        snprintf(word, sizeof word, "w%04d", next);
        while (next < WORDS && (at = strstr(at, word)))
            snprintf(word, sizeof word, "w%04d", ++next);
        stage_keys(&f->stage, "page-down");
    }
    assert_int_equal(next, WORDS);
}

static void a_page_on_one_line_wraps_and_scrolls(void **state)
{
    static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 40, 12 } };
    char *text = long_line();
    struct foreign f;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        open_text(&f, text, sizes[i][0], sizes[i][1]);
        reads_all(&f);
        stage_keys(&f.stage, "end");
        assert_shows(&f.stage, "w2499");
        /* Nothing that is no line's start begins a heading or an item. */
        stage_keys(&f.stage, "home");
        assert_shows(&f.stage, "## w0009");
        assert_false(stage_shows(&f.stage, "\xE2\x80\xA2"));
        end(&f);
    }
    free(text);
}

/* Without a title the file's name is one, and stands there once. */
static void a_text_without_a_title_has_its_file_s_name(void **state)
{
    struct foreign f;
    const char *name, *first;

    (void)state;
    open_text(&f, "Only words, on \xF0\x9F\x94\x8D two\nlines.\n", 100, 30);
    name = strrchr(f.path, '/') + 1;
    first = strstr(stage_text(&f.stage), name);
    assert_non_null(first);
    assert_null(strstr(first + 1, name));
    assert_false(stage_shows(&f.stage, "/tmp"));
    end(&f);
}

/* A post for a site with MathJax: its front matter, a derivation whose rows
 * have numbers, and references to them in the text. */
static void a_post_refers_to_its_equations(void **state)
{
    static const char post[] =
        "---\nlayout: post\ntitle: \"Two rows\"\n"
        "categories: [\"a\", \"b c\"]\n---\n"
        "Let $$n$$ be 2.\n\n$$\n\\begin{align}\n"
        "a &= \\prod_{i=1}^{n} x_i \\tag{1}\\label{eq:one} \\\\\n"
        "&= x_1 x_2 \\tag{2}\\label{eq:two}\n\\end{align} \n$$\n\n"
        "Here\n- $$x_1$$ used in \\eqref{eq:one} is *first*\n\n"
        "- $$x_2$$ in \\eqref{eq:two}, and \\eqref{eq:none} is nowhere.\n";
    struct foreign f;

    (void)state;
    open_text(&f, post, 80, 30);
    assert_shows(&f.stage, "Two rows");
    assert_shows(&f.stage, "used in (1) is first");
    assert_shows(&f.stage, "in (2), and");
    assert_shows(&f.stage, "eq:none");
    assert_false(stage_shows(&f.stage, "layout"));
    stage_keys(&f.stage, "e enter");
    assert_shows(&f.stage, "part 1 of");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_on_one_line_wraps_and_scrolls),
        cmocka_unit_test(a_text_without_a_title_has_its_file_s_name),
        cmocka_unit_test(a_post_refers_to_its_equations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
