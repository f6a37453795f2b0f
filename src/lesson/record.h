/* record.h - what the learner did, kept between sessions.
 *
 * An append-only file of JSON objects, one a line. An event is one write(2)
 * on a descriptor opened for appending, under flock, so that two copies of
 * the program do not harm each other and a kill at any moment costs at most
 * the event being written. What was answered is on the disk before it is told,
 * so that a machine that falls costs no more; where the reader is and was is
 * not worth waiting for. A line that is torn or damaged costs only itself;
 * a line of a newer version is kept and ignored. The event after damage was
 * found copies the file to FILE.bad (.bad-2 and so on where that is taken) and
 * leaves the damaged lines out.
 *
 * Nothing here fails hard. Where the file cannot be written (no home, a file
 * where a folder should be, a full disk), the record goes on in memory, says
 * so once, and tries again with the next event.
 */
#ifndef LESSON_RECORD_H
#define LESSON_RECORD_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct record;

/* Time spent is the time between two events of a lesson with none of another
 * between them. Who lets more than this pass went away. Seconds. */
enum { RECORD_PAUSE_MAX = 600 };

/* One question of a lesson, or one step of a worked example ("ID/2": the
 * second that is asked). */
struct record_answer {
    const char *question;
    const char *first; /* the first answer, as given; "" before there is one */
    bool first_right;
    const char *last; /* "" since it was asked anew */
    bool last_right;
    int count;         /* how often it was answered; 0: only hints were taken */
    int hints;         /* how many hints were given, all tries together */
    int again;         /* how often it was asked anew */
    const char *hands; /* "3 12 5": the hands that a class raised last, a
                        * number for each choice; "": none */
};

/* One lesson. Times are seconds since 1970, 0 for never. */
struct record_lesson {
    const char *lesson; /* the section's id, or a file's absolute path */
    long long visited;  /* last opened */
    long long read;     /* last read to its end */
    long long known;    /* since when the learner says to know it */
    long long spent;    /* seconds with it: see RECORD_PAUSE_MAX */
    int furthest;       /* the furthest step of the reveal */
    int row;            /* place: the page's row at the top, from 0 */
    int step;           /* place: the step of the reveal */
    struct record_answer *answers;
    size_t answer_count;
};

/* Opens the record and reads what is there. path NULL: `record` in the
 * user's state folder. Nothing is created before the first event. Never
 * NULL. */
struct record *record_open(const char *path);

/* Tries a last time to write what is still in memory. False with trouble that
 * says so when that is lost with the program. */
bool record_save(struct record *record);

/* As record_save(), and frees it. NULL is fine. */
void record_destroy(struct record *record);

/* One line for the reader when the record could not be written or has damaged
 * lines, the first time asked after it happened; NULL otherwise. */
const char *record_trouble(struct record *record);

/* The events. Each is in the summary at once; true when it is on the disk
 * (with all that was pending). Texts are copied. */
bool record_visit(struct record *record, const char *lesson);
bool record_read(struct record *record, const char *lesson);
/* Left at this place: which says how long the lesson was open, too. Nothing is
 * written where neither says anything new. */
bool record_place(struct record *record, const char *lesson, int step, int row);
bool record_answer(struct record *record, const char *lesson,
                   const char *question, const char *value, bool right);
bool record_hint(struct record *record, const char *lesson,
                 const char *question);
/* Asked anew, with fresh numbers: its last answer is forgotten. */
bool record_again(struct record *record, const char *lesson,
                  const char *question);
/* The hands that a class raised, as record_answer has them. */
bool record_hands(struct record *record, const char *lesson,
                  const char *question, const char *hands);
/* The learner says to know a lesson unread, or takes that back. */
bool record_know(struct record *record, const char *lesson, bool known);
/* Forgets one lesson, NULL: everything. An event as well, so that the file
 * still grows. */
bool record_reset(struct record *record, const char *lesson);

/* The summary. Pointers hold until the next event. NULL: never met. */
size_t record_count(const struct record *record);
const struct record_lesson *record_at(const struct record *record, size_t i);
const struct record_lesson *record_lesson(const struct record *record,
                                          const char *lesson);
const struct record_answer *record_question(const struct record *record,
                                            const char *lesson,
                                            const char *question);

/* Answered, and not rightly since. One that is just being asked anew counts
 * as it did at first. */
bool record_answer_missed(const struct record_answer *answer);

/* How many of a lesson's answers are missed. */
size_t record_missed(const struct record_lesson *lesson);

/* The lesson opened last, where `likely` goes on; NULL: none. */
const struct record_lesson *record_latest(const struct record *record);

#endif
