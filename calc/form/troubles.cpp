#include "calc/form/troubles.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stp {

std::string to_text(const SourceText& at) {
  if (at.line == 0) return at.file;
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

void TroubleList::add(const SourceText& at, std::string code, std::string sentence, std::string remedy) {
  if (full()) return;
  std::string where = to_text(at);
  if (!seen_.insert(where + "\n" + code + "\n" + sentence).second) return;
  troubles_.push_back({at, {std::move(code), std::move(sentence), std::move(where), std::move(remedy)}});
}

namespace {

auto place_of(const Trouble& trouble) {
  return std::tie(trouble.at.file, trouble.at.line, trouble.at.column, trouble.refusal.code,
                  trouble.refusal.sentence);
}

struct ByPlace {
  bool operator()(const Trouble& a, const Trouble& b) const { return place_of(a) < place_of(b); }
};

}  // namespace

Troubles in_order(const TroubleList& of_all, const std::vector<TroubleList>& per_edition,
                  const std::vector<std::string>& editions) {
  std::map<Trouble, std::vector<std::string>, ByPlace> where_found;
  for (const Trouble& trouble : of_all.all()) where_found[trouble] = editions;
  for (std::size_t i = 0; i < per_edition.size(); ++i)
    for (const Trouble& trouble : per_edition[i].all()) where_found[trouble].push_back(editions[i]);
  Troubles troubles;
  for (const auto& [trouble, found_in] : where_found) {
    troubles.push_back(trouble.refusal);
    if (found_in.size() < editions.size())
      troubles.back().sentence += " (In edition " + joined(found_in, ", ") + ".)";
  }
  return troubles;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

constexpr std::size_t longest_compared = 64;

}  // namespace

std::string suggest(std::string_view wrong, const std::vector<std::string>& names, std::string otherwise) {
  if (wrong.size() > longest_compared) return otherwise;
  std::size_t nearest = std::max<std::size_t>(1, (wrong.size() + 1) / 3) + 1;
  const std::string* best = nullptr;
  for (const std::string& name : names) {
    if (name.size() > longest_compared) continue;
    const std::size_t distance = edit_distance(wrong, name);
    if (distance < nearest) nearest = distance, best = &name;
  }
  return best ? "Did you mean " + *best + "?" : otherwise;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() <= longest) return "\"" + std::string(text) + "\"";
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return "\"" + std::string(text.substr(0, end)) + "...\"";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (&word != &words.front()) text += between;
    text += word;
  }
  return text;
}

}  // namespace stp
