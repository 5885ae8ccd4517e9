// Any bytes as a request: what is read of its head climbs out of no folder and hides no line, and a form read
// in pieces of any size is the form read at once.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "service/http/wire/multipart.h"
#include "service/http/wire/request_head.h"

using namespace stp;
using namespace stp::wire;

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void read_as_head(std::string_view bytes) {
  const std::size_t length = head_length(bytes);
  if (length == std::string_view::npos) return;
  const auto head = read_head(bytes.substr(0, length), {});
  if (!head) return;
  must(!(head->chunked && head->content_length));
  for (const std::string& segment : head->segments)
    must(segment != ".." && segment != "." && segment.find_first_of("/\\") == std::string::npos);
  for (const auto& [name, value] : head->headers)
    must(!name.empty() && (name + value).find_first_of("\r\n") == std::string::npos);
}

std::string form_in_pieces(std::string_view body, std::size_t piece) {
  HttpRequest request;
  std::size_t at = 0;
  const auto read = read_multipart(
      [&]() -> Result<std::string_view> {
        const std::string_view next = body.substr(std::min(at, body.size()), piece);
        at += next.size();
        return next;
      },
      "b", {}, request);
  if (!read) return "refused: " + read.error().code;
  std::string all;
  for (const auto& [name, value] : request.form) all += name + "=" + value + "\n";
  for (const auto& file : request.files) {
    must(file.name.find_first_of("/\\\r\n") == std::string::npos);
    all += file.field + ":" + file.name + ":" + file.bytes + "\n";
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(bytes), size);
  read_as_head(all);
  const std::string at_once = form_in_pieces(all, std::max<std::size_t>(size, 1));
  must(form_in_pieces(all, 1) == at_once);
  must(form_in_pieces(all, 7) == at_once);
  return 0;
}
