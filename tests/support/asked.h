/* asked.h - how many bytes our own code has asked the C library for.
 *
 * A test that is linked with `asked` has malloc() and its kin counted, those
 * of libraries apart. The sum of all that was ever asked for grows with the
 * work that is done, and is the same on any machine: a law about it stands in
 * for one about time.
 */
#ifndef SUPPORT_ASKED_H
#define SUPPORT_ASKED_H

#include <stddef.h>

size_t asked_bytes(void);

#endif
