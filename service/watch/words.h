// What the folder tells people: the reason file beside each answer, and status.txt of each place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/desk/intake.h"
#include "service/watch/settling.h"

namespace stp::watch {

struct Told {
  std::string name, place;                 // as people see them
  std::optional<Receipt> receipt;          // nothing: it was not received
  const Submission* submission = nullptr;  // what checking found; nothing: not for this folder
  std::optional<Refusal> refusal;          // why it is not taken; nothing: it is
  std::string report;                      // as text; "" none
  bool page = false, filled = false;       // the report as a page, the filled copy: lie beside it
  std::vector<std::string> sections{},
      lacking{};  // labels: of those it brings, of those its return still lacks
};
std::string reason_text(const Told& told);

struct InHand {  // taken, no answer yet
  std::string name, since;
  Receipt receipt;  // sequence 0: not received yet
  std::int64_t queue_place = -1;
  std::string why;  // it does not go on; "" it does
};
struct PlaceStatus {
  std::string place, now;
  std::vector<Waiting> waiting;
  std::vector<InHand> in_hand;
  std::vector<std::string> misplaced;  // names of files that lie outside `in`
  std::vector<std::string> troubles;
};
// The same status gives the same text at any time, but for the moment in its first line.
std::string status_text(const PlaceStatus& status);
std::string grouped(std::int64_t number);  // 2,345,678

}  // namespace stp::watch
