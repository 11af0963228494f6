/*
 * What a run needs to talk to Port: the identity, its token, the keyring and
 * the connections. Each is loaded when it is first needed: a token from the
 * environment needs neither D-Bus nor libcurl, a cached one no libcurl.
 * acquire.h gets the token.
 */
#ifndef HELPER_SESSION_SESSION_H
#define HELPER_SESSION_SESSION_H

#include "helper/http/client.h"
#include "helper/identity/environment.h"
#include "helper/identity/identity.h"
#include "helper/identity/token.h"
#include "helper/keyring/keyring.h"

struct session;

/* Read those variables in `which` (environment.h) and find the identity,
 * without keyring or network: VARS_ALL, or, for what acts on a profile,
 * VARS_PROFILE or VARS_KEYRING. 0, or a code after a message and a hint. Close
 * *ret either way.
 */
int session_open(struct session **ret, const struct chosen *chosen,
		 unsigned which);

/* NULL is fine. */
void session_close(struct session *s);

/* Environment and identity. They do not change during a run. */
const struct environment *session_environment(const struct session *s);
const struct identity *session_identity(const struct session *s);

/* The kind of the identity, or IDENTITY_CREDENTIALS once they have replaced
 * PORT_ACCESS_TOKEN; and its name, for messages. */
enum identity_kind session_kind(const struct session *s);
const char *session_name(const struct session *s);

/* The base URL and the client id that belong to the identity. Those of a
 * profile are NULL until they were read from the keyring. */
const char *session_api_url(const struct session *s);
const char *session_client_id(const struct session *s);

/* The token; its text is empty if there is none. */
const struct token *session_token(const struct session *s);

/* The connection pool and the keyring, made on first use. */
struct http *session_http(struct session *s);
struct keyring *session_keyring(struct session *s);

/* The hint for a 401 to this identity; valid until the next call. */
const char *session_refused_hint(const struct session *s);

#endif
