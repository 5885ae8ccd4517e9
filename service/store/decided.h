// How far a return has come by people's decisions, as its row in `returns` keeps it, and what each record of
// the log makes of it: the desk writes by this, and verify_log replays it.
#pragma once

#include <array>
#include <string>
#include <utility>

#include "service/store/log.h"

namespace stp {

struct Decided {
  std::string status;  // "": what the files say
  std::string submitted_by, submitted_at, approved_by, approved_at, sent_back_because, asked_by, asked_reason;
};
inline constexpr std::array<std::pair<const char*, std::string Decided::*>, 8> decided_columns{{
    {"status", &Decided::status},
    {"submitted_by", &Decided::submitted_by},
    {"submitted_at", &Decided::submitted_at},
    {"approved_by", &Decided::approved_by},
    {"approved_at", &Decided::approved_at},
    {"sent_back_because", &Decided::sent_back_because},
    {"reopening_asked_by", &Decided::asked_by},
    {"reopening_reason", &Decided::asked_reason},
}};

// Unchanged when the record is no decision on a return.
Decided after(Decided before, const LogEntry& record);
bool decides(const LogEntry& record);

}  // namespace stp
