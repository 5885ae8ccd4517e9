#include "service/web/parts/form.h"

#include <algorithm>

#include "service/web/parts/form_part.h"

namespace stp {

namespace {

std::string input_type(Field::Kind kind) {
  switch (kind) {
    case Field::Kind::password:
      return "password";
    case Field::Kind::email:
      return "email";
    case Field::Kind::number:
      return "number";
    case Field::Kind::date_time:
      return "datetime-local";
    default:
      return "text";
  }
}

bool is_set(const Field& field) {
  return field.kind == Field::Kind::radios || field.kind == Field::Kind::boxes;
}

// Of a set, the fieldset is described; the first box carries the field's own id, so that a link reaches it.
void add_options(PageValues& control, const Field& field) {
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    const auto& [value, label] = field.choices[i];
    auto& option = control.section("OPTION");
    option.set("VALUE", value);
    option.set("LABEL", label);
    option.set("ID", field_id(field.name) + (i == 0 ? "" : "-" + std::to_string(i + 1)));
    const bool among = std::find(field.chosen.begin(), field.chosen.end(), value) != field.chosen.end();
    if (field.kind == Field::Kind::boxes ? among : value == field.value) option.show("CHOSEN");
  }
}

const char* control_of(Field::Kind kind) {
  switch (kind) {
    case Field::Kind::files:
      return "FILES";
    case Field::Kind::long_text:
      return "LONG";
    case Field::Kind::choice:
      return "CHOICE";
    case Field::Kind::radios:
      return "RADIOS";
    case Field::Kind::boxes:
      return "BOXES";
    default:
      return "INPUT";
  }
}

std::string described_by(const Field& field) {
  const std::string id = field_id(field.name);
  std::string by = field.hint.empty() ? "" : id + "-hint";
  if (!field.error.empty()) by += (by.empty() ? "" : " ") + id + "-error";
  return by;
}

void add_described(PageValues& values, const Field& field) {
  if (const auto by = described_by(field); !by.empty()) values.section("DESCRIBED").set("BY", by);
}

void add_control(PageValues& group, const Field& field) {
  auto& control = group.section(control_of(field.kind));
  control.set("TYPE", input_type(field.kind));
  if (!is_set(field)) add_described(control, field);
  if (!field.error.empty()) control.show("WRONG");
  if (field.required) control.show("REQUIRED");
  if (!field.autocomplete.empty()) control.section("COMPLETED").set("AUTOCOMPLETE", field.autocomplete);
  add_options(control, field);
}

void add_field(PageValues& values, const Field& field) {
  auto& one = values.section("FIELD");
  one.set("ID", field_id(field.name));
  one.set("NAME", field.name);
  one.set("VALUE", field.value);
  one.set("LABEL", field.label);
  if (field.kind == Field::Kind::hidden) return one.show("HIDDEN");
  auto& group = one.section("GROUP");
  if (is_set(field))
    add_described(group.section("SET"), field);
  else
    group.show("PLAIN");
  if (!field.hint.empty()) group.section("HINT_SHOWN").set("HINT", field.hint);
  if (!field.error.empty()) {
    group.show("WRONG");
    group.section("ERROR_SHOWN").set("ERROR", field.error);
  }
  add_control(group, field);
}

}  // namespace

std::string field_id(const std::string& name) { return "field-" + name; }

Html form(const HttpRequest& request, const Form& form) {
  PageValues values;
  values.set("ACTION", form.action);
  values.set("BUTTON", form.button);
  values.show(form.get ? "GET" : "POST");
  if (!form.get) values.section("TOKEN").set("CSRF", request.caller.csrf);
  if (std::any_of(form.fields.begin(), form.fields.end(),
                  [](const Field& field) { return field.kind == Field::Kind::files; }))
    values.show("MULTIPART");
  if (!form.id.empty()) values.section("IDENTIFIED").set("ID", form.id);
  if (!form.label.empty()) values.section("LABELLED").set("LABEL", form.label);
  if (form.secondary || form.get) values.show("SECONDARY");
  if (form.warning) values.show("WARNING_BUTTON");
  for (const auto& field : form.fields) add_field(values, field);
  return fill_html("form_part", form_part, values);
}

}  // namespace stp
