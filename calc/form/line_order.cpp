#include <algorithm>
#include <map>

#include "calc/form/draft.h"
#include "calc/formula/check.h"
#include "calc/formula/order.h"

namespace stp {
namespace {

using Node = std::pair<LineIndex, ScenarioIndex>;

std::vector<OrderNode> calculated_nodes(const Template& form) {
  std::vector<OrderNode> nodes;
  for (std::uint16_t line = 0; line < form.lines.size(); ++line)
    for (std::uint16_t scenario = 0; scenario < form.scenarios.size(); ++scenario)
      if (form.lines[line].kind == LineKind::calculated &&
          holds(form.lines[line].scenarios, ScenarioIndex{scenario}))
        nodes.push_back({LineIndex{line}, ScenarioIndex{scenario}, {}});
  return nodes;
}

void link(const Template& form, std::vector<OrderNode>& nodes) {
  std::map<Node, std::size_t> position;
  for (std::size_t i = 0; i < nodes.size(); ++i) position.emplace(Node{nodes[i].line, nodes[i].scenario}, i);
  for (OrderNode& node : nodes)
    for (const FormulaCase& one : form.lines[node.line.value].formulas)
      for (const Reference& reference : references(one.formula)) {
        if (reference.previous) continue;
        const ScenarioIndex in_hand = reference.scenario ? reference.scenario : node.scenario;
        const auto needed = position.find({reference.line, form.resolve(reference.line, in_hand)});
        if (needed != position.end()) node.needs.push_back(needed->second);
      }
}

void refuse_cycle(FormDraft& draft, const std::vector<OrderNode>& nodes,
                  const std::vector<std::size_t>& cycle) {
  // The chain starts at its first line in code order, wherever the search came upon it.
  const auto first = std::min_element(cycle.begin(), cycle.end());
  std::vector<std::size_t> chain(first, cycle.end());
  chain.insert(chain.end(), cycle.begin(), first);
  if (chain.size() > 1 && chain.front() == chain.back()) chain.pop_back();
  std::vector<std::string> codes;
  for (const std::size_t position : chain) codes.push_back(draft.form.lines[nodes[position].line.value].code);
  codes.push_back(codes.front());
  const Line& line = draft.form.lines[nodes[chain.front()].line.value];
  const Definition& definition = draft.line_definitions.at(line.code);
  const TextNode& formula = *definition.node->find("formula");
  draft.troubles.add({*definition.file, formula.line, formula.column}, "cycle",
                     "These lines need one another in the same year: " + joined(codes, " -> ") + ".",
                     "Break the chain, for instance with previous().");
}

}  // namespace

void put_lines_in_order(FormDraft& draft) {
  std::vector<OrderNode> nodes = calculated_nodes(draft.form);
  link(draft.form, nodes);
  const auto order = calculation_order(nodes);
  if (!order) return refuse_cycle(draft, nodes, order.error());
  for (const std::size_t position : *order)
    draft.form.order.push_back({nodes[position].line, nodes[position].scenario});
  std::stable_partition(draft.form.order.begin(), draft.form.order.end(), [&](const Template::Step& step) {
    return !draft.form.lines[step.line.value].summary;  // a summary needs every organisation's lines
  });
}

}  // namespace stp
