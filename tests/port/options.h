/* The command line of the stand-in. */
#ifndef PORT_OPTIONS_H
#define PORT_OPTIONS_H

#include <stdbool.h>

#include "tests/port/seed.h"

enum { OPTIONS_SEEDS = 8 };

struct options {
	const char *seeds[OPTIONS_SEEDS + 1];	/* files, then NULL */
	const char *log, *tls;		/* file, directory; NULL: none */
	bool log_secrets, ipv6, until_eof, expired, help;
	long life;			/* seconds */
	long port, tls_port;		/* 0: the kernel chooses */
	struct seed_counts counts;
};

/* False after a message. Settings, credentials and faults go straight to their
 * modules. */
bool options_parse(int argc, char **argv, struct options *ret);
void options_help(void);

#endif
