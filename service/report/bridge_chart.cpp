#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "service/report/bridge_amounts.h"
#include "service/report/bridge_report.h"
#include "service/report/markup.h"

namespace stp {
namespace {

constexpr double label_width = 430, plot_width = 560, amount_width = 110, row_height = 30, bar_height = 18;
constexpr double top = 92, margin = 20;
constexpr std::size_t label_letters = 52;  // of the widest font they may be drawn in
constexpr double whole_width = margin + label_width + plot_width + amount_width + margin;
constexpr const char* rise_fill = "#005eb8";
constexpr const char* total_fill = "#212b32";
constexpr const char* fall_ink = "#8a1538";

std::string escaped(std::string text) {
  std::erase_if(text, [](char c) {  // XML knows no other controls
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
  });
  return markup_escaped(text);
}

struct Scale {  // amounts to pixels, zero always on the chart
  double low = 0, high = 0, step = 1;
  double x(Decimal amount) const {
    return margin + label_width + (to_double(amount) - low) / (high - low) * plot_width;
  }
};

double nice_step(double span) {
  const double rough = span / 6;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power) return factor * power;
  return 10 * power;
}

Scale scale_of(const BridgeResult& bridge) {
  Scale scale;
  for (const auto& step : bridge.steps) {
    scale.low = std::min({scale.low, to_double(step.start), to_double(step.end)});
    scale.high = std::max({scale.high, to_double(step.start), to_double(step.end)});
  }
  if (!(scale.high - scale.low > 0)) scale.high = scale.low + 1;
  scale.step = nice_step(scale.high - scale.low);
  scale.low = std::floor(scale.low / scale.step) * scale.step;
  scale.high = std::ceil(scale.high / scale.step) * scale.step;
  return scale;
}

std::string text_at(double x, double y, const std::string& words, const std::string& more = {}) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n", x, y, more, escaped(words));
}

// On one line, or on two where it is longer than its column.
std::string label_at(double x, double middle, const std::string& label, const std::string& more) {
  const std::size_t cut = label.size() > label_letters ? label.rfind(' ', label_letters) : std::string::npos;
  if (cut == std::string::npos) return text_at(x, middle + 5, label, more);
  return text_at(x, middle - 2, label.substr(0, cut), more) +
         text_at(x, middle + 12, label.substr(cut + 1), more);
}

std::string legend() {
  const double y = top - 34;
  return fmt::format(
             "<rect x=\"{0:.1f}\" y=\"{1:.1f}\" width=\"26\" height=\"12\" fill=\"{2}\"/>\n"
             "<rect x=\"{3:.1f}\" y=\"{1:.1f}\" width=\"26\" height=\"12\" fill=\"url(#fall)\" "
             "stroke=\"{4}\"/>\n"
             "<rect x=\"{5:.1f}\" y=\"{1:.1f}\" width=\"26\" height=\"12\" fill=\"{6}\"/>\n",
             margin, y, rise_fill, margin + 270, fall_ink, margin + 540, total_fill) +
         text_at(margin + 32, y + 11, "better: plain bar, arrow right") +
         text_at(margin + 302, y + 11, "worse: hatched bar, arrow left") +
         text_at(margin + 572, y + 11, "position");
}

std::string axis(const Scale& scale, double bottom) {
  std::string out;
  const int lines = static_cast<int>(std::lround((scale.high - scale.low) / scale.step));
  for (int i = 0; i <= lines; ++i) {
    const double at = scale.low + i * scale.step;
    const Decimal amount = Decimal::of(std::llround(at));
    if (scale.step < 1) continue;
    const bool zero = amount.is_zero();
    out += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"{3}\" "
        "stroke-width=\"{4}\"/>\n",
        scale.x(amount), top - 6, bottom, zero ? "#212b32" : "#d8dde0", zero ? 2 : 1);
    out += text_at(scale.x(amount), bottom + 16, plain_amount(amount), " text-anchor=\"middle\"");
  }
  return out;
}

// The arrowhead stands inside the end of the bar, or just past it when the bar is too short to hold it.
std::string arrow(double from, double to, double middle, bool rises) {
  const double tip = rises ? std::max(to, from + 7) : std::min(to, from - 7);
  const double back = rises ? tip - 7 : tip + 7;
  return fmt::format(
      "<polygon points=\"{0:.1f},{1:.1f} {2:.1f},{3:.1f} {2:.1f},{4:.1f}\" fill=\"{5}\" "
      "stroke=\"#ffffff\" stroke-width=\"0.8\"/>\n",
      tip, middle, back, middle - 6, middle + 6, rises ? rise_fill : fall_ink);
}

std::string bar(const BridgeStepValue& step, const Scale& scale, double y) {
  const double from = scale.x(step.start), to = scale.x(step.end);
  const bool rises = step.change > Decimal();
  const std::string fill = step.total ? total_fill : rises ? rise_fill : "url(#fall)";
  std::string out = fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.0f}\" fill=\"{}\" stroke=\"{}\"/>\n",
      std::min(from, to), y + (row_height - bar_height) / 2, std::max(std::abs(to - from), 1.0), bar_height,
      fill,
      step.total ? total_fill
      : rises    ? rise_fill
                 : fall_ink);
  if (!step.total) out += arrow(from, to, y + row_height / 2, rises);
  return out;
}

std::string row(const BridgeStepValue& step, const Scale& scale, double y, bool last) {
  const std::string amount = step.total ? plain_amount(step.end) : signed_amount(step.change);
  const std::string weight = step.total ? " font-weight=\"bold\"" : "";
  std::string out = "<g>\n<title>" + escaped(step.label + ": " + amount) + "</title>\n";
  out += label_at(margin, y + row_height / 2, step.label, weight);
  out += bar(step, scale, y);
  out += text_at(whole_width - margin, y + row_height / 2 + 5, amount, weight + " text-anchor=\"end\"");
  if (!last)
    out += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"#768692\" "
        "stroke-dasharray=\"2 2\"/>\n",
        scale.x(step.end), y + (row_height + bar_height) / 2, y + row_height + (row_height - bar_height) / 2);
  return out + "</g>\n";
}

std::string opening_tags(const BridgeResult& bridge, double height) {
  const std::string title = bridge.scope + ": " + bridge.title;
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
             "height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"bridge-title bridge-description\" "
             "font-family=\"Arial, Liberation Sans, sans-serif\" font-size=\"13\" fill=\"#212b32\">\n"
             "<title id=\"bridge-title\">{2}</title>\n<desc id=\"bridge-description\">{3}</desc>\n",
             whole_width, height, escaped(title), escaped(bridge_in_words(bridge))) +
         fmt::format(
             "<defs><pattern id=\"fall\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
             "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#ffffff\"/>"
             "<rect width=\"2.5\" height=\"6\" fill=\"{}\"/></pattern></defs>\n",
             fall_ink) +
         fmt::format("<rect width=\"{:.0f}\" height=\"{:.0f}\" fill=\"#ffffff\"/>\n", whole_width, height) +
         text_at(margin, 26, title, " font-size=\"17\" font-weight=\"bold\"");
}

}  // namespace

std::string bridge_as_svg(const BridgeResult& bridge) {
  std::vector<const BridgeStepValue*> steps;  // what moves, and the totals
  for (const auto& step : bridge.steps)
    if (step.total || !step.change.is_zero()) steps.push_back(&step);
  const double bottom = top + row_height * static_cast<double>(steps.size());
  std::string out = opening_tags(bridge, bottom + 30);
  if (!bridge.known) return out + text_at(margin, 50, bridge_in_words(bridge)) + "</svg>\n";
  const std::string years = bridge.from == bridge.to ? bridge.to : bridge.from + " to " + bridge.to;
  out +=
      text_at(margin, 46, years + ", " + bridge.unit + "; surplus to the right of zero, deficit to the left");
  out += legend();
  const Scale scale = scale_of(bridge);
  out += axis(scale, bottom);
  for (std::size_t i = 0; i < steps.size(); ++i)
    out += row(*steps[i], scale, top + row_height * static_cast<double>(i), i + 1 == steps.size());
  return out + "</svg>\n";
}

}  // namespace stp
