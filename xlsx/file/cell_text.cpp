#include "xlsx/file/cell_text.h"

#include <charconv>

#include "xlsx/file/encoding.h"
#include "xlsx/file/shared_strings.h"
#include "xlsx/file/splice.h"

namespace stp::xlsx {

namespace {

using Kind = CellEdit::Kind;

std::optional<std::string_view> type_for(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "inlineStr";
    case Kind::cached_text:
      return "str";
    case Kind::boolean:
      return "b";
    case Kind::number:
    case Kind::cached_number:
    case Kind::blank:
    case Kind::formula:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string element(std::string_view prefix, std::string_view name, std::string_view attributes,
                    std::string_view inside) {
  std::string out = "<";
  out.append(prefix).append(name).append(attributes).append(">").append(inside);
  return out.append("</").append(prefix).append(name).append(">");
}

bool needs_space_kept(std::string_view text) {
  return !text.empty() && (trimmed(text).size() != text.size() || text.find('\n') != text.npos);
}

// What stands between the cell's tags.
std::string content_for(const CellEdit& edit, std::string_view prefix) {
  switch (edit.kind) {
    case Kind::number:
    case Kind::cached_number:
    case Kind::boolean:
      return element(prefix, "v", "", edit.value);
    case Kind::cached_text:
      return element(prefix, "v", "", escaped_text(edit.value));
    case Kind::formula:
      return element(prefix, "f", "", escaped_xml(edit.value));
    case Kind::text: {
      const std::string_view space = needs_space_kept(edit.value) ? " xml:space=\"preserve\"" : "";
      return element(prefix, "is", "", element(prefix, "t", space, escaped_text(edit.value)));
    }
    case Kind::blank:
      return {};
  }
  return {};
}

bool is_number_text(std::string_view text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && rest == text.data() + text.size() && value - value == 0;
}

std::string_view in(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace

bool is_cached(Kind kind) { return kind == Kind::cached_number || kind == Kind::cached_text; }

std::optional<Refusal> check_value(const CellEdit& edit, const std::string& where, const Limits& limits) {
  const bool is_number = edit.kind == Kind::number || edit.kind == Kind::cached_number;
  if (is_number && !is_number_text(edit.value)) {
    return Refusal{"not-a-number", "'" + edit.value.substr(0, 60) + "' is not a number.", where,
                   "Write digits with a decimal point, without spaces, commas or signs of money."};
  }
  if (edit.kind == Kind::boolean && edit.value != "0" && edit.value != "1") {
    return Refusal{"not-a-boolean", "'" + edit.value.substr(0, 60) + "' is neither true nor false.", where,
                   "Write 1 or 0."};
  }
  if (utf16_units(edit.value) > limits.cell_text) {
    return Refusal{"text-too-long", "The text is longer than a cell can hold.", where,
                   "Shorten it to 32,767 characters."};
  }
  std::string plain = edit.value;
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20 && edit.kind != Kind::formula) c = ' ';
  }
  if (!is_valid_xml_text(plain)) {
    return Refusal{"bad-text", "The text holds characters that a workbook cannot hold.", where,
                   "Send it as valid UTF-8 without control characters."};
  }
  if (edit.kind == Kind::formula && edit.value.empty()) {
    return Refusal{"bad-formula", "The formula is empty.", where,
                   "Write the formula, without the equals sign."};
  }
  return std::nullopt;
}

std::string new_cell(const CellEdit& edit, std::string_view prefix, std::uint32_t style) {
  std::string attributes = " r=\"" + to_text(edit.at) + "\"";
  if (style != 0) attributes += " s=\"" + std::to_string(style) + "\"";
  if (const auto type = type_for(edit.kind)) attributes.append(" t=\"").append(*type).append("\"");
  return element(prefix, "c", attributes, content_for(edit, prefix));
}

std::string changed_cell(std::string_view text, const RawCell& old, const CellEdit& edit) {
  std::string open(in(text, old.open));
  const std::string prefix(prefix_of(open));
  std::string content = content_for(edit, prefix);
  if (is_cached(edit.kind)) {
    content.insert(0, in(text, old.formula_element));
  } else {
    open = with_attribute(open, "vm", std::nullopt);  // a picture or rich value in place of the old value
    open = with_attribute(open, "cm", std::nullopt);  // how the old formula spills
  }
  open = with_attribute(open, "t", type_for(edit.kind));
  content += in(text, old.extension);
  const bool was_closed = open[open.size() - 2] == '/';
  if (content.empty()) return was_closed ? open : open + "</" + prefix + "c>";
  if (was_closed) open.replace(open.size() - 2, 2, ">");
  return open + content + "</" + prefix + "c>";
}

std::string escaped_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string escaped_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n') {
      out.append("_x00").append(1, digits[c >> 4]).append(1, digits[c & 15]).append("_");
    } else if (c == '_' && has_escape(text.substr(i, 7))) {
      out += "_x005F_";  // text that only looks like an escape
    } else {
      out += text[i];
    }
  }
  return escaped_xml(out);
}

}  // namespace stp::xlsx
