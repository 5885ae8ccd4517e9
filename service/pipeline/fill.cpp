#include "calc/base/sha256.h"
#include "service/pipeline/pipeline.h"

namespace stp {

Result<Filled> Pipeline::fill(const InputFile& file, const std::vector<FillItem>& items,
                              const FillOptions& options) const {
  auto workbook = xlsx::Workbook::read(file.bytes, file.name);
  if (!workbook) return refuse(workbook.error());
  auto known = recognise(*workbook);
  if (!known) return refuse(known.error());
  auto form = edition(known->edition);
  if (!form) return refuse(form.error());
  return fill_workbook({std::move(*workbook), file.name, file.folder, sha256(file.bytes)}, **form, items,
                       options);
}

}  // namespace stp
