#include "draw/table_cell.h"

#include "draw/canvas.h"
#include "draw/number.h"
#include "draw/target.h"
#include "lab/lab.h"

bool table_is_truth(const struct lab *lab, size_t row, size_t class)
{
    return lab_truth(lab, row)[class] > 0.5 ||
           lab_class(lab, row) == (int)class;
}

void table_cell_tick(const struct table_cell *cell, int line, int col)
{
    bool truth = table_is_truth(cell->lab, cell->row, cell->class);

    if (truth || cell->truth_read)
        canvas_rune(cell->canvas, line, col, truth ? 0x2713 : 0x00B7,
                    STYLE_WITH(truth ? ROLE_TRUTH : ROLE_TEXT,
                               cell->truth_read ? ATTR_UNDERLINE : 0));
}

struct style table_cell_style(const struct table_cell *cell)
{
    bool truth = table_is_truth(cell->lab, cell->row, cell->class);
    uint8_t attr = cell->score_read ? ATTR_UNDERLINE : 0;

    if (cell->here)
        return STYLE_WITH(ROLE_FOCUS, attr);
    if (truth && lab_prediction(cell->lab, cell->row)[cell->class] == 0.0)
        return STYLE_WITH(ROLE_BAD, attr);
    return STYLE_WITH(truth ? ROLE_TRUTH : ROLE_TEXT, attr);
}

void table_cell_number(const struct table_cell *cell, int line, int col,
                       int cols, double value)
{
    struct number n = number_fit(value, TABLE_DECIMALS, cols, cell->ascii);
    int shift = value < 0.0 && n.point > 1 ? 1 : 0, used;

    canvas_target(cell->canvas, (struct rect){ line, col - 1, 1, cols + 1 },
                  (struct target){ TARGET_NUMBER, (int)cell->place,
                                   (int)cell->class });
    col -= shift;
    if (cell->here)
        canvas_mark(cell->canvas, line, col - 1);
    if (cell->here && cell->typing) {
        used = canvas_puts(cell->canvas, line, col, cols - 1, cell->typing,
                           STYLE(ROLE_INPUT));
        canvas_cursor(cell->canvas, line, col + used);
        return;
    }
    used = number_draw(cell->canvas, line, col, cols + shift, &n,
                       table_cell_style(cell));
    if (lab_locked(cell->lab, cell->row, cell->class) && used < cols)
        canvas_rune(cell->canvas, line, col + used, 0x25AA, STYLE(ROLE_DIM));
}
