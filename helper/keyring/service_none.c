/* Replaces service.c in a build without keyring: the static one, and one
 * without libsecret's headers. */
#include "helper/keyring/service.h"

#include <stdio.h>

#ifdef PORT_STATIC
#define WHY "the static build has none"
#define LIBRARY "not in the static build, no keyring"
#else
#define WHY "built without libsecret"
#define LIBRARY "built without, no keyring"
#endif

static enum keyring_state
service_none(struct service *s)
{
	snprintf(s->why, sizeof s->why, WHY);
	return KEYRING_ABSENT;
}

enum keyring_state
service_search(struct service *s, const char *const attribute[ATTRIBUTES],
	       enum bodies bodies, int64_t deadline, struct found_list *ret)
{
	(void)attribute, (void)bodies, (void)deadline;
	*ret = (struct found_list){ 0 };
	return service_none(s);
}

void
service_list_free(struct service *s, struct found_list *list)
{
	(void)s, (void)list;
}

enum keyring_state
service_default(struct service *s, int64_t deadline)
{
	(void)deadline;
	return service_none(s);
}

void
service_unlock_default(struct service *s, int64_t deadline)
{
	(void)s, (void)deadline;
}

void
service_unlock_items(struct service *s, const struct found_list *list,
		     int64_t deadline)
{
	(void)s, (void)list, (void)deadline;
}

enum keyring_state
service_store(struct service *s, const char *alias,
	      const char *const attribute[ATTRIBUTES], const char *label,
	      const struct buf *body, int64_t deadline)
{
	(void)alias, (void)attribute, (void)label, (void)body, (void)deadline;
	return service_none(s);
}

bool
service_delete(struct service *s, const struct found *item, int64_t deadline)
{
	(void)s, (void)item, (void)deadline;
	return false;
}

const char *
service_library(void)
{
	return LIBRARY;
}

bool
service_sha256(const char *text, char ret[65])
{
	(void)text, (void)ret;
	return false;
}
