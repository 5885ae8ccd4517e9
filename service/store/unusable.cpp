#include "service/store/unusable.h"

namespace stp {

Refusal unusable(const StoreUnavailable& trouble) {
  if (dynamic_cast<const StoreDamaged*>(&trouble) != nullptr)
    return {
        "database-damaged", "The file of the database is damaged.", trouble.what(),
        "Keep the file as it is, look after its disk, and bring back a backup into a new data folder: stp "
        "restore BACKUP --data NEWFOLDER."};
  return {"database-unavailable", "The database cannot be used.", trouble.what(),
          "Is it running, its address right, and room on its disk?"};
}

}  // namespace stp
