// The footprint total as it stands: worked out again whenever what counts changes.
#pragma once

#include "service/desk/desk.h"

namespace stp {

struct TotalState {
  std::int64_t number = 0;  // 1, 2, ... within the round
  std::string round, at;
  bool complete = false;
  std::string json, xlsx, text, summary, mismatches;  // hashes of documents; see the verb consolidate
  std::vector<std::string> files;                     // hashes of the returns' files in it
};
Result<TotalState> total(const Desk& desk, const std::string& round,
                         std::int64_t number = 0);  // 0: the newest
std::vector<TotalState> totals(const Desk& desk, const std::string& round,
                               std::size_t most = 20);           // newest first
bool total_pending(const Desk& desk, const std::string& round);  // a newer one is being worked out
Result<std::string> total_document(const Desk& desk, const TotalState& total, const std::string& format);

// Files of a total that have errors and count only because no version of their section is without. Their
// figures are provisional, and so is the total.
struct ProvisionalFile {
  std::string sha256, name, place;
  std::vector<std::string> sections;
  std::int64_t errors = 0;
};
std::vector<ProvisionalFile> provisional_files(const Desk& desk, const TotalState& total);

// Pairs of a total (number 0: the newest) in which one of these places' organisations is a side; all pairs
// for {""}. JSON array, each: payer, payee (code, name, place), nature, year, payer_figure, payee_figure,
// eliminated, unmatched, allowed, agreed_within (bool), reason, comment, and where each side's figure stands.
Result<std::string> mismatches(const Desk& desk, const std::string& round,
                               const std::vector<std::string>& places, bool only_disagreeing,
                               std::int64_t number = 0);

}  // namespace stp
