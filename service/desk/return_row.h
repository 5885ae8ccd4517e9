// A return's state inside a transaction, for the desk's own decisions.
#pragma once

#include "service/desk/returns.h"
#include "service/store/log.h"

namespace stp {

// `late` is not filled in.
ReturnState read_return(const Desk& desk, DbSession& session, const std::string& place,
                        const std::string& round);
// Locks the return's row for the rest of the transaction, making it when there is none.
void hold_return(const Desk& desk, DbSession& session, const std::string& place, const std::string& round);
// What the decision of this record makes of the row, which must be there.
void keep_decision(const Desk& desk, DbSession& session, const std::string& place, const std::string& round,
                   const LogEntry& record);
// Another revision: something of it changed.
void touch_return(const Desk& desk, DbSession& session, const std::string& place, const std::string& round);

}  // namespace stp
