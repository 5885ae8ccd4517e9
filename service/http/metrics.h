// Numbers for Prometheus, in its text format. One registry object, handed to whoever counts; no global.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace stp {

using MetricLabels =
    std::vector<std::pair<std::string, std::string>>;  // name and value, in the order they are shown

class Metrics {
 public:
  // Each once, before it is used. Names as Prometheus wants them; a wrong or repeated one throws
  // std::logic_error.
  void counter(const std::string& name, const std::string& help);
  void gauge(const std::string& name, const std::string& help);
  void histogram(const std::string& name, const std::string& help, std::vector<double> upper_bounds);

  void add(const std::string& name, const MetricLabels& labels = {}, double amount = 1);  // to a counter
  void set(const std::string& name, const MetricLabels& labels, double value);            // a gauge
  void observe(const std::string& name, const MetricLabels& labels, double value);        // in a histogram
  std::string text() const;  // media type: see metrics_media_type

 private:
  enum class Kind { counter, gauge, histogram };
  struct Series {
    double value = 0;  // of a histogram: the sum
    std::vector<std::uint64_t> buckets{};
    std::uint64_t count = 0;
  };
  struct Metric {
    Kind kind;
    std::string help;
    std::vector<double> upper_bounds;
    std::map<MetricLabels, Series> series{};
  };
  void declare(const std::string& name, Metric metric);
  Series& series(const std::string& name, Kind kind, const MetricLabels& labels);

  mutable std::mutex mutex_;
  std::map<std::string, Metric> metrics_;
};

inline constexpr const char* metrics_media_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace stp
