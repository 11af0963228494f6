#include "helper/base/harden.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "helper/base/exits.h"

/* open gives the lowest free number. Input and output are opened the wrong way
 * round, so that using them fails and nothing is lost in silence. The root
 * directory, which always exists, can be neither read nor written. */
static void
harden_fill(int fd, int mode)
{
	if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", mode) != fd &&
	    open("/", O_RDONLY) != fd)
		_exit(EX_INTERNAL);
}

void
harden_start(void)
{
#ifndef ALLOW_TRACE
	const struct rlimit none = { 0, 0 };
#endif

	harden_fill(STDIN_FILENO, O_WRONLY);
	harden_fill(STDOUT_FILENO, O_RDONLY);
	harden_fill(STDERR_FILENO, O_RDWR);
#ifndef ALLOW_TRACE
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	signal(SIGPIPE, SIG_IGN);
}
