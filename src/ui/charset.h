/* charset.h - what characters the terminal takes.
 */
#ifndef UI_CHARSET_H
#define UI_CHARSET_H

#include <stdbool.h>

/* Sets the character locale, and no other category: a decimal comma would
 * break every number that is read or printed. True when the terminal takes
 * UTF-8. Where the environment names no locale at all, C.UTF-8 is tried; a
 * locale that was named ("C" too) is kept, and then the screen is ASCII. */
bool charset_start(void);

/* Whether its font is known to lack Braille: the console of Linux. */
bool charset_lacks_braille(void);

#endif
