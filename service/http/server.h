// Serves a table of routes over HTTP and TLS. Everything a hostile or clumsy client can do is met here,
// before a handler sees the request; who may call a route is decided here too, from the route's own record.
#pragma once

#include <functional>
#include <memory>

#include "service/http/idempotency.h"
#include "service/http/limits.h"
#include "service/http/route.h"

namespace stp {

struct HttpServerOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 0;           // 0: any that is free
  std::string certificate{}, key{};  // PEM files; both, or neither
  // Names this server goes by; empty: with a public address that one's, and loopback's for probes from this
  // machine; without, on loopback its own names, else any.
  std::vector<std::string> hosts{};
  std::string public_url{};  // how browsers reach it: "https://returns.example"
  std::vector<std::string>
      trusted_proxies{};          // addresses or networks (10.0.0.0/8) whose X-Forwarded-* are believed
  std::size_t threads = 64;       // requests worked on at a time
  std::size_t queue = 256;        // requests waiting for a thread; beyond: 503 with Retry-After
  std::size_t connections = 512;  // open at a time; idle ones give way first, beyond: 503
  HttpLimits limits{};
  HttpTimes times{};
};

struct HttpHooks {
  // Who asks, by cookie or key. Called before the body is read: request.form and request.body are still
  // empty.
  std::function<Caller(HttpRequest&)> identify{};
  // A web page for a refusal; unset: a problem as JSON.
  std::function<HttpAnswer(int status, const Refusal&, const HttpRequest&)> page_of_refusal{};
  // Where routes that are repeatable keep their answers; unset: Idempotency-Key is not honoured.
  std::shared_ptr<IdempotencyKeys> idempotency{};
  // After each answer. `route` is the route's name, "" where none was found.
  std::function<void(const std::string& route, int status, double seconds)> observe{};
};

class HttpServer {
 public:
  // Listens when it returns. Throws std::runtime_error in words when it cannot, UnusableCertificate when it
  // is for its certificate or key.
  HttpServer(HttpServerOptions options, Routes routes, HttpHooks hooks = {});
  ~HttpServer();  // stop(0)
  unsigned short port() const;
  // False from announce_stop on: readiness says 503 while requests are still served, so that a balancer turns
  // away.
  bool ready() const;
  void announce_stop();
  // Accepts nothing more, closes idle connections, lets requests that have begun finish for so long, then
  // cuts them off. Returns when no handler runs any more.
  void stop(double seconds);

  struct Load {
    std::size_t connections = 0, waiting = 0, running = 0, body_bytes = 0;
  };
  Load load() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace stp
