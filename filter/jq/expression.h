/* Evaluates a jq expression with exactly one result, such as --query. */
#ifndef FILTER_JQ_EXPRESSION_H
#define FILTER_JQ_EXPRESSION_H

#include <jv.h>

/* Evaluate it once on null with these --arg values. *ret is its result.
 * EX_BAD_USAGE after a message, which calls it `what`, if it does not compile,
 * fails, or does not have exactly one result. */
int expression_value(const char *text, jv named, const char *what, jv *ret);

#endif
