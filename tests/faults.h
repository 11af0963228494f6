/* What tests/shim/faults.c reports about a run to tests/faults.c. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdbool.h>

struct faults_state {
	unsigned long count;	/* calls that could have failed */
	bool fired;		/* one was made to fail */
	int fd;			/* its descriptor; -1: none */
	char what[32];		/* its name */
	char object[96];	/* the program or library that called it */
};

#endif
