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

enum { WALK_ALOUD = 1, WALK_LAB = 3, WALKS = 10, WALK_TALK = WALKS };

/* WALK_ALOUD is a reader who answers, errs, edits and looks around, and whose
 * record is written; WALK_LAB writes out.csv and out.svg. Behind them all,
 * WALK_TALK records a talk in home/talk: it cannot be walked twice there. */
extern const struct walk walks[WALKS + 1];

/* The file "script", of a walk that has one. */
void walk_write_script(const struct walk *walk);

/* odds.csv, a small file of predictions that some of them read. */
void walk_write_odds(void);

/* A fresh home with a record so long that the next event makes it short. */
void walk_old_record(void);

#endif
