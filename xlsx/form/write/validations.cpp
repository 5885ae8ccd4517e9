// Cell validations and highlights.
#include <xlsxwriter.h>

#include "xlsx/form/write/sheet_writer.h"

namespace stp::xlsx {

namespace {

struct Words {  // the library wants char*, which must live until the call
  std::string input_title, input_message, error_title, error_message;
};

void set_words(lxw_data_validation& rule, Words& words, const Validation& validation) {
  words = {cut(validation.input_title, 32), cut(validation.input_message, 255),
           cut(validation.error_title, 32), cut(validation.error_message, 255)};
  if (!words.input_title.empty()) rule.input_title = words.input_title.data();
  if (!words.input_message.empty()) rule.input_message = words.input_message.data();
  if (!words.error_title.empty()) rule.error_title = words.error_title.data();
  if (!words.error_message.empty()) rule.error_message = words.error_message.data();
  rule.error_type = validation.warn_only ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP;
}

void set_limits(lxw_data_validation& rule, const Validation& validation, std::uint8_t type) {
  rule.validate = type;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = to_double(validation.least);
  rule.maximum_number = to_double(validation.most);
}

}  // namespace

void SheetWriter::validate(const Range& range, const Validation& validation) {
  lxw_data_validation rule = {};
  Words words;
  set_words(rule, words, validation);
  std::vector<std::string> choices = validation.choices;
  std::vector<char*> list;
  std::string formula = "=" + validation.range;
  switch (validation.kind) {
    case Validation::Kind::whole:
      set_limits(rule, validation, LXW_VALIDATION_TYPE_INTEGER);
      break;
    case Validation::Kind::decimal:
      set_limits(rule, validation, LXW_VALIDATION_TYPE_DECIMAL);
      break;
    case Validation::Kind::length:
      set_limits(rule, validation, LXW_VALIDATION_TYPE_LENGTH);
      break;
    case Validation::Kind::list:
      for (std::string& choice : choices) list.push_back(choice.data());
      list.push_back(nullptr);
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = list.data();
      break;
    case Validation::Kind::list_range:
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = formula.data();
      break;
  }
  must(worksheet_data_validation_range(inner_->sheet, row_of(range.first), column_of(range.first),
                                       row_of(range.last), column_of(range.last), &rule),
       "validation of " + to_text(range));
}

void SheetWriter::highlight(const Range& range, const Highlight& highlight) {
  lxw_conditional_format condition = {};
  std::string text = highlight.when == Highlight::When::formula ? "=" + highlight.text : highlight.text;
  condition.type =
      highlight.when == Highlight::When::formula ? LXW_CONDITIONAL_TYPE_FORMULA : LXW_CONDITIONAL_TYPE_TEXT;
  if (highlight.when == Highlight::When::text_begins)
    condition.criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH;
  condition.value_string = text.data();
  condition.format = inner_->formats->of(highlight.look);
  must(worksheet_conditional_format_range(inner_->sheet, row_of(range.first), column_of(range.first),
                                          row_of(range.last), column_of(range.last), &condition),
       "highlight of " + to_text(range));
}

}  // namespace stp::xlsx
