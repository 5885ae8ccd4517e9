// What stands between a server and TLS: a file that cannot be read, or a pair that is none. In words.
#pragma once

#include <stdexcept>

namespace stp {

struct UnusableCertificate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace stp
