// One request to a service, as its API documents it: over https, its certificate checked, or to this machine
// itself. Short times, no redirects followed, and the key is sent nowhere else.
#pragma once

#include <atomic>
#include <string>

#include "calc/base/result.h"

namespace stp {

struct ServiceAddress {
  std::string url;    // "https://stp.example.nhs.uk"; plain http only to this machine
  std::string key;    // an API key
  std::string place;  // what is handed in belongs to it, by its code; "": the key owner's only one
};
struct ServiceRequest {
  std::string path, media_type, body;  // posted
};
struct ServiceReply {
  int status = 0;
  std::string body;  // at most 1 MiB of it
};

// Any status is a reply. Refuses address-wrong, service-away and, once `cancelled` is set, cancelled.
Result<ServiceReply> ask_service(const ServiceAddress& service, const ServiceRequest& request,
                                 const std::atomic<bool>* cancelled = nullptr);
// What the service said against a request, in its own words.
Refusal refusal_of(const ServiceReply& reply);

}  // namespace stp
