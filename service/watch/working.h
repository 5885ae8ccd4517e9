// The way of one file from `in` over `working` to `done` or `refused`. Each file in work lies in a folder of
// its own, under its own name; what was done so far can be told from what lies there, so every step can be
// repeated after the process ended anywhere:
//   working/<token>/            made
//   working/<token>/book.xlsx   moved here from `in`; back again when it is not what was judged to be ready
//   (received by the desk, checked)
//   working/<token>/.answer     which folder and name it will have
//   done/book.xlsx.txt ...      its answers
//   done/book.xlsx              moved there: now it is done, and working/<token> is removed
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/watch/folder.h"

namespace stp::watch {

using At = std::function<void(const char* step)>;

struct PlaceFolders {
  Descriptor self, in, working, done, refused;
};
// Makes what is missing. Nothing: errno says why, `which` which folder.
std::optional<PlaceFolders> open_place(int root, const std::string& slug, std::string& which);

// The token begins with the moment: 20261125T152000123Z-1a2b3c4d. Tokens sort by time. The desk records it
// with the file, so that a file is received once, whoever takes it up again.
std::string new_token(const std::string& now);
bool is_token(const std::string& name);

// Moves a file of `in` into work. 0 or errno.
int take(const PlaceFolders& place, const std::string& path, const std::string& token, const At& at);

struct Side {
  std::string ending;   // ".txt", ".report.html"; or
  bool filled = false;  // the filled copy's name
  std::string bytes;
};
struct Outcome {
  bool refused = false;  // into which folder
  std::vector<Side> sides;
};
// Moves a file in work back to where it came from, or into `in` when that folder has gone; never over another
// file: then it gets a number. 0 or errno.
int give_back(const PlaceFolders& place, const std::string& path, const std::string& token, const At& at);

// Gives the file its answers and moves it out. Repeats what an earlier process began. 0 or errno; EBADMSG:
// the note .answer is none of ours, and nothing was done.
int answer(const PlaceFolders& place, const std::string& token, const std::string& name,
           const Outcome& outcome, const At& at);
// What is left of a file that was moved out, or was never moved in, is removed. 0 or errno.
int clear(const PlaceFolders& place, const std::string& token, const At& at);

// The file in work under this token; nothing when there is none (any more).
Result<std::optional<std::string>> file_in_work(const PlaceFolders& place, const std::string& token);

}  // namespace stp::watch
