/*
 * libsecret and what it stands on, GIO and GLib: loaded on first use. Each
 * function is called through this table under its own name.
 */
#ifndef HELPER_LIBSECRET_H
#define HELPER_LIBSECRET_H

#include <libsecret/secret.h>

/* Newer GLib has macros of these names too. */
#undef g_free
#undef g_object_ref

#define LIBSECRET_FUNCTIONS(X) \
	X(g_bus_get) \
	X(g_bus_get_finish) \
	X(g_compute_checksum_for_data) \
	X(g_dbus_address_escape_value) \
	X(g_dbus_connection_set_exit_on_close) \
	X(g_dbus_error_quark) \
	X(g_error_free) \
	X(g_error_matches) \
	X(g_free) \
	X(g_hash_table_insert) \
	X(g_hash_table_lookup) \
	X(g_hash_table_new) \
	X(g_hash_table_unref) \
	X(g_list_free) \
	X(g_list_prepend) \
	X(g_main_context_iteration) \
	X(g_object_ref) \
	X(g_object_unref) \
	X(g_source_remove) \
	X(g_str_equal) \
	X(g_str_hash) \
	X(g_timeout_add) \
	X(secret_collection_for_alias) \
	X(secret_collection_for_alias_finish) \
	X(secret_collection_get_locked) \
	X(secret_error_get_quark) \
	X(secret_item_create) \
	X(secret_item_create_finish) \
	X(secret_item_delete) \
	X(secret_item_delete_finish) \
	X(secret_item_get_attributes) \
	X(secret_item_get_label) \
	X(secret_item_get_locked) \
	X(secret_item_get_secret) \
	X(secret_item_load_secrets) \
	X(secret_item_load_secrets_finish) \
	X(secret_service_ensure_session) \
	X(secret_service_get) \
	X(secret_service_get_finish) \
	X(secret_service_search) \
	X(secret_service_search_finish) \
	X(secret_service_unlock) \
	X(secret_service_unlock_finish) \
	X(secret_value_get) \
	X(secret_value_new) \
	X(secret_value_unref)

struct libsecret {
#define LIBSECRET_FIELD(function) __typeof__(function) *function;
	LIBSECRET_FUNCTIONS(LIBSECRET_FIELD)
#undef LIBSECRET_FIELD
};

/* NULL where it is not installed, or too old to have them all. */
const struct libsecret *libsecret_load(void);

#endif
