#include "tests/doors/demo_returns.h"

#include <set>
#include <stdexcept>

namespace scenarios {
namespace {

void must(const doors::Ran& ran, int most_allowed = 0) {
  if (ran.exit_code < 0 || ran.exit_code > most_allowed)
    throw std::runtime_error("exit code " + std::to_string(ran.exit_code) + "\n" + ran.err);
}

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
  struct Made {
    doors::Folder folder;
    Made() {
      must(doors::run("$STP demo data", folder));
      doors::write(folder.path() / "fill-place", fill_place);
    }
  };
  static const Made made;
  return made.folder;
}

void have_return(const std::string& place, const std::string& of_round, const std::string& sections) {
  static std::set<std::string> made;
  if (!made.insert(place + " " + of_round).second) return;
  must(run("export STP; bash fill-place " + place + " " + of_round + " " + sections));
}

void have_footprint() {
  for (const char* place :
       {"bradford", "calderdale", "harrogate", "kirklees", "leeds", "wakefield", "west-yorkshire"})
    have_return(place);
}

nlohmann::json json_of(const std::string& command) {
  const auto ran = run(command);
  must(ran, 1);
  return nlohmann::json::parse(ran.out);
}

std::string summary(const nlohmann::json& total, const std::string& line, const std::string& year) {
  for (const auto& one : total.at("summary"))
    if (one.at("line") == line && one.at("year") == year) return one.at("thousands").get<std::string>();
  return "no such figure";
}

}  // namespace scenarios
