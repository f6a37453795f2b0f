/* walks.h - what the tests of faults do with the program.
 */
#ifndef FAULTS_WALKS_H
#define FAULTS_WALKS_H

struct walk {
    const char *arguments;
    const char *script; /* becomes the file "script"; NULL: none */
    const char *input;  /* standard input; NULL: none */
    int step;           /* 1: every call for memory is tried, 7: every 7th */
};

enum { WALKS = 9 };

extern const struct walk walks[WALKS];

/* A reader who answers, errs, edits and looks around, and whose record is
 * written. */
extern const char walk_aloud[];

#endif
