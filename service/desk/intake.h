// Taking a file in: bytes kept and flushed, then the record, the receipt and the job in one transaction, and
// only then an answer. Nothing is read or judged before the receipt.
#pragma once

#include "service/desk/desk.h"

namespace stp {

struct Arrival {
  std::string bytes, name;  // name as sent
  std::string place;        // code of the place it was handed in for; "" : any, for regional callers
  std::string via;          // "web", "api", "folder", "command"
  std::string who;
  // What tells this handing in from every other, so that it may be told again when its answer was lost: a
  // second time with the same bytes gives the same receipt and records nothing. "": each time is another.
  std::string token{};
};
struct Receipt {
  std::string sha256, at, name, place, via, who;
  std::int64_t sequence = 0, size = 0;
  bool again = false;  // the same bytes came before: this is their first receipt
  std::int64_t sightings = 1;
  // When it came for `place` the first time: its deadline goes by that. `at` and `sequence` are of the first
  // time these bytes came at all, which may have been for another place.
  std::string came_at{};
};
// Refuses only an empty file, one over the limit, a place that is none, or a store that cannot write.
// Everything else gets a receipt.
Result<Receipt> receive(const Desk& desk, const Arrival& arrival);
Result<Receipt> receipt(const Desk& desk, const std::string& sha256);

// What became of it.
struct Submission {
  Receipt receipt;
  std::string state;                         // waiting, checking, checked, refused
  std::string place, round, edition, stage;  // as the workbook says; "" until checked
  std::vector<std::string> sections;
  std::int64_t errors = 0, warnings = 0, notes = 0;  // findings in this file
  std::int64_t return_errors = 0;  // errors of its check, in no file: a section of the return not in this one
  Refusal refusal;                 // state refused: why
  std::int64_t queue_place = -1;   // jobs before it; -1: it does not wait
  std::string checked_at;
  struct Report {
    std::string format, sha256;
  };
  std::vector<Report> reports;  // json, html, text, csv: the very bytes `stp check` gives
  struct VersionOf {
    std::string section;
    std::int64_t version = 0;
    bool counts = false, latest = false;  // counts: the last without errors, or the only ones there are
  };
  std::vector<VersionOf> versions;
  std::vector<std::string>
      lacking;                 // sections of its return that no file has brought yet, as things stand now
  bool more_to_check = false;  // something is lacking, and files of its place have come that may bring it
};
Result<Submission> submission(const Desk& desk, const std::string& sha256);
// What the sender of a file without errors is told when a later version of a section counts instead; "" else.
std::string why_it_does_not_count(const Submission& submission);
// Whose it is: of the place the workbook names, before that of the place it was handed in for.
std::string owner_of(const Submission& submission);
// The same bytes may have come for another place before: then they are not this place's, whatever became of
// them, and nothing of the other place's answer may be shown here. Nothing: they are.
std::optional<Refusal> not_for(const Desk& desk, const Submission& submission, const std::string& place);
// What a place that handed these bytes in may know of them: all where they are its own or nobody's, else its
// own receipt and that they are another's.
Submission as_told_to(const Desk& desk, const Submission& found, const std::string& place);
// Whether anybody handed these bytes in for the place, first or later.
bool handed_in_for(const Desk& desk, const std::string& sha256, const std::string& place);
// The first of these places for which anybody did; "" none.
std::string sender_among(const Desk& desk, const std::string& sha256, const std::vector<std::string>& places);
struct SubmissionsAsked {
  std::string place, round, state;  // "" : all
  // Empty: all; else those handed in for or recognised as one of these. Those that are another's are told as
  // far as the place that handed them in may know.
  std::vector<std::string> places{};
  std::int64_t before = 0;  // receipt sequence, 0: from the newest
  std::size_t most = 50;
};
std::vector<Submission> submissions(const Desk& desk, const SubmissionsAsked& asked);
// A report's bytes: json, html, text, csv.
Result<std::string> report(const Desk& desk, const Submission& submission, const std::string& format);
Result<std::string> sent_bytes(const Desk& desk, const Submission& submission);
// The workbook with every result and reference value renewed, made when asked for.
Result<std::string> filled_copy(const Desk& desk, const Submission& submission);

// Files seen arriving (a folder's slow writers, uploads under way), so that their sender sees them.
struct Arriving {
  std::string place, name, since, why;
  std::int64_t size = 0;
};
void set_arriving(const Desk& desk, const std::string& source,
                  const std::vector<Arriving>& files);  // replaces
std::vector<Arriving> arriving(const Desk& desk);

}  // namespace stp
