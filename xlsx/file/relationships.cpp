#include "xlsx/file/relationships.h"

#include "xlsx/file/names.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string without_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct RelationshipEvents : XmlEvents {
  std::vector<Relationship>& out;
  std::string_view from_part;
  const Limits& limits;
  std::string where;
  RelationshipEvents(std::vector<Relationship>& list, std::string_view part, const Limits& most,
                     std::string place)
      : out(list), from_part(part), limits(most), where(std::move(place)) {}

  void start(const Tag& tag) override {
    if (tag.depth != 2 || tag.name != "Relationship") return;
    if (out.size() >= limits.items) trouble = too_large(where, "too many relationships");
    Relationship one{std::string(tag.get("Id")), std::string(tag.get("Type")),
                     std::string(tag.get("Target"))};
    one.external = tag.get("TargetMode") == "External";
    if (!one.external) one.target = resolved(from_part, without_percent(one.target));
    one.begin = tag.begin;
    out.push_back(std::move(one));
  }
  void finish(unsigned depth, std::size_t, std::size_t end) override {
    if (depth == 2 && !out.empty()) out.back().end = end;
  }
};

struct ContentTypeEvents : XmlEvents {
  ContentTypes& out;
  const Limits& limits;
  std::string where;
  ContentTypes::Entry* open = nullptr;
  ContentTypeEvents(ContentTypes& types, const Limits& most, std::string place)
      : out(types), limits(most), where(std::move(place)) {}

  void start(const Tag& tag) override {
    if (tag.depth != 2) return;
    const bool is_override = tag.name == "Override";
    if (!is_override && tag.name != "Default") return;
    std::string_view key = tag.get(is_override ? "PartName" : "Extension");
    if (is_override && key.substr(0, 1) == "/") key.remove_prefix(1);
    auto& list = is_override ? out.overrides : out.defaults;
    if (list.size() >= limits.items) trouble = too_large(where, "too many content types");
    list.push_back({folded(without_percent(key)), std::string(tag.get("ContentType")), tag.begin, 0});
    open = &list.back();
  }
  void finish(unsigned depth, std::size_t, std::size_t end) override {
    if (depth == 2 && open != nullptr) open->end = end, open = nullptr;
  }
};

}  // namespace

bool Relationship::is(std::string_view kind) const {
  const std::size_t slash = type.rfind('/');
  return slash != type.npos && std::string_view(type).substr(slash + 1) == kind;
}

std::optional<Refusal> read_relationships(std::string_view text, std::string_view from_part,
                                          std::string where, const Limits& limits,
                                          std::vector<Relationship>& out) {
  RelationshipEvents events(out, from_part, limits, where);
  return parse_xml(text, std::move(where), limits, events);
}

std::string_view ContentTypes::of(std::string_view part) const {
  const std::string key = folded(part);
  for (const Entry& entry : overrides) {
    if (entry.key == key) return entry.type;
  }
  const std::size_t dot = key.rfind('.');
  for (const Entry& entry : defaults) {
    if (dot != key.npos && entry.key == key.substr(dot + 1)) return entry.type;
  }
  return {};
}

std::optional<Refusal> read_content_types(std::string_view text, std::string where, const Limits& limits,
                                          ContentTypes& out) {
  ContentTypeEvents events(out, limits, where);
  return parse_xml(text, std::move(where), limits, events);
}

}  // namespace stp::xlsx
