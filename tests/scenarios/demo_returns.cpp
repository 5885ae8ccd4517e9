#include "tests/scenarios/demo_returns.h"

#include <catch2/catch.hpp>
#include <set>

namespace scenarios {
namespace {

constexpr const char* fill_place = R"(set -e
place=$1 round=$2; shift 2
data=data/$round/$place; out=returns/$place/$round; mkdir -p "$out"
for section; do
  from=(--from "$data/$section.csv" --from "$data/cover.csv")
  if [ "$section" = finance ]; then
    for table in register counterparties shares; do
      if [ -f "$data/$table.csv" ]; then from+=(--from "$data/$table.csv"); fi
    done
  fi
  "$STP" blank "$section" --place "$place" --round "$round" --illustrative -o "$out/blank.xlsx"
  "$STP" fill "$out/blank.xlsx" "${from[@]}" -o "$out/$place-$section-$round.xlsx"
  rm "$out/blank.xlsx"
done
)";

}  // namespace

doors::Ran run(const std::string& command) { return doors::run(command, demo_data(), 300); }

const doors::Folder& demo_data() {
  static const doors::Folder folder;
  static const bool made = [] {
    const auto ran = doors::run("$STP demo data", folder);
    INFO(ran.err);
    REQUIRE(ran.exit_code == 0);
    doors::write(folder.path() / "fill-place", fill_place);
    return true;
  }();
  REQUIRE(made);
  return folder;
}

void have_return(const std::string& place, const std::string& of_round, const std::string& sections) {
  static std::set<std::string> made;
  if (!made.insert(place + " " + of_round).second) return;
  const auto ran = run("export STP; bash fill-place " + place + " " + of_round + " " + sections);
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
}

void have_footprint() {
  for (const char* place :
       {"bradford", "calderdale", "harrogate", "kirklees", "leeds", "wakefield", "west-yorkshire"})
    have_return(place);
}

nlohmann::json json_of(const std::string& command) {
  const auto ran = run(command);
  INFO(command << "\n" << ran.err);
  REQUIRE(ran.exit_code <= 1);
  return nlohmann::json::parse(ran.out);
}

std::string summary(const nlohmann::json& total, const std::string& line, const std::string& year) {
  for (const auto& one : total.at("summary"))
    if (one.at("line") == line && one.at("year") == year) return one.at("thousands").get<std::string>();
  return "no such figure";
}

}  // namespace scenarios
