/* nonblock FD COMMAND...: runs it with descriptor FD non-blocking, as some CI
 * runners do. */
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
