// Why a database cannot be used, as it is told to who starts a service or a command.
#pragma once

#include "service/store/database.h"

namespace stp {

// Its file is no longer what was written. Waiting does not mend that.
struct StoreDamaged : StoreUnavailable {
  using StoreUnavailable::StoreUnavailable;
};

// database-damaged, or database-unavailable: worth trying again.
Refusal unusable(const StoreUnavailable& trouble);

}  // namespace stp
