/* helper/session/mint.h: every answer of Port is a token or an error. */
#include "helper/session/mint.h"

#include "helper/base/exits.h"
#include "tests/fuzz/port.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct token t;
	int code;

	port_says(data, n);
	code = mint(&port, "https://api.getport.io/v1", "id", "secret", (struct subject){ .what = "W" },
		    NULL, &t);
	if (code == EX_DONE) {
		MUST(!port_reply.failure && port_reply.status / 100 == 2);
		MUST(token_valid(buf_text(&t.text), t.text.len));
		MUST(t.source == TOKEN_FROM_API);
		MUST(t.life > -1000000000000 && t.life < 1000000000000);
	} else {
		MUST(t.text.len == 0);
		MUST(code == EX_REFUSED || code == EX_UNREACHABLE ||
		     code == EX_REJECTED || code == EX_NOT_FOUND ||
		     (code == EX_INTERNAL &&
		      port_reply.failure == HTTP_INTERNAL));
	}
	token_free(&t);
	return 0;
}
