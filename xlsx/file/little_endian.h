// Reading and writing the little-endian numbers of ZIP headers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stp::xlsx {

inline std::uint64_t number_at(std::string_view bytes, std::size_t at, unsigned width) {
  std::uint64_t value = 0;
  for (unsigned i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}
inline std::uint16_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number_at(bytes, at, 2));
}
inline std::uint32_t u32(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(number_at(bytes, at, 4));
}
inline std::uint64_t u64(std::string_view bytes, std::size_t at) { return number_at(bytes, at, 8); }

inline void put(std::string& out, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}
inline void put_at(std::string& out, std::size_t at, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) out[at + i] = static_cast<char>(value >> (8 * i) & 0xff);
}

}  // namespace stp::xlsx
