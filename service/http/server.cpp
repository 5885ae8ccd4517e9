#include "service/http/server.h"

#include <csignal>
#include <set>
#include <thread>

#include "service/http/front.h"

namespace stp {

struct HttpServer::Inner {
  Inner(HttpServerOptions options, Routes routes, HttpHooks hooks)
      : premises(std::move(options), std::move(routes), std::move(hooks)),
        listener(premises.options.address, premises.options.port, premises.options.certificate,
                 premises.options.key),
        port(listener.port()),
        front(premises, listener, waiting) {
    std::signal(SIGPIPE, SIG_IGN);  // TLS writes to clients that have gone would end the process
    front_thread = std::thread([this] { front.run(); });
    for (std::size_t i = 0; i < std::max<std::size_t>(premises.options.threads, 1); ++i)
      threads.emplace_back([this] { work(); });
  }

  void work() {
    while (auto one = waiting.take()) {
      note(one->connection.get(), true);
      const bool keep = serve(*one);
      note(one->connection.get(), false);
      front.give_back(std::move(one->connection), keep);
    }
  }

  bool serve(Waiting::One& one) {
    if (wire::Clock::now() - one.since <= premises.options.times.queue)
      return exchange(premises, *one.connection, one.head);
    turn_away(
        premises, *one.connection,
        {"too-busy", "The service is busy: the request waited too long.", "", "Try again in a few seconds."});
    return false;
  }

  void note(wire::Connection* connection, bool busy) {
    const std::lock_guard lock(mutex);
    if (busy)
      at_work.insert(connection);
    else
      at_work.erase(connection);
  }

  void cut_off() {
    front.cut_off();
    const std::lock_guard lock(mutex);
    for (wire::Connection* connection : at_work) connection->abort();
  }

  void stop(double seconds) {
    if (!front_thread.joinable()) return;
    premises.stopping = true;
    front.stop_accepting();
    std::mutex done_mutex;
    std::condition_variable done_changed;
    bool done = false;
    std::thread ending([&] {
      std::unique_lock lock(done_mutex);
      if (!done_changed.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return done; }))
        cut_off();
    });
    front_thread.join();
    {
      const std::lock_guard lock(done_mutex);
      done = true;
    }
    done_changed.notify_all();
    ending.join();
    waiting.close();
    for (std::thread& thread : threads) thread.join();
  }

  Premises premises;
  wire::Listener listener;
  unsigned short port;
  Waiting waiting;
  Front front;
  std::atomic<bool> ready{true};
  std::mutex mutex;
  std::set<wire::Connection*> at_work;
  std::thread front_thread;
  std::vector<std::thread> threads;
};

HttpServer::HttpServer(HttpServerOptions options, Routes routes, HttpHooks hooks)
    : inner_(std::make_unique<Inner>(std::move(options), std::move(routes), std::move(hooks))) {}

HttpServer::~HttpServer() { stop(0); }
unsigned short HttpServer::port() const { return inner_->port; }
bool HttpServer::ready() const { return inner_->ready; }
void HttpServer::announce_stop() { inner_->ready = false; }

void HttpServer::stop(double seconds) {
  announce_stop();
  inner_->stop(seconds);
}

HttpServer::Load HttpServer::load() const {
  const std::size_t running = inner_->front.running, waiting = inner_->waiting.size();
  return {inner_->front.resting() + running, waiting, running - std::min(waiting, running),
          inner_->premises.memory.taken() + inner_->premises.memory_of_forms.taken()};
}

}  // namespace stp
