// A request as it came in, read whole within limits, and an answer. No Poco here: handlers know only these.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calc/base/refusal.h"
#include "service/access/access.h"

namespace stp {

struct UploadedFile {
  std::string field, name, bytes;  // name: without folders, as sent
};
struct HttpRequest {
  std::string method, path, id, remote;       // id: for the log and the answer's X-Request-Id
  bool secure = false;                        // came by TLS, or by a proxy that says so and is trusted
  std::map<std::string, std::string> params;  // from the route's pattern
  std::multimap<std::string, std::string> query, form;
  std::map<std::string, std::string> headers;  // names in lower case
  std::map<std::string, std::string> cookies;
  std::vector<UploadedFile> files;
  std::string body;  // when it is neither a form nor files
  Caller caller;
  std::string header(const std::string& lower_name) const;
  std::string one(
      const std::string& name) const;  // of the form, else the query, else the pattern; "" where absent
  std::vector<std::string> every(const std::string& name) const;
};
struct HttpAnswer {
  int status = 200;
  std::string media_type = "text/html; charset=utf-8", body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

// RFC 9457, carrying our code, place and remedy.
HttpAnswer problem(int status, const Refusal& refusal);
int status_of(const Refusal& refusal);       // by its code; 422 unless it is known to be another
HttpAnswer redirect(const std::string& to);  // 303
// Of the given media types, the one this request's Accept prefers; the first when it says nothing; "" for
// none.
std::string preferred(const HttpRequest& request, const std::vector<std::string>& media_types);

}  // namespace stp
