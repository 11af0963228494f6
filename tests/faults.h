/* What tests/shim/faults.c tells tests/faults.c of a run. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdbool.h>

struct faults_state {
	unsigned long count;	/* of calls that could have failed */
	bool fired;		/* one of them did */
	int fd;			/* on this descriptor; -1: on none */
	char what[32];		/* the function */
	char object[96];	/* who called it */
};

#endif
