#include "service/total/mismatches_json.h"

#include <nlohmann/json.hpp>

#include "calc/consolidate/match.h"
#include "service/total/json_words.h"
#include "xlsx/file/address.h"

namespace stp {

namespace {

using namespace total_words;

Json side(const Template& form, OrganisationIndex which) {
  const Organisation& body = form.organisations[which.value];
  return {{"code", body.code},
          {"name", body.name},
          {"place", body.home ? form.places[body.home.value].code : ""}};
}

Json stands_at(const Return& filed, CellPlace at) {
  if (!at || at.file >= filed.files.size()) return nullptr;
  const SourceFile& file = filed.files[at.file];
  return {{"file", file.name},
          {"sha256", file.sha256},
          {"sheet", at.sheet < file.sheets.size() ? file.sheets[at.sheet] : ""},
          {"cell", xlsx::to_text(xlsx::Address{at.row, at.column})}};
}

Json stated(const std::optional<Decimal>& figure) { return figure ? Json(to_text(*figure)) : Json(nullptr); }

std::string label_of(const Template& form, const std::string& nature) {
  for (const auto& one : form.eliminations)
    if (one.nature == nature) return one.label;
  return nature;
}

// A payment to or from outside the footprint has no second side here that could differ.
bool within(const Pair& pair) {
  return pair.reason == pair_reason::agreed || pair.reason == pair_reason::within_threshold ||
         pair.reason == pair_reason::outside_footprint;
}

}  // namespace

std::string mismatches_json(const FootprintTotal& total, const Template& form) {
  const Return& filed = total.merged.filed;
  Json list = Json::array();
  for (const Pair& one : total.pairs)
    list.push_back({{"payer", side(form, one.payer)},
                    {"payee", side(form, one.payee)},
                    {"nature", one.nature},
                    {"nature_label", label_of(form, one.nature)},
                    {"year", form.periods[one.period.value].label},
                    {"payer_figure", stated(one.payer_figure)},
                    {"payee_figure", stated(one.payee_figure)},
                    {"eliminated", to_text(one.eliminated)},
                    {"unmatched", to_text(one.unmatched)},
                    {"allowed", to_text(one.allowed)},
                    {"agreed_within", within(one)},
                    {"reason", one.reason},
                    {"agreed", one.agreed},
                    {"comment", one.comment},
                    {"payer_at", stands_at(filed, one.payer_at)},
                    {"payee_at", stands_at(filed, one.payee_at)}});
  return list.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stp
