/* dump.h - a lesson as lines of text, for comparing.
 */
#ifndef TESTS_LESSON_DUMP_H
#define TESTS_LESSON_DUMP_H

struct lesson;
struct strbuf;

/* One line a block, LINE:COLUMN and its kind first, what it holds indented
 * below; a '+' and a number is its step. Warnings come last. */
void dump_lesson(const struct lesson *lesson, struct strbuf *out);

#endif
