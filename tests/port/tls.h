/* A temporary certificate authority, and its certificate for loopback. */
#ifndef PORT_TLS_H
#define PORT_TLS_H

#include <stdbool.h>

/* Makes a key and a certificate, in PEM; free() both. Writes the authority's
 * certificate to DIRECTORY/ca.pem. `expired`: the certificate ended yesterday.
 * False on failure. */
bool tls_make(const char *directory, bool expired, char **ret_key,
	char **ret_certificate);

#endif
