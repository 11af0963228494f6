/* Hints for options and words that port-token does not have. */
#ifndef HELPER_CLI_HABITS_H
#define HELPER_CLI_HABITS_H

#include "helper/base/options.h"

#define HABIT_WITH_BODY "port-token --curl RESOURCE --each FILE | curl -K-"

/* Both end with a NULL. */
extern const struct options_habit command_habits[];
extern const struct options_habit command_word_habits[];

#endif
