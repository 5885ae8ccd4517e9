// What a record of the log is known by: SHA-256 over its fields in an encoding that can be read in one way
// only, each field as its length in bytes, a colon, itself and a comma.
#pragma once

#include "service/store/log.h"

namespace stp {

inline constexpr char before_the_first[] = "0000000000000000000000000000000000000000000000000000000000000000";
std::string log_hash(const std::string& footprint, const LogRecord& record);

inline constexpr char log_columns[] = "sequence, at, who, kind, subject, details, previous, hash";
LogRecord log_record(const DbRow& row);  // of log_columns

}  // namespace stp
