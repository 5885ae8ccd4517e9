#include "service/demo/readers.h"

namespace stp::demo {
namespace {

FlowLine read_flow_line(const Node& node, const Names& names) {
  mapping(node, {"line", "adds", "fills", "share", "by_kind", "effects", "stf"});
  FlowLine flow;
  flow.line = names.line(node, "line");
  flow.adds = yes(node, "adds");
  flow.fills = yes(node, "fills");
  flow.outside = text_of(node, "share") == "outside";
  if (!flow.outside) flow.share = amount_of(node, "share");
  flow.by_kind = amounts(node["by_kind"]);
  for (const auto& [rate, driver] : node["effects"].entries())
    flow.effects.push_back({rate.text(), driver.text()});
  if (const Node stf = node["stf"]) {
    mapping(stf, {"from", "year", "driver"});
    flow.stf_from = names.line(stf, "from");
    flow.stf_driver = names.line(stf, "driver");
    flow.stf_period = names.period(required(stf, "year"));
  }
  return flow;
}

void read_do_something(const Node& node, Measure& measure) {
  if (!node) return;
  if (node.is_list()) {
    measure.something = DoSomething::rates;
    for (const Node& rate : node.items()) measure.slows.push_back(rate.text());
  } else if (node.text() == "register") {
    measure.something = DoSomething::register_changes;
  } else if (node.text() == "register_pay") {
    measure.something = DoSomething::register_pay;
  } else {
    throw Trouble(node, "a list of rates, register or register_pay is expected here");
  }
}

}  // namespace

Who read_who(const Node& node) { return {words(node, "types"), words(node, "kinds"), words(node, "only")}; }

std::map<std::string, std::string> read_texts(const Node& node) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, value] : node.entries()) texts[key.text()] = value.text();
  return texts;
}

Body read_body(const Node& node, const Names& names) {
  mapping(node, {"code", "kind", "control", "population", "catchment", "outturn", "outside", "pay_per_wte",
                 "buys", "shares", "rates", "balance"});
  Body body;
  body.code = required(node, "code").text();
  const OrganisationIndex known = names.form.organisation(body.code);
  if (!known) throw Trouble(node["code"], "the template has no organisation '" + body.code + "'");
  const Organisation& organisation = names.form.organisations[known.value];
  body.type = names.form.types[organisation.type.value].code;
  body.place = names.form.places[organisation.home.value].code;
  body.name = organisation.name;
  body.kind = text_of(node, "kind");
  body.balance = text_of(node, "balance");
  body.size = amount(required(node, "control"));
  body.population = amount_of(node, "population");
  body.catchment = amount_of(node, "catchment");
  body.outturn = amount(required(node, "outturn"));
  body.outside = amount_of(node, "outside");
  body.pay_per_wte = amount_of(node, "pay_per_wte");
  body.shares = amounts(node["shares"]);
  body.buys = read_texts(node["buys"]);
  for (const auto& [rate, values] : node["rates"].entries()) body.rates[rate.text()] = names.series(values);
  return body;
}

FlowMethod read_flow(const Node& node, const Names& names) {
  mapping(node, {"types", "balance", "drivers", "lines", "roll"});
  FlowMethod method;
  method.types = words(node, "types");
  method.balance = names.line(node, "balance");
  for (const Node& driver : required(node, "drivers").items()) method.drivers.push_back(driver.text());
  for (const Node& line : required(node, "lines").items())
    method.lines.push_back(read_flow_line(line, names));
  if (const Node roll = node["roll"]) {
    mapping(roll, {"line", "share"});
    method.roll_line = names.line(roll, "line");
    method.roll_share = amount_of(roll, "share");
  }
  return method;
}

Contract read_contract(const Node& node, const Names& names) {
  mapping(node, {"nature", "from", "to", "share", "split", "payee_books"});
  Contract contract;
  contract.nature = required(node, "nature").text();
  contract.from = names.line(node, "from");
  contract.to = names.line(node, "to");
  contract.share = amount(required(node, "share"));
  for (const auto& [payer, parts] : required(node, "split").entries())
    contract.split[payer.text()] = amounts(parts);
  contract.payee_books = read_texts(node["payee_books"]);
  return contract;
}

Disagreement read_disagreement(const Node& node, const Names& names) {
  mapping(node, {"payer", "payee", "nature", "to", "driver", "more", "agreed", "comment"});
  return {text_of(node, "payer"),   text_of(node, "payee"),     text_of(node, "nature"),
          names.line(node, "to"),   names.line(node, "driver"), text_of(node, "agreed"),
          text_of(node, "comment"), names.series(node["more"])};
}

Fund read_fund(const Node& node, const Names& names) {
  mapping(node, {"line", "types", "kinds", "only", "totals"});
  return {names.line(node, "line"), read_who(node), names.series(node["totals"])};
}

Measure read_measure(const Node& node, const Names& names) {
  mapping(node, {"line", "types", "kinds", "only", "per", "rate", "note", "value", "spread", "by_kind",
                 "by_year", "grows", "ds"});
  Measure measure;
  measure.line = names.line(node, "line");
  measure.who = read_who(node);
  measure.per = text_of(node, "per");
  measure.rate = text_of(node, "rate");
  measure.note = text_of(node, "note");
  measure.value = amount_of(node, "value");
  measure.spread = amount_of(node, "spread");
  measure.by_kind = amounts(node["by_kind"]);
  if (node["by_year"]) measure.by_year = names.series(node["by_year"]);
  for (const Node& rate : node["grows"].items()) measure.grows.push_back(rate.text());
  read_do_something(node["ds"], measure);
  return measure;
}

}  // namespace stp::demo
