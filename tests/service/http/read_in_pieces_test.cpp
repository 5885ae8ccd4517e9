// Requests damaged at random: each is refused or read, and what is read does not depend on how it came.
#include <catch2/catch.hpp>
#include <random>

#include "service/http/wire/multipart.h"
#include "service/http/wire/request_head.h"

using namespace stp;

namespace {

const std::string form =
    "--b\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nLE\r\n--b\r\nContent-Disposition: "
    "form-data; "
    "name=\"file\"; filename=\"a.xlsx\"; filename*=UTF-8''%e2%82%ac.xlsx\r\nContent-Type: "
    "x/y\r\n\r\nPK\r\n--\r\n\r\n--b--\r\n";
const std::string request =
    "POST /a/%20b?c=d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\nConnection: keep-alive\r\nCookie: "
    "a=b\r\n\r\n";

std::string damaged(std::string text, std::mt19937& random) {
  static const std::string dangerous("\r\n\0:;= \"-%/\\.b\x80\xff\t", 18);
  for (auto changes = random() % 4 + 1; changes > 0 && !text.empty(); --changes) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = dangerous[random() % dangerous.size()];
        break;
      case 1:
        text.insert(at, 1, dangerous[random() % dangerous.size()]);
        break;
      case 2:
        text.erase(at, random() % 5 + 1);
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), random() % 40));
        break;
    }
  }
  return text;
}

std::string in_pieces(const std::string& body, std::size_t size) {
  HttpRequest read_into;
  std::size_t at = 0;
  const auto pieces = [&]() -> Result<std::string_view> {
    const std::string_view next = std::string_view(body).substr(std::min(at, body.size()), size);
    at += next.size();
    return next;
  };
  const auto read = wire::read_multipart(pieces, "b", {}, read_into);
  if (!read) return "refused: " + read.error().code;
  std::string all;
  for (const auto& [name, value] : read_into.form) all += name + "=" + value + ";";
  for (const auto& file : read_into.files) all += file.field + ":" + file.name + ":" + file.bytes + ";";
  return all;
}

}  // namespace

TEST_CASE("a form damaged at random is read alike however it comes in") {
  std::mt19937 random(20161021);
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string body = damaged(form, random), at_once = in_pieces(body, body.size() + 1);
    refused += at_once.starts_with("refused");
    if (in_pieces(body, 1) != at_once || in_pieces(body, 13) != at_once) FAIL("not alike: " << body);
  }
  CHECK(refused > 5'000);
  CHECK(refused < 19'000);
}

TEST_CASE("a head damaged at random is refused, or says one thing only") {
  std::mt19937 random(20161021);
  std::size_t read = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = damaged(request, random);
    const std::size_t length = wire::head_length(text);
    if (length == std::string::npos) continue;
    const auto head = wire::read_head(text.substr(0, length), {});
    if (!head) continue;
    ++read;
    for (const std::string& segment : head->segments)
      if (segment == ".." || segment.find_first_of(std::string("/\\\r\n\0", 5)) != std::string::npos)
        FAIL("a way out: " << text);
    for (const auto& [name, value] : head->headers)
      if ((name + value).find_first_of(std::string("\r\n\0", 3)) != std::string::npos)
        FAIL("a hidden line: " << text);
    // A reader that looks for digits alone would find the same length.
    const auto sent = head->headers.find("content-length");
    if (head->content_length && sent->second.find_first_not_of("0123456789") != std::string::npos)
      FAIL("a length: " << text);
  }
  CHECK(read > 1'000);
}
