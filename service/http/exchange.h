// One request and its answer, from the head that has come to the answer that goes out. Knows no threads.
#pragma once

#include <atomic>
#include <memory>

#include "service/http/router.h"
#include "service/http/server.h"
#include "service/http/wire/body.h"
#include "service/http/wire/origin.h"

namespace stp {

// What every exchange of a server shares.
struct Premises {
  HttpServerOptions options;
  Router router;
  HttpHooks hooks;
  wire::Proxies proxies;
  wire::Budget memory, memory_of_forms;    // of bodies, until their answer is out
  wire::Budget bodies, forms_beyond_them;  // requests whose body is still coming
  std::atomic<std::size_t> heavy{0};       // requests of heavy routes, until their answer is out
  std::atomic<bool> stopping{false};
  Premises(HttpServerOptions given, Routes routes, HttpHooks given_hooks);
};

// True: the connection may be used again. False: it is to be drained and closed.
bool exchange(Premises& premises, wire::Connection& connection, std::string_view head);
// An answer without a request that could be read, or could be served; never blocks.
void turn_away(const Premises& premises, wire::Connection& connection, const Refusal& refusal);

}  // namespace stp
