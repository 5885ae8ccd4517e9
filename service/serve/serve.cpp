// Wires store, desk and doors into one process, and takes them down in the order that loses nothing.
#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

#include "service/access/accounts.h"
#include "service/access/identify.h"
#include "service/desk/rounds.h"
#include "service/desk/work.h"
#include "service/files/read_pipeline.h"
#include "service/http/metrics.h"
#include "service/http/server.h"
#include "service/http/unusable_certificate.h"
#include "service/serve/demonstration.h"
#include "service/serve/held_port.h"
#include "service/serve/office.h"
#include "service/serve/provider.h"
#include "service/serve/routes.h"
#include "service/serve/settings.h"
#include "service/serve/where.h"
#include "service/store/unusable.h"
#include "service/watch/watcher.h"
#include "service/web/layout.h"

namespace stp {

namespace {

// Before any thread starts, so that all of them leave these signals to the one that waits for them.
sigset_t hold_stop_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on files is told like a full disk, and not the end of the service
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  return stops;
}

unsigned processors(const ServeOptions& options) {
  return options.workers > 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
}

constexpr int idle_milliseconds = 200;

// The threads that do what waits, until they are told to stop.
class Work {
 public:
  Work(const Desk& desk, unsigned threads, Metrics& metrics) {
    const auto count = [&metrics](const std::string& kind) {
      metrics.add("stp_jobs_done_total", {{"kind", kind}});
    };
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this, &desk, count] { work_until(desk, stop_, idle_milliseconds, count); });
  }
  ~Work() {
    stop_ = true;
    for (auto& thread : threads_) thread.join();
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

 private:
  std::atomic<bool> stop_ = false;
  std::vector<std::thread> threads_;
};

HttpServerOptions listening(const ServeOptions& options) {
  HttpServerOptions listening;
  listening.address = options.address;
  listening.port = options.port;
  listening.certificate = options.certificate;
  listening.key = options.key;
  listening.trusted_proxies = options.trusted_proxies;
  listening.public_url = options.public_url;
  return listening;
}

HttpHooks hooks(const Gate& gate, Metrics& metrics) {
  HttpHooks hooks;
  hooks.identify = [&gate](HttpRequest& request) {
    return identify(gate, request.cookies, request.header("authorization"), request.secure);
  };
  hooks.page_of_refusal = page_of_refusal;
  hooks.observe = [&metrics](const std::string& route, int status, double seconds) {
    metrics.add("stp_http_requests_total", {{"route", route}, {"status", std::to_string(status)}});
    metrics.observe("stp_http_request_seconds", {{"route", route}}, seconds);
  };
  return hooks;
}

void declare(Metrics& metrics) {
  metrics.counter("stp_http_requests_total", "Requests answered, by route and status.");
  metrics.histogram("stp_http_request_seconds", "Time from the end of a request's head to its answer.",
                    {0.005, 0.02, 0.1, 0.5, 2, 10});
  metrics.counter("stp_jobs_done_total", "Jobs this process has done, by kind: check, return, total.");
  metrics.gauge("stp_folder_troubles", "Files and folders of the watched folder that need somebody's hand.");
}

std::string url_of(const ServeOptions& options, unsigned port) {
  if (!options.public_url.empty())
    return options.public_url.substr(0, options.public_url.find_last_not_of('/') + 1);
  const char* scheme = options.certificate.empty() ? "http" : "https";
  const bool six = options.address.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", scheme, six ? "[" : "", options.address, six ? "]" : "", port);
}

void say_how_to_begin(const Gate& gate, const std::string& url) {
  fmt::print("Serving on {}/\n", url);
  if (needs_set_up(gate))
    if (auto link = set_up_link(gate))
      fmt::print("First start: make the first administrator at {}/set-up?link={} (works once, until {}).\n",
                 url, link->token, link->expires_at);
  std::fflush(stdout);
}

void begin_log(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("stp"));
  spdlog::set_level(spdlog::level::from_str(level));
}

// Nothing, when no folder is watched.
std::unique_ptr<watch::Watcher> watched_folder(const ServeOptions& options, const Desk& desk) {
  const std::string folder = inbox_folder(options);
  if (folder.empty()) return nullptr;
  watch::WatchOptions how;
  how.folder = folder;
  how.settle_milliseconds = std::int64_t{options.settle_seconds} * 1000;
  auto watcher = std::make_unique<watch::Watcher>(std::move(how), watch::watched_places(desk.form()),
                                                  watch::door_of(desk, folder, options.data));
  watcher->start();
  return watcher;
}

// What keeps requests from being served. The watched folder is not in it: one file nobody may read must not
// take the pages from everybody, nor be told of to strangers.
std::vector<std::string> troubles_of(const Desk& desk, const HttpServer* server) {
  std::vector<std::string> troubles;
  for (auto& trouble : {desk.database.trouble(), desk.bytes.trouble()})
    if (!trouble.empty()) troubles.push_back(trouble);
  if (server != nullptr && !server->ready()) troubles.push_back("the service is stopping");
  return troubles;
}

ServiceHealth health_of(const Desk& desk, const HttpServer* server, const watch::Watcher* folder) {
  ServiceHealth health{STP_VERSION, desk.database.url_shown(), troubles_of(desk, server)};
  if (folder == nullptr) return health;
  const auto seen = folder->health();
  for (const auto& one : seen.troubles)
    health.troubles.push_back(
        fmt::format("watched folder: {} {} (since {})", one.where, one.what, one.since));
  health.folder = FolderHealth{seen.folder,  seen.mode,  seen.mode_why, seen.last_good_scan, seen.waiting,
                               seen.in_hand, seen.taken, seen.done,     seen.refused};
  for (const auto& one : seen.troubles)
    health.folder->troubles.push_back({one.where, one.what, one.remedy, one.since});
  return health;
}

std::string metrics_text(Metrics& metrics, const watch::Watcher* folder) {
  if (folder != nullptr)
    metrics.set("stp_folder_troubles", {}, static_cast<double>(folder->health().troubles.size()));
  return metrics.text();
}

constexpr const char* demonstration_notice =
    "This is a demonstration: all persons and figures in it are made up, and nobody needs a password. It is "
    "open to this "
    "computer only.";

std::string footprint_name(const Desk& desk) {
  return desk.form().places[desk.form().footprint().value].name;
}

// A port that is taken, or an address this machine lacks, is for the operator to mend.
Result<std::unique_ptr<HttpServer>> listen(const ServeOptions& options, Routes routes, HttpHooks hooks) {
  try {
    return std::make_unique<HttpServer>(listening(options), std::move(routes), std::move(hooks));
  } catch (const UnusableCertificate& trouble) {
    return refuse(
        {"tls-unusable", std::string("TLS cannot be spoken: ") + trouble.what() + ".", options.certificate,
         "Give the certificate with its chain as --certificate and its own key, without a passphrase, "
         "as --key, both PEM; `stp doctor` looks at both."});
  } catch (const std::runtime_error& trouble) {
    return refuse({"cannot-listen", std::string("The service ") + trouble.what() + ".",
                   url_of(options, options.port),
                   "End the program that listens there, or choose another with --port or --address."});
  }
}

// The doctor looks from outside the unit. What the unit forbids is met here, and said before the first file
// comes.
void look_at_itself(const Desk& desk, const std::stop_token& stopping) {
  desk.bytes.try_writing();
  const auto answered = desk.workers.run({"rules", {}, {}, {}}, true);
  if (answered || stopping.stop_requested()) return;
  spdlog::error(
      "no file can be read: the process for it, in its cage, gave no answer; the kernel must have seccomp, "
      "and "
      "the unit's SystemCallFilter must allow seccomp and prctl. What comes is kept and waits: {}",
      to_text(answered.error()));
}

Result<void> run(const ServeOptions& options, const sigset_t& stops) {
  auto pipeline = read_pipeline();
  if (!pipeline) return refuse(pipeline.error());
  if (const auto wrong = troubles_of_settings(options, *pipeline); !wrong.empty())
    return refuse(wrong.front());
  auto office = Office::open({options.data, options.database, processors(options) + 1, Opening::service},
                             std::move(*pipeline));
  if (!office) return refuse(office.error());
  const Desk& desk = (*office)->desk();
  const auto provider = provider_of(options, (*office)->gate().places);
  if (!provider) return refuse(provider.error());
  if (auto opened = open_round_first_time(desk, options.round); !opened) return opened;
  if (!options.demo.empty())
    if (auto seeded = seed_demonstration(desk, (*office)->gate(), options.demo); !seeded) return seeded;
  describe_service({footprint_name(desk), options.demo.empty() ? "" : demonstration_notice});
  Metrics metrics;
  declare(metrics);
  const HttpServer* listening_now = nullptr;
  const auto folder = watched_folder(options, desk);
  const Service service{options,
                        desk,
                        (*office)->gate(),
                        (*office)->functions(),
                        [&] { return troubles_of(desk, listening_now); },
                        [&] { return metrics_text(metrics, folder.get()); },
                        [&] { return health_of(desk, listening_now, folder.get()); },
                        *provider};
  const Work work(desk, processors(options), metrics);
  auto server = listen(options, all_routes(service), hooks(service.gate, metrics));
  if (!server) return refuse(server.error());
  listening_now = server->get();
  const HeldPort held(options.data, (*server)->port());
  std::jthread looking([&desk](const std::stop_token& stopping) { look_at_itself(desk, stopping); });
  say_how_to_begin(service.gate, url_of(options, (*server)->port()));
  int which = 0;
  sigwait(&stops, &which);
  looking.request_stop();
  spdlog::info("stopping: requests under way have {} seconds", options.drain_seconds);
  (*server)->announce_stop();
  (*server)->stop(options.drain_seconds);
  return {};
}

}  // namespace

Result<void> serve(const ServeOptions& options) {
  begin_log(options.log_level);
  const auto stops = hold_stop_signals();
  try {
    return run(options, stops);
  } catch (const StoreUnavailable& trouble) {
    return refuse(unusable(trouble));
  }
}

}  // namespace stp
