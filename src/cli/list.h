/* list.h - the course as lines, for `list` and for where there is no
 * terminal. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

struct session;

void list_print(const struct session *session);

#endif
