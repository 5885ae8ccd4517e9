// Who asks: by the key in the Authorization header, else by the session's cookie, else nobody.
#pragma once

#include <map>

#include "service/access/gate.h"

namespace stp {

Caller identify(const Gate& gate, const std::map<std::string, std::string>& cookies,
                const std::string& authorization, bool secure);

}  // namespace stp
