/*
 * helper/http/client.h as a command, for tests/network: requests all URLs at
 * once, and prints a line about each answer, in the order of the URLs.
 *
 *	wire [-v] [-r RETRIES] [-m MAX] [-t SEC] [-k TOKEN] [-d BODY] [-s]
 *	     [-1] URL...
 *
 * -s: the answer is a secret. -1: one request after the other.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "helper/http/response.h"
#include "helper/base/harden.h"
#include "helper/http/client.h"
#include "helper/base/msg.h"

enum { CALLS = 64 };

static void
show(const struct http_reply *r)
{
	static const char *const names[] = {
		"ok", "unreachable", "untrusted", "too-large", "wait-too-long",
		"internal",
	};
	size_t n = r->body.len < 60 ? r->body.len : 60;

	printf("%s status=%d bytes=%zu wait=%" PRId64 " date=%d "
	       "trace=%s body=%.*s\n", names[r->failure], r->status,
	       r->body.len, r->wait, r->date != 0, r->trace_id, (int)n,
	       buf_text(&r->body));
}

int
main(int argc, char **argv)
{
	struct http_request request = { .max = 1 << 20 };
	struct http_call *calls[CALLS] = { NULL };
	bool verbose = false, one = false;
	long timeout = 20;
	struct http *h;
	int code = 0, i, o, n;

	harden_start();
	msg_init("wire");
	while ((o = getopt(argc, argv, "vr:m:t:k:d:s1")) != -1) {
		if (o == 'v')
			verbose = true;
		else if (o == 'r')
			request.retries = (int)strtol(optarg, NULL, 10);
		else if (o == 'm')
			request.max = (size_t)strtol(optarg, NULL, 10);
		else if (o == 't')
			timeout = strtol(optarg, NULL, 10);
		else if (o == 'k')
			request.token = optarg;
		else if (o == 'd')
			request.body = optarg;
		else if (o == 's')
			request.secret = true;
		else if (o == '1')
			one = true;
		else
			return 2;
	}
	msg_level(false, verbose);
	h = http_new(timeout);
	n = argc - optind < CALLS ? argc - optind : CALLS;
	for (i = 0; i < n; i++) {
		request.url = argv[optind + i];
		calls[i] = http_start(h, &request);
		if (one)
			http_wait(h, calls[i]);
	}
	for (i = 0; i < n; i++) {
		const struct http_reply *r = http_wait(h, calls[i]);
		int c = response_check(
			r, (struct subject){ .task = argv[optind + i] });

		show(r);
		code = c > code ? c : code;
		http_end(h, calls[i]);
	}
	http_free(h);
	return code;
}
