/*
 * plant label= body= [NAME=VALUE...]: stores an item in the default collection
 * of the keyring as a program other than port-token could: with the attribute
 * application=port-token, these attributes and any content. "--" separates
 * several items.
 */
#include <libsecret/secret.h>
#include <stdbool.h>
#include <string.h>

static bool
plant(char **word, int n)
{
	GHashTable *attributes =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	SecretValue *body = NULL;
	const char *label = "";
	GError *error = NULL;

	g_hash_table_insert(attributes, g_strdup("application"),
			    g_strdup("port-token"));
	for (int i = 0; i < n; i++) {
		char *value = strchr(word[i], '=') + 1;
		char *name = g_strndup(word[i], value - word[i] - 1);

		if (!strcmp(name, "label"))
			label = value;
		else if (!strcmp(name, "body"))
			body = secret_value_new(value, -1, "text/plain");
		else
			g_hash_table_insert(attributes, g_strdup(name),
					    g_strdup(value));
		g_free(name);
	}
	secret_service_store_sync(NULL, NULL, attributes, NULL, label, body,
				  NULL, &error);
	if (error)
		g_printerr("plant: %s\n", error->message);
	secret_value_unref(body);
	g_hash_table_unref(attributes);
	return !error;
}

int
main(int argc, char **argv)
{
	bool planted = true;

	for (int i = 1; i < argc; i++) {
		int first = i;

		while (i < argc && strcmp(argv[i], "--"))
			i++;
		planted = plant(argv + first, i - first) && planted;
	}
	return planted ? 0 : 1;
}
