/* --version of both programs. */
#ifndef HELPER_VERSION_H
#define HELPER_VERSION_H

/* Print the program's version and the libraries in use, one per line, on
 * stdout. */
int version_print(const char *program);

#endif
