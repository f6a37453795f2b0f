#include "draw/bar.h"

#include <math.h>

#include "draw/canvas.h"

void bar_draw(struct canvas *canvas, int row, int col, int cols, double value,
              struct style style)
{
    int eighths, whole;

    if (!(value > 0.0) || cols <= 0)
        return;
    eighths = value >= 1.0 ? 8 * cols : (int)lround(value * 8.0 * cols);
    if (eighths < 1)
        eighths = 1;
    if (value < 1.0 && eighths > 8 * cols - 1)
        eighths = 8 * cols - 1;
    whole = eighths / 8;
    canvas_fill(canvas, (struct rect){ row, col, 1, whole }, 0x2588, style);
    if (eighths % 8)
        canvas_rune(canvas, row, col + whole, (uint32_t)(0x2590 - eighths % 8),
                    style);
}

void bar_slider(struct canvas *canvas, int row, int col, int cols, double value,
                struct style knob)
{
    int at;

    if (cols <= 0)
        return;
    value = value > 0.0 ? fmin(value, 1.0) : 0.0;
    at = (int)lround(value * (cols - 1));
    canvas_fill(canvas, (struct rect){ row, col, 1, cols }, 0x2500,
                STYLE(ROLE_BAR_REST));
    canvas_fill(canvas, (struct rect){ row, col, 1, at }, 0x2501,
                STYLE(ROLE_BAR));
    canvas_rune(canvas, row, col + at, 0x25CF, knob);
}

double bar_value(int col, int cols)
{
    if (cols <= 1 || col >= cols - 1)
        return 1.0;
    if (col <= 0)
        return 0.0;
    return round(100.0 * col / (cols - 1)) / 100.0;
}
