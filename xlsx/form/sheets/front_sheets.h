// The sheets before the figures: cover, contents, how to fill this in.
#pragma once

#include "calc/model/return.h"
#include "xlsx/form/sheets/plan.h"

namespace stp {

struct BookText {
  std::string title;   // "West Yorkshire STP: Leeds, finance return"
  std::string notice;  // illustrative; "" none
};

// `entries` per CoverIndex: what stands in the field.
void write_cover(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<CoverEntry>& entries,
                 const BookText& text);

struct ContentsRow {
  std::string sheet, holds, who;
};
std::vector<ContentsRow> contents_of(const BookPlan& plan);
void write_contents(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<ContentsRow>& rows,
                    const BookText& text);

void write_guide(xlsx::SheetWriter& sheet, const BookPlan& plan, const BookText& text);

namespace sheet_title {
inline constexpr const char* contents = "Contents";
inline constexpr const char* guide = "How to fill this in";
inline constexpr const char* reference = "Reference values";
inline constexpr const char* codes = "Codes";
inline constexpr const char* checks = "Checks";
}  // namespace sheet_title

}  // namespace stp
