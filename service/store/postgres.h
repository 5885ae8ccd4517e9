// PostgreSQL, and what speaks its protocol: a few connections shared by the threads of this process, made
// anew when the server was restarted. Every transaction stands for itself.
#pragma once

#include "service/store/database.h"

namespace stp {

Result<std::unique_ptr<Database>> open_postgres(const std::string& url,
                                                Opening opening);  // leaves the schema as it is

}  // namespace stp
