#include "service/store/sqlite.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "service/disk/descriptor.h"
#include "service/store/migrate.h"
#include "service/store/sqlite_connection.h"

namespace stp {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_readers = 4;
constexpr auto lock_patience = std::chrono::milliseconds(1500);  // a service that is just ending
constexpr int most_tries = 5;

// SQLite gives the files beside it the same mode. One that an earlier program made for others to read is
// closed to them.
Result<void> make_private(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file)
    return refuse({"database-unavailable", "The file of the database cannot be opened.", path,
                   "Let the user of the service read and write it."});
  for (const char* ending : {"", "-wal", "-shm"}) ::chmod((path + ending).c_str(), 0600);
  return {};
}

// Held as long as the process: the kernel lets go of it however the process ends.
class ServiceLock {
 public:
  static Result<std::unique_ptr<ServiceLock>> take(const std::string& path);
  explicit ServiceLock(int file) : file_(file) {}
  ServiceLock(const ServiceLock&) = delete;
  ServiceLock& operator=(const ServiceLock&) = delete;
  ~ServiceLock() { ::close(file_); }

 private:
  int file_;
};

std::string holder(int file) {
  char text[32] = {};
  return ::pread(file, text, sizeof(text) - 1, 0) > 0 ? " (process " + std::string(text) + ")" : "";
}

Result<std::unique_ptr<ServiceLock>> ServiceLock::take(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return refuse({"database-unavailable", "The folder of the database cannot be written.", path,
                   "Create it, and let the user of the service write there."});
  auto lock = std::make_unique<ServiceLock>(file);
  const auto end = std::chrono::steady_clock::now() + lock_patience;
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() > end)
      return refuse({"database-in-use", "Another service" + holder(file) + " is working on this database.",
                     path,
                     "Stop it first, or let both use a PostgreSQL database (--database postgresql://...)."});
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const std::string id = std::to_string(::getpid());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, id.data(), id.size(), 0) < 0)
    return refuse({"database-unavailable", "The lock file of the database cannot be written.", path,
                   "Is the disk full?"});
  return lock;
}

class Sqlite final : public Database {
 public:
  Sqlite(std::string file, std::unique_ptr<ServiceLock> lock)
      : file_(std::move(file)), lock_(std::move(lock)), writer_(connected()) {}

  void write(const Work& work) override {
    const NotNested alone;
    const std::lock_guard turn(writing_);
    if (!lock_) refuse_older_schema();
    noting_trouble(write_trouble_, work,
                   [this](const Work& all) { tried(*writer_, "BEGIN IMMEDIATE", all); });
  }

  void read(const Work& work) override {
    const NotNested alone;
    const Reading reader(*this);
    tried(*reader.connection, "BEGIN", work);
  }

  bool embedded() const override { return true; }
  std::string url_shown() const override { return "sqlite:" + file_; }

  std::string trouble() override { return trouble_of(*this, write_trouble_); }

  Result<void> use_write_ahead_log() {
    const auto mode = writer_->rows("PRAGMA journal_mode = WAL");
    if (!mode.empty() && mode[0].text(0) == "wal") return {};
    return refuse({"write-ahead-log-refused",
                   "The disk of the database cannot keep SQLite's write-ahead log.", file_,
                   "Is it a network share? Keep the database on a disk of this machine, or use PostgreSQL."});
  }

 private:
  // A reader taken from the idle ones, or a new one up to the limit; waits otherwise.
  struct Reading {
    explicit Reading(Sqlite& owner) : of(owner) {
      std::unique_lock guard(of.idle_guard_);
      of.idle_change_.wait(guard, [&] { return !of.idle_.empty() || of.readers_ < most_readers; });
      if (of.idle_.empty()) {
        connection = of.connected();
        ++of.readers_;
      } else {
        connection = std::move(of.idle_.back());
        of.idle_.pop_back();
      }
    }
    ~Reading() {
      const std::lock_guard guard(of.idle_guard_);
      of.idle_.push_back(std::move(connection));
      of.idle_change_.notify_one();
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Sqlite& of;
    std::unique_ptr<SqliteConnection> connection{};
  };

  std::unique_ptr<SqliteConnection> connected() const {
    auto made = std::make_unique<SqliteConnection>(file_);
    for (const char* pragma :
         {"PRAGMA busy_timeout = 10000", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"})
      made->command(pragma);
    return made;
  }

  // Another program may be at the file, such as a backup.
  void tried(Connection& connection, const char* begin, const Work& work) const {
    bool committing = false;
    for (int tries = 1;; ++tries) try {
        return in_transaction(connection, begin, work, committing);
      } catch (const TryAgain&) {
        if (tries == most_tries)
          throw StoreUnavailable("the database is busy: another program holds " + file_);
      }
  }

  void refuse_older_schema() {
    if (schema_versions(*writer_).size() != migrations().size())
      throw StoreUnavailable("the schema of " + file_ +
                             " is older than this program: start the service once");
  }

  std::string file_;
  std::unique_ptr<ServiceLock> lock_;
  WriteTrouble write_trouble_{"the database"};
  std::mutex writing_;
  std::unique_ptr<SqliteConnection> writer_;
  std::mutex idle_guard_;
  std::condition_variable idle_change_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
  std::size_t readers_ = 0;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& file, Opening opening) {
  std::unique_ptr<ServiceLock> lock;
  if (opening == Opening::service) {
    auto taken = ServiceLock::take(file + ".lock");
    if (!taken) return refuse(taken.error());
    lock = std::move(*taken);
    if (auto made = make_private(file); !made) return refuse(made.error());
  } else if (!fs::exists(file)) {
    return refuse(
        {"database-missing", "There is no database here.", file, "Name the folder of the service's data."});
  }
  auto database = std::make_unique<Sqlite>(file, std::move(lock));
  if (auto mode = database->use_write_ahead_log(); !mode) return refuse(mode.error());
  return database;
}

}  // namespace stp
