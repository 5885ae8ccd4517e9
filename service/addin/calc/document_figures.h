// Figures for the functions that read returns and totals, of files as seen from the workbook that asks: its
// own saved file where no source is named, relative sources beside it. What was read serves every cell.
#pragma once

#include <string>

#include "calc/functions/figures.h"
#include "service/pipeline/pipeline.h"

namespace com::sun::star::uno {
class XInterface;
template <class Interface>
class Reference;
}  // namespace com::sun::star::uno

namespace stp::addin {

class DocumentFigures final : public functions::Figures {
 public:
  // Null, or a workbook that is not saved, has no file of its own.
  explicit DocumentFigures(const com::sun::star::uno::Reference<com::sun::star::uno::XInterface>& workbook);
  functions::Value line(const functions::FigureQuestion& question) const override;
  functions::Value total(const functions::FigureQuestion& question) const override;
  functions::Value check(const functions::CheckQuestion& question) const override;

 private:
  std::string workbook_;  // its path
};

// The lines and rules, read once from the extension's texts when first asked for.
const Result<Pipeline>& pipeline_of_package();

}  // namespace stp::addin
