/* err.h - what was wrong with the input, and where.
 *
 * A function that reads input returns bool and takes a struct err, which it
 * fills on failure only. The text is lower case, names the failure first,
 * quotes the 'subject', says what would do, and has no full stop.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stdio.h>

enum { ERR_FILE_MAX = 256, ERR_TEXT_MAX = 512 };

struct err {
    char file[ERR_FILE_MAX]; /* "" when no file is to blame */
    int line;                /* from 1; 0: the whole file */
    int column;              /* code points from 1; 0: the whole line */
    char text[ERR_TEXT_MAX];
};

/* Fills err without a place. err may be NULL. Returns false, so that a caller
 * can `return err_set(...)`. Text from outside passes the gate of utf8.h. */
bool err_set(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same with a place. file may be NULL. */
bool err_at(struct err *err, const char *file, int line, int column,
            const char *format, ...) __attribute__((format(printf, 5, 6)));

/* One line, "likely: FILE:LINE:COLUMN: text", the parts that are unknown left
 * out. */
void err_print(const struct err *err, FILE *out);

#endif
