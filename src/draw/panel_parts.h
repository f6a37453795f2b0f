/* panel_parts.h - what a lab panel is put together from: for lab_panel.c and
 * the files that draw a part each.
 *
 * Every part draws into the area and returns the rows it takes; with a NULL
 * canvas it only counts, and `now` is not looked at. Readings cost time with
 * the rows of a lab, so that they are taken once for all parts.
 */
#ifndef DRAW_PANEL_PARTS_H
#define DRAW_PANEL_PARTS_H

#include "draw/lab_panel.h"

struct readings;
struct strbuf;

struct panel {
    struct canvas *canvas; /* NULL: only count */
    struct lab *lab;
    const struct lab_look *look;
    const struct readings *now; /* of the lab; NULL without a canvas */
    bool large;                 /* big digits where a part has them */
    bool ascii;
};

/* Whether a row's truth is no single class: the table then has a line for it
 * under every row. */
bool table_is_soft(const struct lab *lab);

int table_draw(const struct panel *panel, struct rect area);
int data_draw(const struct panel *panel, struct rect area);
int chain_draw(const struct panel *panel, struct rect area);
int readings_draw(const struct panel *panel, struct rect area);
int formats_draw(const struct panel *panel, struct rect area);
int bits_draw(const struct panel *panel, struct rect area);

/* What formats_draw() (all) or bits_draw() shows, a line for each format:
 * "float64 product 0, zero from N = 1,079; sum of logs -2071.4734 nats, off
 * by 9.2e-11". Finishes what is still being computed. */
void format_text(struct strbuf *out, struct lab *lab, bool all, bool ascii);

#endif
