/*
 * An answer written to the socket by ourselves, in a way libmicrohttpd would
 * not: slowly, not whole, framed otherwise, or with a reset at its end.
 */
#ifndef PORT_WIRE_H
#define PORT_WIRE_H

#include <stdbool.h>
#include <stddef.h>

enum wire_end { WIRE_WHOLE, WIRE_STALL, WIRE_RESET, WIRE_CUT };
/* Where it ends: a place, or (0 and up) that many bytes of the body. */
enum { WIRE_BEFORE = -4, WIRE_HEAD = -3, WIRE_BODY = -2, WIRE_END = -1 };

struct wire {
	bool own;		/* any of the below is asked for */
	enum wire_end end;
	long where;
	enum { WIRE_LENGTH, WIRE_CHUNKED, WIRE_BARE } framing;
	long drip;		/* bytes a second; 0: as fast as it goes */
	bool endless;		/* empty gzip members follow the body, in
				   chunks, until the client goes */
	bool twice;		/* wire_unrequested() comes with it, in one TCP
				   segment; then nothing more */
};

/* `tls`: a gnutls session; NULL: none. `head` is the status line and header
 * lines without framing and empty line. */
void wire_send(const struct wire *wire, int fd, void *tls, const char *head,
	const char *body, size_t length);

/* A whole answer that nobody asked for, 200 and with something for each kind
 * of request; the connection stays as it is. */
void wire_unrequested(int fd, void *tls);

/* Waits so long, or (ms < 0) until the client is gone; less if the server is
 * to stop. */
void wire_wait(int fd, long ms);
/* Lets all that wait go on. */
int wire_init(void);
void wire_stop(void);

#endif
