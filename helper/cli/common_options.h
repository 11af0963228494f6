/* The options that both programs have. */
#ifndef HELPER_CLI_COMMON_OPTIONS_H
#define HELPER_CLI_COMMON_OPTIONS_H

#include "helper/base/options.h"
#include "helper/identity/environment.h"

/* The end of both tables. They store into a struct chosen, with which the
 * struct of each program begins. */
extern const struct options_row common_options[];

/* The ids of --help and --version; the programs' own begin with COMMON_IDS. */
enum { COMMON_HELP = 1, COMMON_VERSION, COMMON_IDS };

/* options_next; messages and hints follow the common options read so far. `c`
 * is where these go. */
int common_next(struct options *o, const struct chosen *c);

#endif
