#include "xlsx/file/xml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <new>

#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

constexpr char separator = '\n';  // cannot stand in a namespace name after attribute normalisation

struct KnownSpace {
  std::string_view uri;
  Space space;
};
constexpr std::array<KnownSpace, 11> known_spaces{{
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", Space::sheet},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", Space::sheet},
    {"http://schemas.openxmlformats.org/package/2006/relationships", Space::package_relationships},
    {"http://schemas.openxmlformats.org/package/2006/content-types", Space::content_types},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Space::office_relationships},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", Space::office_relationships},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", Space::properties},
    {"http://purl.oclc.org/ooxml/officeDocument/customProperties", Space::properties},
    {"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", Space::property_types},
    {"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", Space::property_types},
    {"", Space::none},
}};

Space space_of(std::string_view uri) {
  for (const auto& known : known_spaces) {
    if (known.uri == uri) return known.space;
  }
  return Space::other;
}

}  // namespace

const char* Tag::find(std::string_view attribute) const {
  for (const char* const* at = attributes; *at != nullptr; at += 2) {
    if (attribute == *at) return at[1];
  }
  return nullptr;
}

std::string_view Tag::get(std::string_view attribute) const {
  const char* value = find(attribute);
  return value == nullptr ? std::string_view{} : value;
}

bool Tag::truth(std::string_view attribute) const {
  const std::string_view value = get(attribute);
  return value == "1" || value == "true" || value == "on";
}

std::string_view Tag::relationship_id() const {
  for (const char* const* at = attributes; *at != nullptr; at += 2) {
    const std::string_view full_name = *at;
    const std::size_t cut = full_name.rfind(separator);
    if (cut != full_name.npos && full_name.substr(cut + 1) == "id" &&
        space_of(full_name.substr(0, cut)) == Space::office_relationships) {
      return at[1];
    }
  }
  return {};
}

bool Tag::keeps_space() const { return get("http://www.w3.org/XML/1998/namespace\nspace") == "preserve"; }

struct XmlReader::State {
  State(XmlEvents& receiver, std::string place, unsigned most)
      : events(receiver), where(std::move(place)), depth_limit(most) {}

  XmlEvents& events;
  std::string where;
  unsigned depth_limit;
  unsigned depth = 0;
  XML_Parser parser = nullptr;
  std::string last_uri;  // one namespace after another: look up only when it changes
  Space last_space = Space::none;

  std::size_t position() const { return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser)); }
  std::size_t length() const { return static_cast<std::size_t>(XML_GetCurrentByteCount(parser)); }
  void stop(Refusal refusal) {
    if (!events.trouble) events.trouble = std::move(refusal);
    XML_StopParser(parser, XML_FALSE);
  }

  static void on_start(void* self, const XML_Char* full_name, const XML_Char** attributes) {
    auto& state = *static_cast<State*>(self);
    if (++state.depth > state.depth_limit) {
      return state.stop(too_large(state.where, "its text is nested too deeply"));
    }
    Tag tag;
    const char* cut = std::strrchr(full_name, separator);
    tag.name = cut == nullptr ? full_name : cut + 1;
    if (cut != nullptr) {
      const std::string_view uri(full_name, static_cast<std::size_t>(cut - full_name));
      if (uri != state.last_uri) {
        state.last_uri = uri;
        state.last_space = space_of(uri);
      }
      tag.space = state.last_space;
    }
    tag.begin = state.position();
    tag.end = tag.begin + state.length();
    tag.depth = state.depth;
    tag.attributes = attributes;
    state.events.start(tag);
    if (state.events.trouble) XML_StopParser(state.parser, XML_FALSE);
  }
  static void on_end(void* self, const XML_Char*) {
    auto& state = *static_cast<State*>(self);
    const std::size_t begin = state.position();
    state.events.finish(state.depth--, begin, begin + state.length());
    if (state.events.trouble) XML_StopParser(state.parser, XML_FALSE);
  }
  static void on_text(void* self, const XML_Char* text, int size) {
    auto& state = *static_cast<State*>(self);
    state.events.text({text, static_cast<std::size_t>(size)});
    if (state.events.trouble) XML_StopParser(state.parser, XML_FALSE);
  }
  static void on_namespace(void* self, const XML_Char* prefix, const XML_Char*) {
    static_cast<State*>(self)->events.declare(prefix == nullptr ? "" : prefix);
  }
  static void on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& state = *static_cast<State*>(self);
    state.stop({"doctype",
                "A part of this workbook declares a document type, which no spreadsheet application writes.",
                state.where,
                "Open it in the spreadsheet application, save it as a new .xlsx file and send that."});
  }
};

XmlReader::XmlReader(XmlEvents& events, std::string where, unsigned depth_limit)
    : state_(std::make_unique<State>(events, std::move(where), depth_limit)) {
  state_->parser = XML_ParserCreateNS("UTF-8", separator);
  if (state_->parser == nullptr) throw std::bad_alloc();
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, State::on_start, State::on_end);
  XML_SetCharacterDataHandler(state_->parser, State::on_text);
  XML_SetNamespaceDeclHandler(state_->parser, State::on_namespace, nullptr);
  XML_SetStartDoctypeDeclHandler(state_->parser, State::on_doctype);
}

XmlReader::~XmlReader() { XML_ParserFree(state_->parser); }

const std::optional<Refusal>& XmlReader::trouble() const { return state_->events.trouble; }

bool XmlReader::feed(std::string_view text, bool last) {
  constexpr std::size_t most = 1u << 30;
  do {
    const std::string_view piece = text.substr(0, most);
    text.remove_prefix(piece.size());
    const bool end = last && text.empty();
    if (XML_Parse(state_->parser, piece.data(), static_cast<int>(piece.size()), end) == XML_STATUS_OK)
      continue;
    if (!state_->events.trouble) {
      const std::string line = std::to_string(XML_GetCurrentLineNumber(state_->parser));
      const std::string column = std::to_string(XML_GetCurrentColumnNumber(state_->parser) + 1);
      state_->events.trouble = damaged(state_->where + ", line " + line + ", column " + column,
                                       "this part is not well-formed XML");
    }
    return false;
  } while (!text.empty());
  return true;
}

std::optional<Refusal> parse_xml(std::string_view text, std::string where, const Limits& limits,
                                 XmlEvents& events) {
  XmlReader reader(events, std::move(where), limits.xml_depth);
  reader.feed(text, true);
  return events.trouble;
}

}  // namespace stp::xlsx
