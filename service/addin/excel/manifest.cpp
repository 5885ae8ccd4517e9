#include "service/addin/excel/manifest.h"

#include <algorithm>

#include "calc/base/sha256.h"
#include "service/addin/excel/manifest_text.h"
#include "service/report/page.h"

namespace stp::excel {

namespace {

// A name-based identifier in the form Excel asks for: the same address gives the same one.
std::string identifier(const std::string& base) {
  std::string hex = sha256("stp excel add-in " + base).substr(0, 32);
  hex[12] = '5';
  hex[16] = '8';
  for (const std::size_t at : {8u, 13u, 18u, 23u}) hex.insert(at, 1, '-');
  return hex;
}

// "1.2" and "1.2.3-4" as the four numbers Excel compares.
std::string four_numbers(const std::string& version) {
  std::string numbers = version.substr(0, version.find_first_not_of("0123456789."));
  for (auto dots = std::count(numbers.begin(), numbers.end(), '.'); dots < 3; ++dots) numbers += ".0";
  return numbers;
}

}  // namespace

Result<std::string> manifest(const std::string& base, const std::string& version) {
  if (!base.starts_with("https://"))
    return refuse({"excel-https",
                   "Excel takes add-ins by https only, and this service is reached at " + base + ".",
                   "public address",
                   "Start it with --certificate and --key, or behind a proxy with --public-url https://..."});
  PageValues values;
  values.set("ID", identifier(base));
  values.set("VERSION", four_numbers(version));
  values.set("BASE", base);
  values.set("HOST", base.substr(std::string("https://").size()));
  values.set("NAMESPACE", function_prefix);
  return fill_page("excel_manifest", manifest_text, values);
}

}  // namespace stp::excel
