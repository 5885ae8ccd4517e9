#include <libpq-fe.h>

#include <algorithm>

#include "service/store/postgres_connection.h"

namespace stp {

namespace {

// A dead server is noticed within seconds, and one of our processes that stands still does not hold its locks
// for long.
constexpr std::pair<const char*, const char*> defaults[] = {
    {"connect_timeout", "5"},
    {"tcp_user_timeout", "15000"},
    {"keepalives_idle", "30"},
    {"client_encoding", "UTF8"},
    {"application_name", "stp"},
    {"options",
     "-c statement_timeout=60s -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s "
     "-c default_transaction_isolation=read\\ committed"},
};

struct Parsed {
  explicit Parsed(const std::string& url) : options(PQconninfoParse(url.c_str(), &error)) {}
  ~Parsed() {
    PQconninfoFree(options);
    PQfreemem(error);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  char* error = nullptr;
  PQconninfoOption* options;
};

std::string value(const PostgresParameters& parameters, const std::string& name) {
  const auto found = std::find(parameters.names.begin(), parameters.names.end(), name);
  return found == parameters.names.end()
             ? ""
             : parameters.values[static_cast<std::size_t>(found - parameters.names.begin())];
}

std::string shown(const PostgresParameters& parameters) {
  const std::string user = value(parameters, "user"), port = value(parameters, "port");
  return "postgresql://" + (user.empty() ? "" : user + "@") + value(parameters, "host") +
         (port.empty() ? "" : ":" + port) + "/" + value(parameters, "dbname");
}

}  // namespace

Result<PostgresParameters> postgres_parameters(const std::string& url) {
  const Parsed parsed(url);
  if (parsed.options == nullptr)  // its message may quote the password
    return refuse({"database-unknown", "This address of a PostgreSQL database cannot be read.", "",
                   "Write postgresql://user@host:port/name; special characters in a password as %XX."});
  PostgresParameters read;
  for (const auto* option = parsed.options; option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    read.names.emplace_back(option->keyword);
    read.values.emplace_back(option->val);
  }
  for (const auto& [name, usual] : defaults)
    if (std::find(read.names.begin(), read.names.end(), name) == read.names.end()) {
      read.names.emplace_back(name);
      read.values.emplace_back(usual);
    }
  read.shown = shown(read);
  return read;
}

}  // namespace stp
