/* The data at start: see tests/seed/demo.json. */
#ifndef PORT_SEED_H
#define PORT_SEED_H

#include <stdbool.h>
#include <jv.h>

/* {"BLUEPRINT": N, ...}: how many entities to generate in place of the seed's
 * own count, and how many synthetic ones. */
struct seed_counts {
	jv generate, synthetic;
};

/* Adds the data of the file. A blueprint that exists already gets the file's
 * definition and keeps its entities. Returns what is wrong, a string, or
 * invalid. */
jv seed_load(const char *file, const struct seed_counts *counts);

#endif
