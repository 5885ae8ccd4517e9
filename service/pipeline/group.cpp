#include "service/pipeline/group.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "calc/base/sha256.h"
#include "calc/form/load.h"

namespace stp {

namespace {

struct Opened {
  NamedWorkbook file;
  Recognition known;
};

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const auto& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

// The first return of this edition, place and round that has none of the file's sections yet; else a new one.
Group& group_for(std::vector<Group>& groups, const Template* form, const Recognition& known) {
  for (auto& one : groups)
    if (one.form == form && one.place == known.place && one.round == known.round &&
        !overlap(one.sections, known.sections))
      return one;
  groups.push_back({form, known.place, known.round, {}, {}});
  return groups.back();
}

// A workbook without an edition stamp is read by the newest edition; the reader says that the stamp is
// missing.
Result<const Template*> edition_of(const Recognition& known, const std::vector<Template>& editions) {
  if (known.edition.empty()) return &editions.back();
  return choose_edition(editions, known.edition);
}

Result<Opened> open(const InputFile& file) {
  auto workbook = xlsx::Workbook::read(file.bytes, file.name);
  if (!workbook) return refuse(workbook.error());
  auto known = recognise(*workbook);
  if (!known) return refuse(known.error());
  return Opened{{std::move(*workbook), file.name, file.folder, sha256(file.bytes)}, std::move(*known)};
}

std::vector<Opened> open_all(const std::vector<InputFile>& files, Groups& groups) {
  std::vector<Opened> opened;
  for (const auto& file : files) {
    auto one = open(file);
    if (one)
      opened.push_back(std::move(*one));
    else
      groups.refused.push_back({file.name, one.error()});
  }
  std::sort(opened.begin(), opened.end(), [](const Opened& a, const Opened& b) {
    return std::tie(a.file.name, a.file.sha256) < std::tie(b.file.name, b.file.sha256);
  });
  return opened;
}

void place(Opened one, Groups& groups, const std::vector<Template>& editions) {
  auto form = edition_of(one.known, editions);
  if (!form) return groups.refused.push_back({one.file.name, form.error()});
  if (one.known.total) return groups.totals.push_back(std::move(one.file));
  auto& joined = group_for(groups.groups, *form, one.known);
  joined.sections.insert(joined.sections.end(), one.known.sections.begin(), one.known.sections.end());
  joined.workbooks.push_back(std::move(one.file));
}

}  // namespace

Groups group(const std::vector<InputFile>& files, const std::vector<Template>& editions) {
  Groups groups;
  std::set<std::string> seen;
  for (auto& one : open_all(files, groups)) {
    if (seen.insert(one.file.sha256).second)
      place(std::move(one), groups, editions);
    else
      groups.repeated.push_back(one.file.name);
  }
  std::stable_sort(groups.groups.begin(), groups.groups.end(), [](const Group& a, const Group& b) {
    return std::tie(a.place, a.round, a.form->edition.code) <
           std::tie(b.place, b.round, b.form->edition.code);
  });
  std::stable_sort(groups.refused.begin(), groups.refused.end(),
                   [](const FileRefusal& a, const FileRefusal& b) { return a.file < b.file; });
  return groups;
}

}  // namespace stp
