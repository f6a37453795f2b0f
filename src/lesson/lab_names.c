#include "lesson/lab_block.h"

const char *const lab_block_levers[] = { "predicted", "label",       "truth",
                                         "logits",    "temperature", "examples",
                                         "format",    "unit",        NULL };

const char *const lab_block_readings[] = { "chain",
                                           "likelihood",
                                           "log-likelihood",
                                           "negative-log-likelihood",
                                           "cross-entropy",
                                           "entropy",
                                           "kl",
                                           "kl-reverse",
                                           "perplexity",
                                           "accuracy",
                                           "bits",
                                           "formats",
                                           "zero-rows",
                                           NULL };

const char *const lab_block_formats[] = { "float64",  "float32",     "float16",
                                          "bfloat16", "float32-ftz", "exact",
                                          NULL };

const char *const lab_block_units[] = { "nats", "bits", "bans", NULL };

const char *const lab_block_models[] = { "given", "softmax", "logistic", NULL };
