#include "xlsx/form/sheets/head.h"

#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/plan.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

void write_head(xlsx::SheetWriter& sheet, const Template& form, const SheetHead& head) {
  sheet.text({grid::title_row, 1}, head.title, looks::title());
  sheet.row_height(grid::title_row, 26);
  sheet.text({grid::stamp_row, 1},
             to_text(Stamp{form.edition.code, head.what, head.which, short_hash(form.hash)}), looks::stamp());
  if (!head.notice.empty())
    sheet.text({grid::stamp_row, grid::first_year_column}, head.notice, looks::notice());
  if (!head.about.empty()) sheet.text({grid::about_row, grid::line_column}, head.about, looks::note());
  sheet.hide_gridlines();
}

void write_key(xlsx::SheetWriter& sheet, std::uint16_t column) {
  const auto sample = [&](const char* text, xlsx::Look look) {
    look.locked = true;
    look.size = 8;
    look.align = xlsx::Align::centre;
    sheet.text({grid::key_row, column++}, text, look);
  };
  sheet.text({grid::key_row, grid::line_column}, "Key: type only in cells with a dotted edge.",
             looks::note());
  sample("type here", looks::input(""));
  sample("calculated", looks::calculated(""));
  sample("pre-filled", looks::reference(""));
  sample("not used", looks::not_applicable());
}

void print_table(xlsx::SheetWriter& sheet, const Template& form, int pages_wide) {
  xlsx::PrintSetup setup;
  setup.repeat_first_row = setup.repeat_last_row = static_cast<int>(grid::heading_row);
  setup.pages_wide = pages_wide;
  if (pages_wide > 1) setup.repeat_last_column = 2;
  setup.footer = "&L&8" + form.edition.code + "&C&8&A&R&8Page &P of &N";
  sheet.print(setup);
}

std::string upper_first(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string lower_first(std::string word) {
  if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  return word;
}

std::string name_from(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    name += plain ? c : '_';
  }
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name.insert(name.begin(), '_');
  return name;
}

}  // namespace stp
