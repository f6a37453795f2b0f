#include "tex/symbol.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    LETTER = TEX_SYMBOL_LETTER,
    BIG = TEX_SYMBOL_BIG,
    LIMITS = TEX_SYMBOL_LIMITS
};

/* In the order of strcmp(): a test sees to that. */
/* clang-format off */
static const struct tex_symbol table[] = {
    { "#", "#", "#", TEX_ORD, 0 },
    { "$", "$", "$", TEX_ORD, 0 },
    { "%", "%", "%", TEX_ORD, 0 },
    { "&", "&", "&", TEX_ORD, 0 },
    { "Box", "□", "[]", TEX_ORD, 0 },
    { "Delta", "Δ", "Delta", TEX_ORD, LETTER },
    { "Gamma", "Γ", "Gamma", TEX_ORD, LETTER },
    { "Im", "Im", "Im", TEX_ORD, 0 },
    { "Lambda", "Λ", "Lambda", TEX_ORD, LETTER },
    { "Leftarrow", "⇐", "<=", TEX_REL, 0 },
    { "Leftrightarrow", "⇔", "<=>", TEX_REL, 0 },
    { "Longrightarrow", "⇒", "=>", TEX_REL, 0 },
    { "Omega", "Ω", "Omega", TEX_ORD, LETTER },
    { "P", "¶", "P", TEX_ORD, 0 },
    { "Phi", "Φ", "Phi", TEX_ORD, LETTER },
    { "Pi", "Π", "Pi", TEX_ORD, LETTER },
    { "Pr", "Pr", "Pr", TEX_OP, LIMITS },
    { "Psi", "Ψ", "Psi", TEX_ORD, LETTER },
    { "Re", "Re", "Re", TEX_ORD, 0 },
    { "Rightarrow", "⇒", "=>", TEX_REL, 0 },
    { "S", "§", "S", TEX_ORD, 0 },
    { "Sigma", "Σ", "Sigma", TEX_ORD, LETTER },
    { "Theta", "Θ", "Theta", TEX_ORD, LETTER },
    { "Upsilon", "Υ", "Upsilon", TEX_ORD, LETTER },
    { "Vert", "||", "||", TEX_ORD, 0 },
    { "Xi", "Ξ", "Xi", TEX_ORD, LETTER },
    { "_", "_", "_", TEX_ORD, 0 },
    { "aleph", "ℵ", "aleph", TEX_ORD, 0 },
    { "alpha", "α", "alpha", TEX_ORD, LETTER },
    { "angle", "∠", "angle", TEX_ORD, 0 },
    { "approx", "≈", "~~", TEX_REL, 0 },
    { "arccos", "arccos", "arccos", TEX_OP, 0 },
    { "arcsin", "arcsin", "arcsin", TEX_OP, 0 },
    { "arctan", "arctan", "arctan", TEX_OP, 0 },
    { "arg", "arg", "arg", TEX_OP, 0 },
    { "argmax", "argmax", "argmax", TEX_OP, LIMITS },
    { "argmin", "argmin", "argmin", TEX_OP, LIMITS },
    { "ast", "*", "*", TEX_BIN, 0 },
    { "asymp", "≍", "asymp", TEX_REL, 0 },
    { "backslash", "\\", "\\", TEX_ORD, 0 },
    { "because", "∵", ":.", TEX_REL, 0 },
    { "beta", "β", "beta", TEX_ORD, LETTER },
    { "bigcap", "∩", "INTERSECT", TEX_OP, BIG | LIMITS },
    { "bigcup", "∪", "UNION", TEX_OP, BIG | LIMITS },
    { "bigoplus", "⊕", "(+)", TEX_OP, BIG | LIMITS },
    { "bigotimes", "⊗", "(x)", TEX_OP, BIG | LIMITS },
    { "bigvee", "∨", "OR", TEX_OP, BIG | LIMITS },
    { "bigwedge", "∧", "AND", TEX_OP, BIG | LIMITS },
    { "blacksquare", "■", "[]", TEX_ORD, 0 },
    { "bmod", "mod", "mod", TEX_BIN, 0 },
    { "bot", "⊥", "bot", TEX_ORD, 0 },
    { "bullet", "•", "*", TEX_BIN, 0 },
    { "cap", "∩", "cap", TEX_BIN, 0 },
    { "cdot", "·", "*", TEX_BIN, 0 },
    { "cdots", "···", "...", TEX_INNER, 0 },
    { "checkmark", "✓", "ok", TEX_ORD, 0 },
    { "chi", "χ", "chi", TEX_ORD, LETTER },
    { "circ", "∘", "o", TEX_BIN, 0 },
    { "colon", ":", ":", TEX_REL, 0 },
    { "coloneq", ":=", ":=", TEX_REL, 0 },
    { "coloneqq", ":=", ":=", TEX_REL, 0 },
    { "cong", "≅", "~=", TEX_REL, 0 },
    { "coprod", "∐", "COPROD", TEX_OP, BIG | LIMITS },
    { "copyright", "©", "(c)", TEX_ORD, 0 },
    { "cos", "cos", "cos", TEX_OP, 0 },
    { "cosh", "cosh", "cosh", TEX_OP, 0 },
    { "cot", "cot", "cot", TEX_OP, 0 },
    { "coth", "coth", "coth", TEX_OP, 0 },
    { "csc", "csc", "csc", TEX_OP, 0 },
    { "cup", "∪", "cup", TEX_BIN, 0 },
    { "dagger", "†", "+", TEX_ORD, 0 },
    { "ddagger", "‡", "++", TEX_ORD, 0 },
    { "ddots", "⋱", "\\", TEX_ORD, 0 },
    { "deg", "deg", "deg", TEX_OP, 0 },
    { "degree", "°", "deg", TEX_ORD, 0 },
    { "delta", "δ", "delta", TEX_ORD, LETTER },
    { "det", "det", "det", TEX_OP, LIMITS },
    { "dim", "dim", "dim", TEX_OP, 0 },
    { "div", "÷", "/", TEX_BIN, 0 },
    { "doteq", "≐", ".=", TEX_REL, 0 },
    { "dots", "...", "...", TEX_INNER, 0 },
    { "dotsb", "···", "...", TEX_INNER, 0 },
    { "dotsc", "...", "...", TEX_INNER, 0 },
    { "dotsm", "···", "...", TEX_INNER, 0 },
    { "dotso", "...", "...", TEX_INNER, 0 },
    { "downarrow", "↓", "v", TEX_REL, 0 },
    { "ell", "ℓ", "l", TEX_ORD, 0 },
    { "emptyset", "∅", "{}", TEX_ORD, 0 },
    { "epsilon", "ε", "epsilon", TEX_ORD, LETTER },
    { "equiv", "≡", "==", TEX_REL, 0 },
    { "eta", "η", "eta", TEX_ORD, LETTER },
    { "exists", "∃", "exists", TEX_ORD, 0 },
    { "exp", "exp", "exp", TEX_OP, 0 },
    { "forall", "∀", "forall", TEX_ORD, 0 },
    { "gamma", "γ", "gamma", TEX_ORD, LETTER },
    { "gcd", "gcd", "gcd", TEX_OP, LIMITS },
    { "ge", "≥", ">=", TEX_REL, 0 },
    { "geq", "≥", ">=", TEX_REL, 0 },
    { "geqslant", "≥", ">=", TEX_REL, 0 },
    { "gets", "←", "<-", TEX_REL, 0 },
    { "gg", ">>", ">>", TEX_REL, 0 },
    { "gt", ">", ">", TEX_REL, 0 },
    { "hbar", "ħ", "hbar", TEX_ORD, 0 },
    { "hom", "hom", "hom", TEX_OP, 0 },
    { "hookrightarrow", "↪", "->", TEX_REL, 0 },
    { "iff", "⇔", "<=>", TEX_REL, 0 },
    { "iiint", "∫∫∫", "IIINT", TEX_OP, BIG },
    { "iint", "∫∫", "IINT", TEX_OP, BIG },
    { "imath", "i", "i", TEX_ORD, 0 },
    { "impliedby", "⇐", "<=", TEX_REL, 0 },
    { "implies", "⇒", "=>", TEX_REL, 0 },
    { "in", "∈", "in", TEX_REL, 0 },
    { "inf", "inf", "inf", TEX_OP, LIMITS },
    { "infty", "∞", "inf", TEX_ORD, 0 },
    { "int", "∫", "INT", TEX_OP, BIG },
    { "iota", "ι", "iota", TEX_ORD, LETTER },
    { "jmath", "j", "j", TEX_ORD, 0 },
    { "kappa", "κ", "kappa", TEX_ORD, LETTER },
    { "ker", "ker", "ker", TEX_OP, 0 },
    { "lVert", "||", "||", TEX_OPEN, 0 },
    { "lambda", "λ", "lambda", TEX_ORD, LETTER },
    { "land", "∧", "and", TEX_BIN, 0 },
    { "langle", "‹", "<", TEX_OPEN, 0 },
    { "lbrace", "{", "{", TEX_ORD, 0 },
    { "lbrack", "[", "[", TEX_OPEN, 0 },
    { "lceil", "⌈", "[", TEX_OPEN, 0 },
    { "ldots", "...", "...", TEX_INNER, 0 },
    { "le", "≤", "<=", TEX_REL, 0 },
    { "leftarrow", "←", "<-", TEX_REL, 0 },
    { "leftrightarrow", "↔", "<->", TEX_REL, 0 },
    { "leq", "≤", "<=", TEX_REL, 0 },
    { "leqslant", "≤", "<=", TEX_REL, 0 },
    { "lfloor", "⌊", "[", TEX_OPEN, 0 },
    { "lg", "lg", "lg", TEX_OP, 0 },
    { "lim", "lim", "lim", TEX_OP, LIMITS },
    { "liminf", "lim inf", "lim inf", TEX_OP, LIMITS },
    { "limsup", "lim sup", "lim sup", TEX_OP, LIMITS },
    { "ll", "<<", "<<", TEX_REL, 0 },
    { "ln", "ln", "ln", TEX_OP, 0 },
    { "lnot", "¬", "not", TEX_ORD, 0 },
    { "log", "log", "log", TEX_OP, 0 },
    { "longleftarrow", "←──", "<--", TEX_REL, 0 },
    { "longrightarrow", "──→", "-->", TEX_REL, 0 },
    { "lor", "∨", "or", TEX_BIN, 0 },
    { "lparen", "(", "(", TEX_OPEN, 0 },
    { "lt", "<", "<", TEX_REL, 0 },
    { "lvert", "|", "|", TEX_OPEN, 0 },
    { "mapsto", "↦", "|->", TEX_REL, 0 },
    { "max", "max", "max", TEX_OP, LIMITS },
    { "mho", "Ω", "mho", TEX_ORD, 0 },
    { "mid", "|", "|", TEX_REL, 0 },
    { "min", "min", "min", TEX_OP, LIMITS },
    { "models", "⊨", "|=", TEX_REL, 0 },
    { "mp", "∓", "-+", TEX_BIN, 0 },
    { "mu", "μ", "mu", TEX_ORD, LETTER },
    { "nabla", "∇", "nabla", TEX_ORD, 0 },
    { "ne", "≠", "!=", TEX_REL, 0 },
    { "neg", "¬", "not", TEX_ORD, 0 },
    { "neq", "≠", "!=", TEX_REL, 0 },
    { "nexists", "∄", "!exists", TEX_ORD, 0 },
    { "ni", "∋", "ni", TEX_REL, 0 },
    { "nmid", "∤", "!|", TEX_REL, 0 },
    { "notin", "∉", "!in", TEX_REL, 0 },
    { "nu", "ν", "nu", TEX_ORD, LETTER },
    { "odot", "⊙", "(.)", TEX_BIN, 0 },
    { "oint", "∮", "OINT", TEX_OP, BIG },
    { "omega", "ω", "omega", TEX_ORD, LETTER },
    { "omicron", "ο", "omicron", TEX_ORD, LETTER },
    { "ominus", "⊖", "(-)", TEX_BIN, 0 },
    { "oplus", "⊕", "(+)", TEX_BIN, 0 },
    { "otimes", "⊗", "(x)", TEX_BIN, 0 },
    { "parallel", "||", "||", TEX_REL, 0 },
    { "partial", "∂", "d", TEX_ORD, 0 },
    { "perp", "⊥", "perp", TEX_REL, 0 },
    { "phi", "φ", "phi", TEX_ORD, LETTER },
    { "pi", "π", "pi", TEX_ORD, LETTER },
    { "pm", "±", "+-", TEX_BIN, 0 },
    { "pounds", "£", "GBP", TEX_ORD, 0 },
    { "prec", "≺", "prec", TEX_REL, 0 },
    { "prime", "′", "'", TEX_ORD, 0 },
    { "prod", "∏", "PROD", TEX_OP, BIG | LIMITS },
    { "propto", "∝", "prop", TEX_REL, 0 },
    { "psi", "ψ", "psi", TEX_ORD, LETTER },
    { "rVert", "||", "||", TEX_CLOSE, 0 },
    { "rangle", "›", ">", TEX_CLOSE, 0 },
    { "rbrace", "}", "}", TEX_CLOSE, 0 },
    { "rbrack", "]", "]", TEX_CLOSE, 0 },
    { "rceil", "⌉", "]", TEX_CLOSE, 0 },
    { "rfloor", "⌋", "]", TEX_CLOSE, 0 },
    { "rho", "ρ", "rho", TEX_ORD, LETTER },
    { "rightarrow", "→", "->", TEX_REL, 0 },
    { "rightsquigarrow", "⇝", "~>", TEX_REL, 0 },
    { "rparen", ")", ")", TEX_CLOSE, 0 },
    { "rvert", "|", "|", TEX_CLOSE, 0 },
    { "sec", "sec", "sec", TEX_OP, 0 },
    { "setminus", "\\", "\\", TEX_BIN, 0 },
    { "sigma", "σ", "sigma", TEX_ORD, LETTER },
    { "sim", "~", "~", TEX_REL, 0 },
    { "simeq", "≃", "~=", TEX_REL, 0 },
    { "sin", "sin", "sin", TEX_OP, 0 },
    { "sinh", "sinh", "sinh", TEX_OP, 0 },
    { "square", "□", "[]", TEX_ORD, 0 },
    { "star", "*", "*", TEX_BIN, 0 },
    { "subset", "⊂", "subset", TEX_REL, 0 },
    { "subseteq", "⊆", "subseteq", TEX_REL, 0 },
    { "succ", "≻", "succ", TEX_REL, 0 },
    { "sum", "∑", "SUM", TEX_OP, BIG | LIMITS },
    { "sup", "sup", "sup", TEX_OP, LIMITS },
    { "supset", "⊃", "supset", TEX_REL, 0 },
    { "supseteq", "⊇", "supseteq", TEX_REL, 0 },
    { "surd", "√", "sqrt", TEX_ORD, 0 },
    { "tan", "tan", "tan", TEX_OP, 0 },
    { "tanh", "tanh", "tanh", TEX_OP, 0 },
    { "tau", "τ", "tau", TEX_ORD, LETTER },
    { "therefore", "∴", ":.", TEX_REL, 0 },
    { "theta", "θ", "theta", TEX_ORD, LETTER },
    { "times", "×", "x", TEX_BIN, 0 },
    { "to", "→", "->", TEX_REL, 0 },
    { "top", "T", "T", TEX_ORD, 0 },
    { "triangleq", "≜", ":=", TEX_REL, 0 },
    { "uparrow", "↑", "^", TEX_REL, 0 },
    { "upsilon", "υ", "upsilon", TEX_ORD, LETTER },
    { "varepsilon", "ε", "epsilon", TEX_ORD, LETTER },
    { "varnothing", "∅", "{}", TEX_ORD, 0 },
    { "varphi", "φ", "phi", TEX_ORD, LETTER },
    { "varpi", "π", "pi", TEX_ORD, LETTER },
    { "varrho", "ρ", "rho", TEX_ORD, LETTER },
    { "varsigma", "ς", "sigma", TEX_ORD, LETTER },
    { "vartheta", "θ", "theta", TEX_ORD, LETTER },
    { "vdash", "⊢", "|-", TEX_REL, 0 },
    { "vdots", "⋮", ":", TEX_ORD, 0 },
    { "vee", "∨", "or", TEX_BIN, 0 },
    { "vert", "|", "|", TEX_ORD, 0 },
    { "wedge", "∧", "and", TEX_BIN, 0 },
    { "xi", "ξ", "xi", TEX_ORD, LETTER },
    { "zeta", "ζ", "zeta", TEX_ORD, LETTER },
    { "{", "{", "{", TEX_OPEN, 0 },
    { "|", "||", "||", TEX_ORD, 0 },
    { "}", "}", "}", TEX_CLOSE, 0 },
};
/* clang-format on */

enum { COUNT = sizeof table / sizeof table[0] };

static int compare(const void *name, const void *entry)
{
    return slice_compare(*(const struct slice *)name,
                         ((const struct tex_symbol *)entry)->name);
}

const struct tex_symbol *tex_symbol_named(struct slice name)
{
    return bsearch(&name, table, COUNT, sizeof *table, compare);
}

const struct tex_symbol *tex_symbol_of(uint32_t rune)
{
    char bytes[UTF8_MAX];
    size_t len;

    if (rune < 0x80)
        return NULL;
    len = utf8_encode(rune, bytes);
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(table[i].text) == len &&
            memcmp(table[i].text, bytes, len) == 0)
            return &table[i];
    return NULL;
}

enum tex_class tex_symbol_class(uint32_t rune)
{
    const struct tex_symbol *symbol;

    switch (rune) {
    case '+':
    case '-':
    case '*':
    case 0x2212:
        return TEX_BIN;
    case '=':
    case '<':
    case '>':
    case ':':
        return TEX_REL;
    case '(':
    case '[':
        return TEX_OPEN;
    case ')':
    case ']':
    case '!':
    case '?':
        return TEX_CLOSE;
    case ',':
    case ';':
        return TEX_PUNCT;
    default:
        symbol = tex_symbol_of(rune);
        return symbol ? symbol->cls : TEX_ORD;
    }
}

uint32_t tex_symbol_delim(struct slice name)
{
    static const struct {
        const char *name;
        uint32_t rune;
    } delims[] = {
        { "{", '{' },         { "lbrace", '{' },    { "}", '}' },
        { "rbrace", '}' },    { "|", 0x2016 },      { "Vert", 0x2016 },
        { "lVert", 0x2016 },  { "rVert", 0x2016 },  { "vert", '|' },
        { "lvert", '|' },     { "rvert", '|' },     { "lfloor", 0x230A },
        { "rfloor", 0x230B }, { "lceil", 0x2308 },  { "rceil", 0x2309 },
        { "langle", 0x2039 }, { "rangle", 0x203A }, { "lbrack", '[' },
        { "rbrack", ']' },    { "lparen", '(' },    { "rparen", ')' },
        { "backslash", '\\' }
    };

    for (size_t i = 0; i < sizeof delims / sizeof delims[0]; i++)
        if (slice_is(name, delims[i].name))
            return delims[i].rune;
    return 0;
}

const struct tex_symbol *tex_symbol_list(size_t *count)
{
    *count = COUNT;
    return table;
}
