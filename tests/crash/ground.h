// A folder, a store and what was dropped: ended again and again, then taken stock of.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/doors/shell.h"

namespace crash {

// More with STP_CRASHES=n.
int crashes(int unless_told);

class Ground {
 public:
  explicit Ground(std::string database);  // "" SQLite in the data folder; opens the round
  void drop_book();                       // a workbook of Leeds unlike every other
  void drop_again();                      // the last one, under another name
  void drop_letter();                     // no workbook
  // One run of the program that steps: what it printed. Exit code 137: it was ended.
  doors::Ran step(const std::string& name = "", int times = 1);
  // The real program over the folder, ended after so many milliseconds; whether it was still running.
  bool end_after(const std::string& command, int milliseconds);
  void finish();         // the real program until nothing is left to do
  void must_be_whole();  // checks everything, prints the counts
  int killed = 0;
  const std::string& database() const { return database_; }

 private:
  doors::Folder folder_;
  std::string database_;
  std::map<std::string, int> dropped_;  // hash: how often
  std::string last_;
  int books_ = 0, files_ = 0, runs_ = 0;
  void drop(const std::string& bytes, const std::string& ending);
};

}  // namespace crash
