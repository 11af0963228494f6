/* A jq expression that stands for one value: what --query says. */
#ifndef FILTER_JQ_EXPRESSION_H
#define FILTER_JQ_EXPRESSION_H

#include <jv.h>

/* Evaluate it once on null with these --arg values. *ret is its one result.
 * EX_BAD_USAGE after a message, which calls it
 * `what`, when it does not compile, fails, or has not exactly one result. */
int expression_value(const char *text, jv named, const char *what, jv *ret);

#endif
