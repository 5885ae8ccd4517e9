// A small table of routes and the people who ask for them, for the tests of the server.
#pragma once

#include "service/http/server.h"

namespace example {

// GET /hello, /echo/{word}, POST /form, /json, /upload, /raw, GET /page, /places/{place}, POST
// /places/{place}/note, ...
stp::Routes routes();
// "Authorization: Bearer leeds" is a preparer of LE by key, "Cookie: session=ann" the same in a browser, with
// the token "token-of-ann"; everybody else is nobody.
stp::HttpHooks hooks();
// Who asks is who the header X-Who says, by key: as many people as a test needs. "auditor" and "leeds" hold a
// role.
stp::HttpHooks people();
stp::HttpServerOptions quick();  // short times, small limits, few threads

}  // namespace example
