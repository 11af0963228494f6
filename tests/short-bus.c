/*
 * short-bus PATH: a D-Bus on the socket PATH that answers the Hello of each
 * client and then closes the connection. Prints "ready".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The answer to Hello. The call's serial goes to byte 20. The body is a name. */
static char greeting[] = "l\2\1\1\11\0\0\0\1\0\0\0\17\0\0\0"
			 "\5\1u\0\0\0\0\0"
			 "\10\1g\0\1s\0\0"
			 "\4\0\0\0:1.1";

/* Read until the text ends with `end`. Returns the number of bytes; 0: the client
 * is gone. */
static size_t
read_until(int fd, char *text, size_t size, const char *end)
{
	size_t n = 0, k = strlen(end);
	ssize_t got;

	while (n < size && (n < k || memcmp(text + n - k, end, k) != 0)) {
		got = read(fd, text + n, 1);
		if (got <= 0)
			return 0;
		n++;
	}
	return n;
}

static void
serve(int fd)
{
	static const char ok[] = "OK 0123456789abcdef0123456789abcdef\r\n";
	static const char no[] = "REJECTED EXTERNAL\r\n";
	char text[4096];

	if (read(fd, text, 1) != 1)
		return;
	for (;;) {
		size_t n = read_until(fd, text, sizeof text - 1, "\r\n");
		const char *answer = no;

		text[n] = '\0';
		if (n == 0)
			return;
		if (strncmp(text, "BEGIN", 5) == 0)
			break;
		if (strncmp(text, "AUTH EXTERNAL ", 14) == 0 ||
		    strncmp(text, "DATA", 4) == 0)
			answer = ok;
		else if (strncmp(text, "AUTH EXTERNAL", 13) == 0)
			answer = "DATA\r\n";
		else if (strncmp(text, "NEGOTIATE_UNIX_FD", 17) == 0)
			answer = "ERROR\r\n";
		if (write(fd, answer, strlen(answer)) < 0)
			return;
	}
	if (read(fd, text, sizeof text) < 16)
		return;
	memcpy(greeting + 20, text + 8, 4);
	if (write(fd, greeting, sizeof greeting) < 0)
		perror("short-bus");
}

int
main(int argc, char **argv)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0), fd;

	if (argc != 2)
		return 2;
	snprintf(at.sun_path, sizeof at.sun_path, "%s", argv[1]);
	if (bind(listener, (struct sockaddr *)&at, sizeof at) ||
	    listen(listener, 8)) {
		perror("short-bus");
		return 1;
	}
	puts("ready");
	fflush(stdout);
	while ((fd = accept(listener, NULL, NULL)) >= 0) {
		serve(fd);
		close(fd);
	}
	return 0;
}
