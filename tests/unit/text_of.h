/* A JSON text as a struct text. */
#ifndef TESTS_UNIT_TEXT_OF_H
#define TESTS_UNIT_TEXT_OF_H

#include <string.h>

#include "helper/json/scan.h"

static struct text
text_of(const char *json)
{
	struct text t = { 0 };

	json_whole(json, strlen(json), &t);
	return t;
}

#endif
