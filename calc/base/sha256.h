// SHA-256 of bytes as lower-case hex: the identity of a file and of a template.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace stp {

std::string sha256(std::string_view bytes);

// Of bytes that come in parts.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view part);
  std::string text();  // once, after the last part

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stp
