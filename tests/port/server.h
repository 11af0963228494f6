/* The sockets: libmicrohttpd, a thread for each connection. */
#ifndef PORT_SERVER_H
#define PORT_SERVER_H

#include <stdbool.h>
#include <stdint.h>

struct server;

/* Listens on loopback; port 0 lets the kernel choose. `key` and `certificate`
 * are PEM, or NULL for plain HTTP. NULL on failure. */
struct server *server_start(bool ipv6, uint16_t port, const char *key,
	const char *certificate);
uint16_t server_port(const struct server *server);
void server_stop(struct server *server);

#endif
