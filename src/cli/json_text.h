/* json_text.h - text of others as JSON, which cannot hold bytes that are no
 * UTF-8: those are shown as the gate of utf8.h shows them.
 */
#ifndef CLI_JSON_TEXT_H
#define CLI_JSON_TEXT_H

#include <jansson.h>

#include "base/slice.h"

json_t *json_text(struct slice s);

#endif
