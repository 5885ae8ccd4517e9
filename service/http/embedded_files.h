// Files that are part of the program, served as they are: styles, scripts, pictures, fonts.
#pragma once

#include <string_view>

#include "service/http/route.h"

namespace stp {

struct EmbeddedFile {
  std::string path, media_type;  // "/static/app.3f2a91c4.css", "text/css; charset=utf-8"
  std::string_view bytes;        // lives as long as the program
  std::string_view gzip{};       // the same, packed beforehand; empty: none
  bool hashed_name = false;      // the name changes with the bytes: may be kept for ever
};
Routes embedded_routes(const std::vector<EmbeddedFile>& files);

}  // namespace stp
