// Forms with their labels, hints, messages and CSRF token.
#pragma once

#include <string>
#include <vector>

#include "service/http/message.h"
#include "service/report/page.h"

namespace stp {

struct FieldChoice {
  std::string value, label;
};
struct Field {
  enum class Kind {
    text,
    password,
    email,
    number,
    date_time,
    long_text,
    choice,
    radios,
    boxes,
    files,
    hidden
  };
  Kind kind = Kind::text;
  std::string name, label;
  std::string hint{}, value{}, error{};
  std::vector<FieldChoice> choices{};  // of choice, radios and boxes
  std::vector<std::string> chosen{};   // of boxes
  std::string autocomplete{};          // e.g. "username"
  bool required = false;
};
struct Form {
  std::string action, button;
  std::vector<Field> fields{};
  bool get = false;                         // a search: no CSRF token, nothing changes
  bool secondary = false, warning = false;  // the button
  std::string id{};                         // of the form, where script or a test needs it
  std::string label{};                      // for assistive technology, where a page has several
};
Html form(const HttpRequest& request, const Form& form);
std::string field_id(const std::string& name);  // of the field's control

}  // namespace stp
