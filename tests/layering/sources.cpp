#include "tests/layering/sources.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace layering {

namespace {

// Each room and the rooms it may look into besides itself. The longest name that fits a path is its room.
struct Room {
  std::string_view folder;
  std::vector<std::string_view> may_use;
};
const std::vector<Room>& rooms() {
  static const std::vector<Room> all{
      {"calc/base", {}},
      {"calc/model", {"calc/base"}},
      {"calc/formula", {"calc/base", "calc/model"}},
      {"calc/form", {"calc/base", "calc/model", "calc/formula"}},
      {"calc/functions", {"calc/base", "calc/form"}},
      {"calc", {"calc"}},  // the verbs
      {"xlsx/file", {"calc/base"}},
      {"xlsx/form", {"calc", "xlsx/file"}},
      {"service/total", {"calc", "xlsx"}},
      {"service/pipeline", {"calc", "xlsx", "service/total"}},
      {"service/report", {"calc", "xlsx", "service/total", "service/pipeline"}},
      {"service/disk", {"calc/base"}},
      {"service/files", {"calc", "xlsx", "service/total", "service/pipeline", "service/disk"}},
      {"service/figures",
       {"calc", "xlsx", "service/total", "service/pipeline", "service/files", "service/disk"}},
      {"service/client", {"calc/base"}},
      {"service/verbs",
       {"calc", "xlsx", "service/total", "service/pipeline", "service/report", "service/files"}},
      {"service/worker",
       {"calc", "xlsx", "service/total", "service/pipeline", "service/report", "service/files",
        "service/verbs", "service/disk"}},
      {"service/store", {"calc/base", "service/disk"}},
      {"service/access", {"calc/base", "service/store"}},
      {"service/desk",
       {"calc", "xlsx", "service/total", "service/pipeline", "service/report", "service/files",
        "service/verbs", "service/worker", "service/store", "service/access"}},
      {"service/http", {"calc/base", "service/store", "service/access"}},
      {"service/addin",
       {"calc", "xlsx", "service/total", "service/pipeline", "service/report", "service/files",
        "service/verbs", "service/disk", "service/figures", "service/client"}},
      {"service/addin/excel",
       {"calc/base", "calc/functions", "service/api", "service/http", "service/report", "service/web"}},
      {"service", {"calc", "xlsx", "service"}},  // the doors
  };
  return all;
}

bool inside(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

const Room* room_of(std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : rooms())
    if (inside(path, room.folder) && (best == nullptr || room.folder.size() > best->folder.size()))
      best = &room;
  return best;
}

bool may_include(const Room& room, std::string_view path) {
  if (inside(path, room.folder)) return true;
  return std::any_of(room.may_use.begin(), room.may_use.end(),
                     [&](auto folder) { return inside(path, folder); });
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

// The language's own headers have neither a folder nor an ending.
bool third_party(const Include& include) {
  return include.angled && include.path.find_first_of("/.") != std::string::npos;
}

// One is a type of ours by another name, the other only says names.
bool allowed_in_headers(std::string_view include) {
  return include == "tl/expected.hpp" || include == "nlohmann/json_fwd.hpp";
}

bool of_poco(std::string_view include) { return include.starts_with("Poco/"); }

bool of_an_office(std::string_view include) {
  static constexpr std::array folders{"com/sun/star/", "cppu/", "cppuhelper/", "osl/",
                                      "rtl/",          "sal/",  "uno/"};
  return std::any_of(folders.begin(), folders.end(),
                     [&](std::string_view folder) { return include.starts_with(folder); });
}

}  // namespace

std::vector<Source> sources_below(const std::vector<std::string>& folders) {
  namespace files = std::filesystem;
  std::vector<Source> found;
  for (const std::string& folder : folders)
    for (const auto& entry : files::recursive_directory_iterator(files::path(STP_SOURCE_DIR) / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".h" && ending != ".cpp") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      found.push_back({files::relative(entry.path(), STP_SOURCE_DIR).generic_string(), text.str()});
    }
  std::sort(found.begin(), found.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return found;
}

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex line(R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  std::istringstream lines{std::string(text)};
  for (std::string one; std::getline(lines, one);) {
    std::smatch match;
    if (std::regex_search(one, match, line)) found.push_back({match[2], match[1] == "<"});
  }
  return found;
}

std::string without_comments(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    std::size_t length = 1;
    if (rest.starts_with("//")) {
      i += std::min(rest.find('\n'), rest.size());
      continue;
    }
    if (rest.starts_with("/*")) {
      const std::size_t close = rest.find("*/", 2);
      i += close == std::string_view::npos ? rest.size() : close + 2;
      kept += ' ';
      continue;
    }
    if (rest.starts_with("R\"")) {
      const std::string close = ")" + std::string(rest.substr(2, rest.find('(') - 2)) + "\"";
      const std::size_t end = rest.find(close);
      length = end == std::string_view::npos ? rest.size() : end + close.size();
    } else if (rest[0] == '"' ||
               (rest[0] == '\'' && !(i > 0 && std::isalnum(static_cast<unsigned char>(text[i - 1]))))) {
      // A quotation mark after a digit only separates thousands.
      while (length < rest.size() && rest[length] != rest[0]) length += rest[length] == '\\' ? 2 : 1;
      length = std::min(length + 1, rest.size());
    }
    kept += rest.substr(0, length);
    i += length;
  }
  return kept;
}

std::vector<std::string> wrong_includes(const Source& source) {
  std::vector<std::string> wrong;
  const auto say = [&](const Include& include, const char* why) {
    wrong.push_back(source.path + " includes " + include.path + ": " + why);
  };
  const Room* room = room_of(source.path);
  if (room == nullptr) return {source.path + ": lies in no room the layering test knows"};
  for (const Include& include : includes_of(source.text)) {
    if (!include.angled && room_of(include.path) == nullptr)
      say(include, "includes are written from the root");
    if (!include.angled && room_of(include.path) != nullptr && !may_include(*room, include.path))
      say(include, "points the wrong way");
    // The menu's own headers say which of the office's objects they work on; nothing outside it includes
    // them.
    const bool of_the_menu = of_an_office(include.path) && inside(source.path, "service/addin/calc/menu");
    if (is_header(source.path) && third_party(include) && !allowed_in_headers(include.path) && !of_the_menu)
      say(include, "third-party headers stay in .cpp files");
    if (of_an_office(include.path) && !inside(source.path, "service/addin"))
      say(include, "a spreadsheet application's headers stay in service/addin");
    if (of_poco(include.path) && !inside(source.path, "service")) say(include, "Poco stays in service/");
  }
  return wrong;
}

std::vector<std::string> domain_codes(const Source& source, const std::vector<std::string>& names) {
  static const std::regex line_code(R"(\b[FAW][0-9]{4}\b)");
  const std::string code = without_comments(source.text);
  std::vector<std::string> found;
  for (std::sregex_iterator match(code.begin(), code.end(), line_code), end; match != end; ++match)
    found.push_back(source.path + " names the line " + match->str());
  for (const std::string& name : names)
    if (code.find(name) != std::string::npos) found.push_back(source.path + " names " + name);
  return found;
}

std::vector<std::string> names_cut(const Source& source) {
  static const std::regex named(R"re(TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
  std::vector<std::string> found;
  const std::string code = without_comments(source.text);
  for (std::sregex_iterator at(code.begin(), code.end(), named), end; at != end; ++at)
    if ((*at)[1].str().find(';') != std::string::npos)
      found.push_back(source.path + ": a semicolon in the name " + (*at)[1].str());
  return found;
}

}  // namespace layering
