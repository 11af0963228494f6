#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <microhttpd.h>

#include "tests/port/exchange.h"
#include "tests/port/refusal.h"
#include "tests/port/server.h"
#include "tests/port/value.h"

struct server {
	struct MHD_Daemon *daemon;
};

/* A request that is being received. */
struct incoming {
	char *target, *body;
	size_t length;
	bool begun;
	long late;	/* see struct answer */
};

static atomic_ulong connections;

/* The raw target, before libmicrohttpd decodes it. */
static void *
begin(void *data, const char *uri, struct MHD_Connection *connection)
{
	struct incoming *it = calloc(1, sizeof(*it));

	(void)data;
	(void)connection;
	if (!it)
		abort();
	it->target = strdup(uri);
	it->late = -1;
	return it;
}

static int
socket_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection,
		MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

/* The gnutls session of the connection; NULL for plain HTTP. */
static void *
tls_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *tls = MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

	return tls ? tls->tls_session : NULL;
}

/* The thread of the connection calls this after it has sent the answer,
 * before it reads another request. */
static void
end(void *data, struct MHD_Connection *connection, void **request,
	enum MHD_RequestTerminationCode code)
{
	struct incoming *it = *request;

	(void)data;
	if (it && it->late >= 0 &&
	    code == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
		wire_wait(socket_of(connection), it->late);
		wire_unrequested(socket_of(connection), tls_of(connection));
	}
	if (it) {
		free(it->target);
		free(it->body);
		free(it);
	}
	*request = NULL;
}

static void
connected(void *data, struct MHD_Connection *connection, void **context,
	enum MHD_ConnectionNotificationCode code)
{
	(void)data;
	(void)connection;
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*context = (void *)(uintptr_t)(
			atomic_fetch_add(&connections, 1) + 1);
}

static size_t
leave_alone(void *data, struct MHD_Connection *connection, char *text)
{
	(void)data;
	(void)connection;
	return strlen(text);
}

static enum MHD_Result
add_header(void *data, enum MHD_ValueKind kind, const char *name,
	const char *value)
{
	jv *headers = data;
	char lower[128];
	size_t i = 0;

	(void)kind;
	for (; name[i] && i < sizeof(lower) - 1; i++)
		lower[i] = (char)tolower((unsigned char)name[i]);
	lower[i] = '\0';
	*headers = with_text(*headers, lower, value ? value : "");
	return MHD_YES;
}

/* Bytes over the limit are read, so that the client can finish, but not
 * kept. */
static void
keep(struct incoming *it, const char *data, size_t size)
{
	if (size > 0 && it->length + size <= EXCHANGE_BODY_MAX) {
		it->body = realloc(it->body, it->length + size);
		if (!it->body)
			abort();
		memcpy(it->body + it->length, data, size);
	}
	it->length += size;
}

/* Writes the answer with wire_send(); libmicrohttpd closes the connection. */
static void
send_raw(struct MHD_Connection *connection, struct answer *answer)
{
	char *head = NULL;
	size_t length;
	FILE *out = open_memstream(&head, &length);

	if (!out)
		abort();
	fprintf(out, "HTTP/1.1 %d %s\r\n", answer->status,
		refusal_error(answer->status));
	members(answer->headers, name, value) {
		fprintf(out, "%s: %s\r\n", jv_string_value(name),
			jv_string_value(value));
		jv_free(name);
		jv_free(value);
	}
	if (!answer->wire.twice)
		fputs("Connection: close\r\n", out);
	fclose(out);
	wire_send(&answer->wire, socket_of(connection), tls_of(connection),
		head, answer->body, answer->length);
	free(head);
}

static enum MHD_Result
send_answer(struct MHD_Connection *connection, struct answer *answer)
{
	struct MHD_Response *response;
	enum MHD_Result done;

	if (answer->delay > 0)
		wire_wait(socket_of(connection), answer->delay);
	if (answer->wire.own) {
		send_raw(connection, answer);
		return MHD_NO;
	}
	response = MHD_create_response_from_buffer(answer->length,
		answer->body, MHD_RESPMEM_MUST_FREE);
	if (!response)
		return MHD_NO;
	answer->body = NULL;
	members(answer->headers, name, value) {
		MHD_add_response_header(response, jv_string_value(name),
			jv_string_value(value));
		jv_free(name);
		jv_free(value);
	}
	done = MHD_queue_response(connection, (unsigned)answer->status,
		response);
	MHD_destroy_response(response);
	return done;
}

static enum MHD_Result
handle(void *data, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload,
	size_t *size, void **context)
{
	struct incoming *it = *context;
	struct request request = { .method = method, .target = it->target,
		.headers = jv_object() };
	struct answer answer;
	enum MHD_Result done;

	(void)data;
	(void)url;
	(void)version;
	if (!it->begun || *size > 0) {
		it->begun = true;
		keep(it, upload, *size);
		*size = 0;
		jv_free(request.headers);
		return MHD_YES;
	}
	MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header,
		&request.headers);
	request.body = it->body;
	request.length = it->length;
	request.connection = (unsigned long)(uintptr_t)*(void *const *)
		MHD_get_connection_info(connection,
			MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	exchange(&request, &answer);
	it->late = answer.late;
	done = send_answer(connection, &answer);
	answer_free(&answer);
	jv_free(request.headers);
	return done;
}

static struct MHD_Daemon *
listen_at(const struct sockaddr *address, const char *key,
	const char *certificate, unsigned flags)
{
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0,
			(void *)(uintptr_t)certificate },
		{ MHD_OPTION_END, 0, NULL }
	};

	if (!key)
		tls[0].option = MHD_OPTION_END;
	return MHD_start_daemon(flags | MHD_USE_THREAD_PER_CONNECTION |
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
		MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL, handle, NULL,
		MHD_OPTION_SOCK_ADDR, address,
		MHD_OPTION_URI_LOG_CALLBACK, begin, NULL,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_alone, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, end, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, connected, NULL,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)256 * 1024,
		MHD_OPTION_CONNECTION_LIMIT, 2000u,
		MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

struct server *
server_start(bool ipv6, uint16_t port, const char *key,
	const char *certificate)
{
	struct sockaddr_in four = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
		.sin6_port = htons(port), .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct server *it = calloc(1, sizeof(*it));

	if (!it)
		abort();
	it->daemon = listen_at(ipv6 ? (struct sockaddr *)&six :
		(struct sockaddr *)&four, key, certificate,
		(ipv6 ? MHD_USE_IPv6 : 0) | (key ? MHD_USE_TLS : 0));
	if (it->daemon)
		return it;
	free(it);
	return NULL;
}

uint16_t
server_port(const struct server *server)
{
	return MHD_get_daemon_info(server->daemon,
		MHD_DAEMON_INFO_BIND_PORT)->port;
}

void
server_stop(struct server *server)
{
	if (!server)
		return;
	MHD_stop_daemon(server->daemon);
	free(server);
}
