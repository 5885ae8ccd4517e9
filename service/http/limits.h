// What one client may ask of the server, in bytes, counts and time. Everything from outside is bounded by one
// of these.
#pragma once

#include <chrono>
#include <cstddef>

namespace stp {

struct HttpLimits {
  std::size_t head_bytes = 32 << 10, line_bytes = 8 << 10, headers = 100;  // 431 or 414
  std::size_t fields = 1000, parts = 200;
  std::size_t form_bytes = 1 << 20;           // a form, and each field among files
  std::size_t json_bytes = 2u << 20;          // many calls of functions, above all
  std::size_t part_bytes = 64u << 20;         // one file
  std::size_t body_bytes = 256u << 20;        // all files of a request
  std::size_t bodies_in_memory = 512u << 20;  // of all requests at a time, as their bytes come; 503 beyond
  std::size_t bodies_of_one = 256u << 20;     // of one caller's requests, so that nobody takes it all
  std::size_t forms_in_memory = 64u << 20;    // forms have this for themselves, whatever files arrive
  std::size_t drain_bytes = 512u << 20;  // read and thrown away after a refusal, so that its reader sees it
  std::size_t chunk_line_bytes = 256;    // a chunk's size with its extensions
};
struct HttpTimes {
  std::chrono::milliseconds head{10'000};  // from the first byte (or the connection) to the end of the head
  std::chrono::milliseconds idle{15'000};  // between requests of one connection
  std::chrono::milliseconds grace{
      10'000};  // a body and an answer may take this, and their bytes at the slowest rate
  std::chrono::milliseconds stall{20'000};  // the longest pause within a body or an answer
  std::chrono::milliseconds drain{15'000};
  std::chrono::milliseconds queue{10'000};  // waiting for a thread; 503 beyond
  std::size_t slowest_bytes_per_second = 4096;
  // A body that takes longer than this must have come at the steady rate since, however large it is.
  std::chrono::milliseconds patience{120'000};
  std::size_t steady_bytes_per_second = 32 << 10;
};

}  // namespace stp
