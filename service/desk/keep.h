// What the desk's own files share: rows of submissions, documents kept under an owner, versions and what
// counts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "service/desk/intake.h"
#include "service/store/log_details.h"

namespace stp {

// {"key":"value",...} with sorted keys, for the log; well formed, as the rows of these values are.
std::string details(const std::map<std::string, std::string>& values);
LogRecord note(const Desk& desk, DbSession& session, const std::string& who, const std::string& kind,
               const std::string& subject, const std::map<std::string, std::string>& values);

// A name as it may be shown and stored: valid UTF-8 without control characters, at most 255 bytes.
std::string shown_name(const std::string& name);

// A reason as people typed it, without leading and trailing white space and control characters other than
// line ends.
std::string shown_reason(const std::string& reason);

std::vector<std::string> split_words(const std::string& text);  // at spaces
std::string join_words(const std::vector<std::string>& words);

// The receipt with the name, the door and the person it came by for this place, where that was not the first
// time.
Receipt handed_in_by(const Desk& desk, DbSession& session, Receipt first, const std::string& place);
// A file first sent by a place it does not belong to, and by its own before it was checked: it is checked as
// its own place sent it, then and under that name. False: its own place has not sent it.
bool judge_for_owner(const Desk& desk, DbSession& session, const std::string& sha256,
                     const std::string& owner);

// Keeps each document's bytes, and gives them with their hashes, for keep_documents inside a transaction.
Result<std::vector<Submission::Report>> store_documents(const Desk& desk, const Answer& answer);
void keep_documents(const Desk& desk, DbSession& session, const std::string& owner,
                    const std::vector<Submission::Report>& documents);
std::string documents_text(const std::vector<Submission::Report>& documents);  // for the log
std::map<std::string, std::string> documents_of(const Desk& desk, DbSession& session,
                                                const std::string& owner);

struct Version {
  std::string section, sha256, name, at;
  std::int64_t version = 0, errors = 0, warnings = 0, notes = 0;
};
// By section, then oldest first.
std::vector<Version> versions(const Desk& desk, DbSession& session, const std::string& place,
                              const std::string& round);
// Of one section's versions: the last without errors, else the last.
const Version* counting(const std::vector<Version>& all, const std::string& section);
const Version* latest(const std::vector<Version>& all, const std::string& section);
// Hashes of the files that count, each once, sorted.
std::vector<std::string> counting_files(const Desk& desk, DbSession& session, const std::string& place,
                                        const std::string& round);

// The file as a verb reads it: named as the place it is judged for sent it.
Result<InputFile> input_file(const Desk& desk, const std::string& sha256);

// The jobs, by kind; each does its work and is safe to repeat. Refusals of theirs are of the world, not of
// the file.
Result<void> check_submission(const Desk& desk, const std::string& sha256);
// Its sender is told, when trying again does not help.
void cannot_be_checked(const Desk& desk, const std::string& sha256, const Refusal& why);
Result<void> check_return(const Desk& desk, const std::string& place, const std::string& round);
Result<void> add_up(const Desk& desk, const std::string& round);

}  // namespace stp
