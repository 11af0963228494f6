/*
 * Single calls to the desktop's Secret Service, through libsecret. Each has a
 * deadline, in clock_ticks; a call that misses it is abandoned, and so is the
 * service for the rest of the run. keyring.c decides which calls to make.
 *
 * Do not fork while it is in use: GLib's threads do not survive that.
 */
#ifndef HELPER_KEYRING_SERVICE_H
#define HELPER_KEYRING_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "helper/base/buf.h"
#include "helper/keyring/state.h"

/* The attributes that find an item, besides `application`. */
enum {
	ATTRIBUTE_KIND,
	ATTRIBUTE_PROFILE,
	ATTRIBUTE_API_URL,
	ATTRIBUTE_CLIENT_ID,
	ATTRIBUTES
};

/* An item of a search. It lives as long as its list and the attributes that
 * were searched for. */
struct found {
	const char *label;		   /* NULL: none */
	const char *attribute[ATTRIBUTES]; /* NULL: missing */
	const char *body;		   /* NULL: locked, or not asked for */
	size_t size;
	bool locked;
	const char *path;
	void *held[3]; /* GVariants that own the text */
};

struct found_list {
	struct found *item;
	int n;
	char **unlocked, **locked; /* the paths */
	void *bodies;		   /* a GHashTable that owns bodies */
};

/* The names of the attributes. */
extern const char *const service_attribute[ATTRIBUTES];

/* How bodies are sent over the bus. */
enum bodies {
	BODIES_NONE,
	BODIES_PLAIN, /* readable on the bus; takes half the time */
	BODIES_ENCRYPTED
};

/* Items with these attributes (NULL: any). Never prompts. */
enum keyring_state service_search(struct service *s,
				  const char *const attribute[ATTRIBUTES],
				  enum bodies bodies, int64_t deadline,
				  struct found_list *ret);
void service_list_free(struct service *s, struct found_list *list);

/* The state of the default collection: READY, LOCKED, NO_COLLECTION, or why
 * that is not known. */
enum keyring_state service_default(struct service *s, int64_t deadline);

/* Unlock the default collection, or the locked items of a search; both prompt.
 * Search again to see whether it worked. */
void service_unlock_default(struct service *s, int64_t deadline);
void service_unlock_items(struct service *s, const struct found_list *list,
			  int64_t deadline);

/* Store in the collection that `alias` names, "default" or "session", if it
 * exists and is unlocked. Replaces an item with
 * equal attributes. */
enum keyring_state service_store(struct service *s, const char *alias,
				 const char *const attribute[ATTRIBUTES],
				 const char *label, const struct buf *body,
				 int64_t deadline);

/* Delete an unlocked item. true: the service reported success; search again to
 * see whether it is gone. */
bool service_delete(struct service *s, const struct found *item,
		    int64_t deadline);

/* SHA-256 in hex; false without libsecret. Does not use the service. */
bool service_sha256(const char *text, char ret[65]);

/* Whether libsecret is installed, for --version. */
const char *service_library(void);

#endif
