#include "tests/xlsx/file/corpus.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;

namespace {

// The workbooks of the collection that cannot be read, and the code their refusal carries.
const std::map<std::string, std::string> expected_refusals = {
    {"issue252.xlsx", "damaged-file"},  // its workbook relationships fail their checksum
    {"pass_protected.xlsx", "password-protected"},
    {"CVE-2016-0122-1.xlsm", "not-a-workbook"},
    {"~$LoadPivotTables.xlsx", "not-a-workbook"},
    {"1_powerpoint_presentation.xlsx", "not-a-workbook"},
    {"5_encrypted_agile.xlsx", "password-protected"},
    {"6_encrypted_libre.xlsx", "password-protected"},
    {"7_encrypted_standard.xlsx", "password-protected"},
    {"8_encrypted_numbers.xlsx", "password-protected"},
    {"encrypted.xlsx", "password-protected"},
};

std::string code_of(const Result<Workbook>& book) {
  if (!book) return book.error().code;
  for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
    if (const auto cells = book->cells(sheet); !cells) return cells.error().code;
  }
  return "";
}

// Parts of `before` that differ in `after`.
std::vector<std::string> changed_parts(const Workbook& before, const Workbook& after) {
  std::vector<std::string> changed;
  for (const std::string& part : before.parts()) {
    if (*before.part(part) == *after.part(part)) continue;
    changed.push_back(part);
    std::replace(changed.back().begin(), changed.back().end(), '\\', '/');
  }
  return changed;
}

// A cell of the sheet that a number may be written to: the first plain one, else one well below.
Address target_in(const SheetCells& cells) {
  for (const Cell& cell : cells.cells) {
    const bool is_merged =
        std::any_of(cells.merged.begin(), cells.merged.end(), [&](const MergedRange& range) {
          return range.first.row <= cell.at.row && cell.at.row <= range.last.row;
        });
    if (cell.type == CellType::number && !cell.has_formula && !is_merged) return cell.at;
  }
  return {900'000, 200};
}

void edit_and_compare(const Workbook& book, std::size_t sheet) {
  const auto before = book.cells(sheet);
  const Address at = target_in(*before);
  CellEdit edit{sheet, at, CellEdit::Kind::number, "1234567.25"};
  const auto bytes = book.edited({edit});
  if (!bytes && bytes.error().code == "array-formula") return;
  REQUIRE(bytes);
  const auto again = Workbook::read(*bytes, book.name());
  REQUIRE(again);
  CHECK(again->parts() == book.parts());
  CHECK(changed_parts(book, *again) == std::vector<std::string>{book.sheets()[sheet].part});
  const auto after = again->cells(sheet);
  REQUIRE(after);
  const Cell* written = after->find(at);
  REQUIRE(written != nullptr);
  CHECK(written->type == CellType::number);
  CHECK(written->value == "1234567.25");
  CHECK(after->cells.size() == before->cells.size() + (before->find(at) == nullptr ? 1 : 0));
  for (const Cell& old : before->cells) {
    const Cell* now = after->find(old.at);
    REQUIRE(now != nullptr);
    const bool same = now->type == old.type && now->style == old.style && now->formula == old.formula &&
                      now->has_formula == old.has_formula && (old.at == at || now->value == old.value);
    if (!same) FAIL_CHECK("cell " << to_text(old.at) << " changed");
  }
}

}  // namespace

TEST_CASE("every workbook of the collection is read, or refused with its reason") {
  for (const auto& path : test::corpus()) {
    INFO(path.string());
    const std::string name = path.filename().string();
    const auto expected = expected_refusals.find(name);
    const auto book = Workbook::read(test::bytes_of(path), name);
    CHECK(code_of(book) == (expected == expected_refusals.end() ? "" : expected->second));
  }
}

TEST_CASE("an edit of nothing gives the same bytes") {
  for (const auto& path : test::corpus()) {
    INFO(path.string());
    const auto book = Workbook::read(test::bytes_of(path), path.filename().string());
    if (book) CHECK(*book->edited({}) == book->bytes());
  }
}

TEST_CASE("editing one cell changes its sheet there and nothing else") {
  for (const auto& path : test::corpus()) {
    const auto book = Workbook::read(test::bytes_of(path), path.filename().string());
    if (!book || expected_refusals.count(book->name())) continue;
    for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
      const SheetInfo& about = book->sheets()[sheet];
      if (about.kind != SheetKind::worksheet) continue;
      INFO(path.string() << ", sheet " << about.name);
      edit_and_compare(*book, sheet);
    }
  }
}
