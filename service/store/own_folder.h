// Which folder of bytes belongs to a database: both hold the same random text, the folder in its file
// `identity` and the database in the table `folders`. A process that keeps its files elsewhere than the
// others of its database would answer for files the others never find.
#pragma once

#include <string>

#include "service/store/database.h"

namespace stp {

// At a start. Where nothing is noted yet, the folder (new, or of an earlier program) becomes the database's
// own; one that cannot be written is left for a later start. Refuses another's: data-folder-differs.
Result<void> take_own_folder(Database& database, const std::string& footprint, const std::string& folder);
// Changes nothing.
Result<void> check_own_folder(DbSession& session, const std::string& folder);
// After a restore, which brought rows and bytes together.
Result<void> mark_restored_folder(Database& database, const std::string& folder);

}  // namespace stp
