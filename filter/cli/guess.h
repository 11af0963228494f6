/* What words that are not a RESOURCE were probably meant as. */
#ifndef FILTER_CLI_GUESS_H
#define FILTER_CLI_GUESS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the text can be the name of a blueprint or an entity. */
bool guess_is_name(const char *text);

/* The RESOURCE that two words mean, as shell_shown returns it: "service
 * checkout" is service:checkout, "blueprints service" is blueprints/service.
 * NULL: none. */
const char *guess_join(const char *first, const char *second);

/* Whether bytes that are not JSON begin with the name of a resource, as the
 * lines of a list do; and the hint for that. */
bool guess_are_names(const char *bytes, size_t n);
void guess_hint_names(void);

#endif
