/*
 * Writes an answer to the socket in ways that libmicrohttpd does not: slowly,
 * not whole, with another framing, or with a reset at its end.
 */
#ifndef PORT_WIRE_H
#define PORT_WIRE_H

#include <stdbool.h>
#include <stddef.h>

enum wire_end { WIRE_WHOLE, WIRE_STALL, WIRE_RESET, WIRE_CUT };
/* Where it ends: a place, or after so many bytes of the body (0 and more). */
enum { WIRE_BEFORE = -4, WIRE_HEAD = -3, WIRE_BODY = -2, WIRE_END = -1 };

struct wire {
	bool own;		/* any of these is wanted */
	enum wire_end end;
	long where;
	enum { WIRE_LENGTH, WIRE_CHUNKED, WIRE_BARE } framing;
	long drip;		/* bytes a second; 0: no limit */
	bool endless;		/* empty gzip members follow the body, in
				   chunks, until the client closes */
	bool twice;		/* wire_unrequested() follows in the same TCP
				   segment; then nothing more */
};

/* `tls`: a gnutls session; NULL: none. `head` is the status line and header
 * lines without framing and empty line. */
void wire_send(const struct wire *wire, int fd, void *tls, const char *head,
	const char *body, size_t length);

/* Sends a whole answer that nobody requested: 200, with something for each kind
 * of request. The connection stays open. */
void wire_unrequested(int fd, void *tls);

/* Waits so long, or (ms < 0) until the client closes the connection; less if
 * the server stops. */
void wire_wait(int fd, long ms);
/* wire_stop ends every wire_wait. */
int wire_init(void);
void wire_stop(void);

#endif
