/* show_sheet.c - prints a screen, for looking at it:
 *
 *     show_sheet LESSON COLSxROWS [text|ansi|svg|ascii] [light|dark|mono]
 *                [FIRST [N [FORMAT [focus|large|formats|lab]...]]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/lab_panel.h"
#include "draw/writer.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lesson/lesson.h"
#include "sheet.h"

static void take_word(struct sheet *sheet, struct lab_look *look,
                      const char *word)
{
    look->focus |= strcmp(word, "focus") == 0;
    look->large |= strcmp(word, "large") == 0;
    sheet->lab_first |= strcmp(word, "lab") == 0;
    if (strcmp(word, "formats") == 0)
        look->show = 1u << READING_LIKELIHOOD | 1u << READING_BITS |
                     1u << READING_LOG_LIKELIHOOD | 1u << READING_FORMATS;
    if (strcmp(word, "soft") == 0) {
        lab_soften(sheet->lab, 1, 0.3, NULL);
        lab_lock(sheet->lab, 0, 1, NULL);
    }
    if (strcmp(word, "typing") == 0)
        look->typing = "0.65";
    if (strcmp(word, "held") == 0)
        look->held = "first answer question 1";
    if (strncmp(word, "choice", 6) == 0)
        sheet->focus_choice = atoi(word + 6);
    if (strncmp(word, "commit", 6) == 0)
        sheet->committed = atoi(word + 6);
}

static void print(const struct sheet *sheet, int rows, int cols,
                  const char *how, enum theme theme)
{
    struct canvas *canvas =
        canvas_create(rows, cols, strcmp(how, "ascii") == 0);
    struct strbuf out = { 0 };

    sheet_draw(canvas, sheet);
    if (strcmp(how, "svg") == 0)
        writer_svg(&out, canvas, theme);
    else if (strcmp(how, "ansi") == 0)
        writer_ansi(&out, canvas, theme, 256);
    else
        writer_text(&out, canvas);
    fwrite(out.at, 1, out.len, stdout);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

int main(int argc, char **argv)
{
    int cols = 100, rows = 30;
    struct err err = { .line = 0 };
    enum theme theme = THEME_DARK;
    enum format format = FORMAT_FLOAT64;
    struct lab_look look = { .row = 1, .class = 0 };
    struct sheet sheet = { .look = &look, .focus_choice = -1, .committed = -1 };

    if (argc < 3 || sscanf(argv[2], "%dx%d", &cols, &rows) != 2)
        return 2;
    sheet.lesson = lesson_open(argv[1], &err);
    if (!sheet.lesson) {
        err_print(&err, stderr);
        return 1;
    }
    if (argc > 4)
        theme_from_name(slice_of(argv[4]), &theme);
    sheet.first = argc > 5 ? atoi(argv[5]) : 0;
    sheet.lab = sheet_films(argc > 6 ? atol(argv[6]) : 3);
    if (argc > 7)
        format_from_name(slice_of(argv[7]), &format);
    lab_set_format(sheet.lab, format, NULL);
    for (int i = 8; i < argc; i++)
        take_word(&sheet, &look, argv[i]);
    while (!lab_work(sheet.lab, 1000000))
        continue;
    print(&sheet, rows, cols, argc > 3 ? argv[3] : "text", theme);
    lab_destroy(sheet.lab);
    lesson_destroy(sheet.lesson);
    return 0;
}
