#include "draw/frame.h"

#include <stdio.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "draw/number.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "num/unit.h"

/* A course shorter than COURSE_SHORT cells would say nothing. */
enum { DOTS_MAX = 24, GAP = 3, COURSE_SHORT = 16, WIDE = 96 };

static const char program[] = "likely";

static int width_of(const char *text)
{
    return text ? canvas_width(slice_of(text)) : 0;
}

/* ---- header ---- */

static void draw_dots(struct canvas *canvas, int row, int col, int pitch,
                      const struct header *header)
{
    static const uint32_t rune[] = { 0x25CB, 0x25D0, 0x25CF };

    for (size_t i = 0; i < header->dot_count; i++) {
        bool here = i == header->current;
        int at = col + (int)i * pitch;

        canvas_rune(canvas, row, at, rune[header->dots[i]],
                    here ? STYLE_WITH(ROLE_ACCENT, ATTR_BOLD)
                         : STYLE(ROLE_DIM));
        canvas_target(canvas, (struct rect){ row, at, 1, pitch },
                      (struct target){ TARGET_DOT, (int)i, 0 });
    }
}

/* What the parts take; 0: left out. */
struct header_fit {
    int name, course, pitch;
};

static int dots_cols(int count, int pitch)
{
    return pitch > 0 ? 2 + pitch * (count - 1) + 1 : 0;
}

/* What is left of `room` once a part has its `cols`; 0 of the part where it
 * would not fit. */
static int grant(int *room, int cols)
{
    if (cols > *room)
        return 0;
    *room -= cols;
    return cols;
}

/* Who matters more chooses first: the title, whose room is not in `room` any
 * more, the name, the dots, the course, which may be shortened, and last the
 * blanks between the dots. */
static struct header_fit fit_header(const struct header *header, int room,
                                    bool wide)
{
    int count = (int)header->dot_count, course = width_of(header->course);
    bool dots = count > 0 && count <= DOTS_MAX;
    struct header_fit fit = { 0 };

    fit.name = grant(&room, width_of(program) + GAP);
    fit.pitch = dots && grant(&room, dots_cols(count, 1)) ? 1 : 0;
    if (course + GAP > room && course > COURSE_SHORT)
        course = room - GAP > COURSE_SHORT ? room - GAP : COURSE_SHORT;
    if (course > 0)
        fit.course = grant(&room, course + GAP);
    if (wide && fit.pitch && fit.course >= width_of(header->course) &&
        grant(&room, count - 1))
        fit.pitch = 2;
    return fit;
}

void header_draw(struct canvas *canvas, struct rect area,
                 const struct header *header)
{
    int count = (int)header->dot_count, right;
    int col = area.col, end = area.col + area.cols;
    char place[32] = "";
    struct header_fit fit;

    if (count > 0)
        snprintf(place, sizeof place, "%zu/%d", header->current + 1, count);
    right = width_of(place);
    fit = fit_header(header, area.cols - right - GAP - width_of(header->title),
                     area.cols >= WIDE);
    canvas_right(canvas, area.row, area.col, area.cols, place, STYLE(ROLE_DIM));
    end -= right + (right ? 2 : 0);
    if (fit.pitch > 0) {
        end -= dots_cols(count, fit.pitch) - 2;
        draw_dots(canvas, area.row, end, fit.pitch, header);
        end -= 2;
    }
    if (fit.name)
        canvas_puts(canvas, area.row, col, fit.name - GAP, program,
                    STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
    col += fit.name;
    if (fit.course)
        canvas_puts(canvas, area.row, col, fit.course - GAP, header->course,
                    STYLE(ROLE_DIM));
    col += fit.course;
    if (header->title)
        canvas_puts(canvas, area.row, col, end - col, header->title,
                    STYLE(ROLE_TITLE));
}

/* ---- footer ---- */

int footer_hints_cols(const struct hint *hints, size_t count)
{
    int cols = 0;

    for (size_t i = 0; i < count; i++)
        cols += (i > 0 ? GAP : 0) + width_of(hints[i].key) + 1 +
                width_of(hints[i].word);
    return cols;
}

static void draw_hints(struct canvas *canvas, int row, int col, int end,
                       const struct hint *hints, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int key = width_of(hints[i].key), word = width_of(hints[i].word);
        int cols = key + 1 + word;

        if (col + cols > end)
            continue;
        canvas_puts(canvas, row, col, key, hints[i].key,
                    STYLE_WITH(ROLE_KEY, ATTR_BOLD));
        canvas_puts(canvas, row, col + key + 1, word, hints[i].word,
                    STYLE(ROLE_DIM));
        canvas_target(canvas, (struct rect){ row, col, 1, cols },
                      (struct target){ TARGET_HINT, (int)i, 0 });
        col += cols + GAP;
    }
}

void footer_draw(struct canvas *canvas, struct rect area,
                 const struct hint *hints, size_t count, const char *status,
                 const char *message, bool is_error)
{
    int end = area.col + area.cols, right = width_of(status);

    if (right > 0 && right <= area.cols) {
        canvas_right(canvas, area.row, area.col, area.cols, status,
                     STYLE(ROLE_DIM));
        canvas_target(canvas, (struct rect){ area.row, end - right, 1, right },
                      (struct target){ TARGET_UNIT, 0, 0 });
        end -= right + GAP;
    }
    if (!message) {
        draw_hints(canvas, area.row, area.col, end, hints, count);
        return;
    }
    /* A message matters more than the status: it may take its place. */
    if (width_of(message) > end - area.col && right > 0) {
        end = area.col + area.cols;
        canvas_fill(canvas, area, ' ', STYLE(ROLE_TEXT));
    }
    canvas_puts(canvas, area.row, area.col, end - area.col, message,
                STYLE(is_error ? ROLE_BAD : ROLE_ACCENT));
}

void footer_status(char *out, size_t size, const struct lab *lab, int cols)
{
    struct number n = number_count(lab_example_count(lab), false);
    const char *unit = unit_name(lab_unit(lab));
    const char *format = format_name(lab_format(lab));

    if (cols >= 70 && lab_rows(lab) > 0)
        snprintf(out, size, "%s \xC2\xB7 %s \xC2\xB7 N = %s", unit, format,
                 n.text);
    else if (cols >= 50)
        snprintf(out, size, "%s \xC2\xB7 %s", unit, format);
    else
        snprintf(out, size, "%s", unit);
}

/* ---- prompt ---- */

/* The first byte to show so that the cursor's cell is inside `cols`. */
static size_t scrolled(const char *text, size_t cursor, int cols)
{
    struct slice s = { text, cursor };
    size_t from = 0, len;

    while (from < cursor && canvas_width(slice_sub(s, from, cursor)) >= cols) {
        utf8_grapheme(slice_sub(s, from, cursor), &len);
        from += len;
    }
    return from;
}

void prompt_draw(struct canvas *canvas, struct rect area, const char *prefix,
                 const char *text, size_t cursor, const char *ghost)
{
    int col = area.col, end = area.col + area.cols;
    struct rect old = canvas_clip(canvas, area);
    struct slice shown;
    size_t from;

    col += canvas_puts(canvas, area.row, col, area.cols, prefix,
                       STYLE_WITH(ROLE_KEY, ATTR_BOLD));
    if (cursor > strlen(text))
        cursor = strlen(text);
    from = scrolled(text, cursor, end - col);
    shown = slice_sub(slice_of(text), from, strlen(text));
    canvas_cursor(canvas, area.row,
                  col + canvas_width(slice_sub(shown, 0, cursor - from)));
    col +=
        canvas_text(canvas, area.row, col, end - col, shown, STYLE(ROLE_INPUT));
    if (ghost)
        canvas_puts(canvas, area.row, col, end - col, ghost, STYLE(ROLE_FAINT));
    canvas_unclip(canvas, old);
}
