/* floor.c - the least a curses program can do: every key moves a mark and
 * redraws. The benchmark's figures are ratios to this, from the same run. */
#include <locale.h>
#include <ncurses.h>

static void draw(int mark)
{
    erase();
    for (int row = 0; row < LINES - 1; row++) {
        if (row == mark)
            attron(A_REVERSE);
        mvprintw(row, 0, "row %d: as much text as a page of a lesson has", row);
        if (row == mark)
            attroff(A_REVERSE);
    }
    mvaddstr(LINES - 1, 0, "q quit");
    refresh();
}

int main(void)
{
    int mark = 0;
    int key;

    setlocale(LC_CTYPE, "");
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    set_escdelay(25);
    curs_set(0);
    start_color();
    use_default_colors();
    draw(mark);
    while ((key = getch()) != 'q' && key != ERR) {
        mark = (mark + 1) % 20;
        draw(mark);
    }
    endwin();
    return 0;
}
