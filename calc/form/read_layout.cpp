#include "calc/form/draft.h"
#include "calc/form/message.h"

namespace stp {
namespace {

class LayoutReader {
 public:
  explicit LayoutReader(FormDraft& draft) : draft_(draft), placed_(draft.form.lines.size()) {}

  void read(Fields& fields) {
    fields.text("edition");
    for (const TextNode* node : fields.maps("sections")) {
      Fields section(*node, fields.file(), "section's layout", draft_.troubles);
      read_section(section);
      section.done();
    }
  }

  void refuse_unplaced(const std::string& file) {
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      const Line& line = draft_.form.lines[i];
      if (placed_[i].line == 0)
        draft_.troubles.add(line.at, "line-nowhere",
                            "The line " + line.code + " has no place in the workbook.",
                            "Put it into the order of " + line.statement + " in " + file + ".");
    }
  }

 private:
  void read_section(Fields& fields) {
    SectionLayout layout;
    layout.section = named<SectionIndex>(draft_, fields.word("section"), draft_.form.sections, "section");
    layout.sheet_pattern = read_sheet_name(fields);
    const TextNode* order = fields.needed("order");
    if (order && order->kind != TextNode::Kind::map)
      draft_.troubles.add(fields.place(*order), "wrong-type", "\"order\" lists the lines of each statement.",
                          "Write one key for each statement and a list of its lines after it.");
    if (order)
      for (const TextEntry& entry : order->entries) read_statement(fields, entry, layout);
    draft_.form.layout.sections.push_back(std::move(layout));
  }

  // A sheet for each organisation: its name must say which.
  std::string read_sheet_name(Fields& fields) {
    const Word pattern = fields.word("sheet");
    const auto holes = holes_in(pattern.text);
    const bool good = holes.size() == 1 && holes.front().name == "organisation" &&
                      pattern.text.find_first_of("[]:*?/\\'") == std::string::npos;
    if (!good && !pattern.text.empty())
      draft_.troubles.add(pattern.at, "sheet-name",
                          in_quotes(pattern.text) + " cannot name the sheets of organisations.",
                          "Write {organisation} once, and none of []:*?/\\' beside it.");
    return pattern.text;
  }

  void read_statement(Fields& fields, const TextEntry& entry, SectionLayout& layout) {
    const Word code{entry.key, {fields.file(), entry.line, entry.column}};
    const auto& statements = draft_.form.statements;
    const auto statement = named<Index<struct OfStatement>>(draft_, code, statements, "statement");
    const SectionIndex own = statement ? statements[statement.value].section : SectionIndex{};
    if (own && layout.section && own != layout.section)
      draft_.troubles.add(code.at, "wrong-section",
                          "The statement " + code.text + " is not one of this section.",
                          "Move it to its own section.");
    for (const Word& word : fields.scalars(entry.value, "order"))
      if (const LineIndex line = named_line(draft_, word)) place(line, word, code.text, layout);
  }

  void place(LineIndex line, const Word& word, const std::string& statement, SectionLayout& layout) {
    SourceText& before = placed_[line.value];
    if (before.line != 0) {
      draft_.troubles.add(
          word.at, "line-twice",
          "The line " + word.text + " is placed twice; the first place is " + to_text(before) + ".",
          "Keep one of the two.");
      return;
    }
    before = word.at;
    const std::string& own = draft_.form.lines[line.value].statement;
    if (own != statement)
      draft_.troubles.add(
          word.at, "wrong-statement",
          "The line " + word.text + " belongs to " + own + " and stands under " + statement + ".",
          "Put it under its own statement, or move its definition.");
    layout.order.push_back(line);
  }

  FormDraft& draft_;
  std::vector<SourceText> placed_;  // per line
};

}  // namespace

void read_layout(FormDraft& draft) {
  const std::string file = "layout/" + draft.form.edition.code + ".yaml";
  const auto found = draft.definitions.find("layout");
  const std::size_t count = found == draft.definitions.end() ? 0 : found->second.size();
  if (count != 1) {
    draft.troubles.add(count == 0 ? SourceText{file, 0, 0}
                                  : SourceText{*found->second[1].file, found->second[1].node->line,
                                               found->second[1].node->column},
                       count == 0 ? "layout-missing" : "defined-twice",
                       "The edition " + in_quotes(draft.form.edition.code) +
                           (count == 0 ? " has no layout." : " has more than one layout."),
                       "Each edition has one, in " + file + ".");
    return;
  }
  LayoutReader reader(draft);
  draft.each("layout", "layout", [&](Fields& fields) { reader.read(fields); });
  reader.refuse_unplaced(file);
}

}  // namespace stp
