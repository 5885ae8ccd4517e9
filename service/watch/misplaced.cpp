#include "service/watch/misplaced.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/watch/folder.h"
#include "service/watch/names.h"

namespace stp::watch {

namespace {

constexpr int deepest = 8, most_looked_at = 10'000;

// Bins, thumbnails and snapshots of file servers.
bool of_the_file_system(const std::string& name) {
  static constexpr std::array<std::string_view, 4> known{"lost+found", "System Volume Information",
                                                         "$RECYCLE.BIN", "#recycle"};
  return name.starts_with("@") || std::find(known.begin(), known.end(), name) != known.end();
}

bool told_of(int folder, const std::string& name, int depth, int& looked_at);

bool holds_a_file(int parent, const std::string& name, int depth, int& looked_at) {
  const Descriptor folder = open_folder(parent, name);
  if (!folder || depth > deepest) return false;
  const auto names = names_in(folder.number());
  return names && std::any_of(names->begin(), names->end(), [&](const std::string& one) {
           return told_of(folder.number(), one, depth, looked_at);
         });
}

bool told_of(int folder, const std::string& name, int depth, int& looked_at) {
  if (passed_over(name) || of_the_file_system(name) || ++looked_at > most_looked_at) return false;
  const auto facts = facts_of(folder, name);
  if (!facts) return false;
  return facts->kind == FileKind::file ||
         (facts->kind == FileKind::folder && holds_a_file(folder, name, depth + 1, looked_at));
}

}  // namespace

std::vector<std::string> misplaced_in(int folder,
                                      const std::function<bool(const std::string& name)>& expected) {
  std::vector<std::string> misplaced;
  int looked_at = 0;
  for (const std::string& name : names_in(folder).value_or(std::vector<std::string>{})) {
    if (expected(name) || !told_of(folder, name, 0, looked_at)) continue;
    const auto facts = facts_of(folder, name);
    misplaced.push_back(facts && facts->kind == FileKind::folder ? name + "/" : name);
  }
  return misplaced;
}

}  // namespace stp::watch
