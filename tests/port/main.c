#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "tests/port/audit.h"
#include "tests/port/collection.h"
#include "tests/port/fault.h"
#include "tests/port/log.h"
#include "tests/port/options.h"
#include "tests/port/packed.h"
#include "tests/port/pattern.h"
#include "tests/port/run.h"
#include "tests/port/server.h"
#include "tests/port/store.h"
#include "tests/port/tls.h"
#include "tests/port/token.h"
#include "tests/port/value.h"
#include "tests/port/wire.h"

/* A descriptor for the signals that end the server; threads inherit the
 * mask. */
static int
ending(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static void
wait_for_end(int signals, bool until_eof, long life)
{
	struct pollfd fds[2] = { { signals, POLLIN, 0 },
		{ until_eof ? STDIN_FILENO : -1, POLLIN, 0 } };
	time_t end = time(NULL) + life;
	char byte;

	for (;;) {
		time_t left = end - time(NULL);

		if (left <= 0 || (poll(fds, 2, (int)(left < 60 ? left : 60) *
			1000) < 0 && errno != EINTR))
			return;
		if (fds[0].revents)
			return;
		if (fds[1].revents && read(STDIN_FILENO, &byte, 1) <= 0)
			return;
	}
}

static bool
prepare(const struct options *options)
{
	jv wrong = jv_invalid();
	int error = 0;

	for (int i = 0; options->seeds[i] && !jv_is_valid(wrong); i++)
		wrong = seed_load(options->seeds[i], &options->counts);
	if (jv_is_valid(wrong)) {
		fprintf(stderr, "port: %s\n", jv_string_value(wrong));
		jv_free(wrong);
		return false;
	}
	if (options->log)
		error = log_open(options->log, options->log_secrets);
	if (error == 0)
		error = wire_init();
	if (error != 0)
		fprintf(stderr, "port: %s\n", strerror(error));
	return error == 0;
}

static bool
start(const struct options *options, struct server *ret[2])
{
	const char *host = options->ipv6 ? "[::1]" : "127.0.0.1";
	char *key = NULL, *certificate = NULL;

	ret[0] = server_start(options->ipv6, (uint16_t)options->port, NULL,
		NULL);
	if (options->tls && tls_make(options->tls, options->expired, &key,
		&certificate))
		ret[1] = server_start(options->ipv6,
			(uint16_t)options->tls_port, key, certificate);
	free(key);
	free(certificate);
	if (!ret[0] || (options->tls && !ret[1])) {
		fputs("port: cannot listen\n", stderr);
		return false;
	}
	printf("http://%s:%d\n", host, server_port(ret[0]));
	if (ret[1])
		printf("https://%s:%d\n", host, server_port(ret[1]));
	return fflush(stdout) == 0;
}

static void
forget(const struct options *options)
{
	fault_clear();
	token_free();
	audit_free();
	run_free();
	run_log_free();
	collection_free();
	store_free();
	pattern_free();
	packed_free();
	jv_free(options->counts.generate);
	jv_free(options->counts.synthetic);
}

int
main(int argc, char **argv)
{
	struct server *servers[2] = { NULL, NULL };
	struct options options;
	int signals = ending(), status = 2;

	if (!options_parse(argc, argv, &options))
		goto done;
	status = 0;
	if (options.help) {
		options_help();
		goto done;
	}
	status = 1;
	if (signals >= 0 && prepare(&options) && start(&options, servers)) {
		wait_for_end(signals, options.until_eof, options.life);
		status = 0;
	}
	wire_stop();
	server_stop(servers[0]);
	server_stop(servers[1]);
done:
	forget(&options);
	return status;
}
