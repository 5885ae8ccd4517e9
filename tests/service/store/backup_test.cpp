#include "service/store/backup.h"
#include "service/store/manifest.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "calc/base/sha256.h"
#include "service/store/backup_table.h"
#include "service/store/log.h"
#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

// A file handed in, as the store sees it: bytes, a row and a record, in that order.
void hand_in(Database& database, const Bytes& bytes, const std::string& text) {
  const auto hash = bytes.keep(text);
  if (!hash) throw std::runtime_error(to_text(hash.error()));
  const nlohmann::json details{{"sha256", *hash}, {"at", noon},   {"name", text}, {"place", "leeds"},
                               {"via", "web"},    {"who", "Ada"}, {"size", "4"}};
  database.write([&](DbSession& session) {
    const auto record = append_log(session, footprint, {noon, "Ada", "receipt", *hash, details.dump()});
    std::string columns = "footprint, sha256, sequence, at, name, place, via, who, size",
                marks = "?,?,?,?,?,?,?,?,?";
    std::vector<DbValue> values{footprint,
                                *hash,
                                record.sequence,
                                noon,
                                text,
                                std::string("leeds"),
                                std::string("web"),
                                std::string("Ada"),
                                std::int64_t{4}};
    for (const auto& table : session.tables())
      for (std::size_t i = 9; table.name == "submissions" && i < table.columns.size(); ++i) {
        columns += ", " + table.columns[i].name;
        marks += ",?";
        const auto& column = table.columns[i];
        const std::string text_of = column.name == "state"        ? "waiting"
                                    : column.name == "judged_for" ? "leeds"
                                    : column.name == "judged_at"  ? noon
                                                                  : "";
        values.push_back(column.number ? DbValue(std::int64_t{column.name == "sightings"})
                                       : DbValue(text_of));
      }
    session.run("INSERT INTO submissions (" + columns + ") VALUES (" + marks + ")", values);
  });
}

LogVerdict verdict(Database& database) {
  LogVerdict found;
  database.read([&](DbSession& session) { found = verify_log(session, footprint); });
  return found;
}

std::int64_t handed_in(Database& database) {
  return rows(database, "SELECT count(*) FROM submissions")[0].number(0);
}

}  // namespace

TEST_CASE("a backup taken while files arrive is whole, and either engine takes it back") {
  const std::string from = GENERATE(engines()), to = GENERATE(engines());
  const Fresh source(from), target(to);
  const Bytes bytes(source.file("bytes")), back(target.file("bytes"));
  const auto database = source.open();
  for (int i = 0; i < 20; ++i) hand_in(*database, bytes, "before " + std::to_string(i) + " Zażółć");
  std::atomic<bool> stop{false};
  std::atomic<int> arrived{0};
  std::thread sender([&] {
    for (int i = 0; !stop; ++i, ++arrived) hand_in(*database, bytes, "meanwhile " + std::to_string(i));
  });
  while (arrived < 5) std::this_thread::yield();
  const auto made = backup(*database, bytes, source.file("backup"), noon, "stp test");
  const int until = arrived;
  while (arrived < until + 5) std::this_thread::yield();
  stop = true;
  sender.join();
  REQUIRE(made);
  CHECK(made->troubles.empty());
  CHECK(made->files >= 25);

  const auto restored = restore(source.file("backup"), target.url(), back);
  if (!restored) FAIL(to_text(restored.error()));
  CHECK(restored->rows == made->rows);
  CHECK(restored->troubles.empty());
  const auto again = target.open();
  CHECK(handed_in(*again) >= 25);
  CHECK(handed_in(*again) < handed_in(*database));
  CHECK(verdict(*again).records == handed_in(*again));
  hand_in(*again, back, "after");  // the chain goes on
  CHECK(verdict(*again).troubles.empty());
}

TEST_CASE("a restore is refused into a database with rows, and from a backup that was touched") {
  const Fresh source(GENERATE(engines()));
  const Bytes bytes(source.file("bytes"));
  const auto database = source.open();
  hand_in(*database, bytes, "one");
  const std::string folder = source.file("backup");
  REQUIRE(backup(*database, bytes, folder, noon, "stp test"));
  const Fresh target("sqlite");
  const Bytes back(target.file("bytes"));
  const auto refused_as = [&](const std::string& code) {
    const auto restored = restore(folder, target.url(), back);
    REQUIRE_FALSE(restored);
    CHECK(restored.error().code == code);
  };
  SECTION("rows") {
    hand_in(*target.open(), back, "other");
    refused_as("restore-target-full");
  }
  SECTION("a row edited") {
    const std::string path = folder + "/tables/submissions.jsonl";
    std::string text = doors::read(path);
    text.replace(text.find("Ada"), 3, "Eve");
    doors::write(path, text);
    refused_as("backup-damaged");
  }
  SECTION("the last line cut off, its hash put right") {
    const std::string path = folder + "/tables/submissions.jsonl";
    std::string text = doors::read(path);
    doors::write(path, text.substr(0, text.size() - 9));
    auto manifest = nlohmann::json::parse(doors::read(folder + "/manifest.json"));
    manifest["tables"]["submissions"]["sha256"] = sha256(doors::read(path));
    doors::write(folder + "/manifest.json", manifest.dump());
    refused_as("backup-damaged");
    CHECK(rows(*target.open(), "SELECT * FROM log").empty());
  }
  SECTION("a table that has a row less than it should, its hash put right") {
    const std::string path = folder + "/tables/submissions.jsonl";
    doors::write(path, "");
    auto manifest = nlohmann::json::parse(doors::read(folder + "/manifest.json"));
    manifest["tables"]["submissions"]["sha256"] = sha256("");
    doors::write(folder + "/manifest.json", manifest.dump());
    refused_as("backup-damaged");
    CHECK(rows(*target.open(), "SELECT * FROM log").empty());
  }
  SECTION("bytes changed") {
    doors::write(Bytes(folder + "/bytes").path(sha256("one")), "two");
    refused_as("backup-damaged");
    CHECK(rows(*target.open(), "SELECT * FROM submissions").empty());
  }
  SECTION("bytes gone") {
    std::filesystem::remove_all(folder + "/bytes");
    refused_as("backup-damaged");
  }
  SECTION("not finished") {
    std::filesystem::remove(folder + "/manifest.json");
    refused_as("backup-missing");
  }
  SECTION("no manifest at all, but something") {
    doors::write(folder + "/manifest.json", "{\"format\": 1}");
    refused_as("backup-damaged");
  }
  SECTION("from a newer program") {
    auto manifest = nlohmann::json::parse(doors::read(folder + "/manifest.json"));
    manifest["schema"].push_back(9999);
    doors::write(folder + "/manifest.json", manifest.dump());
    refused_as("schema-newer");
  }
}

TEST_CASE("a backup that another user made is said to be unreadable, not missing") {
  const doors::Folder folder;
  doors::write(folder.path() / "backup/manifest.json", "{}");
  std::filesystem::permissions(folder.path() / "backup", std::filesystem::perms::none);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool another = ::geteuid() != 0 || ::setuid(65534) == 0;  // root may read everything
    const auto manifest = read_manifest(folder.file("backup"));
    ::_exit(another && !manifest && manifest.error().code == "backup-unreadable" ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}

TEST_CASE("bytes that are gone are said by a backup, which keeps all the rest") {
  const Fresh source(GENERATE(engines()));
  const Bytes bytes(source.file("bytes"));
  const auto database = source.open();
  hand_in(*database, bytes, "kept");
  hand_in(*database, bytes, "lost");
  hand_in(*database, bytes, "spoilt");
  std::filesystem::remove(bytes.path(sha256("lost")));
  doors::write(bytes.path(sha256("spoilt")), "other");
  const auto made = backup(*database, bytes, source.file("backup"), noon, "stp test");
  REQUIRE(made);
  CHECK(made->files == 1);
  REQUIRE(made->troubles.size() == 2);
  CHECK_THAT(made->troubles[0], Catch::Contains(sha256("lost")));
}

TEST_CASE("tables far larger than what is read at a time come back row by row") {
  constexpr std::int64_t many = 2'345;
  const std::string from = GENERATE(engines()), to = GENERATE(engines());
  const Fresh source(from), target(to);
  const Bytes bytes(source.file("bytes")), back(target.file("bytes"));
  const auto database = source.open();
  const std::string long_text(3'000'000, 'x');  // longer than what is written and read at a time
  database->write([&](DbSession& session) {
    for (std::int64_t i = 0; i < many; ++i)
      append_log(session, footprint, {noon, "Ada", "tried", std::to_string(i), i == 7 ? long_text : "{}"});
  });
  const auto made = backup(*database, bytes, source.file("backup"), noon, "stp test");
  REQUIRE(made);
  CHECK(made->rows == many + 1);  // and the note of the last record
  const auto restored = restore(source.file("backup"), target.url(), back);
  if (!restored) FAIL(to_text(restored.error()));
  CHECK(restored->rows == made->rows);
  CHECK(restored->troubles.empty());
  const auto again = target.open();
  CHECK(verdict(*again).records == many);
  CHECK(rows(*again, "SELECT details FROM log WHERE sequence = 8")[0].text(0) == long_text);
}

TEST_CASE("rows are given one after another, all of them and in order") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  database->write([&](DbSession& session) {
    for (std::int64_t i = 1; i <= 1'234; ++i)
      session.run("INSERT INTO lanes VALUES (?, ?, ?)", {footprint, "lane " + std::to_string(i), i});
  });
  database->read([&](DbSession& session) {
    for (const std::int64_t many : {0, 1, 499, 500, 501, 1'000, 1'234}) {
      std::int64_t last = 0, wrong = 0;
      session.each("SELECT turn FROM lanes WHERE turn <= ? ORDER BY turn", {many},
                   [&](const DbRow& row) { wrong += row.number(0) != ++last; });
      CHECK(last == many);
      CHECK(wrong == 0);
    }
  });
}

TEST_CASE("a backup that fails half way in a table leaves no table of that name") {
  const Fresh source(GENERATE(engines()));
  const auto database = source.open();
  const std::string folder = source.file("tables");
  std::filesystem::create_directory(folder);
  CHECK_THROWS(database->read([&](DbSession& session) {
    (void)keep_table(session, {"log", {{"footprint"}, {"no_such_column"}}}, folder + "/log.jsonl");
  }));
  CHECK(std::filesystem::is_empty(folder));
}

TEST_CASE("a backup is not written over another") {
  const Fresh source("sqlite");
  const auto database = source.open();
  REQUIRE(backup(*database, Bytes(source.file("bytes")), source.file("backup"), noon, "stp test"));
  const auto second = backup(*database, Bytes(source.file("bytes")), source.file("backup"), noon, "stp test");
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "backup-exists");
}

TEST_CASE("stp verify-log, backup and restore work beside a running service, and say which row was edited") {
  const std::string engine = GENERATE(engines());
  const Fresh source(engine), target(engine);
  const doors::Folder folder;
  const Bytes bytes(source.file("bytes"));
  const auto database = source.open();
  hand_in(*database, bytes, "one");
  hand_in(*database, bytes, "two");
  const auto options = [&](const Fresh& fresh) {
    return "--data " + fresh.file("") + (engine == "sqlite" ? "" : " --database " + fresh.url());
  };
  const auto stp = [&](const std::string& command) { return doors::run("$STP " + command, folder); };
  const auto good = stp("verify-log " + options(source));
  INFO(good.err);
  CHECK(good.exit_code == 0);
  CHECK_THAT(good.out, Catch::Contains("WY: 2 records"));
  const auto made = stp("backup " + options(source) + " -o " + source.file("backup"));
  INFO(made.err);
  CHECK(made.exit_code == 0);
  const auto back = stp("restore " + source.file("backup") + " " + options(target));
  INFO(back.err);
  CHECK(back.exit_code == 0);
  CHECK(stp("verify-log " + options(target)).exit_code == 0);
  run(*database, "UPDATE submissions SET who = 'Eve' WHERE sequence = 2");
  const auto edited = stp("verify-log " + options(source));
  CHECK(edited.exit_code == 1);
  CHECK_THAT(edited.err, Catch::Contains("record 2") && Catch::Contains("who \"Eve\", the log says \"Ada\""));
  run(*database, "DELETE FROM log");
  run(*database, "DELETE FROM log_head");
  const auto emptied = stp("verify-log " + options(source));
  CHECK(emptied.exit_code == 1);
  CHECK_THAT(emptied.err, Catch::Contains("a row of submissions names record 1"));
  CHECK(stp("verify-log --data " + folder.file("nowhere")).exit_code == 2);
}
