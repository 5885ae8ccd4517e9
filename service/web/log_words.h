// The log in plain words, for people: what happened, as a sentence.
#pragma once

#include <string>
#include <vector>

#include "service/desk/log_kinds.h"
#include "service/store/log.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

struct LogSentence {
  std::string words, href;  // "Leeds, Finance: checked, 7 errors"; where to read on, "" nowhere
};
LogSentence log_sentence(const Desk& desk, const LogRecord& record);
// The record's details as people read them: "errors 7, round 2016-09-16".
std::string log_details(const LogRecord& record);
// What it is about, by name where the code is known.
std::string log_subject(const Desk& desk, const LogRecord& record);

// The latest records of the returns and their total, newest first.
std::vector<LogRecord> latest_changes(const Desk& desk, std::size_t most);

}  // namespace stp
