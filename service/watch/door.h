// What the folder needs of the desk, and nothing more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/desk/intake.h"

namespace stp::watch {

struct Door {
  // Any refusal means that the store cannot keep it now: the file waits and is tried again.
  std::function<Result<Receipt>(const Arrival&)> receive;
  std::function<Result<Submission>(const std::string& sha256)> submission;
  // Why the answer may not be given in this place's folder; nothing: it may.
  std::function<std::optional<Refusal>(const Submission&, const std::string& place)> not_for;
  std::function<Result<std::string>(const Submission&, const std::string& format)> report;
  std::function<Result<std::string>(const Submission&)> filled_copy;
  std::function<std::string(const std::string& section)> section_label;
  std::function<void(const std::vector<Arriving>&)> arriving;
  // The mark by which this folder was watched before; "" it never was.
  std::function<Result<std::string>()> known_mark;
  std::function<Result<void>(const std::string& mark)> remember_mark;
  std::function<std::string()> now;  // UTC, 2026-11-25T15:20:00.123Z
};
// `desk` must outlive it. `folder` tells this folder's arriving files from another's; `data` is the store's
// own folder.
Door door_of(const Desk& desk, const std::string& folder, const std::string& data);

struct WatchedPlace {
  std::string code, slug, name;
};
std::vector<WatchedPlace> watched_places(
    const Template& form);  // the places, and the programmes of the footprint

}  // namespace stp::watch
