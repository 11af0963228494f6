#include "helper/base/harden.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "helper/base/exits.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* The lowest free number is the one that open gives. Input and output are
 * opened the wrong way round, so that using them fails instead of losing what
 * was meant for them. */
static void
fill(int fd, int mode)
{
	if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", mode) != fd)
		_exit(EX_INTERNAL);
}

void
harden_start(void)
{
	const struct rlimit none = { 0, 0 };

	fill(STDIN_FILENO, O_WRONLY);
	fill(STDOUT_FILENO, O_RDONLY);
	fill(STDERR_FILENO, O_RDWR);
	setrlimit(RLIMIT_CORE, &none);
	if (!SANITIZED)
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	signal(SIGPIPE, SIG_IGN);
}
