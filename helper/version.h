/* --version of both programs. */
#ifndef HELPER_VERSION_H
#define HELPER_VERSION_H

/* Print the program's version and the libraries in use, one per line, on
 * stdout. `jq` names libjq; NULL: it is not in use. */
int version_print(const char *program, const char *jq);

#endif
