/* service_search and service_list_free (service.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper/base/output.h"
#include "helper/keyring/bus.h"
#include "helper/keyring/item.h"
#include "helper/keyring/service.h"

/* Calls without an answer yet. A bus may allow a client no more than 128. */
enum { SEARCH_AHEAD = 64 };

/* Without the name of a schema: with it, a keyring that was never unlocked
 * finds nothing. */
static struct bus_call *
search_begin(struct service *s, const char *const attribute[ATTRIBUTES])
{
	const struct libsecret *lib = s->lib;
	GVariantBuilder b;

	lib->g_variant_builder_init(&b, LIBSECRET_STRINGS);
	lib->g_variant_builder_add(&b, "{ss}", "application", "port-token");
	for (int i = 0; i < ATTRIBUTES; i++)
		if (attribute[i])
			lib->g_variant_builder_add(
				&b, "{ss}", service_attribute[i], attribute[i]);
	return bus_ask_service(s, "SearchItems",
			       lib->g_variant_new("(a{ss})", &b), "(aoao)");
}

static enum keyring_state
search_end(struct service *s, struct bus_call *c, int64_t deadline,
	   struct found_list *ret)
{
	GError *error = NULL;
	GVariant *v = bus_answer(s, c, deadline, &error);

	if (!v)
		return error ? bus_failed(s, error) : s->state;
	s->lib->g_variant_get(v, "(^ao^ao)", &ret->unlocked, &ret->locked);
	s->lib->g_variant_unref(v);
	s->answered = true;
	return KEYRING_READY;
}

static int
search_count(char **paths)
{
	int n = 0;

	while (paths[n])
		n++;
	return n;
}

/* A gnome-keyring that was never unlocked shows only MD5 digests of attributes.
 * We know what was searched for, and the digests of the two kinds. */
static const char *
search_hidden_attribute(const struct libsecret *lib, GVariant *attributes,
			int i, const char *searched)
{
	const char *digest;
	char name[64];

	snprintf(name, sizeof name, "gkr:compat:hashed:%s",
		 service_attribute[i]);
	if (!lib->g_variant_lookup(attributes, name, "&s", &digest))
		return NULL;
	if (searched)
		return searched;
	if (i != ATTRIBUTE_KIND)
		return ITEM_UNKNOWN;
	if (strcmp(digest, "94a08da1fecbb6e8b46990538c7b50b2") == 0)
		return "token";
	if (strcmp(digest, "5ebe2294ecd0e0f08eab7690d2a6ee69") == 0)
		return "secret";
	return NULL;
}

/* Read label and attributes of one item, which keeps a reference to their
 * owner. */
static void
search_read_properties(const struct libsecret *lib, GVariant *answer,
		       const char *const searched[ATTRIBUTES],
		       struct found *ret)
{
	GVariant *properties = lib->g_variant_get_child_value(answer, 0);
	GVariant *attributes = lib->g_variant_lookup_value(
		properties, "Attributes", LIBSECRET_STRINGS);

	ret->held[0] = properties;
	ret->held[1] = attributes;
	lib->g_variant_lookup(properties, "Label", "&s", &ret->label);
	for (int i = 0; attributes && i < ATTRIBUTES; i++)
		if (!lib->g_variant_lookup(attributes, service_attribute[i],
					   "&s", &ret->attribute[i]))
			ret->attribute[i] = search_hidden_attribute(
				lib, attributes, i, searched[i]);
}

static char *
search_path(const struct found_list *list, int unlocked, int i)
{
	return i < unlocked ? list->unlocked[i] : list->locked[i - unlocked];
}

static struct bus_call *
search_item_begin(struct service *s, const char *path)
{
	return bus_ask(
		s, path, "org.freedesktop.DBus.Properties", "GetAll",
		s->lib->g_variant_new("(s)", "org.freedesktop.Secret.Item"),
		"(a{sv})");
}

/* Fill in the list, except the bodies. Leaves out items that have gone. */
static enum keyring_state
search_read_items(struct service *s, const char *const searched[ATTRIBUTES],
		  int64_t deadline, struct found_list *ret)
{
	const struct libsecret *lib = s->lib;
	int unlocked = search_count(ret->unlocked);
	int n = unlocked + search_count(ret->locked), sent = 0;
	struct bus_call **calls =
		output_memory((size_t)n + 1, sizeof(struct bus_call *));

	ret->item = output_memory((size_t)n + 1, sizeof *ret->item);
	for (int i = 0; i < n; i++) {
		struct found *k = &ret->item[ret->n];
		GError *error = NULL;
		GVariant *v;

		for (; sent < n && sent < i + SEARCH_AHEAD; sent++)
			calls[sent] = search_item_begin(
				s, search_path(ret, unlocked, sent));
		v = bus_answer(s, calls[i], deadline, &error);
		if (v) {
			k->path = search_path(ret, unlocked, i);
			k->locked = i >= unlocked;
			search_read_properties(lib, v, searched, k);
			ret->n++;
			lib->g_variant_unref(v);
		} else if (error) {
			msg_trace("keyring: %s", error->message);
			lib->g_error_free(error);
		}
	}
	free(calls);
	return s->state;
}

/* A session to read bodies with that are not encrypted. */
static struct bus_call *
search_session_begin(struct service *s)
{
	const struct libsecret *lib = s->lib;

	return bus_ask_service(
		s, "OpenSession",
		lib->g_variant_new("(sv)", "plain",
				   lib->g_variant_new_string("")),
		"(vo)");
}

static enum keyring_state
search_read_encrypted(struct service *s, int64_t deadline,
		      struct found_list *ret)
{
	const struct libsecret *lib = s->lib;
	GError *error = NULL;
	GAsyncResult *r;
	struct bus_call *c;

	if (bus_proxy(s, deadline) != KEYRING_READY)
		return s->state;
	c = bus_begin(s);
	lib->secret_service_get_secrets_for_dbus_paths(
		s->proxy, (const char **)(void *)ret->unlocked, NULL,
		bus_on_answer, c);
	r = bus_wait(s, c, deadline);
	if (!r)
		return s->state;
	ret->bodies = lib->secret_service_get_secrets_for_dbus_paths_finish(
		s->proxy, r, &error);
	lib->g_object_unref(r);
	if (error)
		return bus_failed(s, error);
	for (int i = 0; i < ret->n; i++) {
		struct found *k = &ret->item[i];
		SecretValue *value =
			lib->g_hash_table_lookup(ret->bodies, k->path);

		if (value)
			k->body = lib->secret_value_get(value, &k->size);
	}
	return KEYRING_READY;
}

/* Take the bodies out of the answer of GetSecrets. */
static void
search_take_plain(const struct libsecret *lib, GVariant *answer,
		  struct found_list *ret)
{
	GVariant *secrets = lib->g_variant_get_child_value(answer, 0);

	for (int i = 0; i < ret->n; i++) {
		struct found *k = &ret->item[i];
		GVariant *body;

		if (!lib->g_variant_lookup(secrets, k->path, "(o@ay@ays)", NULL,
					   NULL, &body, NULL))
			continue;
		k->held[2] = body;
		k->body = lib->g_variant_get_fixed_array(body, &k->size, 1);
		if (!k->body) /* empty, not locked */
			k->body = "";
	}
	lib->g_variant_unref(secrets);
}

static enum keyring_state
search_read_plain(struct service *s, struct bus_call *session, int64_t deadline,
		  struct found_list *ret)
{
	const struct libsecret *lib = s->lib;
	GError *error = NULL;
	GVariant *v = bus_answer(s, session, deadline, &error);
	const char *path;

	if (!v && error) {
		/* A service need not support plain sessions. */
		lib->g_error_free(error);
		return search_read_encrypted(s, deadline, ret);
	}
	if (!v)
		return s->state;
	lib->g_variant_get(v, "(v&o)", NULL, &path);
	session = bus_ask_service(
		s, "GetSecrets",
		lib->g_variant_new(
			"(@aoo)",
			lib->g_variant_new_objv(
				(const char **)(void *)ret->unlocked, -1),
			path),
		"(a{o(oayays)})");
	lib->g_variant_unref(v);
	v = bus_answer(s, session, deadline, &error);
	if (!v)
		return error ? bus_failed(s, error) : s->state;
	search_take_plain(lib, v, ret);
	lib->g_variant_unref(v);
	return KEYRING_READY;
}

enum keyring_state
service_search(struct service *s, const char *const attribute[ATTRIBUTES],
	       enum bodies bodies, int64_t deadline, struct found_list *ret)
{
	enum keyring_state state = bus_up(s, deadline);
	struct bus_call *search, *session = NULL;

	*ret = (struct found_list){ 0 };
	if (state != KEYRING_READY)
		return state;
	search = search_begin(s, attribute);
	if (bodies == BODIES_PLAIN)
		session = search_session_begin(s);
	state = search_end(s, search, deadline, ret);
	if (state == KEYRING_READY)
		state = search_read_items(s, attribute, deadline, ret);
	if (state == KEYRING_READY && ret->unlocked[0]) {
		if (session)
			state = search_read_plain(s, session, deadline, ret);
		else if (bodies == BODIES_ENCRYPTED)
			state = search_read_encrypted(s, deadline, ret);
	} else if (session) {
		bus_abandon(session);
	}
	if (state != KEYRING_READY)
		service_list_free(s, ret);
	return state;
}

void
service_list_free(struct service *s, struct found_list *list)
{
	const struct libsecret *lib = s->lib;

	for (int i = 0; i < list->n; i++)
		for (int j = 0; j < 3; j++)
			if (list->item[i].held[j])
				lib->g_variant_unref(list->item[i].held[j]);
	if (list->unlocked) {
		lib->g_strfreev(list->unlocked);
		lib->g_strfreev(list->locked);
	}
	if (list->bodies)
		lib->g_hash_table_unref(list->bodies);
	free(list->item);
	*list = (struct found_list){ 0 };
}
