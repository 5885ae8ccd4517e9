#include "service/http/wire/multipart.h"

#include <algorithm>

#include "service/http/wire/text.h"

namespace stp::wire {

namespace {

Refusal bad_form(std::string sentence, std::string where) {
  return {"bad-form", std::move(sentence), std::move(where),
          "Send the form as multipart/form-data the way RFC 7578 writes it; browsers and HTTP libraries do."};
}

struct PartHead {
  std::string name, file_name;
  bool file = false;
};

class Reader {
 public:
  Reader(const Pieces& pieces, const std::string& boundary)
      : pieces_(pieces), delimiter_("\r\n--" + boundary) {}

  // True where so many bytes are at hand, false when the body ends before.
  Result<bool> need(std::size_t bytes) {
    while (held_.size() < bytes) {
      const auto piece = pieces_();
      if (!piece) return refuse(piece.error());
      if (piece->empty()) return false;
      held_ += *piece;
    }
    return true;
  }
  // The first delimiter lacks the CR LF before it.
  Result<void> open() {
    const auto there = need(delimiter_.size() - 2);
    if (!there) return refuse(there.error());
    if (!held_.starts_with(std::string_view(delimiter_).substr(2)))
      return refuse(bad_form("The body does not begin with its boundary.", "body"));
    held_.erase(0, delimiter_.size() - 2);
    return {};
  }
  // After a delimiter: another part, or the end of them all.
  Result<bool> another_part() {
    const auto there = need(2);
    if (!there) return refuse(there.error());
    if (!*there) return refuse(bad_form("The body ends before its last boundary.", "body"));
    const bool part = held_.starts_with("\r\n");
    if (!part && !held_.starts_with("--"))
      return refuse(bad_form("Something stands right behind a boundary.", "body"));
    if (part) held_.erase(0, 2);
    return part;
  }
  Result<std::string> head(std::size_t most) {
    for (;;) {
      const std::size_t end = held_.starts_with("\r\n") ? 0 : held_.find("\r\n\r\n");
      if (end != std::string::npos && end <= most) {
        std::string text = held_.substr(0, end);
        held_.erase(0, end == 0 ? 2 : end + 4);
        return text;
      }
      if (held_.size() > most)
        return refuse({"header-too-large",
                       "A part's headers are longer than " + std::to_string(most) + " bytes.", "body",
                       "Send shorter names."});
      const auto there = need(held_.size() + 1);
      if (!there) return refuse(there.error());
      if (!*there) return refuse(bad_form("The body ends before its last boundary.", "body"));
    }
  }
  Result<std::string> content(std::size_t most, const Refusal& over) {
    std::string bytes;
    for (;;) {
      const std::size_t end = held_.find(delimiter_);
      const std::size_t sure =
          end != std::string::npos ? end : held_.size() - std::min(held_.size(), delimiter_.size() - 1);
      if (bytes.size() + sure > most) return refuse(over);
      bytes.append(held_, 0, sure);
      held_.erase(0, sure);
      if (end != std::string::npos) {
        held_.erase(0, delimiter_.size());
        return bytes;
      }
      const auto there = need(held_.size() + 1);
      if (!there) return refuse(there.error());
      if (!*there) return refuse(bad_form("The body ends before its last boundary.", "body"));
    }
  }
  Result<void> finish() {
    for (;;) {
      held_.clear();
      const auto there = need(1);
      if (!there) return refuse(there.error());
      if (!*there) return {};
    }
  }

 private:
  const Pieces& pieces_;
  std::string delimiter_, held_;
};

// RFC 5987: UTF-8''percent-encoded.
std::optional<std::string> extended_value(const std::string& value) {
  const auto parts = split(value, '\'');
  if (parts.size() != 3 || !equal_ignoring_case(parts[0], "utf-8")) return std::nullopt;
  return percent_decoded(parts[2]);
}

// Browsers write a quotation mark, a carriage return and a line feed in a name so, and nothing else.
std::string browser_name(std::string name) {
  for (const auto& [written, meant] : {std::pair{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}})
    for (std::size_t at = 0; (at = name.find(written, at)) != std::string::npos; ++at)
      name.replace(at, 3, 1, meant);
  return name;
}

bool sound_name(std::string_view name) {
  return valid_utf8(name) && std::none_of(name.begin(), name.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

Result<PartHead> take_disposition(std::string_view value, const std::string& where) {
  const auto read = parameters(value);
  if (!read || read->value != "form-data") return refuse(bad_form("A part is no field of a form.", where));
  const auto parameter = [&](const char* name) -> const std::string* {
    const auto found = read->parameters.find(name);
    return found == read->parameters.end() ? nullptr : &found->second;
  };
  PartHead head;
  if (const std::string* name = parameter("name")) head.name = *name;
  if (const std::string* plain = parameter("filename")) head.file_name = browser_name(*plain);
  head.file = parameter("filename") != nullptr || parameter("filename*") != nullptr;
  if (const std::string* extended = parameter("filename*")) {
    const auto decoded = extended_value(*extended);
    if (!decoded) return refuse(bad_form("The name of a file cannot be read.", where + ", filename*"));
    head.file_name = *decoded;
  }
  if (head.name.empty()) return refuse(bad_form("A part has no name.", where));
  if (!sound_name(head.name) || !sound_name(head.file_name))
    return refuse(bad_form("A name is not UTF-8 or contains control characters.", where));
  head.file_name = name_without_folders(head.file_name);
  return head;
}

Result<PartHead> read_part_head(std::string_view text, std::size_t number) {
  const std::string where = "part " + std::to_string(number);
  std::optional<PartHead> head;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
        line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
      return refuse(bad_form("A header of a part cannot be read.", where));
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-transfer-encoding" && !equal_ignoring_case(value, "binary") &&
        !equal_ignoring_case(value, "8bit") && !equal_ignoring_case(value, "7bit"))
      return refuse(bad_form("A part is encoded; parts are taken as they are.", where));
    if (name != "content-disposition") continue;
    if (head) return refuse(bad_form("A part has two names.", where));
    auto taken = take_disposition(value, where);
    if (!taken) return refuse(taken.error());
    head = std::move(*taken);
  }
  if (!head) return refuse(bad_form("A part has no name.", where));
  return *head;
}

Result<void> read_part(Reader& reader, std::size_t number, const HttpLimits& limits, HttpRequest& request) {
  const auto text = reader.head(limits.line_bytes);
  if (!text) return refuse(text.error());
  const auto head = read_part_head(*text, number);
  if (!head) return refuse(head.error());
  const std::size_t most = head->file ? limits.part_bytes : limits.form_bytes;
  auto content = reader.content(most, {head->file ? "file-too-large" : "field-too-large",
                                       "It is larger than the " + std::to_string(most) + " bytes taken here.",
                                       head->file ? "file " + head->file_name : "field " + head->name,
                                       head->file ? "Send a smaller file." : "Enter less."});
  if (!content) return refuse(content.error());
  if (!head->file) {
    if (!valid_utf8(*content) || content->find('\0') != std::string::npos)
      return refuse({"bad-field", "The field is not UTF-8.", "field " + head->name, "Send text as UTF-8."});
    request.form.emplace(head->name, std::move(*content));
  } else if (!head->file_name.empty() || !content->empty()) {
    request.files.push_back({head->name, head->file_name, std::move(*content)});
  }
  return {};
}

}  // namespace

std::string name_without_folders(std::string_view sent) {
  const std::size_t slash = sent.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? sent : sent.substr(slash + 1);
  return name == "." || name == ".." ? "" : std::string(name);
}

Result<void> read_multipart(const Pieces& pieces, const std::string& boundary, const HttpLimits& limits,
                            HttpRequest& request) {
  if (boundary.empty() || boundary.size() > 70)
    return refuse(
        bad_form("The boundary of the form's parts has not 1 to 70 characters.", "header content-type"));
  Reader reader(pieces, boundary);
  if (const auto opened = reader.open(); !opened) return refuse(opened.error());
  for (std::size_t parts = 0;; ++parts) {
    const auto another = reader.another_part();
    if (!another) return refuse(another.error());
    if (!*another) return reader.finish();
    if (parts == limits.parts)
      return refuse({"too-many-parts",
                     "There are more than " + std::to_string(limits.parts) + " fields and files.", "body",
                     "Send fewer files at a time."});
    if (const auto read = read_part(reader, parts + 1, limits, request); !read) return refuse(read.error());
  }
}

}  // namespace stp::wire
