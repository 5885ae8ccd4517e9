// On which ports this installation's services listen: a file DATA/serving/HOST-PORT, locked as long as the
// process lives, however it ends. By it the doctor tells this installation's service from another's.
#pragma once

#include <cstdint>
#include <string>

#include "service/disk/descriptor.h"

namespace stp {

class HeldPort {
 public:
  HeldPort(const std::string& data, unsigned port);  // says in the log when it cannot; nothing else fails
  ~HeldPort();
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

 private:
  std::string path_;
  Descriptor file_;
};

enum class PortHolder { this_installation, another, not_known };
PortHolder holder_of_port(const std::string& data, unsigned port);

}  // namespace stp
