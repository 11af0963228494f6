/* The values of --argjson, --slurpfile and the like. They are checked here,
 * because libjq aborts on an invalid value. Both functions return 0, or
 * EX_BAD_USAGE after a message that names the option as it was typed. */
#ifndef FILTER_CLI_JQ_ARGS_H
#define FILTER_CLI_JQ_ARGS_H

#include <stdbool.h>

#include <jv.h>

/* Exactly one JSON text. */
int argument_json(const char *option, const char *text, jv *ret);

/* FILE as one string, or as the array of its JSON texts. */
int argument_file(const char *option, const char *file, bool raw, jv *ret);

#endif
