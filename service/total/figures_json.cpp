#include "service/total/figures_json.h"

#include <nlohmann/json.hpp>

namespace stp::total_words {

Json eliminations_json(const FootprintTotal& total, const Codes& codes) {
  Json list = Json::array();
  for (const EliminationTotal& one : total.eliminations)
    list.push_back({{"nature", one.nature},
                    {"year", codes.year(one.period)},
                    {"payers_state", to_text(one.gross_payer)},
                    {"payees_state", to_text(one.gross_payee)},
                    {"eliminated", to_text(one.eliminated)},
                    {"unmatched", to_text(one.unmatched)},
                    {"spent_before", to_text(one.spent)},
                    {"spent_after", to_text(one.spent - one.eliminated)},
                    {"received_before", to_text(one.received)},
                    {"received_after", to_text(one.received - one.eliminated)}});
  return list;
}

Json gross_json(const FootprintTotal& total, const Codes& codes) {
  Json list = Json::array();
  for (const GrossTotal& one : total.gross)
    list.push_back({{"year", codes.year(one.period)},
                    {"spent_before", to_text(one.spent)},
                    {"received_before", to_text(one.received)},
                    {"eliminated", to_text(one.eliminated)},
                    {"spent_after", to_text(one.spent - one.eliminated)},
                    {"received_after", to_text(one.received - one.eliminated)}});
  return list;
}

Json pairs_json(const FootprintTotal& total, const Codes& codes) {
  Json list = Json::array();
  for (const Pair& one : total.pairs)
    list.push_back({{"payer", codes.body(one.payer)},
                    {"payee", codes.body(one.payee)},
                    {"nature", one.nature},
                    {"year", codes.year(one.period)},
                    {"payer_figure", optional_amount(one.payer_figure)},
                    {"payee_figure", optional_amount(one.payee_figure)},
                    {"eliminated", to_text(one.eliminated)},
                    {"unmatched", to_text(one.unmatched)},
                    {"allowed", to_text(one.allowed)},
                    {"reason", one.reason},
                    {"agreed", one.agreed},
                    {"comment", one.comment},
                    {"payer_at", place_json(one.payer_at)},
                    {"payee_at", place_json(one.payee_at)}});
  return list;
}

Json places_json(const FootprintTotal& total, const Codes& codes) {
  Json list = Json::array();
  for (const PlaceFigures& one : total.places) {
    Json parts = Json::object();
    for (std::size_t p = 0; p < one.by_place.size(); ++p)
      parts[codes.form.places[p].code] = known_amount(one.place_known(p), one.by_place[p]);
    list.push_back({{"line", codes.line(one.line)},
                    {"type", one.type ? codes.form.types[one.type.value].code : ""},
                    {"scenario", codes.scenario(one.scenario)},
                    {"year", codes.year(one.period)},
                    {"places", parts},
                    {"outside", known_amount(one.outside_known(), one.outside)},
                    {"organisations", known_amount(one.organisations_known, one.organisations)},
                    {"difference", known_amount(one.comparable(), one.difference)},
                    {"known", one.known}});
  }
  return list;
}

}  // namespace stp::total_words
