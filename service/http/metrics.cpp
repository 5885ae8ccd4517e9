#include "service/http/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace stp {

namespace {

bool sound_name(std::string_view name, bool colons) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                  (colons && c == ':');
         });
}

std::string escaped(std::string_view text, bool quotes) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\')
      safe += "\\\\";
    else if (c == '\n')
      safe += "\\n";
    else if (c == '"' && quotes)
      safe += "\\\"";
    else
      safe += c;
  }
  return safe;
}

std::string shown(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

std::string shown(const MetricLabels& labels) {
  std::string text;
  for (const auto& [name, value] : labels)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value, true));
  return text.empty() ? "" : "{" + text + "}";
}

std::string line(const std::string& name, const MetricLabels& labels, const std::string& value) {
  return name + shown(labels) + " " + value + "\n";
}

MetricLabels with(MetricLabels labels, const std::string& bound) {
  labels.emplace_back("le", bound);
  return labels;
}

}  // namespace

void Metrics::declare(const std::string& name, Metric metric) {
  const std::lock_guard lock(mutex_);
  if (!sound_name(name, true)) throw std::logic_error("no name for a metric: " + name);
  if (!std::is_sorted(metric.upper_bounds.begin(), metric.upper_bounds.end()))
    throw std::logic_error("bounds out of order: " + name);
  if (!metrics_.emplace(name, std::move(metric)).second)
    throw std::logic_error("two metrics are named " + name);
}

void Metrics::counter(const std::string& name, const std::string& help) {
  declare(name, {Kind::counter, help, {}});
}
void Metrics::gauge(const std::string& name, const std::string& help) {
  declare(name, {Kind::gauge, help, {}});
}
void Metrics::histogram(const std::string& name, const std::string& help, std::vector<double> upper_bounds) {
  declare(name, {Kind::histogram, help, std::move(upper_bounds)});
}

Metrics::Series& Metrics::series(const std::string& name, Kind kind, const MetricLabels& labels) {
  const auto found = metrics_.find(name);
  if (found == metrics_.end() || found->second.kind != kind)
    throw std::logic_error("no such metric: " + name);
  for (const auto& label : labels)
    if (!sound_name(label.first, false)) throw std::logic_error("no name for a label: " + label.first);
  Series& one = found->second.series[labels];
  one.buckets.resize(found->second.upper_bounds.size());
  return one;
}

void Metrics::add(const std::string& name, const MetricLabels& labels, double amount) {
  const std::lock_guard lock(mutex_);
  if (amount < 0) throw std::logic_error("a counter only grows: " + name);
  series(name, Kind::counter, labels).value += amount;
}

void Metrics::set(const std::string& name, const MetricLabels& labels, double value) {
  const std::lock_guard lock(mutex_);
  series(name, Kind::gauge, labels).value = value;
}

void Metrics::observe(const std::string& name, const MetricLabels& labels, double value) {
  const std::lock_guard lock(mutex_);
  Series& one = series(name, Kind::histogram, labels);
  const auto& bounds = metrics_.at(name).upper_bounds;
  for (std::size_t i = 0; i < bounds.size(); ++i)
    if (value <= bounds[i]) ++one.buckets[i];
  ++one.count;
  one.value += value;
}

std::string Metrics::text() const {
  static constexpr const char* kinds[] = {"counter", "gauge", "histogram"};
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& [name, metric] : metrics_) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, escaped(metric.help, false), name,
                       kinds[static_cast<std::size_t>(metric.kind)]);
    for (const auto& [labels, one] : metric.series) {
      if (metric.kind != Kind::histogram) {
        out += line(name, labels, shown(one.value));
        continue;
      }
      for (std::size_t i = 0; i < metric.upper_bounds.size(); ++i)
        out += line(name + "_bucket", with(labels, shown(metric.upper_bounds[i])),
                    std::to_string(one.buckets[i]));
      out += line(name + "_bucket", with(labels, "+Inf"), std::to_string(one.count));
      out += line(name + "_sum", labels, shown(one.value));
      out += line(name + "_count", labels, std::to_string(one.count));
    }
  }
  return out;
}

}  // namespace stp
