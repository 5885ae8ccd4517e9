#include "xlsx/file/styles.h"

#include <charconv>
#include <unordered_map>

#include "xlsx/file/names.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

bool is_built_in_date(std::uint32_t id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct Events : XmlEvents {
  Styles& out;
  std::unordered_map<std::uint32_t, bool> custom;  // number format id -> shows a date
  bool in_formats = false, in_cells = false;
  const Limits& limits;
  std::string where;
  Events(Styles& styles, const Limits& most, std::string place)
      : out(styles), limits(most), where(std::move(place)) {}

  void start(const Tag& tag) override {
    if (tag.space != Space::sheet) return;
    if (tag.depth == 2) {
      in_formats = tag.name == "numFmts";
      in_cells = tag.name == "cellXfs";
    } else if (tag.depth == 3 && in_formats && tag.name == "numFmt") {
      custom[number_of(tag.get("numFmtId"))] = shows_date(tag.get("formatCode"));
    } else if (tag.depth == 3 && in_cells && tag.name == "xf") {
      if (out.cell.size() >= limits.items) trouble = too_large(where, "too many styles");
      const std::uint32_t id = number_of(tag.get("numFmtId"));
      const auto own = custom.find(id);
      out.cell.push_back({own != custom.end() ? own->second : is_built_in_date(id), true});
    } else if (tag.depth == 4 && in_cells && tag.name == "protection" && !out.cell.empty()) {
      if (tag.find("locked") != nullptr) out.cell.back().locked = tag.truth("locked");
    }
  }
  void finish(unsigned depth, std::size_t, std::size_t) override {
    if (depth == 2) in_formats = in_cells = false;
  }
};

// Whether [Red], [>5], [$-809] or an elapsed time such as [h].
bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  const char first = static_cast<char>(inside[0] | 0x20);
  return (first == 'h' || first == 'm' || first == 's') &&
         folded(inside).find_first_not_of(first) == std::string::npos;
}

}  // namespace

bool shows_date(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      i = code.find('"', i + 1);
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = code.find(']', i);
      if (close == code.npos) return false;
      if (is_elapsed(code.substr(i + 1, close - i - 1))) return true;
      i = close;
    } else if (folded(code.substr(i, 7)) == "general") {
      i += 6;
    } else if (std::string_view("dmyhsDMYHS").find(c) != std::string_view::npos) {
      return true;
    }
    if (i == code.npos) return false;
  }
  return false;
}

std::optional<Refusal> read_styles(std::string_view text, std::string where, const Limits& limits,
                                   Styles& out) {
  Events events(out, limits, where);
  return parse_xml(text, std::move(where), limits, events);
}

}  // namespace stp::xlsx
