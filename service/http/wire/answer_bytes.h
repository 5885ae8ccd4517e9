// An answer as it goes over the wire: with every security header, and nothing a handler could smuggle in.
#pragma once

#include <string>

#include "service/http/message.h"

namespace stp::wire {

struct AnswerContext {
  std::string id;       // the request's
  bool secure = false;  // asked by TLS
  bool keep_alive = false;
  bool head_only = false;  // of a HEAD request
};
std::string answer_bytes(const HttpAnswer& answer, const AnswerContext& context);

}  // namespace stp::wire
