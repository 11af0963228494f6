/*
 * The desktop's Secret Service, through libsecret: single calls. Each has a
 * deadline, in clock_ticks; a call that misses it is abandoned, and so is the
 * service for the rest of the run. keyring.c decides what to ask, and when.
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

/* What finds an item, beside `application`. */
enum {
	ATTRIBUTE_KIND,
	ATTRIBUTE_PROFILE,
	ATTRIBUTE_API_URL,
	ATTRIBUTE_CLIENT_ID,
	ATTRIBUTES
};

/* An item as it is found. All of it lives as long as the list it is in, and
 * what was searched for. */
struct found {
	const char *label;		   /* NULL: none */
	const char *attribute[ATTRIBUTES]; /* NULL: it has none such */
	const char *body;		   /* NULL: locked, or not asked for */
	size_t size;
	bool locked;
	const char *path;
	void *held[3]; /* GVariants, which the text lies in */
};

struct found_list {
	struct found *item;
	int n;
	char **unlocked, **locked; /* the paths */
	void *bodies;		   /* a GHashTable, which they lie in */
};

/* The names of the attributes. */
extern const char *const service_attribute[ATTRIBUTES];

/* How bodies come over the bus. */
enum bodies {
	BODIES_NONE,
	BODIES_PLAIN,	 /* as they are: takes half as long */
	BODIES_ENCRYPTED /* so that a listener on the bus reads none */
};

/* Items with these attributes (NULL: any). Never prompts. */
enum keyring_state service_search(struct service *s,
				  const char *const attribute[ATTRIBUTES],
				  enum bodies bodies, int64_t deadline,
				  struct found_list *ret);
void service_list_free(struct service *s, struct found_list *list);

/* The state of the collection that `alias` names, "default" or "session":
 * READY, LOCKED, NO_COLLECTION, or why that is not known. */
enum keyring_state service_collection(struct service *s, const char *alias,
				      int64_t deadline);

/* Unlock a collection, or those of the items that are of that kind; both
 * prompt. Whether it was done shows when they are asked for again. */
void service_unlock_collection(struct service *s, const char *alias,
			       int64_t deadline);
void service_unlock_items(struct service *s, const struct found_list *list,
			  const char *kind, int64_t deadline);

/* Store in a collection that is there and unlocked, in the place of an item
 * with equal attributes. */
enum keyring_state service_store(struct service *s, const char *alias,
				 const char *const attribute[ATTRIBUTES],
				 const char *label, const struct buf *body,
				 int64_t deadline);

/* Delete one that is not locked. true: the service said yes; whether it is gone
 * the next search tells. */
bool service_delete(struct service *s, const struct found *item,
		    int64_t deadline);

/* SHA-256 in hex; false without libsecret. Asks no service. */
bool service_sha256(const char *text, char ret[65]);

/* libsecret is there or not, for --version. */
const char *service_library(void);

#endif
