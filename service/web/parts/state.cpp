#include <map>

#include "service/web/parts/parts.h"
#include "service/web/parts/state_part.h"

namespace stp {

namespace {

struct Look {
  const char *section, *kind;
};
Look look_of(Shape shape) {
  switch (shape) {
    case Shape::waiting:
      return {"WAITING", "waiting"};
    case Shape::good:
      return {"GOOD", "good"};
    case Shape::warning:
      return {"WARNING", "warning"};
    case Shape::trouble:
      return {"TROUBLE", "trouble"};
    case Shape::closed:
      return {"CLOSED", "closed"};
    case Shape::none:
      break;
  }
  return {"NONE", "none"};
}

}  // namespace

Html state(Shape shape, const std::string& word) {
  const Look look = look_of(shape);
  PageValues values;
  values.set("KIND", look.kind);
  values.set("WORD", word);
  values.show(look.section);
  return fill_html("state_part", state_part, values);
}

Html status_of_section(const std::string& status, std::int64_t errors, std::int64_t warnings) {
  if (status == "expected") return state(Shape::none, "Not sent");
  if (status == "arriving") return state(Shape::waiting, "Arriving");
  if (status == "received") return state(Shape::waiting, "Being checked");
  if (status == "refused") return state(Shape::trouble, "Refused");
  const auto warned = plural(warnings, "warning", "warnings");
  if (errors > 0)
    return state(Shape::trouble,
                 plural(errors, "error", "errors") + (warnings > 0 ? ", " + warned : std::string()));
  if (warnings > 0) return state(Shape::warning, warned);
  return state(Shape::good, "No findings");
}

Html status_of_return(const std::string& status) {
  struct Words {
    Shape shape;
    const char* word;
  };
  static const std::map<std::string, Words> known{
      {"expected", {Shape::none, "Expected"}},    {"arriving", {Shape::waiting, "Arriving"}},
      {"received", {Shape::waiting, "Received"}}, {"checked", {Shape::waiting, "Checked, not submitted"}},
      {"submitted", {Shape::good, "Submitted"}},  {"approved", {Shape::good, "Approved"}},
      {"locked", {Shape::closed, "Locked"}},      {"reopened", {Shape::warning, "Reopened"}},
      {"waiting", {Shape::waiting, "Waiting"}},   {"checking", {Shape::waiting, "Being checked"}},
      {"refused", {Shape::trouble, "Not taken"}},
  };
  const auto found = known.find(status);
  return found == known.end() ? state(Shape::none, status) : state(found->second.shape, found->second.word);
}

Html severity(const std::string& word) {
  if (word == "error") return state(Shape::trouble, "Error");
  if (word == "warning") return state(Shape::warning, "Warning");
  return state(Shape::waiting, "Note");
}

}  // namespace stp
