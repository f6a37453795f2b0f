#include "cli/starter.h"

#include "base/strbuf.h"
#include "base/utf8.h"

static const char body[] =
    "source: 'your own'\n"
    "minutes: 2\n"
    "---\n"
    "\n"
    "Two tosses of a coin: one head, one tail. A model says how probable each\n"
    "outcome is; a tick marks what happened.\n"
    "\n"
    "```lab coin\n"
    "title: 'two tosses'\n"
    "classes: [head, tail]\n"
    "rows:\n"
    "  - {input: 'toss 1', label: head, predicted: [0.7, 0.3]}\n"
    "  - {input: 'toss 2', label: tail, predicted: [0.7, 0.3]}\n"
    "levers: [predicted, examples, format]\n"
    "```\n"
    "\n"
    "How plausible are the two outcomes together? The *likelihood* is\n"
    "\n"
    "<!-- check: instance -->\n"
    "\n"
    "$$L = 0.7 \\times 0.3 = 0.21$$\n"
    "\n"
    "and its logarithm is a sum, here over the rows of any lab:\n"
    "\n"
    "$$\\log L = \\sum_{i=1}^N \\sum_{k=1}^K y_{i,k} \\log s_{i,k}$$\n"
    "\n"
    "<!-- pause -->\n"
    "\n"
    "## Before you try\n"
    "\n"
    "```question half\n"
    "ask: 'Would 0.5 for both sides make the likelihood larger?'\n"
    "first: true\n"
    "locks: [predicted]\n"
    "choices:\n"
    "  - text: 'Yes'\n"
    "    right: true\n"
    "    because: 'The product becomes $0.5 \\times 0.5 = 0.25$, above\n"
    "      $L = 0.21$.'\n"
    "  - text: 'No'\n"
    "    because: 'The factor of the head falls from 0.7 to 0.5, but that of\n"
    "      the tail rises from 0.3 to 0.5: $0.5 \\times 0.5 = 0.25$.'\n"
    "hints:\n"
    "  - 'Multiply the two entries at the ticks, before and after.'\n"
    "why: 'With as many heads as tails, one half is the best a coin can do.'\n"
    "play: ['set 1 head 0.5', 'set 2 head 0.5']\n"
    "```\n";

void starter_write(struct strbuf *out, struct slice title)
{
    struct strbuf safe = { 0 };

    utf8_gate(&safe, title, false, 0);
    strbuf_puts(out, "---\ntitle: '");
    for (size_t i = 0; i < safe.len; i++) {
        char c = safe.at[i] == '-' || safe.at[i] == '_' ? ' ' : safe.at[i];

        /* A quote in YAML's single quotes is two. */
        if (c == '\'')
            strbuf_putc(out, c);
        strbuf_putc(out, c);
    }
    strbuf_puts(out, "'\n");
    strbuf_puts(out, body);
    strbuf_finish(&safe);
}
