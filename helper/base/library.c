#include "helper/base/library.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "helper/base/output.h"

/* With a handle, by name; without one, only functions that are linked in. */
static bool
library_fill(const struct library *l, void *handle, char *table)
{
	for (size_t i = 0; i < l->n; i++) {
		void *f = l->functions[i].address;

		if (!f && handle)
			f = dlsym(handle, l->functions[i].name);
		if (!f)
			return false;
		memcpy(table + i * sizeof f, &f, sizeof f);
	}
	return true;
}

/* Why dlopen failed; NULL: there is no such file. */
static const char *
library_why(const char *file)
{
	const char *why = dlerror();
	char *copy;

	if (!why || (strstr(why, file) && strstr(why, strerror(ENOENT)) &&
		     !strstr(why, "needed by")))
		return NULL;
	copy = strdup(why);
	if (!copy)
		output_no_memory(NULL);
	return copy;
}

const char *
library_load(const struct library *l, void *table)
{
	const char *why = NULL;

	if (library_fill(l, NULL, table))
		return NULL;
	for (const char *const *file = l->files; *file; file++) {
		void *handle = dlopen(*file, RTLD_LAZY | RTLD_LOCAL);

		if (!handle) {
			why = why ? why : library_why(*file);
			continue;
		}
		if (library_fill(l, handle, table))
			return NULL;
		why = l->too_old;
		dlclose(handle);
	}
	return why ? why : "it is not installed";
}
