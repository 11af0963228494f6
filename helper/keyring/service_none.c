/* In the place of service.c and what is behind it, where libsecret's headers
 * were not there to build with: no keyring. */
#include <stdlib.h>

#include "helper/keyring/service.h"

struct service {
	char unused;
};

struct service *
service_new(void)
{
	return calloc(1, sizeof(struct service));
}

void
service_free(struct service *s)
{
	free(s);
}

enum keyring_state
service_search(struct service *s, const char *const attribute[ATTRIBUTES],
	       enum bodies bodies, int64_t deadline, struct found_list *ret)
{
	(void)s, (void)attribute, (void)bodies, (void)deadline;
	*ret = (struct found_list){ 0 };
	return KEYRING_ABSENT;
}

void
service_list_free(struct service *s, struct found_list *list)
{
	(void)s, (void)list;
}

enum keyring_state
service_collection(struct service *s, const char *alias, int64_t deadline)
{
	(void)s, (void)alias, (void)deadline;
	return KEYRING_ABSENT;
}

void
service_unlock_collection(struct service *s, const char *alias,
			  int64_t deadline)
{
	(void)s, (void)alias, (void)deadline;
}

void
service_unlock_items(struct service *s, const struct found_list *list,
		     const char *kind, int64_t deadline)
{
	(void)s, (void)list, (void)kind, (void)deadline;
}

enum keyring_state
service_store(struct service *s, const char *alias,
	      const char *const attribute[ATTRIBUTES], const char *label,
	      const struct buf *body, int64_t deadline)
{
	(void)s, (void)alias, (void)attribute, (void)label, (void)body;
	(void)deadline;
	return KEYRING_ABSENT;
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
	return "built without, no keyring";
}

bool
service_sha256(const char *text, char ret[65])
{
	(void)text, (void)ret;
	return false;
}

const char *
service_why(const struct service *s)
{
	(void)s;
	return "built without libsecret";
}
