#include "service/http/wire/body.h"

#include <algorithm>

#include "service/http/wire/text.h"

namespace stp::wire {

namespace {

Refusal too_large(std::size_t most) {
  return {"body-too-large", "The request is larger than the " + std::to_string(most) + " bytes taken here.",
          "body", "Send fewer files at a time, or smaller ones."};
}
Refusal bad_chunk(const char* what) {
  return {"bad-request", std::string("The chunks of the body cannot be read: ") + what + ".", "body",
          "Send the body with its Content-Length."};
}
constexpr std::size_t most_trailers = 20;

std::optional<std::uint64_t> hexadecimal(std::string_view digits) {
  if (digits.empty() || digits.size() > 15) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    const std::size_t value = std::string_view("0123456789abcdef").find(lower(std::string_view(&c, 1)));
    if (value == std::string_view::npos) return std::nullopt;
    number = number * 16 + value;
  }
  return number;
}

}  // namespace

Budget::Taken Budget::take(const std::string& caller, std::size_t amount) {
  const std::lock_guard lock(mutex_);
  const auto held = by_caller_.find(caller);
  const std::size_t before = held == by_caller_.end() ? 0 : held->second;
  if (amount > most_of_one_ - std::min(before, most_of_one_)) return Taken::too_much_of_one;
  if (amount > most_ - taken_) return Taken::no_room;
  taken_ += amount;
  by_caller_[caller] = before + amount;
  return Taken::yes;
}

void Budget::give_back(const std::string& caller, std::size_t amount) {
  const std::lock_guard lock(mutex_);
  const auto held = by_caller_.find(caller);
  if (held == by_caller_.end()) return;  // nothing was ever taken
  taken_ -= amount;
  held->second -= amount;
  if (held->second == 0) by_caller_.erase(held);
}

std::size_t Budget::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

Body::Body(Connection& connection, const RequestHead& head, const HttpLimits& limits, const HttpTimes& times,
           Budget& budget, std::string caller, std::size_t most)
    : connection_(connection),
      head_(head),
      limits_(limits),
      times_(times),
      budget_(budget),
      caller_(std::move(caller)),
      most_(most),
      left_(head.content_length.value_or(0)),
      pace_{Clock::now(), times.grace, times.stall, times.slowest_bytes_per_second},
      finished_(!head.has_body()) {}

Body::~Body() {
  connection_.in.erase(0, used_);
  budget_.give_back(caller_, reserved_);
}

Result<void> Body::reserve(std::size_t bytes) {
  switch (budget_.take(caller_, bytes)) {
    case Budget::Taken::yes:
      reserved_ += bytes;
      return {};
    case Budget::Taken::too_much_of_one:
      return refuse({"too-busy", "So much of yours is arriving that there is no room for more just now.",
                     "body", "Send fewer files at once, and this again in a moment."});
    case Budget::Taken::no_room:
      break;
  }
  return refuse({"too-busy", "So many files are arriving that there is no room for another just now.", "body",
                 "Send it again in a moment."});
}

Result<void> Body::open() {
  if (finished_) return {};
  if (left_ > most_) return refuse(too_large(most_));
  if (head_.expects_continue && connection_.in.empty())
    connection_.write("HTTP/1.1 100 Continue\r\n\r\n", pace_);
  return {};
}

// A drip that keeps to the slowest rate would hold its thread for hours; what comes steadily may be as large
// as is taken.
Until Body::until() const {
  const std::chrono::milliseconds steady(seen_ * 1000 /
                                         std::max<std::size_t>(times_.steady_bytes_per_second, 1));
  return std::min(pace_.until(seen_), pace_.start + times_.patience + steady);
}

Result<void> Body::more() {
  switch (connection_.read(until())) {
    case Connection::Got::bytes:
      return {};
    case Connection::Got::end:
      return refuse(
          {"bad-request", "The connection ended before the body did.", "body", "Send the whole body."});
    case Connection::Got::nothing_yet:
      break;
  }
  return refuse({"too-slow", "The body came too slowly.", "body", "Try again on a better connection."});
}

Result<std::string_view> Body::next() {
  connection_.in.erase(0, used_);
  used_ = 0;
  if (finished_) return std::string_view();
  if (left_ == 0) {  // only ever between chunks
    const auto another = next_chunk();
    if (!another) return refuse(another.error());
    if (!*another) return std::string_view();
  }
  if (connection_.in.empty())
    if (const auto came = more(); !came) return refuse(came.error());
  used_ = static_cast<std::size_t>(std::min<std::uint64_t>(connection_.in.size(), left_));
  if (const auto kept = reserve(used_); !kept) return refuse(kept.error());
  left_ -= used_;
  seen_ += used_;
  if (left_ == 0 && !head_.chunked) finished_ = true;
  return std::string_view(connection_.in).substr(0, used_);
}

Result<std::string> Body::chunk_line() {
  std::size_t end;
  while ((end = connection_.in.find('\n')) == std::string::npos) {
    if (connection_.in.size() > limits_.chunk_line_bytes) return refuse(bad_chunk("a size has no end"));
    if (const auto came = more(); !came) return refuse(came.error());
  }
  if (end > limits_.chunk_line_bytes) return refuse(bad_chunk("a size is too long"));
  if (end == 0 || connection_.in[end - 1] != '\r') return refuse(bad_chunk("a line does not end with CR LF"));
  std::string line = connection_.in.substr(0, end - 1);
  connection_.in.erase(0, end + 1);
  if (line.find('\r') != std::string::npos) return refuse(bad_chunk("a line contains a bare CR"));
  return line;
}

Result<bool> Body::next_chunk() {
  if (seen_ > 0) {
    const auto after = chunk_line();
    if (!after) return refuse(after.error());
    if (!after->empty()) return refuse(bad_chunk("a chunk is longer than its size"));
  }
  const auto line = chunk_line();
  if (!line) return refuse(line.error());
  // Extensions mean nothing here, and programs differ in reading them: none are taken.
  const auto size = hexadecimal(*line);
  if (!size) return refuse(bad_chunk("a size is not a hexadecimal number alone"));
  if (*size > most_ - std::min(seen_, most_)) return refuse(too_large(most_));
  left_ = *size;
  if (left_ > 0) return true;
  for (std::size_t trailers = 0;; ++trailers) {
    const auto trailer = chunk_line();
    if (!trailer) return refuse(trailer.error());
    if (trailer->empty()) break;
    if (trailers == most_trailers) return refuse(bad_chunk("too many lines follow the last one"));
  }
  finished_ = true;
  return false;
}

Result<std::string> Body::all() {
  std::string whole;
  for (;;) {
    const auto piece = next();
    if (!piece) return refuse(piece.error());
    if (piece->empty()) return whole;
    whole += *piece;
  }
}

}  // namespace stp::wire
