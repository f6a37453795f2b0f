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

int main(int argc, char **argv)
{
    int cols = 100, rows = 30;
    struct err err = { .line = 0 };
    const char *how = argc > 3 ? argv[3] : "text";
    enum theme theme = THEME_DARK;
    enum format format = FORMAT_FLOAT64;
    struct lab_look look = { .row = 1, .class = 0 };
    struct sheet sheet = { .look = &look, .focus_choice = -1, .committed = -1 };
    struct strbuf out = { 0 };
    struct canvas *canvas;

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
    lab_set_format(sheet.lab, format, &err);
    for (int i = 8; i < argc; i++) {
        look.focus |= strcmp(argv[i], "focus") == 0;
        look.large |= strcmp(argv[i], "large") == 0;
        sheet.lab_first |= strcmp(argv[i], "lab") == 0;
        if (strcmp(argv[i], "formats") == 0)
            look.show = 1u << READING_LIKELIHOOD | 1u << READING_BITS |
                        1u << READING_LOG_LIKELIHOOD | 1u << READING_FORMATS;
        if (strcmp(argv[i], "soft") == 0) {
            lab_soften(sheet.lab, 1, 0.3, &err);
            lab_lock(sheet.lab, 0, 1, &err);
        }
        if (strcmp(argv[i], "typing") == 0)
            look.typing = "0.65";
        if (strcmp(argv[i], "held") == 0)
            look.held = "first answer question 1";
        if (strncmp(argv[i], "choice", 6) == 0)
            sheet.focus_choice = atoi(argv[i] + 6);
        if (strncmp(argv[i], "commit", 6) == 0)
            sheet.committed = atoi(argv[i] + 6);
    }
    while (!lab_work(sheet.lab, 1000000))
        continue;
    canvas = canvas_create(rows, cols, strcmp(how, "ascii") == 0);
    sheet_draw(canvas, &sheet);
    if (strcmp(how, "svg") == 0)
        writer_svg(&out, canvas, theme);
    else if (strcmp(how, "ansi") == 0)
        writer_ansi(&out, canvas, theme, 256);
    else
        writer_text(&out, canvas);
    fwrite(out.at, 1, out.len, stdout);
    strbuf_finish(&out);
    canvas_destroy(canvas);
    lab_destroy(sheet.lab);
    lesson_destroy(sheet.lesson);
    return 0;
}
