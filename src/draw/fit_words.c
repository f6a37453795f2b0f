#include "draw/fit_words.h"

#include "base/strbuf.h"
#include "course/fits.h"
#include "draw/fit_panel.h"
#include "draw/number.h"
#include "lesson/block.h"

static const char *const methods[FIT_OPTIMIZERS] = { "gradient descent",
                                                     "Newton's method",
                                                     "L-BFGS" };

void fit_words_title(struct strbuf *out, const struct fit_block *block)
{
    if (block->title) {
        strbuf_puts(out, block->title);
        return;
    }
    strbuf_printf(out, "%s from ", block->label);
    for (size_t i = 0; i < block->feature_count; i++)
        strbuf_printf(out, "%s%s", i ? ", " : "", block->features[i]);
    strbuf_printf(out, " (%s)", block->file);
}

void fit_words_method(struct strbuf *out, const struct fit *fit, bool ascii)
{
    struct fit_options options = fit_options(fit);

    strbuf_printf(out, "%s, %s", options.logistic ? "logistic" : "softmax",
                  methods[options.optimizer]);
    if (options.optimizer == FIT_GRADIENT)
        strbuf_printf(out, ", rate %s",
                      number_digits(options.rate, 6, ascii).text);
    if (options.l2 > 0.0)
        strbuf_printf(out, ", l2 %s", number_digits(options.l2, 4, ascii).text);
}

/* How far a rate is above what can settle here. */
static void add_limit(struct strbuf *out, const struct fit *fit, bool ascii)
{
    double sharp = fit_sharpness(fit_model(fit), fit_weights(fit));
    double limit = 2.0 / sharp, rate = fit_options(fit).rate;

    if (fit_options(fit).optimizer == FIT_GRADIENT && rate > limit)
        strbuf_printf(out, "; where it is now, a rate above %s cannot settle",
                      number_digits(limit, 3, ascii).text);
}

static void add_separable(struct strbuf *out, struct fit *fit)
{
    strbuf_puts(out, "no maximum exists; a separating direction was found: ");
    strbuf_puts(out, fit_separable(fit) == FIT_COMPLETE
                         ? "along it every example becomes surer without end, "
                           "and the loss goes to 0"
                         : "along it some examples become surer without end "
                           "and none less sure");
}

void fit_words_state(struct strbuf *out, struct fit *fit, bool ascii)
{
    size_t steps = fit_steps(fit);

    if (fit_state(fit) != FIT_START)
        strbuf_printf(out, "step %s%s: ", number_count((long)steps, ascii).text,
                      fit_running(fit) ? ", running" : "");
    switch (fit_state(fit)) {
    case FIT_START:
        strbuf_puts(out, "not begun: the weights are 0, and every class is as "
                         "likely as any other");
        break;
    case FIT_MOVING:
        strbuf_puts(out, "going down");
        break;
    case FIT_RISING:
        strbuf_puts(out, "the last step went up");
        add_limit(out, fit, ascii);
        break;
    case FIT_CONVERGED:
        strbuf_printf(out, "converged: the gradient is 0%s",
                      fit_options(fit).l2 > 0.0
                          ? ", the minimum of loss and penalty"
                          : ", the minimum of the loss and the maximum of the "
                            "likelihood");
        break;
    case FIT_SEPARABLE:
        add_separable(out, fit);
        break;
    case FIT_SWINGS:
        strbuf_puts(out, "does not settle: half of the last 50 steps went up, "
                         "the rate is too large");
        add_limit(out, fit, ascii);
        break;
    case FIT_DIVERGED:
        strbuf_puts(out, "diverged: the loss is out of bounds, the rate is too "
                         "large");
        break;
    case FIT_STUCK:
        strbuf_puts(out, "stuck: no step goes down, though the gradient is not "
                         "0");
        break;
    }
}

static const struct fit_point *now(const struct fit *fit)
{
    return fit_point(fit, fit_steps(fit));
}

void fit_words_loss(struct strbuf *out, const struct fit *fit, bool ascii)
{
    strbuf_printf(out, "%s nats, least at step %s",
                  number_digits(now(fit)->cross_entropy, 4, ascii).text,
                  number_count((long)fit_least_step(fit), ascii).text);
}

void fit_words_likelihood(struct strbuf *out, const struct fit *fit, bool ascii)
{
    strbuf_printf(out, "%s nats, greatest at step %s",
                  number_digits(now(fit)->log_likelihood, 6, ascii).text,
                  number_count((long)fit_likeliest_step(fit), ascii).text);
}

void fit_words_right(struct strbuf *out, const struct fit *fit, bool ascii)
{
    size_t n = fit_data(fit)->n, right = now(fit)->right;

    strbuf_printf(
        out, "%s of %s, %s %%", number_count((long)right, ascii).text,
        number_count((long)n, ascii).text,
        number_fixed(100.0 * (double)right / (double)n, 1, ascii).text);
}

/* A row: "weights of versicolor: petal length 1.2, bias 0.4". */
static void add_weights(struct strbuf *out, const struct fit *fit, size_t row,
                        bool ascii)
{
    const struct fit_data *data = fit_data(fit);
    const struct fit_model *model = fit_model(fit);
    const double *w = fit_weights(fit) + row * model->stride;

    strbuf_printf(out, "weights of %s: ",
                  data->classes[row + (model->logistic ? 1 : 0)]);
    for (size_t j = 0; j < data->d; j++)
        strbuf_printf(out, "%s %s, ", data->features[j],
                      number_digits(w[j], 4, ascii).text);
    strbuf_printf(out, "bias %s\n", number_digits(w[data->d], 4, ascii).text);
}

void fit_words(struct strbuf *out, const struct section_fit *one, bool ascii)
{
    struct fit *fit = one->fit;

    strbuf_puts(out, "Fit: ");
    fit_words_title(out, one->block->fit);
    if (!fit) {
        strbuf_printf(out, "\ncannot be fitted: %s\n", one->fault);
        return;
    }
    strbuf_puts(out, "\nmethod: ");
    fit_words_method(out, fit, ascii);
    strbuf_puts(out, "\nstate: ");
    fit_words_state(out, fit, ascii);
    strbuf_puts(out, "\ncross-entropy: ");
    fit_words_loss(out, fit, ascii);
    strbuf_puts(out, "\nlog-likelihood: ");
    fit_words_likelihood(out, fit, ascii);
    strbuf_puts(out, "\nright: ");
    fit_words_right(out, fit, ascii);
    strbuf_puts(out, "\n");
    if (fit_panel_shows(one) & FIT_SHOW_WEIGHTS)
        for (size_t row = 0; row < fit_model(fit)->rows; row++)
            add_weights(out, fit, row, ascii);
}
