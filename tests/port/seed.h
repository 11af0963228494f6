/* The data at start: see tests/seed/demo.json. */
#ifndef PORT_SEED_H
#define PORT_SEED_H

#include <stdbool.h>
#include <jv.h>

/* {"BLUEPRINT": N, ...}: how many to generate rather than the seed's own
 * count, and how many synthetic ones. */
struct seed_counts {
	jv generate, synthetic;
};

/* Adds the file's data to what is there; a blueprint that is there already gets
 * the file's definition and keeps its entities. Invalid, or what is wrong with
 * it (a string). */
jv seed_load(const char *file, const struct seed_counts *counts);

#endif
