#include "service/demo/flows.h"

#include <algorithm>

namespace stp::demo {
namespace {

struct Side {
  const Body* body = nullptr;
  const FlowLine* line = nullptr;
};
struct Flow {
  Side owner, payee;  // payee.body is nothing for a line of one's own
  const Contract* contract = nullptr;
  Series values;
};

Decimal whole(Decimal value) { return rounded(value, 0); }
Decimal signed_by(const FlowLine& line, Decimal value) { return line.adds ? value : -value; }

const FlowMethod& method_of(const Profile& profile, const Body& body) {
  for (const FlowMethod& method : profile.flows)
    if (method.types.count(body.type)) return method;
  throw std::logic_error("no flows for organisations of type " + body.type);
}

const FlowLine* flow_line(const Profile& profile, const Body& body, const std::string& code) {
  for (const FlowLine& line : method_of(profile, body).lines)
    if (line.line == code) return &line;
  throw std::logic_error("no flow line " + code + " for " + body.code);
}

Decimal rate(const Profile& profile, const Body& body, const std::string& name, std::size_t period) {
  if (const auto own = body.rates.find(name); own != body.rates.end()) return own->second[period];
  const auto shared = profile.rates.find(name);
  if (shared == profile.rates.end()) throw std::logic_error("no rate " + name);
  return shared->second[period];
}

Decimal share_of(const Body& body, const FlowLine& line) {
  if (const auto own = body.shares.find(line.line); own != body.shares.end()) return own->second;
  if (const auto kind = line.by_kind.find(body.kind); kind != line.by_kind.end()) return kind->second;
  return line.outside ? body.outside : line.share;
}

class Growth {
 public:
  Growth(const Profile& profile, const std::map<Key, Series>& funds, const std::vector<Step>& steps)
      : profile_(profile), funds_(funds), steps_(steps), periods_(profile.one_off.size()) {}

  Position result() {
    start();
    for (const Body& body : profile_.bodies) close_base_year(body);
    for (std::size_t period = 1; period < periods_; ++period)
      for (Flow& flow : flows_) advance(flow, period);
    for (const Flow& flow : flows_) settle(flow);
    for (const Disagreement& difference : profile_.disagreements) disagree(difference);
    for (const Body& body : profile_.bodies) finish(body);
    return std::move(position_);
  }

 private:
  void start() {
    for (const Contract& contract : profile_.contracts)
      for (const auto& [payer, parts] : contract.split)
        for (const auto& [payee, part] : parts) add_contract(contract, payer, payee, part);
    for (const Body& body : profile_.bodies)
      for (const FlowLine& line : method_of(profile_, body).lines) {
        Flow flow{{&body, &line}, {}, nullptr, Series(periods_)};
        flow.values[0] = whole(body.size * share_of(body, line));
        flows_.push_back(std::move(flow));
      }
  }

  void add_contract(const Contract& contract, const std::string& payer, const std::string& payee,
                    Decimal part) {
    const Body* from = profile_.body(payer);
    const Body* to = profile_.body(payee);
    if (!from || !to)
      throw std::logic_error("a contract names an organisation without a profile: " + payer + ", " + payee);
    Flow flow{{from, flow_line(profile_, *from, contract.from)},
              {to, flow_line(profile_, *to, contract.to)},
              &contract,
              Series(periods_)};
    flow.values[0] = whole(from->size * contract.share * part);
    flows_.push_back(std::move(flow));
  }

  // Income is brought to the size by the line that fills, the result to the outturn by the line that
  // balances.
  void close_base_year(const Body& body) {
    const FlowMethod& method = method_of(profile_, body);
    const std::string& balance = body.balance.empty() ? method.balance : body.balance;
    Decimal income, spend;
    Flow* filling = nullptr;
    Flow* balancing = nullptr;
    for (Flow& flow : flows_) {
      if (flow.owner.body == &body && !flow.contract && flow.owner.line->fills) filling = &flow;
      if (flow.owner.body == &body && !flow.contract && flow.owner.line->line == balance) balancing = &flow;
      if (flow.owner.body == &body) (flow.owner.line->adds ? income : spend) += flow.values[0];
      if (flow.payee.body == &body) (flow.payee.line->adds ? income : spend) += flow.values[0];
    }
    if (filling) {
      filling->values[0] += body.size - income;
      income = body.size;
      if (filling->values[0].is_negative())
        throw std::logic_error(body.code + ": its lines make more than its size");
    }
    balancing->values[0] += income - spend - body.outturn;
    if (balancing->values[0].is_negative())
      throw std::logic_error(body.code + ": nothing is left for the balancing line");
  }

  void advance(Flow& flow, std::size_t period) {
    const Decimal before = flow.values[period - 1];
    Decimal now = before;
    for (const Effect& effect : flow.owner.line->effects) {
      const Decimal change = whole(before * rate(profile_, *flow.owner.body, effect.rate, period));
      now += change;
      book(flow.owner, effect.driver, change, period);
      if (flow.payee.body) book(flow.payee, payee_driver(flow, effect.rate), change, period);
    }
    if (!flow.contract) now += own_steps(flow, period);
    flow.values[period] = now;
  }

  Decimal own_steps(const Flow& flow, std::size_t period) {
    Decimal moved;
    const auto take = [&](const std::string& driver, Decimal amount) {
      moved += amount;
      book(flow.owner, driver, amount, period);
    };
    for (const Step& step : steps_)
      if (step.organisation == flow.owner.body->code && step.line == flow.owner.line->line &&
          step.period == period)
        take(step.driver, step.amount);
    const FlowLine& line = *flow.owner.line;
    if (line.stf_from.empty()) return moved;
    const auto fund = funds_.find({flow.owner.body->code, line.stf_from});
    if (fund == funds_.end()) return moved;
    if (period == line.stf_period) take(line.stf_driver, fund->second[period]);
    if (period == line.stf_period + 1) take(line.stf_driver, -fund->second[line.stf_period]);
    return moved;
  }

  std::string payee_driver(const Flow& flow, const std::string& name) const {
    for (const Effect& effect : flow.payee.line->effects)
      if (effect.rate == name) return effect.driver;
    if (const auto books = flow.contract->payee_books.find(name); books != flow.contract->payee_books.end())
      return books->second;
    throw std::logic_error(flow.payee.line->line + " does not say where the rate " + name + " is booked");
  }

  void book(const Side& side, const std::string& driver, Decimal change, std::size_t period) {
    add({side.body->code, driver}, signed_by(*side.line, change), period);
  }

  void add(const Key& key, Decimal amount, std::size_t period) {
    Series& series = position_.lines[key];
    series.resize(periods_);
    series[period] += amount;
  }

  void settle(const Flow& flow) {
    for (std::size_t period = 0; period < periods_; ++period) {
      add({flow.owner.body->code, flow.owner.line->line}, flow.values[period], period);
      if (flow.payee.body) add({flow.payee.body->code, flow.payee.line->line}, flow.values[period], period);
    }
    if (!flow.contract) return;
    Payment& payment = payment_between(flow.owner.body->code, flow.payee.body->code, flow.contract->nature);
    for (std::size_t period = 0; period < periods_; ++period) {
      payment.payer_figure[period] += flow.values[period];
      payment.payee_figure[period] += flow.values[period];
    }
  }

  Payment& payment_between(const std::string& payer, const std::string& payee, const std::string& nature) {
    for (Payment& payment : position_.payments)
      if (payment.payer == payer && payment.payee == payee && payment.nature == nature) return payment;
    position_.payments.push_back({payer, payee, nature, Series(periods_), Series(periods_), "Y", ""});
    return position_.payments.back();
  }

  void disagree(const Disagreement& difference) {
    Payment& payment = payment_between(difference.payer, difference.payee, difference.nature);
    payment.agreed = difference.agreed;
    payment.comment = difference.comment;
    for (std::size_t period = 1; period < periods_; ++period) {
      payment.payee_figure[period] += difference.more[period];
      add({difference.payee, difference.to}, difference.more[period], period);
      add({difference.payee, difference.driver}, difference.more[period] - difference.more[period - 1],
          period);
    }
  }

  void finish(const Body& body) {
    const FlowMethod& method = method_of(profile_, body);
    Series& result = position_.results[body.code];
    result.resize(periods_);
    for (const FlowLine& line : method.lines)
      for (std::size_t period = 0; period < periods_; ++period)
        result[period] += signed_by(line, position_.lines[{body.code, line.line}][period]);
    for (const std::string& driver : method.drivers) position_.lines[{body.code, driver}].resize(periods_);
    for (std::size_t period = 1; period < periods_; ++period) explain(body, method, result, period);
    if (method.roll_line.empty()) return;
    Series& roll = position_.lines[{body.code, method.roll_line}];
    roll.assign(1, whole(body.size * method.roll_share));
    for (std::size_t period = 1; period < periods_; ++period)
      roll.push_back(roll[period - 1] + result[period - 1]);
  }

  void explain(const Body& body, const FlowMethod& method, const Series& result, std::size_t period) {
    Decimal drivers;
    for (const std::string& driver : method.drivers) drivers += position_.lines[{body.code, driver}][period];
    if (drivers != result[period] - result[period - 1])
      throw std::logic_error(body.code +
                             ": the drivers do not explain the change; is a driver missing from the list?");
  }

  const Profile& profile_;
  const std::map<Key, Series>& funds_;
  const std::vector<Step>& steps_;
  std::size_t periods_;
  std::vector<Flow> flows_;
  Position position_;
};

}  // namespace

std::map<Key, Series> split_funds(const Profile& profile) {
  std::map<Key, Series> split;
  for (const Fund& fund : profile.funds) {
    std::vector<const Body*> takers;
    Decimal sizes;
    for (const Body& body : profile.bodies)
      if (includes(fund.who, body)) takers.push_back(&body), sizes += body.size;
    std::sort(takers.begin(), takers.end(), [](const Body* a, const Body* b) { return a->size > b->size; });
    for (std::size_t period = 0; period < fund.totals.size(); ++period) {
      Decimal left = fund.totals[period];
      for (auto taker = takers.rbegin(); taker != takers.rend(); ++taker) {
        const Decimal part =
            *taker == takers.front() ? left : whole(fund.totals[period] * ((*taker)->size / sizes));
        Series& series = split[{(*taker)->code, fund.line}];
        series.resize(fund.totals.size());
        series[period] += part;
        left -= part;
      }
    }
  }
  return split;
}

Position grow(const Profile& profile, const std::map<Key, Series>& funds, const std::vector<Step>& steps) {
  return Growth(profile, funds, steps).result();
}

}  // namespace stp::demo
