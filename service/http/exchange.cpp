#include "service/http/exchange.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>

#include "service/http/admission.h"
#include "service/http/turns.h"
#include "service/http/wire/answer_bytes.h"
#include "service/http/wire/multipart.h"
#include "service/http/wire/text.h"
#include "service/store/database.h"

namespace stp {

namespace {

using wire::Clock;

std::string new_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:016x}", random());
}

// Whatever is logged or shown came from outside: control characters must not make lines of their own.
std::string one_line(std::string_view text) {
  std::string clean(text.substr(0, 200));
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; },
      '_');
  return clean.empty() ? "-" : clean;
}

class Exchange {
 public:
  Exchange(Premises& premises, wire::Connection& connection) : premises_(premises), connection_(connection) {
    request_.id = new_id();
    request_.remote = connection.peer();
    request_.secure = connection.encrypted();
  }

  bool run(std::string_view text) {
    HttpAnswer answer = answered(text);
    const bool keep = head_.keep_alive && (!body_ || body_->finished()) && !premises_.stopping;
    name_instance(answer);
    const bool sent = connection_.write(
        wire::answer_bytes(answer, {request_.id, request_.secure, keep, request_.method == "HEAD"}), pace());
    report(answer, sent);
    return keep && sent;
  }

 private:
  HttpAnswer answered(std::string_view text) {
    auto head = wire::read_head(text, premises_.options.limits);
    if (!head) return refused(head.error());
    head_ = std::move(*head);
    take_head();
    if (const auto taken = take_query(); !taken) return unread(taken.error());
    auto match = premises_.router.find(request_.method, head_.segments);
    route_ = match.route;
    request_.params = std::move(match.params);
    try {
      return route_ == nullptr ? nothing_here(match.allow) : admitted();
    } catch (const StoreUnavailable& trouble) {
      spdlog::error("{} the store is unavailable: {}", request_.id, trouble.what());
      return unread({"store-unavailable", "The service cannot reach its records just now.", "",
                     "Try again in a moment."});
    } catch (const std::exception& defect) {
      spdlog::error("{} defect in {}: {}", request_.id, route_ == nullptr ? "no route" : route_->name,
                    defect.what());
      return unread(
          {"defect", "The service made a mistake.", "",
           "Try again; if it happens again, give the administrators the number " + request_.id + "."});
    }
  }

  void take_head() {
    request_.method = head_.method;
    request_.path = head_.path;
    request_.headers = head_.headers;
    request_.cookies = wire::cookies(request_.header("cookie"));
    const auto origin = premises_.proxies.origin(connection_.peer(), connection_.encrypted(), head_);
    request_.remote = origin.address;
    request_.secure = origin.secure;
  }

  Result<void> take_query() {
    const auto& hosts = premises_.options.hosts;
    if (!hosts.empty() &&
        std::find(hosts.begin(), hosts.end(), wire::host_name(request_.header("host"))) == hosts.end())
      return refuse({"unknown-host", "This server does not go by the name " + request_.header("host") + ".",
                     "header host", "Use the address it was set up with."});
    auto query = wire::name_values(head_.query, premises_.options.limits.fields);
    if (!query) return refuse(query.error());
    request_.query = std::move(*query);
    return {};
  }

  HttpAnswer admitted() {
    identify();
    if (const auto refusal = refused_at_once(*route_, request_)) return unread(*refusal);
    if (const auto read = read_body(); !read) return refused(read.error());
    if (const auto refusal = refused_with_body(*route_, request_)) return refused(*refusal);
    if (route_->heavy && !heavy_.emplace(premises_.heavy, most_heavy(premises_.options.threads)).taken)
      return refused(too_many_heavy());
    if (route_->repeatable && premises_.hooks.idempotency)
      return once(*premises_.hooks.idempotency, request_, route_->handle);
    return route_->handle(request_);
  }

  void identify() {
    if (premises_.hooks.identify) request_.caller = premises_.hooks.identify(request_);
  }

  // What the body must be for this route, and how large it may be.
  Result<std::string> kind_of_body(std::string& boundary) const {
    const auto type = wire::parameters(request_.header("content-type"));
    const std::string media = type ? type->value : "";
    if (type && type->parameters.count("boundary") != 0) boundary = type->parameters.at("boundary");
    const bool form = media == "application/x-www-form-urlencoded", parts = media == "multipart/form-data";
    const bool json = media == "application/json" || media.ends_with("+json");
    const auto wrong = [&](const std::string& wanted) {
      return refuse({"media-type", "The body is " + (media.empty() ? "of no stated kind" : media) + ".",
                     "header content-type", "Send it as " + wanted + "."});
    };
    switch (route_->body) {
      case BodyKind::json:
        if (!json) return wrong("application/json");
        break;
      case BodyKind::multipart:
        if (!parts) return wrong("multipart/form-data");
        break;
      case BodyKind::none:  // only the session's token
      case BodyKind::form:
        if (!form && !parts) return wrong("application/x-www-form-urlencoded");
        break;
      case BodyKind::bytes:
        return std::string();
    }
    return media;
  }

  Result<void> read_body() {
    if (!head_.has_body()) return {};
    const HttpLimits& limits = premises_.options.limits;
    std::string boundary;
    const auto kind = kind_of_body(boundary);
    make_body(route_->body == BodyKind::multipart ? limits.body_bytes
              : route_->body == BodyKind::bytes   ? limits.part_bytes
              : route_->body == BodyKind::json    ? limits.json_bytes
                                                  : limits.form_bytes);
    if (!kind) return refuse(kind.error());
    const BodyTurn turn(premises_, who(), is_form());
    if (!turn.taken()) return refuse(too_many_bodies());
    if (const auto opened = body_->open(); !opened) return opened;
    if (*kind == "multipart/form-data")
      return wire::read_multipart([&] { return body_->next(); }, boundary, limits, request_);
    auto bytes = body_->all();
    if (!bytes) return refuse(bytes.error());
    if (*kind != "application/x-www-form-urlencoded") {
      request_.body = std::move(*bytes);
      return {};
    }
    auto form = wire::name_values(*bytes, limits.fields);
    if (!form) return refuse(form.error());
    request_.form = std::move(*form);
    return {};
  }

  void make_body(std::size_t most) {
    body_ =
        std::make_unique<wire::Body>(connection_, head_, premises_.options.limits, premises_.options.times,
                                     is_form() ? premises_.memory_of_forms : premises_.memory, who(), most);
  }
  bool is_form() const {
    return route_ != nullptr && (route_->body == BodyKind::form || route_->body == BodyKind::none);
  }
  // Whose share a body takes: a person's and his keys' together, a stranger's by where he is.
  std::string who() const {
    return request_.caller.signed_in() ? "name " + request_.caller.name : "address " + request_.remote;
  }

  // A refusal before the body was looked at: it stays unread, and the connection will not be used again.
  HttpAnswer unread(const Refusal& refusal) {
    if (!body_ && head_.has_body()) make_body(0);
    return refused(refusal);
  }

  HttpAnswer nothing_here(const std::vector<std::string>& allow) {
    const std::string methods = fmt::format("{}", fmt::join(allow, ", "));
    HttpAnswer answer;
    if (request_.method == "OPTIONS" && !allow.empty()) {
      answer.status = 204;
      if (head_.has_body()) make_body(0);
    } else if (allow.empty()) {
      if (as_page()) identify();  // whoever has signed in keeps the navigation
      return unread({"not-found", "There is nothing at this address.", request_.path,
                     "Start from the first page, or see the API's description."});
    } else {
      answer = unread({"method", one_line(request_.method) + " is not offered at this address.",
                       request_.path, "Use " + methods + "."});
    }
    answer.headers.emplace_back("Allow", methods);
    return answer;
  }

  HttpAnswer refused(const Refusal& refusal) {
    const int status = status_of(refusal);
    const bool page = as_page();
    if (page && status == 401) return redirect(sign_in_address());
    if (page && premises_.hooks.page_of_refusal) {
      try {
        return premises_.hooks.page_of_refusal(status, refusal, request_);
      } catch (const std::exception& defect) {
        spdlog::error("{} no page for a refusal: {}", request_.id, defect.what());
      }
    }
    HttpAnswer answer = problem(status, refusal);
    if (status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"stp\"");
    return answer;
  }

  // Whether what is refused is told by a page: to people, and not to a page's own script, which reads it.
  bool as_page() const {
    if (route_ != nullptr)
      return route_->page && preferred(request_, {"text/html", "application/json"}) != "application/json";
    return !request_.path.starts_with("/api/") &&
           preferred(request_, {"application/problem+json", "text/html"}) == "text/html";
  }

  std::string sign_in_address() const {
    if (request_.method != "GET" && request_.method != "HEAD") return "/sign-in";
    return "/sign-in?next=" +
           wire::percent_encoded(request_.path + (head_.query.empty() ? "" : "?" + head_.query));
  }

  void name_instance(HttpAnswer& answer) const {
    if (answer.media_type != "application/problem+json") return;
    auto body = nlohmann::ordered_json::parse(answer.body, nullptr, false);
    if (!body.is_object()) return;
    body["instance"] = "urn:stp:request:" + request_.id;
    answer.body = body.dump(2) + "\n";
  }

  wire::Pace pace() const {
    const HttpTimes& times = premises_.options.times;
    return {Clock::now(), times.grace, times.stall, times.slowest_bytes_per_second};
  }

  void report(const HttpAnswer& answer, bool sent) const {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    spdlog::info("{} {} {} {} {} {} {} bytes {:.1f} ms{}", request_.id, one_line(request_.remote),
                 one_line(request_.caller.name), one_line(request_.method), one_line(request_.path),
                 answer.status, answer.body.size(), seconds * 1000,
                 sent ? "" : " (the client did not take it)");
    if (premises_.hooks.observe)
      premises_.hooks.observe(route_ == nullptr ? "" : route_->name, answer.status, seconds);
  }

  Premises& premises_;
  wire::Connection& connection_;
  wire::Until start_ = Clock::now();
  wire::RequestHead head_;
  HttpRequest request_;
  const Route* route_ = nullptr;
  std::unique_ptr<wire::Body> body_;  // holds its share of the budget until the answer is out
  std::optional<Turn> heavy_;         // so does this: a download's reader may be slow
};

std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::string rest = scheme == std::string::npos ? url : url.substr(scheme + 3);
  return wire::host_name(rest.substr(0, rest.find('/')));
}

// A page elsewhere whose name leads here must not be served.
std::vector<std::string> own_names(const HttpServerOptions& options) {
  std::vector<std::string> names{"localhost", "127.0.0.1", "[::1]"};
  if (!options.hosts.empty()) return options.hosts;
  if (!options.public_url.empty())
    names.push_back(host_of(options.public_url));
  else if (!options.trusted_proxies.empty() || !wire::is_loopback(options.address))
    return {};
  return names;
}

}  // namespace

Premises::Premises(HttpServerOptions given, Routes routes, HttpHooks given_hooks)
    : options(std::move(given)),
      router(std::move(routes)),
      hooks(std::move(given_hooks)),
      proxies(options.trusted_proxies),
      memory(options.limits.bodies_in_memory, options.limits.bodies_of_one),
      memory_of_forms(options.limits.forms_in_memory, options.limits.forms_in_memory / 2),
      bodies(most_bodies(options.threads), most_bodies_of_one(options.threads)),
      forms_beyond_them(most_forms(options.threads), most_forms_of_one(options.threads)) {
  options.hosts = own_names(options);
}

bool exchange(Premises& premises, wire::Connection& connection, std::string_view head) {
  return Exchange(premises, connection).run(head);
}

void turn_away(const Premises& premises, wire::Connection& connection, const Refusal& refusal) {
  const std::string id = new_id();
  const HttpAnswer answer = problem(status_of(refusal), refusal);
  const bool sent =
      connection.try_write(wire::answer_bytes(answer, {id, connection.encrypted(), false, false}));
  spdlog::warn("{} {} turned away: {} {}{}", id, one_line(connection.peer()), answer.status, refusal.code,
               sent ? "" : " (the client did not take it)");
  if (premises.hooks.observe) premises.hooks.observe("", answer.status, 0);
}

}  // namespace stp
