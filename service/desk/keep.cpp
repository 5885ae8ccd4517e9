#include "service/desk/keep.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace stp {

std::string details(const std::map<std::string, std::string>& values) {
  auto object = nlohmann::json::object();
  for (const auto& [key, value] : values) object[key] = well_formed(value);
  return object.dump();
}

LogRecord note(const Desk& desk, DbSession& session, const std::string& who, const std::string& kind,
               const std::string& subject, const std::map<std::string, std::string>& values) {
  return append_log(session, desk.footprint, {desk.now(), who, kind, subject, details(values)});
}

namespace {

// Through JSON, which replaces what is no UTF-8.
std::string valid_text(const std::string& text) {
  const std::string whole =
      nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return nlohmann::json::parse(whole).get<std::string>();
}

}  // namespace

std::string shown_name(const std::string& name) {
  std::string whole = valid_text(name);
  std::replace_if(
      whole.begin(), whole.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  if (whole.size() <= 255) return whole;
  std::size_t end = 255;
  while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xC0) == 0x80) --end;
  return whole.substr(0, end);
}

std::string shown_reason(const std::string& reason) {
  std::string kept;
  for (const char c : valid_text(reason))
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') kept += c;
  const auto first = kept.find_first_not_of(" \n");
  return first == std::string::npos ? "" : kept.substr(first, kept.find_last_not_of(" \n") - first + 1);
}

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Result<std::vector<Submission::Report>> store_documents(const Desk& desk, const Answer& answer) {
  std::vector<Submission::Report> kept;
  for (const auto& document : answer.documents) {
    auto hash = desk.bytes.keep(document.bytes);
    if (!hash) return refuse(hash.error());
    kept.push_back({document.format, *hash});
  }
  return kept;
}

void keep_documents(const Desk& desk, DbSession& session, const std::string& owner,
                    const std::vector<Submission::Report>& documents) {
  for (const auto& one : documents)
    session.run(
        "INSERT INTO documents (footprint, owner, format, sha256) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (footprint, owner, format) DO UPDATE SET sha256 = excluded.sha256",
        {desk.footprint, owner, one.format, one.sha256});
}

std::string documents_text(const std::vector<Submission::Report>& documents) {
  Documents by_format;
  for (const auto& one : documents) by_format[one.format] = one.sha256;
  return documents_text(by_format);
}

std::map<std::string, std::string> documents_of(const Desk& desk, DbSession& session,
                                                const std::string& owner) {
  std::map<std::string, std::string> found;
  for (const auto& row : session.rows(
           "SELECT format, sha256 FROM documents WHERE footprint = ? AND owner = ?", {desk.footprint, owner}))
    found[row.text(0)] = row.text(1);
  return found;
}

std::vector<Version> versions(const Desk& desk, DbSession& session, const std::string& place,
                              const std::string& round) {
  std::vector<Version> all;
  for (const auto& row :
       session.rows("SELECT section, sha256, name, at, version, errors, warnings, notes FROM versions "
                    "WHERE footprint = ? AND place = ? AND round = ? ORDER BY section, version",
                    {desk.footprint, place, round}))
    all.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.number(4), row.number(5),
                   row.number(6), row.number(7)});
  return all;
}

const Version* counting(const std::vector<Version>& all, const std::string& section) {
  const Version* best = nullptr;
  for (const auto& one : all)
    if (one.section == section && (best == nullptr || one.errors == 0 || best->errors != 0)) best = &one;
  return best;
}

const Version* latest(const std::vector<Version>& all, const std::string& section) {
  const Version* last = nullptr;
  for (const auto& one : all)
    if (one.section == section) last = &one;
  return last;
}

std::vector<std::string> counting_files(const Desk& desk, DbSession& session, const std::string& place,
                                        const std::string& round) {
  const auto all = versions(desk, session, place, round);
  std::set<std::string> files;
  for (const auto& section : desk.form().sections)
    if (const auto* one = counting(all, section.code)) files.insert(one->sha256);
  return {files.begin(), files.end()};
}

Result<InputFile> input_file(const Desk& desk, const std::string& sha256) {
  auto found = submission(desk, sha256);
  if (!found) return refuse(found.error());
  auto bytes = desk.bytes.read(sha256);
  if (!bytes) return refuse(bytes.error());
  return InputFile{found->receipt.name, "", std::move(*bytes)};
}

}  // namespace stp
