#include "calc/formula/order.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace stp {

namespace {

constexpr std::size_t placed = static_cast<std::size_t>(-1);

// Among nodes that all wait for one another, walking from need to need must come back to a node already seen.
std::vector<std::size_t> a_cycle(const std::vector<OrderNode>& nodes,
                                 const std::vector<std::size_t>& waits_for) {
  const auto waiting = [&](std::size_t node) { return waits_for[node] != placed; };
  std::size_t at = 0;
  while (!waiting(at)) ++at;
  std::vector<std::size_t> walked, step_of(nodes.size(), placed);
  while (step_of[at] == placed) {
    step_of[at] = walked.size();
    walked.push_back(at);
    at = *std::find_if(nodes[at].needs.begin(), nodes[at].needs.end(), waiting);
  }
  walked.erase(walked.begin(), walked.begin() + static_cast<std::ptrdiff_t>(step_of[at]));
  std::rotate(walked.begin(), std::min_element(walked.begin(), walked.end()), walked.end());
  return walked;
}

}  // namespace

tl::expected<std::vector<std::size_t>, std::vector<std::size_t>> calculation_order(
    const std::vector<OrderNode>& nodes) {
  std::vector<std::vector<std::size_t>> needed_by(nodes.size());
  std::vector<std::size_t> waits_for(nodes.size());
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    waits_for[node] = nodes[node].needs.size();
    for (const std::size_t need : nodes[node].needs) needed_by.at(need).push_back(node);
  }
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t node = 0; node < nodes.size(); ++node)
    if (waits_for[node] == 0) ready.push(node);

  std::vector<std::size_t> order;
  while (!ready.empty()) {
    const std::size_t node = ready.top();
    ready.pop();
    order.push_back(node);
    waits_for[node] = placed;
    for (const std::size_t dependent : needed_by[node])
      if (--waits_for[dependent] == 0) ready.push(dependent);
  }
  if (order.size() < nodes.size()) return tl::make_unexpected(a_cycle(nodes, waits_for));
  return order;
}

}  // namespace stp
