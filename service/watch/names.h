// What a file's name says. Names are bytes: any script, 255 of them, newlines and invalid UTF-8 included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stp::watch {

// For people and records: valid UTF-8 on one line; other bytes and control characters as \xNN.
std::string shown(std::string_view name);

// Owner files, temporaries and half downloads of other programs: passed over quietly.
bool passed_over(std::string_view name);
// Excel writes into a name of eight hexadecimal digits without an ending, then renames it.
bool excel_temporary(std::string_view name);
bool workbook_name(std::string_view name);  // .xlsx or .xlsm
// The files Excel and LibreOffice keep beside a book while it is open.
std::vector<std::string> owner_names(const std::string& name);

// "book (2).xlsx"; the name itself for 1. Never longer than 255 bytes.
std::string numbered(const std::string& name, int number);
// name + ending; a name too long for that is cut between characters and told apart by a mark of its own.
std::string beside(const std::string& name, const std::string& ending);
// "book.filled.xlsx"
std::string filled_name(const std::string& name);

}  // namespace stp::watch
