/*
 * A TCP relay that makes a server seem far away. It delays each byte by half of
 * the delay in each direction, in order, at full bandwidth, and the first bytes
 * of a connection by one more delay, for its handshake. It counts connections and
 * flights: how often a client sent something and got an answer. Round trips are
 * connections + flights.
 *
 *	relay [--delay MS] [--cut N | --reset N] [--refuse | --deaf] TARGET
 *
 * TARGET is 127.0.0.1:PORT or a URL that contains it. The relay prints TARGET
 * with its own port. --cut and --reset end each connection after N bytes from
 * the server. --refuse: connections are refused; --deaf: they are never
 * accepted. At SIGTERM, or after half an hour, it prints "connections=C flights=F
 * up=BYTES down=BYTES" and ends.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 65536, HELD = 64 * 1024 * 1024, LINKS = 256, LIFE = 1800 };

struct piece {
	int64_t due;		/* microseconds */
	size_t length, sent;	/* length 0: the end */
	struct piece *next;
	char bytes[];
};

/* One direction: the bytes read from `from` and not yet sent to `to`. */
struct way {
	int from, to;
	struct piece *first, **last;
	size_t held, passed;
	bool ended;		/* `from` is at its end */
	bool shut;		/* `to` was told */
};

struct link {
	struct way up, down;
	int64_t begun;
	bool open;
	bool spoke;		/* the client sent something; no answer yet */
};

static struct {
	int64_t delay;
	size_t limit;
	bool reset, refuse, deaf;
	const char *target;
} options = { .limit = SIZE_MAX };

static struct {
	long connections, flights;
	size_t up, down;
} counted;

static struct link links[LINKS];
/* The listener, the signals, then both ends of each link. */
static struct pollfd fds[2 + 2 * LINKS];

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * (int64_t)1000000 + t.tv_nsec / 1000;
}

static const char *
port_in(const char *target)
{
	const char *at = strstr(target, "127.0.0.1:");

	return at ? at + strlen("127.0.0.1:") : NULL;
}

static struct sockaddr_in
loopback(long port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static int
connect_target(void)
{
	struct sockaddr_in address = loopback(strtol(port_in(options.target),
		NULL, 10));
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&address,
		sizeof(address)) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static int
listen_here(void)
{
	struct sockaddr_in address = loopback(0);
	socklen_t size = sizeof(address);
	const char *port = port_in(options.target);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 ||
	    (!options.refuse && listen(fd, options.deaf ? 0 : 512) != 0) ||
	    getsockname(fd, (struct sockaddr *)&address, &size) != 0) {
		perror("relay");
		return -1;
	}
	/* Connections that nobody accepts fill the queue. */
	for (int i = 0; options.deaf && i < 2; i++) {
		int caller = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC |
			SOCK_NONBLOCK, 0);

		connect(caller, (struct sockaddr *)&address, size);
	}
	printf("%.*s%d%s\n", (int)(port - options.target), options.target,
		ntohs(address.sin_port), port + strspn(port, "0123456789"));
	fflush(stdout);
	return fd;
}

static void
make_ready(int fd)
{
	int one = 1;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

static void
way_free(struct way *way)
{
	while (way->first) {
		struct piece *next = way->first->next;

		free(way->first);
		way->first = next;
	}
}

/* Read what is there. Returns how many bytes. */
static size_t
way_read(struct way *way, int64_t due)
{
	struct piece *it = malloc(sizeof(*it) + PIECE);
	ssize_t n;

	if (!it)
		abort();
	n = recv(way->from, it->bytes, PIECE, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		free(it);
		return 0;
	}
	way->ended = n <= 0;
	*it = (struct piece){ .due = due, .length = n > 0 ? (size_t)n : 0 };
	it = realloc(it, sizeof(*it) + it->length);
	if (!it)
		abort();
	*way->last = it;
	way->last = &it->next;
	way->held += it->length;
	return it->length;
}

/* Send what is due, but no more than `most` bytes in the life of the connection.
 * Returns how many bytes. */
static size_t
way_send(struct way *way, int64_t when, size_t most)
{
	size_t all = 0;

	while (way->first && way->first->due <= when && !way->shut) {
		struct piece *it = way->first;
		size_t left = it->length - it->sent;
		ssize_t n;

		if (it->length == 0) {
			shutdown(way->to, SHUT_WR);
			way->shut = true;
			break;
		}
		left = left < most - way->passed ? left : most - way->passed;
		n = send(way->to, it->bytes + it->sent, left, MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			way->shut = way->ended = true;
		if (n <= 0)
			break;
		it->sent += (size_t)n;
		way->passed += (size_t)n;
		way->held -= (size_t)n;
		all += (size_t)n;
		if (it->sent == it->length) {
			way->first = it->next;
			if (!way->first)
				way->last = &way->first;
			free(it);
		}
	}
	return all;
}

static void
link_accept(int listener)
{
	int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	int server = client < 0 ? -1 : connect_target(), i = 0;

	while (i < LINKS && links[i].open)
		i++;
	if (server < 0 || i == LINKS) {
		close(client);
		close(server);
		return;
	}
	make_ready(client);
	make_ready(server);
	links[i] = (struct link){ .up = { .from = client, .to = server },
		.down = { .from = server, .to = client }, .begun = now(),
		.open = true };
	links[i].up.last = &links[i].up.first;
	links[i].down.last = &links[i].down.first;
	counted.connections++;
}

static void
link_close(struct link *it)
{
	struct linger linger = { options.reset, 0 };

	setsockopt(it->down.to, SOL_SOCKET, SO_LINGER, &linger,
		sizeof(linger));
	close(it->up.from);
	close(it->up.to);
	way_free(&it->up);
	way_free(&it->down);
	it->open = false;
}

/* Read from the client. It could send nothing until the handshake was over, a
 * whole delay after the connection began. */
static void
link_read_up(struct link *it)
{
	int64_t when = now(), from = it->begun + options.delay;
	size_t n = way_read(&it->up, (when > from ? when : from) +
		options.delay / 2);

	it->spoke = it->spoke || n > 0;
	counted.up += n;
}

/* Send what is due in both directions. */
static void
link_move(struct link *it)
{
	int64_t when = now();
	size_t n;

	way_send(&it->up, when, SIZE_MAX);
	n = way_send(&it->down, when, options.limit);
	counted.down += n;
	if (n > 0 && it->spoke && !it->up.ended) {
		counted.flights++;
		it->spoke = false;
	}
	if (it->down.passed >= options.limit ||
	    (it->up.shut && it->down.shut))
		link_close(it);
}

/* What to poll for at one end: bytes to read, and room for bytes that are due.
 * *ret becomes the time when the next bytes are due, if that is earlier. */
static struct pollfd
poll_for(const struct way *in, const struct way *out, int64_t when,
	int64_t *ret)
{
	short events = !in->ended && in->held < HELD ? POLLIN : 0;

	if (out->first && !out->shut && out->first->due <= when)
		events |= POLLOUT;
	else if (out->first && !out->shut && out->first->due < *ret)
		*ret = out->first->due;
	return (struct pollfd){ events ? in->from : -1, events, 0 };
}

static bool
wait_for_news(int64_t end)
{
	int64_t wake = end, when = now();
	struct timespec left;

	for (int i = 0; i < LINKS; i++) {
		struct link *it = &links[i];

		fds[2 + 2 * i].fd = fds[3 + 2 * i].fd = -1;
		if (!it->open)
			continue;
		fds[2 + 2 * i] = poll_for(&it->up, &it->down, when, &wake);
		fds[3 + 2 * i] = poll_for(&it->down, &it->up, when, &wake);
	}
	when = now();
	when = wake > when ? wake - when : 0;
	left = (struct timespec){ when / 1000000, when % 1000000 * 1000 };
	return ppoll(fds, sizeof(fds) / sizeof(fds[0]), &left, NULL) >= 0 ||
	       errno == EINTR;
}

static void
run(void)
{
	const short news = POLLIN | POLLHUP | POLLERR;
	int64_t end = now() + LIFE * (int64_t)1000000;

	while (wait_for_news(end) && !fds[1].revents && now() < end) {
		for (int i = 0; i < LINKS; i++) {
			struct link *it = &links[i];

			if (!it->open)
				continue;
			if (fds[2 + 2 * i].revents & news && !it->up.ended)
				link_read_up(it);
			if (fds[3 + 2 * i].revents & news && !it->down.ended)
				way_read(&it->down, now() +
					options.delay / 2);
			link_move(it);
		}
		if (fds[0].revents)
			link_accept(fds[0].fd);
	}
	for (int i = 0; i < LINKS; i++)
		if (links[i].open)
			link_close(&links[i]);
}

static bool
parse(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *name = argv[i];
		char *end = NULL;
		long number;

		if (strncmp(name, "--", 2) != 0) {
			options.target = name;
			continue;
		}
		if (strcmp(name, "--refuse") == 0) {
			options.refuse = true;
			continue;
		}
		if (strcmp(name, "--deaf") == 0) {
			options.deaf = true;
			continue;
		}
		number = argv[i + 1] ? strtol(argv[++i], &end, 10) : -1;
		if (number < 0 || *end != '\0')
			return false;
		options.reset = options.reset || strcmp(name, "--reset") == 0;
		if (strcmp(name, "--delay") == 0)
			options.delay = number * 1000;
		else if (strcmp(name, "--cut") == 0 || options.reset)
			options.limit = (size_t)number;
		else
			return false;
	}
	return options.target && port_in(options.target);
}

int
main(int argc, char **argv)
{
	sigset_t set;

	if (!parse(argc, argv)) {
		fputs("usage: relay [--delay MS] [--cut N | --reset N] "
			"[--refuse | --deaf] 127.0.0.1:PORT|URL\n", stderr);
		return 2;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fds[1] = (struct pollfd){ signalfd(-1, &set, SFD_CLOEXEC), POLLIN, 0 };
	fds[0] = (struct pollfd){ listen_here(), POLLIN, 0 };
	if (fds[0].fd < 0 || fds[1].fd < 0)
		return 1;
	if (options.refuse || options.deaf)
		fds[0].fd = -1;
	run();
	printf("connections=%ld flights=%ld up=%zu down=%zu\n",
		counted.connections, counted.flights, counted.up, counted.down);
	return 0;
}
