// XML as a stream of events with byte positions. Refuses a DOCTYPE (so no entity can be declared), text that
// is not well formed, and nesting beyond the limit. Namespaces are resolved; Strict and Transitional names
// are the same.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "calc/base/refusal.h"
#include "xlsx/file/limits.h"

namespace stp::xlsx {

enum class Space : unsigned char {
  none,
  sheet,
  package_relationships,
  content_types,
  office_relationships,
  properties,
  property_types,
  other
};

struct Tag {
  Space space = Space::none;
  std::string_view name;                    // without prefix
  std::size_t begin = 0, end = 0;           // bytes of the start tag
  unsigned depth = 0;                       // 1 for the root
  const char* const* attributes = nullptr;  // name, value, ..., nullptr
  bool is(Space wanted, std::string_view wanted_name) const { return space == wanted && name == wanted_name; }
  // Value of an attribute without a namespace, nullptr if absent.
  const char* find(std::string_view attribute) const;
  std::string_view get(std::string_view attribute) const;
  bool truth(std::string_view attribute) const;  // "1", "true", "on"
  std::string_view relationship_id() const;      // r:id in either namespace
  bool keeps_space() const;                      // xml:space="preserve"
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void start(const Tag& tag) = 0;
  virtual void finish(unsigned depth, std::size_t begin, std::size_t end) = 0;  // bytes of the end tag
  virtual void text(std::string_view) {}
  virtual void declare(std::string_view /*prefix*/) {}  // a namespace prefix
  std::optional<Refusal> trouble;                       // set: parsing stops
};

class XmlReader {
 public:
  XmlReader(XmlEvents& events, std::string where, unsigned depth_limit);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  // Feeds the next piece of UTF-8 text; false: stopped, see trouble().
  bool feed(std::string_view text, bool last);
  const std::optional<Refusal>& trouble() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Parses a whole UTF-8 text.
std::optional<Refusal> parse_xml(std::string_view text, std::string where, const Limits& limits,
                                 XmlEvents& events);

}  // namespace stp::xlsx
