#ifdef HAVE_LIBSECRET

#include "helper/service.h"

#include <stdlib.h>
#include <string.h>

#include "helper/bus.h"
#include "helper/call.h"
#include "helper/libsecret.h"
#include "helper/msg.h"

static const SecretSchema schema = {
	.name = "com.getport.port-token",
	/* A keyring that was never unlocked finds nothing by a name. */
	.flags = SECRET_SCHEMA_DONT_MATCH_NAME,
	.attributes = {
		{ "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
		{ "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
		{ "api_url", SECRET_SCHEMA_ATTRIBUTE_STRING },
		{ "client_id", SECRET_SCHEMA_ATTRIBUTE_STRING },
		{ "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
	},
};

struct service {
	const struct libsecret *lib;
	SecretService *secret;
	enum keyring_state state;	/* READY while it is worth asking */
	char why[MSG_SERVER_TEXT + 1];
	bool started;
	bool answered;
};

/* It is not asked again in this run. */
static enum keyring_state
give_up(struct service *s, enum keyring_state state, const char *why)
{
	msg_clean(s->why, why, strlen(why));
	msg_trace("keyring: %s", s->why);
	return s->state = state;
}

static enum keyring_state
silent(struct service *s)
{
	return give_up(s, KEYRING_SILENT, "no answer in time");
}

/* What an error means; it is freed. */
static enum keyring_state
failed(struct service *s, GError *error)
{
	const struct libsecret *lib = s->lib;
	GQuark bus = lib->g_dbus_error_quark();
	bool gone = lib->g_error_matches(error, bus,
					 G_DBUS_ERROR_SERVICE_UNKNOWN) ||
		    lib->g_error_matches(error, bus,
					 G_DBUS_ERROR_NAME_HAS_NO_OWNER);
	bool locked = lib->g_error_matches(error, lib->secret_error_get_quark(),
					   SECRET_ERROR_IS_LOCKED);

	if (gone && !s->answered)
		give_up(s, KEYRING_ABSENT,
			"nothing on the session's D-Bus keeps secrets");
	else if (!locked)
		give_up(s, KEYRING_SILENT, error->message);
	lib->g_error_free(error);
	return locked ? KEYRING_LOCKED : s->state;
}

/* The bus and the service on it, once for all calls. */
static enum keyring_state
start(struct service *s, int64_t deadline)
{
	struct call *c;
	GError *error = NULL;
	GAsyncResult *r;

	if (s->started)
		return s->state;
	s->started = true;
	if (!bus_there())
		return give_up(s, KEYRING_ABSENT,
			       "there is no D-Bus session");
	s->lib = libsecret_load();
	if (!s->lib)
		return give_up(s, KEYRING_ABSENT,
			       "libsecret is not installed");
	switch (bus_connect(s->lib, deadline)) {
	case -1:
		return give_up(s, KEYRING_ABSENT,
			       "the session's D-Bus cannot be reached");
	case -2:
		return silent(s);
	}
	c = call_begin(s->lib);
	s->lib->secret_service_get(SECRET_SERVICE_NONE, NULL, call_answered, c);
	r = call_wait(c, deadline);
	if (!r)
		return silent(s);
	s->secret = s->lib->secret_service_get_finish(r, &error);
	s->lib->g_object_unref(r);
	if (!s->secret)
		s->state = failed(s, error);
	return s->state;
}

struct service *
service_new(void)
{
	return calloc(1, sizeof(struct service));
}

void
service_free(struct service *s)
{
	if (s && s->secret)
		s->lib->g_object_unref(s->secret);
	free(s);
}

const char *
service_why(const struct service *s)
{
	return s->why;
}

/* GLib's tables hold what is never written to, and do not say so. */
static void *
unconst(const char *s)
{
	return (void *)(uintptr_t)s;
}

static GHashTable *
attributes_of(const struct libsecret *lib,
	      const char *const attribute[ATTRIBUTES])
{
	GHashTable *table = lib->g_hash_table_new(lib->g_str_hash,
						  lib->g_str_equal);

	lib->g_hash_table_insert(table, unconst("application"),
				 unconst("port-token"));
	for (int i = 0; i < ATTRIBUTES; i++)
		if (attribute[i])
			lib->g_hash_table_insert(
				table, unconst(schema.attributes[i].name),
				unconst(attribute[i]));
	return table;
}

/* --- reading --- */

/* Load the bodies of those that are not locked; `session` is the opening of
 * the encrypted way they come by, begun together with the search. */
static enum keyring_state
load_bodies(struct service *s, GList *items, struct call *session,
	    int64_t deadline)
{
	const struct libsecret *lib = s->lib;
	GAsyncResult *r = call_wait(session, deadline);
	struct call *c;
	GError *error = NULL;

	if (!r)
		return silent(s);
	lib->g_object_unref(r);
	c = call_begin(lib);
	lib->secret_item_load_secrets(items, NULL, call_answered, c);
	r = call_wait(c, deadline);
	if (!r)
		return silent(s);
	lib->secret_item_load_secrets_finish(r, &error);
	lib->g_object_unref(r);
	return error ? failed(s, error) : KEYRING_READY;
}

static void
list_add(struct kept_list *list, const struct libsecret *lib,
	 SecretItem *item)
{
	struct kept *k = &list->kept[list->n++];

	k->item = item;
	k->label = lib->secret_item_get_label(item);
	k->locked = lib->secret_item_get_locked(item);
	k->attributes = lib->secret_item_get_attributes(item);
	for (int i = 0; i < ATTRIBUTES; i++)
		k->attribute[i] = lib->g_hash_table_lookup(
			k->attributes, schema.attributes[i].name);
	k->value = lib->secret_item_get_secret(item);
	if (k->value)
		k->body = lib->secret_value_get(k->value, &k->size);
}

void
service_list_free(struct service *s, struct kept_list *list)
{
	const struct libsecret *lib = s->lib;

	for (int i = 0; i < list->n; i++) {
		struct kept *k = &list->kept[i];

		if (k->value)
			lib->secret_value_unref(k->value);
		lib->g_hash_table_unref(k->attributes);
		lib->g_free(k->label);
		lib->g_object_unref(k->item);
	}
	free(list->kept);
	*list = (struct kept_list){ 0 };
}

/* Takes over the items. */
static void
list_fill(struct kept_list *list, const struct libsecret *lib, GList *items)
{
	int n = 0;

	for (GList *i = items; i; i = i->next)
		n++;
	list->kept = n ? calloc((size_t)n, sizeof(*list->kept)) : NULL;
	for (GList *i = items; i; i = i->next) {
		if (list->kept)
			list_add(list, lib, i->data);
		else
			lib->g_object_unref(i->data);
	}
	lib->g_list_free(items);
}

static bool
any_unlocked(const struct libsecret *lib, GList *items)
{
	for (; items; items = items->next)
		if (!lib->secret_item_get_locked(items->data))
			return true;
	return false;
}

enum keyring_state
service_search(struct service *s, const char *const attribute[ATTRIBUTES],
	       bool bodies, int64_t deadline, struct kept_list *ret)
{
	enum keyring_state state = start(s, deadline);
	const struct libsecret *lib = s->lib;
	struct call *search, *session = NULL;
	GHashTable *table;
	GAsyncResult *r;
	GError *error = NULL;
	GList *items;

	*ret = (struct kept_list){ 0 };
	if (state != KEYRING_READY)
		return state;
	table = attributes_of(lib, attribute);
	search = call_begin(lib);
	lib->secret_service_search(s->secret, &schema, table,
				   SECRET_SEARCH_ALL, NULL, call_answered,
				   search);
	lib->g_hash_table_unref(table);
	if (bodies) {
		/* The slowest step of all; the search costs nothing beside it. */
		session = call_begin(lib);
		lib->secret_service_ensure_session(s->secret, NULL,
						   call_answered, session);
	}
	r = call_wait(search, deadline);
	if (r) {
		items = lib->secret_service_search_finish(s->secret, r, &error);
		lib->g_object_unref(r);
	}
	if (!r || error) {
		if (session)
			call_abandon(session);
		return r ? failed(s, error) : silent(s);
	}
	s->answered = true;
	if (bodies && any_unlocked(lib, items))
		state = load_bodies(s, items, session, deadline);
	else if (session)
		call_abandon(session);
	list_fill(ret, lib, items);
	if (state != KEYRING_READY)
		service_list_free(s, ret);
	return state;
}

/* --- writing --- */

/* The collection by that name, if it is READY; the caller unrefs it. */
static enum keyring_state
collection(struct service *s, const char *alias, int64_t deadline,
	   SecretCollection **ret)
{
	enum keyring_state state = start(s, deadline);
	const struct libsecret *lib = s->lib;
	struct call *c;
	GAsyncResult *r;
	GError *error = NULL;

	*ret = NULL;
	if (state != KEYRING_READY)
		return state;
	c = call_begin(lib);
	lib->secret_collection_for_alias(s->secret, alias,
					 SECRET_COLLECTION_NONE, NULL,
					 call_answered, c);
	r = call_wait(c, deadline);
	if (!r)
		return silent(s);
	*ret = lib->secret_collection_for_alias_finish(r, &error);
	lib->g_object_unref(r);
	if (error)
		return failed(s, error);
	s->answered = true;
	if (!*ret)
		return KEYRING_NO_COLLECTION;
	return lib->secret_collection_get_locked(*ret) ? KEYRING_LOCKED
						       : KEYRING_READY;
}

enum keyring_state
service_collection(struct service *s, const char *alias, int64_t deadline)
{
	SecretCollection *c;
	enum keyring_state state = collection(s, alias, deadline, &c);

	if (c)
		s->lib->g_object_unref(c);
	return state;
}

/* Takes over the list, not what is on it. */
static void
unlock(struct service *s, GList *list, int64_t deadline)
{
	struct call *c = call_begin(s->lib);
	GAsyncResult *r;

	s->lib->secret_service_unlock(s->secret, list, NULL, call_answered, c);
	s->lib->g_list_free(list);
	r = call_wait(c, deadline);
	if (r)
		s->lib->g_object_unref(r);
}

void
service_unlock_collection(struct service *s, const char *alias,
			  int64_t deadline)
{
	SecretCollection *what;

	if (collection(s, alias, deadline, &what) == KEYRING_LOCKED)
		unlock(s, s->lib->g_list_prepend(NULL, what), deadline);
	if (what)
		s->lib->g_object_unref(what);
}

void
service_unlock_items(struct service *s, const struct kept_list *list,
		     const char *kind, int64_t deadline)
{
	GList *what = NULL;

	for (int i = 0; i < list->n; i++) {
		const struct kept *k = &list->kept[i];

		if (k->locked && k->attribute[ATTRIBUTE_KIND] &&
		    strcmp(k->attribute[ATTRIBUTE_KIND], kind) == 0)
			what = s->lib->g_list_prepend(what, k->item);
	}
	if (what)
		unlock(s, what, deadline);
}

enum keyring_state
service_store(struct service *s, const char *alias,
	      const char *const attribute[ATTRIBUTES], const char *label,
	      const struct buf *body, int64_t deadline)
{
	SecretCollection *where;
	enum keyring_state state = collection(s, alias, deadline, &where);
	const struct libsecret *lib = s->lib;
	GError *error = NULL;
	GHashTable *table;
	SecretValue *value;
	SecretItem *item;
	GAsyncResult *r;
	struct call *c;

	if (state == KEYRING_READY) {
		table = attributes_of(lib, attribute);
		value = lib->secret_value_new(body->data, (gssize)body->len,
					      "text/plain");
		c = call_begin(lib);
		lib->secret_item_create(where, &schema, table, label, value,
					SECRET_ITEM_CREATE_REPLACE, NULL,
					call_answered, c);
		lib->g_hash_table_unref(table);
		lib->secret_value_unref(value);
		r = call_wait(c, deadline);
		if (r) {
			item = lib->secret_item_create_finish(r, &error);
			if (item)
				lib->g_object_unref(item);
			lib->g_object_unref(r);
		}
		state = !r ? silent(s) : error ? failed(s, error) : state;
	}
	if (where)
		lib->g_object_unref(where);
	return state;
}

enum keyring_state
service_delete(struct service *s, const struct kept *kept, int64_t deadline)
{
	const struct libsecret *lib = s->lib;
	struct call *c = call_begin(lib);
	GAsyncResult *r;
	GError *error = NULL;

	lib->secret_item_delete(kept->item, NULL, call_answered, c);
	r = call_wait(c, deadline);
	if (!r)
		return silent(s);
	lib->secret_item_delete_finish(kept->item, r, &error);
	lib->g_object_unref(r);
	return error ? failed(s, error) : KEYRING_READY;
}

bool
service_sha256(const char *text, char ret[65])
{
	const struct libsecret *lib = libsecret_load();
	char *hex;

	if (!lib)
		return false;
	hex = lib->g_compute_checksum_for_data(G_CHECKSUM_SHA256,
					       (const guchar *)text,
					       strlen(text));
	memcpy(ret, hex, 65);
	lib->g_free(hex);
	return true;
}

#endif
