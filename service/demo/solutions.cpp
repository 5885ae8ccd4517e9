#include "service/demo/solutions.h"

#include <numeric>

namespace stp::demo {
namespace {

SolutionRow row_of(const Profile& profile, const SolutionPattern& pattern, const Body& body, Decimal full) {
  SolutionRow row;
  row.pattern = &pattern;
  row.beneficiary = &body;
  row.place = pattern.place.empty() ? body.place : pattern.place;
  if (!pattern.counterparty.empty())
    if (const auto seller = body.buys.find(pattern.counterparty); seller != body.buys.end())
      row.counterparty = seller->second;
  const Series& ramp = profile.ramps.at(pattern.ramp);
  const std::size_t periods = ramp.size();
  for (Series* series :
       {&row.gross, &row.running, &row.one_off, &row.lost, &row.overlap, &row.activity, &row.staff})
    series->resize(periods);
  for (std::size_t period = 1; period < periods; ++period) {
    row.gross[period] = rounded(full * ramp[period], 0);
    row.running[period] = rounded(row.gross[period] * pattern.running, 0);
    row.one_off[period] = rounded(full * profile.one_off[period] * pattern.effort, 0);
    if (!row.counterparty.empty()) row.lost[period] = rounded(row.gross[period] * pattern.lost, 0);
    row.overlap[period] = rounded(row.gross[period] * pattern.overlap, 0);
  }
  return row;
}

}  // namespace

Decimal spread_factor(const Body& body, const std::string& line, Decimal most) {
  const std::string letters = body.code + line;
  const int sum = std::accumulate(letters.begin(), letters.end(), 0,
                                  [](int total, char letter) { return total * 7 % 1009 + letter; });
  return Decimal::of(1) + most * Decimal::of(sum % 9 - 4) / Decimal::of(4);
}

std::vector<SolutionRow> solution_rows(const Profile& profile) {
  std::vector<SolutionRow> rows;
  for (const SolutionPattern& pattern : profile.solutions) {
    Decimal sizes;
    for (const Body& body : profile.bodies)
      if (includes(pattern.who, body)) sizes += body.size;
    for (const Body& body : profile.bodies) {
      if (!includes(pattern.who, body)) continue;
      if (pattern.place.empty() && body.population.is_zero() && body.kind.empty())
        continue;  // pseudo-organisations have programmes only
      const Decimal full =
          pattern.place.empty()
              ? body.size * pattern.y5 * spread_factor(body, pattern.theme, profile.solution_spread)
              : pattern.total * (body.size / sizes);
      rows.push_back(row_of(profile, pattern, body, full));
    }
  }
  return rows;
}

Decimal net_benefit(const std::vector<SolutionRow>& rows, std::size_t period) {
  Decimal net;
  for (const SolutionRow& row : rows)
    net += row.gross[period] - row.running[period] - row.one_off[period] - row.lost[period] -
           row.overlap[period];
  return net;
}

void keep_part(std::vector<SolutionRow>& rows, const std::map<std::string, Decimal>& percents,
               const std::string& place) {
  for (SolutionRow& row : rows) {
    const auto percent = percents.find(row.pattern->id);
    if (row.place != place || percent == percents.end()) continue;
    for (Series* series : {&row.gross, &row.running, &row.one_off, &row.lost, &row.overlap})
      for (Decimal& amount : *series) amount = rounded(amount * percent->second, 0);
  }
  std::erase_if(rows, [](const SolutionRow& row) { return row.gross.back().is_zero(); });
}

}  // namespace stp::demo
