/* read(2) and write(2), for descriptors that another process may have made
 * non-blocking: all processes that share a pipe share that flag. */
#ifndef HELPER_BASE_IO_H
#define HELPER_BASE_IO_H

#include <sys/types.h>

/* As read(2), but goes on after a signal and waits for a descriptor that is
 * non-blocking. */
ssize_t io_read(int fd, void *bytes, size_t n);

/* Write all of it, waiting likewise. 0, or -1 with errno. */
int io_write(int fd, const void *bytes, size_t n);

#endif
