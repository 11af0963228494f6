/* nonblock FD COMMAND...: run it with a descriptor that is non-blocking, as the
 * runners of some CI systems hand them out. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	int fd = argc > 2 ? atoi(argv[1]) : -1;
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		return 125;
	execvp(argv[2], argv + 2);
	return 127;
}
