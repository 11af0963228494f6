/* reader: fetches the listing that port-get fetches, page after page, with
 * libcurl, and only finds the cursor of each page: the cost of reading alone. */
#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page {
	char head[4096]; /* the stand-in puts the cursor there */
	size_t n;
};

static size_t
on_bytes(char *bytes, size_t size, size_t n, void *context)
{
	struct page *p = context;
	size_t room = sizeof p->head - 1 - p->n;

	n *= size;
	if (n < room)
		room = n;
	memcpy(p->head + p->n, bytes, room);
	p->n += room;
	return n;
}

/* Writes the body that requests the next page. */
static bool
turn_page(struct page *p, char *body, size_t size)
{
	static const char key[] = "\"next\":\"";
	char *cursor;

	p->head[p->n] = '\0';
	p->n = 0;
	cursor = strstr(p->head, key);
	if (!cursor)
		return false;
	cursor += sizeof key - 1;
	cursor[strcspn(cursor, "\"")] = '\0';
	snprintf(body, size, "{\"limit\": 1000, \"from\": \"%s\"}", cursor);
	return true;
}

int
main(void)
{
	struct curl_slist *headers =
		curl_slist_append(NULL, "Content-Type: application/json");
	char url[256], token[20000], body[4096] = "{\"limit\": 1000}";
	CURL *easy = curl_easy_init();
	struct page page = { .n = 0 };

	snprintf(url, sizeof url, "%s/v1/blueprints/service/entities/search",
		 getenv("PORT_API_URL"));
	snprintf(token, sizeof token, "Authorization: Bearer %s",
		 getenv("PORT_ACCESS_TOKEN"));
	headers = curl_slist_append(headers, token);
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 65536L);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, &page);
	do
		if (curl_easy_perform(easy))
			return 1;
	while (turn_page(&page, body, sizeof body));
	curl_easy_cleanup(easy);
	curl_slist_free_all(headers);
	return 0;
}
