// Asks a provider over HTTPS: short times, small answers, no redirects followed. Certificates are checked
// against the system's own list.
#pragma once

#include <string>

#include "calc/base/result.h"

namespace stp {

struct WebRequest {
  std::string url, form{}, authorization{};  // `form`, where there is one, is posted
};
// The body of an answer 200; else refuses (provider-away), saying what came instead.
Result<std::string> fetch(const WebRequest& request);
// https, or plain http to this computer itself.
bool may_be_asked(const std::string& url);
std::string percent_encoded_all(const std::string& text);  // all but letters, digits and -._~

}  // namespace stp
