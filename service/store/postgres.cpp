#include "service/store/postgres.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "service/store/migrate.h"
#include "service/store/postgres_connection.h"

namespace stp {

namespace {

constexpr std::size_t most_connections = 8;
constexpr auto patience = std::chrono::seconds(20);  // of one piece of work with a connection that is free
constexpr int most_tries = 10, most_connects = 4;

// Longer each time, and not the same for two that got in each other's way.
void pause(int tries) {
  static thread_local std::minstd_rand chance{std::random_device{}()};
  const int most = 5 << std::min(tries, 6);
  std::this_thread::sleep_for(
      std::chrono::milliseconds(most / 2 + static_cast<int>(chance() % unsigned(most))));
}

class Pool {
 public:
  explicit Pool(PostgresParameters parameters) : parameters_(std::move(parameters)) {}

  std::unique_ptr<PostgresConnection> take() {
    {
      std::unique_lock guard(guard_);
      if (!change_.wait_for(guard, patience, [&] { return out_ < most_connections; }))
        throw StoreUnavailable("every connection to the database is at work");
      ++out_;
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    try {
      return std::make_unique<PostgresConnection>(parameters_);
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  void give_back(std::unique_ptr<PostgresConnection> connection) {
    const std::lock_guard guard(guard_);
    --out_;
    if (connection) idle_.push_back(std::move(connection));
    change_.notify_one();
  }

  // The server was restarted: those made before are broken too.
  void forget_idle() {
    const std::lock_guard guard(guard_);
    idle_.clear();
  }

  const std::string& shown() const { return parameters_.shown; }

 private:
  const PostgresParameters parameters_;
  std::mutex guard_;
  std::condition_variable change_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  std::size_t out_ = 0;
};

// A connection goes back to the pool unless it broke.
class Taken {
 public:
  explicit Taken(Pool& pool) : pool_(pool), connection_(pool.take()) {}
  ~Taken() { pool_.give_back(std::move(connection_)); }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  PostgresConnection& operator*() { return *connection_; }
  void drop() {
    connection_.reset();
    pool_.forget_idle();
  }

 private:
  Pool& pool_;
  std::unique_ptr<PostgresConnection> connection_;
};

class Postgres final : public Database {
 public:
  Postgres(PostgresParameters parameters, Opening opening)
      : pool_(std::move(parameters)), opening_(opening) {}

  void write(const Work& work) override {
    const NotNested alone;
    noting_trouble(
        write_trouble_,
        [&](DbSession& session) {
          if (opening_ == Opening::beside && schema_versions(session).size() != migrations().size())
            throw StoreUnavailable("the schema of " + url_shown() +
                                   " is older than this program: start the service once");
          work(session);
        },
        [this](const Work& all) { tried("BEGIN ISOLATION LEVEL READ COMMITTED", all); });
  }

  void read(const Work& work) override {
    const NotNested alone;
    tried("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
  }

  bool embedded() const override { return false; }
  std::string url_shown() const override { return pool_.shown(); }

  std::string trouble() override { return trouble_of(*this, write_trouble_); }

 private:
  void tried(const char* begin, const Work& work) {
    int again = 0, connects = 0;
    for (;;) try {
        return once(begin, work);
      } catch (const TryAgain& asked) {
        if (++again == most_tries)
          throw StoreUnavailable(std::string("others at the same rows were always faster: ") + asked.what());
        pause(again);
      } catch (const ConnectionLost&) {
        if (++connects == most_connects) throw;
        pause(4 + connects);
      }
  }

  void once(const char* begin, const Work& work) {
    Taken connection(pool_);
    bool committing = false;
    try {
      in_transaction(*connection, begin, work, committing);
    } catch (const ConnectionLost& lost) {
      connection.drop();
      if (!committing) throw;
      throw StoreUnavailable(std::string("whether it was kept is not known: ") + lost.what());
    }
  }

  WriteTrouble write_trouble_{"the database"};
  Pool pool_;
  Opening opening_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url, Opening opening) {
  auto parameters = postgres_parameters(url);
  if (!parameters) return refuse(parameters.error());
  return std::make_unique<Postgres>(std::move(*parameters), opening);
}

}  // namespace stp
