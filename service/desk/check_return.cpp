// The job "return": all files of a place and round that count, checked together, so that rules which compare
// sections and rounds see them all.
#include <nlohmann/json.hpp>

#include "service/desk/keep.h"
#include "service/desk/returns.h"
#include "service/store/jobs.h"

namespace stp {

namespace {

using Json = nlohmann::json;

struct Together {
  std::vector<std::string> files, previous;
};

std::string round_before(const Desk& desk, const std::string& round) {
  std::string before;
  for (const auto* one : desk.rounds()) {
    if (one->code == round) return before;
    before = one->code;
  }
  return "";
}

Together together(const Desk& desk, const std::string& place, const std::string& round) {
  Together all;
  desk.database.read([&](DbSession& session) {
    all = {};
    all.files = counting_files(desk, session, place, round);
    if (const auto before = round_before(desk, round); !before.empty())
      all.previous = counting_files(desk, session, place, before);
  });
  return all;
}

Result<void> add_files(const Desk& desk, const std::vector<std::string>& hashes,
                       std::vector<InputFile>& files) {
  for (const auto& hash : hashes) {
    auto file = input_file(desk, hash);
    if (!file) return refuse(file.error());
    files.push_back(std::move(*file));
  }
  return {};
}

// Gives what was kept: rules by finding.
std::map<std::string, std::string> keep_warnings(const Desk& desk, DbSession& session,
                                                 const std::string& place, const std::string& round,
                                                 const Json& findings) {
  std::map<std::string, std::string> kept;
  session.run("DELETE FROM return_warnings WHERE footprint = ? AND place = ? AND round = ?",
              {desk.footprint, place, round});
  for (const auto& one : findings) {
    if (one.at("severity") != "warning") continue;
    const auto key = finding_key(one.at("rule"), one.at("organisation"), one.at("line"), one.at("year"),
                                 one.at("scenario"), one.at("found"), one.at("expected"));
    const std::string rule = one.at("rule");
    if (kept.emplace(key, rule).second)
      session.run("INSERT INTO return_warnings VALUES (?, ?, ?, ?, ?)",
                  {desk.footprint, place, round, key, rule});
  }
  return kept;
}

void keep(const Desk& desk, DbSession& session, const std::string& place, const std::string& round,
          const Together& all, const std::vector<Submission::Report>& reports, const Json& one) {
  // Newer files: their own job is waiting already.
  if (counting_files(desk, session, place, round) != all.files) return;
  keep_documents(desk, session, return_owner(place, round), reports);
  const auto warnings = keep_warnings(desk, session, place, round, one.at("findings"));
  const std::string files = join_words(all.files), at = desk.now();
  const auto count = [&](const char* severity) { return one.at(severity).get<std::int64_t>(); };
  session.run(
      "UPDATE returns SET files = ?, errors = ?, warnings = ?, notes = ?, checked_at = ?, "
      "revision = revision + 1 WHERE footprint = ? AND place = ? AND round = ?",
      {files, count("errors"), count("warnings"), count("information"), at, desk.footprint, place, round});
  note(desk, session, "service", "return-checked", place + " " + round,
       {{"checked_at", at},
        {"documents", documents_text(reports)},
        {"errors", std::to_string(count("errors"))},
        {"files", files},
        {"notes", std::to_string(count("information"))},
        {"warnings", std::to_string(count("warnings"))},
        {"warnings_mark", mark_of(warnings)}});
  enqueue(session, desk.footprint, "total", round, "total", desk.now());
}

}  // namespace

Result<void> check_return(const Desk& desk, const std::string& place, const std::string& round) {
  const auto all = together(desk, place, round);
  if (all.files.empty()) return {};
  Request request{"check", {}, {}, {"json", "html", "text", "csv"}};
  if (auto added = add_files(desk, all.files, request.files["files"]); !added) return added;
  if (!all.previous.empty())
    if (auto added = add_files(desk, all.previous, request.files["previous"]); !added) return added;
  auto answer = desk.workers.run(request);
  if (!answer) return refuse(answer.error());
  const auto report = Json::parse(answer->document("json")->bytes);
  const auto& returns = report.at("returns");
  if (returns.empty()) return {};
  auto reports = store_documents(desk, *answer);
  if (!reports) return refuse(reports.error());
  desk.database.write(
      [&](DbSession& session) { keep(desk, session, place, round, all, *reports, returns.at(0)); });
  desk.at("return kept");
  return {};
}

}  // namespace stp
