#include "calc/detect/detectors.h"

#include <algorithm>
#include <array>

namespace stp::detect {
namespace {

using Detector = void (*)(const Ground&, const Rule&, Observations&);
struct Of {
  std::string_view kind;
  Detector detector;
};

// A detector of several kinds stands once for each.
constexpr std::array<Of, 23> detectors{{
    {"text-for-number", entries_that_are_no_numbers},
    {"marker-for-number", entries_that_are_no_numbers},
    {"error-value", entries_that_are_no_numbers},
    {"number-out-of-range", numbers_out_of_range},
    {"missing-input", missing_inputs},
    {"missing-line", missing_inputs},
    {"missing-section", missing_inputs},
    {"table-row-incomplete", incomplete_rows},
    {"table-choice-unknown", unknown_choices},
    {"cover-field-missing", cover_fields},
    {"cover-choice-unknown", cover_fields},
    {"basis-missing", missing_basis},
    {"units-differ", other_units},
    {"published-total-differs", published_total},
    {"too-precise", decimals_beyond_unit},
    {"date-for-number", dates_among_figures},
    {"note-missing", missing_notes},
    {"subset-above-set", parts_above_whole},
    {"repeated-series", repeated_figures},
    {"identical-series", identical_lines},
    {"scale-jump", jumps_of_scale},
    {"stale-cache", stale_results},
    {"recalculated-differs", replaced_results},
}};

}  // namespace

Observations notice(const Ground& ground, const Rule& rule) {
  std::vector<Detector> wanted;
  for (const auto& kind : rule.observations)
    for (const auto& of : detectors)
      if (of.kind == kind && std::find(wanted.begin(), wanted.end(), of.detector) == wanted.end())
        wanted.push_back(of.detector);
  Observations noticed;
  for (const auto& detector : wanted) detector(ground, rule, noticed);
  std::erase_if(noticed, [&](const auto& one) { return !named(&rule.observations, one.kind); });
  return noticed;
}

}  // namespace stp::detect
