/*
 * libsecret, GIO and GLib, loaded on first use. Each function is called through
 * this table under its own name.
 *
 * This uses the libsecret calls that take D-Bus paths. They are marked
 * unstable, but exist since its first release. The objects for items and
 * collections would cost several round trips each, more than everything else.
 */
#ifndef HELPER_KEYRING_LIBSECRET_H
#define HELPER_KEYRING_LIBSECRET_H

#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

/* Newer GLib has macros of these names too. */
#undef g_free
#undef g_object_ref

#define LIBSECRET_FUNCTIONS(X)                                                 \
	X(g_bus_get)                                                           \
	X(g_bus_get_finish)                                                    \
	X(g_compute_checksum_for_data)                                         \
	X(g_dbus_connection_call)                                              \
	X(g_dbus_connection_call_finish)                                       \
	X(g_dbus_connection_set_exit_on_close)                                 \
	X(g_dbus_error_quark)                                                  \
	X(g_dbus_error_strip_remote_error)                                     \
	X(g_error_free)                                                        \
	X(g_error_matches)                                                     \
	X(g_free)                                                              \
	X(g_hash_table_insert)                                                 \
	X(g_hash_table_lookup)                                                 \
	X(g_hash_table_new)                                                    \
	X(g_hash_table_unref)                                                  \
	X(g_log_set_default_handler)                                           \
	X(g_main_context_iteration)                                            \
	X(g_object_ref)                                                        \
	X(g_object_unref)                                                      \
	X(g_source_remove)                                                     \
	X(g_str_equal)                                                         \
	X(g_str_hash)                                                          \
	X(g_strfreev)                                                          \
	X(g_timeout_add)                                                       \
	X(g_variant_builder_add)                                               \
	X(g_variant_builder_end)                                               \
	X(g_variant_builder_init)                                              \
	X(g_variant_get)                                                       \
	X(g_variant_get_boolean)                                               \
	X(g_variant_get_child_value)                                           \
	X(g_variant_get_fixed_array)                                           \
	X(g_variant_lookup)                                                    \
	X(g_variant_lookup_value)                                              \
	X(g_variant_new)                                                       \
	X(g_variant_new_objv)                                                  \
	X(g_variant_new_string)                                                \
	X(g_variant_unref)                                                     \
	X(secret_error_get_quark)                                              \
	X(secret_service_create_item_dbus_path)                                \
	X(secret_service_create_item_dbus_path_finish)                         \
	X(secret_service_delete_item_dbus_path)                                \
	X(secret_service_delete_item_dbus_path_finish)                         \
	X(secret_service_get)                                                  \
	X(secret_service_get_finish)                                           \
	X(secret_service_get_secrets_for_dbus_paths)                           \
	X(secret_service_get_secrets_for_dbus_paths_finish)                    \
	X(secret_service_unlock_dbus_paths)                                    \
	X(secret_value_get)                                                    \
	X(secret_value_new)                                                    \
	X(secret_value_unref)

struct libsecret {
#define X(name) typeof(name) *name;
	LIBSECRET_FUNCTIONS(X)
#undef X
};

/* The type of attributes, without the check that the macro makes by a call. */
#define LIBSECRET_STRINGS ((const GVariantType *)"a{ss}")

/* Casts const away for GLib's tables, which never write to a text. */
static inline gpointer
libsecret_text(const char *s)
{
	return (gpointer)(guintptr)s;
}

/* The functions, loaded on first use. NULL, and *ret_why set (never freed), if
 * it cannot be used. ret_why may be NULL. */
const struct libsecret *libsecret_load(const char **ret_why);

#endif
