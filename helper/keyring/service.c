#include "helper/keyring/service.h"

#include <string.h>

#include "helper/keyring/bus.h"

#define ITEM "org.freedesktop.Secret.Item."
#define COLLECTION "org.freedesktop.Secret.Collection"

const char *const service_attribute[ATTRIBUTES] = {
	[ATTRIBUTE_KIND] = "kind",
	[ATTRIBUTE_PROFILE] = "profile",
	[ATTRIBUTE_API_URL] = "api_url",
	[ATTRIBUTE_CLIENT_ID] = "client_id",
};

/* --- collections --- */

/* The path of the collection, if it is READY or LOCKED, for g_free. */
static enum keyring_state
service_find_collection(struct service *s, const char *alias, int64_t deadline,
			char **ret)
{
	enum keyring_state state = bus_up(s, deadline);
	const struct libsecret *lib = s->lib;
	GError *error = NULL;
	struct bus_call *c;
	GVariant *v, *locked;

	*ret = NULL;
	if (state != KEYRING_READY)
		return state;
	c = bus_ask_service(s, "ReadAlias", lib->g_variant_new("(s)", alias),
			    "(o)");
	v = bus_answer(s, c, deadline, &error);
	if (!v)
		return error ? bus_failed(s, error) : s->state;
	lib->g_variant_get(v, "(o)", ret);
	lib->g_variant_unref(v);
	s->answered = true;
	if (strcmp(*ret, "/") == 0)
		return KEYRING_NO_COLLECTION;
	c = bus_ask(s, *ret, "org.freedesktop.DBus.Properties", "Get",
		    lib->g_variant_new("(ss)", COLLECTION, "Locked"), "(v)");
	v = bus_answer(s, c, deadline, &error);
	if (!v)
		return error ? bus_failed(s, error) : s->state;
	lib->g_variant_get(v, "(v)", &locked);
	state = lib->g_variant_get_boolean(locked) ? KEYRING_LOCKED :
						     KEYRING_READY;
	lib->g_variant_unref(locked);
	lib->g_variant_unref(v);
	return state;
}

enum keyring_state
service_default(struct service *s, int64_t deadline)
{
	char *path;
	enum keyring_state state =
		service_find_collection(s, "default", deadline, &path);

	if (path)
		s->lib->g_free(path);
	return state;
}

static void
service_unlock(struct service *s, const char **paths, int64_t deadline)
{
	struct bus_call *c;
	GAsyncResult *r;

	if (bus_proxy(s, deadline) != KEYRING_READY)
		return;
	c = bus_begin(s);
	s->lib->secret_service_unlock_dbus_paths(s->proxy, paths, NULL,
						 bus_on_answer, c);
	r = bus_wait_for_person(c, deadline);
	if (r)
		s->lib->g_object_unref(r);
}

void
service_unlock_default(struct service *s, int64_t deadline)
{
	char *path;
	enum keyring_state state =
		service_find_collection(s, "default", deadline, &path);
	const char *paths[] = { path, NULL };

	if (state == KEYRING_LOCKED)
		service_unlock(s, paths, deadline);
	if (path)
		s->lib->g_free(path);
}

void
service_unlock_items(struct service *s, const struct found_list *list,
		     int64_t deadline)
{
	service_unlock(s, (const char **)(void *)list->locked, deadline);
}

/* --- writing --- */

/* Label and attributes in the form that CreateItem takes. */
static GHashTable *
service_to_store(const struct libsecret *lib, const char *label,
		 const char *const attribute[ATTRIBUTES])
{
	GHashTable *table =
		lib->g_hash_table_new(lib->g_str_hash, lib->g_str_equal);
	GVariantBuilder b;

	lib->g_variant_builder_init(&b, LIBSECRET_STRINGS);
	lib->g_variant_builder_add(&b, "{ss}", "application", "port-token");
	lib->g_variant_builder_add(&b, "{ss}", "xdg:schema",
				   "com.getport.port-token");
	for (int i = 0; i < ATTRIBUTES; i++)
		lib->g_variant_builder_add(&b, "{ss}", service_attribute[i],
					   attribute[i]);
	lib->g_hash_table_insert(table, libsecret_text(ITEM "Attributes"),
				 lib->g_variant_builder_end(&b));
	lib->g_hash_table_insert(table, libsecret_text(ITEM "Label"),
				 lib->g_variant_new_string(label));
	return table;
}

static enum keyring_state
service_create_item(struct service *s, const char *collection,
		    const char *const attribute[ATTRIBUTES], const char *label,
		    const struct buf *body, int64_t deadline)
{
	const struct libsecret *lib = s->lib;
	/* Its values are floating: the call takes ownership. */
	GHashTable *table = service_to_store(lib, label, attribute);
	SecretValue *value = lib->secret_value_new(
		body->data, (gssize)body->len, "text/plain");
	struct bus_call *c = bus_begin(s);
	GError *error = NULL;
	GAsyncResult *r;

	lib->secret_service_create_item_dbus_path(
		s->proxy, collection, table, value, SECRET_ITEM_CREATE_REPLACE,
		NULL, bus_on_answer, c);
	lib->g_hash_table_unref(table);
	lib->secret_value_unref(value);
	r = bus_wait(s, c, deadline);
	if (!r)
		return s->state;
	lib->g_free(lib->secret_service_create_item_dbus_path_finish(
		s->proxy, r, &error));
	lib->g_object_unref(r);
	return error ? bus_failed(s, error) : s->state;
}

enum keyring_state
service_store(struct service *s, const char *alias,
	      const char *const attribute[ATTRIBUTES], const char *label,
	      const struct buf *body, int64_t deadline)
{
	char *path;
	enum keyring_state state =
		service_find_collection(s, alias, deadline, &path);

	if (state == KEYRING_READY)
		state = bus_proxy(s, deadline);
	if (state == KEYRING_READY)
		state = service_create_item(s, path, attribute, label, body,
					    deadline);
	if (path)
		s->lib->g_free(path);
	return state;
}

bool
service_delete(struct service *s, const struct found *item, int64_t deadline)
{
	GError *error = NULL;
	GAsyncResult *r;
	struct bus_call *c;

	if (bus_proxy(s, deadline) != KEYRING_READY)
		return false;
	c = bus_begin(s);
	s->lib->secret_service_delete_item_dbus_path(s->proxy, item->path, NULL,
						     bus_on_answer, c);
	r = bus_wait(s, c, deadline);
	if (!r)
		return false;
	s->lib->secret_service_delete_item_dbus_path_finish(s->proxy, r,
							    &error);
	s->lib->g_object_unref(r);
	if (error) {
		msg_trace("keyring: %s", error->message);
		s->lib->g_error_free(error);
	}
	return !error;
}

const char *
service_library(void)
{
	const char *why;

	return libsecret_load(&why) ? "installed" : why;
}

bool
service_sha256(const char *text, char ret[65])
{
	const struct libsecret *lib = libsecret_load(NULL);
	char *hex;

	if (!lib)
		return false;
	hex = lib->g_compute_checksum_for_data(
		G_CHECKSUM_SHA256, (const guchar *)text, strlen(text));
	memcpy(ret, hex, 65);
	lib->g_free(hex);
	return true;
}
