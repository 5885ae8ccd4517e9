// What the operating system opened for us (a file, a folder, a socket, a queue of events), closed whatever
// happens.
#pragma once

#include <string_view>

namespace stp {

class Descriptor {
 public:
  Descriptor() = default;  // none
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release();
  void close();  // leaves errno as it was

 private:
  int number_ = -1;
};

// All of it, or false with the reason in errno.
bool write_all(int descriptor, std::string_view bytes);

}  // namespace stp
