// The job "total": every place's files that count, consolidated.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "service/desk/keep.h"
#include "service/desk/totals.h"

namespace stp {

namespace {

std::vector<std::string> files_of_all(const Desk& desk, DbSession& session, const std::string& round) {
  std::vector<std::string> files;
  for (const auto& place : desk.form().places)
    for (auto& hash : counting_files(desk, session, place.code, round)) files.push_back(std::move(hash));
  return files;
}

struct Newest {
  std::int64_t number = 0;
  std::string files;
};
Newest newest(const Desk& desk, DbSession& session, const std::string& round) {
  const auto rows = session.rows(
      "SELECT number, files FROM totals WHERE footprint = ? AND round = ? ORDER BY number DESC LIMIT 1",
      {desk.footprint, round});
  if (rows.empty()) return {};
  return {rows[0].number(0), rows[0].text(1)};
}

void keep(const Desk& desk, DbSession& session, const std::string& round, const std::string& files,
          const std::vector<Submission::Report>& documents, bool complete) {
  const auto before = newest(desk, session, round);
  if (before.files == files) return;
  const auto number = before.number + 1;
  const std::string at = desk.now();
  session.run("INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?)",
              {desk.footprint, round, number, at, complete ? 1 : 0, files});
  keep_documents(desk, session, total_owner(round, number), documents);
  note(desk, session, "service", "total", round,
       {{"at", at},
        {"complete", complete ? "yes" : "no"},
        {"documents", documents_text(documents)},
        {"files", files},
        {"number", std::to_string(number)},
        {"template", desk.form_of(round).hash}});
}

}  // namespace

Result<void> add_up(const Desk& desk, const std::string& round) {
  std::vector<std::string> hashes;
  std::string before;
  desk.database.read([&](DbSession& session) {
    hashes = files_of_all(desk, session, round);
    before = newest(desk, session, round).files;
  });
  // The words for what went into it: the template decides as well as the files.
  const std::string files = desk.form_of(round).hash + " " + join_words(hashes);
  if (hashes.empty() || before == files) return {};
  Request request{"consolidate", {}, {{"round", {round}}}, {"summary", "mismatches", "json", "xlsx", "text"}};
  for (const auto& hash : hashes) {
    auto file = input_file(desk, hash);
    if (!file) return refuse(file.error());
    request.files["files"].push_back(std::move(*file));
  }
  auto answer = desk.workers.run(request);
  if (!answer) return refuse(answer.error());
  const bool complete = nlohmann::json::parse(answer->document("summary")->bytes).at("complete");
  auto documents = store_documents(desk, *answer);
  if (!documents) return refuse(documents.error());
  desk.database.write([&](DbSession& session) { keep(desk, session, round, files, *documents, complete); });
  desk.at("total kept");
  return {};
}

}  // namespace stp
