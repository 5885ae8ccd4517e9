#include "service/http/embedded_files.h"

#include "service/http/conditional.h"
#include "service/http/wire/text.h"

namespace stp {

namespace {

bool takes_gzip(const HttpRequest& request) {
  const std::string accepted = request.header("accept-encoding");
  for (const std::string_view one : wire::split(accepted, ',')) {
    const auto coding = wire::parameters(wire::trimmed(one));
    if (!coding || coding->value != "gzip") continue;
    const auto q = coding->parameters.find("q");
    return q == coding->parameters.end() || std::strtod(q->second.c_str(), nullptr) > 0;
  }
  return false;
}

HttpAnswer answer_with(const EmbeddedFile& file, const std::string& etag, const HttpRequest& request) {
  const bool packed = !file.gzip.empty() && takes_gzip(request);
  HttpAnswer answer{200, file.media_type, std::string(packed ? file.gzip : file.bytes)};
  answer.headers.emplace_back("Cache-Control",
                              file.hashed_name ? "public, max-age=31536000, immutable" : "public, no-cache");
  if (!file.gzip.empty()) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (packed) answer.headers.emplace_back("Content-Encoding", "gzip");
  // Two forms of one file are two answers, so their tags differ.
  return tagged(request, std::move(answer), packed ? etag.substr(0, etag.size() - 1) + "-gzip\"" : etag);
}

}  // namespace

Routes embedded_routes(const std::vector<EmbeddedFile>& files) {
  Routes routes;
  for (const EmbeddedFile& file : files) {
    Route route;
    route.method = "GET";
    route.pattern = file.path;
    route.name = "file " + file.path;
    route.summary = "A file of the pages.";
    route.need = Need::anyone;
    route.page = true;
    route.handle = [file, etag = etag_of(file.bytes)](const HttpRequest& request) {
      return answer_with(file, etag, request);
    };
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace stp
