/* --version of both programs. */
#ifndef HELPER_VERSION_H
#define HELPER_VERSION_H

/* The program, then the libraries that it finds on this machine, a line each,
 * on stdout. */
int version_print(const char *program);

#endif
