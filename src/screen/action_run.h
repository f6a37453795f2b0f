/* action_run.h - the functions behind the list of actions.
 *
 * Private to screen/. Each takes the words of its line, counted against the
 * list, and returns false with err when it refuses, having changed nothing.
 */
#ifndef SCREEN_ACTION_RUN_H
#define SCREEN_ACTION_RUN_H

#include <stdbool.h>

struct call;
struct err;

/* act_window.c: moving about, fields, help, leaving. */
bool act_up(const struct call *call, struct err *err);
bool act_down(const struct call *call, struct err *err);
bool act_left(const struct call *call, struct err *err);
bool act_right(const struct call *call, struct err *err);
bool act_page_up(const struct call *call, struct err *err);
bool act_page_down(const struct call *call, struct err *err);
bool act_top(const struct call *call, struct err *err);
bool act_bottom(const struct call *call, struct err *err);
bool act_take(const struct call *call, struct err *err);
bool act_close(const struct call *call, struct err *err);
bool act_help(const struct call *call, struct err *err);
bool act_prompt(const struct call *call, struct err *err);
bool act_complete(const struct call *call, struct err *err);
bool act_erase(const struct call *call, struct err *err);
bool act_press(const struct call *call, struct err *err);
bool act_click(const struct call *call, struct err *err);
bool act_size(const struct call *call, struct err *err);
bool act_try(const struct call *call, struct err *err);
bool act_wait(const struct call *call, struct err *err);
bool act_refresh(const struct call *call, struct err *err);
bool act_suspend(const struct call *call, struct err *err);
bool act_quit(const struct call *call, struct err *err);

/* act_course.c: sections and questions. */
bool act_forward(const struct call *call, struct err *err);
bool act_next(const struct call *call, struct err *err);
bool act_back(const struct call *call, struct err *err);
bool act_go(const struct call *call, struct err *err);
bool act_map(const struct call *call, struct err *err);
bool act_reveal(const struct call *call, struct err *err);
bool act_lab(const struct call *call, struct err *err);
bool act_focus(const struct call *call, struct err *err);
bool act_choose(const struct call *call, struct err *err);
bool act_answer(const struct call *call, struct err *err);
bool act_order(const struct call *call, struct err *err);
bool act_carry(const struct call *call, struct err *err);
bool act_again(const struct call *call, struct err *err);
bool act_hint(const struct call *call, struct err *err);
bool act_solution(const struct call *call, struct err *err);

/* link.c: links of the text. */
bool act_follow(const struct call *call, struct err *err);

/* act_map.c: the map. */
bool act_find(const struct call *call, struct err *err);
bool act_know(const struct call *call, struct err *err);
bool act_restart(const struct call *call, struct err *err);
bool act_review(const struct call *call, struct err *err);
bool act_reload(const struct call *call, struct err *err);
bool act_yes(const struct call *call, struct err *err);

/* act_lab.c: the lab. One function serves every edit that course/verb.h
 * knows by the action's name. */
bool act_edit(const struct call *call, struct err *err);
bool act_lock(const struct call *call, struct err *err);
bool act_type(const struct call *call, struct err *err);

/* act_mouse.c: what the mouse does in a lab, for scripts. */
bool act_point(const struct call *call, struct err *err);
bool act_drag(const struct call *call, struct err *err);

/* act_desk.c: a file of predictions. */
bool act_view(const struct call *call, struct err *err);
bool act_sort(const struct call *call, struct err *err);
bool act_filter(const struct call *call, struct err *err);
bool act_row(const struct call *call, struct err *err);
bool act_write(const struct call *call, struct err *err);

/* act_inspect.c: equations, part by part. */
bool act_equation(const struct call *call, struct err *err);
bool act_inspect(const struct call *call, struct err *err);
bool act_figure(const struct call *call, struct err *err);
bool act_chart(const struct call *call, struct err *err);
bool act_cursor(const struct call *call, struct err *err);
bool act_adopt(const struct call *call, struct err *err);
bool act_part(const struct call *call, struct err *err);
bool act_index(const struct call *call, struct err *err);
bool act_letter(const struct call *call, struct err *err);
bool act_aside(const struct call *call, struct err *err);

/* act_fit.c */
bool act_fit(const struct call *call, struct err *err);

/* act_present.c: a talk. */
bool act_step(const struct call *call, struct err *err);
bool act_slide(const struct call *call, struct err *err);
bool act_jump(const struct call *call, struct err *err);
bool act_hand(const struct call *call, struct err *err);
bool act_prepared(const struct call *call, struct err *err);
bool act_state(const struct call *call, struct err *err);
bool act_grow(const struct call *call, struct err *err);
bool act_large(const struct call *call, struct err *err);
bool act_spot(const struct call *call, struct err *err);
bool act_blank(const struct call *call, struct err *err);
bool act_clock(const struct call *call, struct err *err);

/* act_output.c. The second word of what writes a file: none, or `over`. */
bool read_over(const struct call *call, bool *over, struct err *err);
bool act_copy(const struct call *call, struct err *err);
bool act_export(const struct call *call, struct err *err);
bool act_theme(const struct call *call, struct err *err);

#endif
