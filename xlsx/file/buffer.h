// Bytes unpacked from a file: memory that is not written twice, unlike a resized std::string.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace stp::xlsx {

struct Buffer {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;

  Buffer() = default;
  explicit Buffer(std::size_t count) : bytes(std::make_unique_for_overwrite<char[]>(count)), size(count) {}
  std::string_view view() const { return {bytes.get(), size}; }
};

}  // namespace stp::xlsx
