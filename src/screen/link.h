/* link.h - a link of the text that has the keys.
 *
 * A mode of reading (study.h), like a marked equation: the key that walks from
 * equation to equation stops at links, too. Following one opens the section or
 * the lesson it leads to. A terminal has no other place to go: any other
 * address is shown whole, and copied.
 */
#ifndef SCREEN_LINK_H
#define SCREEN_LINK_H

#include <stdbool.h>

struct app;
struct err;
struct page_anchor;
struct verdict;

/* The anchor of the link that has the keys, or NULL; a mark that scrolled away
 * is gone. */
const struct page_anchor *link_marked(struct app *app);

/* Gives it the keys, in sight. */
void link_mark(struct app *app, const struct page_anchor *anchor);

/* Marks a link and goes where it leads; anchor and page are gone where that is
 * another section. False with err where what it names cannot be opened. */
bool link_follow(struct app *app, const struct page_anchor *anchor,
                 struct verdict *verdict, struct err *err);

#endif
