// The parts pages are made of: words, links, states, tables, panels. Every text is escaped.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "service/report/page.h"

namespace stp {

// Words
Html heading(int level, const std::string& text, const std::string& id = "");
Html paragraph(const std::string& text, const std::string& classes = "");
Html paragraph(const Html& inner, const std::string& classes = "");
Html span(const std::string& text, const std::string& classes);
Html link(const std::string& href, const std::string& text, const std::string& hidden_text = "");
Html code(const std::string& text);
Html list(const std::vector<Html>& items);
Html actions(const std::vector<Html>& items);  // buttons and links in a row
Html button_link(const std::string& href, const std::string& text, bool secondary = true);
Html block(const std::string& classes, const Html& inner);  // a div
std::string grouped(std::int64_t number);                   // "1,234"
std::string grouped(const std::string& amount);   // "-1234.5" to "−1,234.5"; what is not a number as it is
std::string with_minus_signs(std::string words);  // " -5" in a sentence to " −5"
std::string when(const std::string& utc);         // "25 Nov 2026, 15:20 UTC"; "" for ""
std::string plural(std::int64_t count, const std::string& one, const std::string& many);  // "3 errors"
std::string size_in_words(std::int64_t bytes);                                            // "1.2 MB"

// A state as a word and a shape; the colour only repeats it.
enum class Shape { none, waiting, good, warning, trouble, closed };
Html state(Shape shape, const std::string& word);
Html status_of_section(const std::string& status, std::int64_t errors, std::int64_t warnings);
Html status_of_return(const std::string& status);
Html severity(const std::string& word);  // error, warning, information

struct ShownColumn {
  std::string heading;
  bool number = false;
};
struct ShownRow {
  std::vector<Html> cells;  // the first is the row's heading
  bool strong = false;      // a total
};
struct ShownTable {
  std::string caption;
  std::vector<ShownColumn> columns;
  std::vector<ShownRow> rows{};
  bool caption_hidden = false;  // where a heading right above says the same
  std::string when_empty = "Nothing yet.";
};
Html table(const ShownTable& table);  // scrolls within itself

Html panel(const Html& inner, bool lead = false);
Html details(const std::string& summary, const Html& inner, bool open = false);
Html inset(const Html& inner);
Html warning_callout(const std::string& title, const Html& inner);
Html summary_list(const std::vector<std::pair<std::string, Html>>& rows);
Html columns(const std::vector<Html>& columns);  // side by side where there is room
struct LargeFigure {
  std::string amount, label;
  std::string href{};  // where it is explained; "": nowhere
};
Html figures(const std::vector<LargeFigure>& figures);  // large numbers in boxes
// A page beyond the last is the last, 0 is the first.
std::size_t page_within(std::size_t asked, std::size_t items, std::size_t per_page);
Html pagination(const std::string& previous_href, const std::string& next_href,
                const std::string& previous_words, const std::string& next_words);
// A chart with its words and its table: none of the three is ever without the others.
Html chart(const std::string& title, const Html& svg, const std::string& words, const Html& table);
// Fetched again every few seconds while something is awaited, and now and then where something may come at
// any time; without script, a link does the same.
enum class Again { never, now_and_then, soon };
Html live(const std::string& id, const Html& inner, Again again, const std::string& href);
inline Again soon_if(bool awaiting, Again otherwise = Again::never) {
  return awaiting ? Again::soon : otherwise;
}

}  // namespace stp
