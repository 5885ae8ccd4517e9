#include "service/addin/calc/answer.h"

#include <com/sun/star/uno/Any.hxx>
#include <com/sun/star/uno/Reference.hxx>
#include <com/sun/star/uno/Sequence.hxx>
#include <com/sun/star/uno/XInterface.hpp>

#include "service/addin/calc/cells.h"
#include "service/addin/calc/document_figures.h"
#include "service/addin/calc/package_folder.h"
#include "service/files/read_functions.h"

namespace stp::addin {

namespace {

using com::sun::star::uno::Any;
using com::sun::star::uno::Sequence;
using functions::Error;
using functions::Fault;
using functions::Function;
using functions::Functions;
using functions::Grid;
using functions::grid_of;
using Workbook = com::sun::star::uno::Reference<com::sun::star::uno::XInterface>;

const Result<Functions>& table() {
  static const Result<Functions> read = read_functions(templates_folder());
  return read;
}

Grid unknown(std::string_view name) {
  if (!table()) return grid_of(Error{Fault::missing, to_text(table().error())});
  return grid_of(Error{Fault::missing, "There is no function " + std::string(name) + "."});
}

Grid called(const Function* function, std::initializer_list<const Any*> arguments,
            const functions::Figures* figures) {
  if (function == nullptr) return unknown("of this name");
  std::vector<Grid> given;
  given.reserve(arguments.size());
  for (const Any* argument : arguments) given.push_back(grid_of_any(*argument));
  return functions::call(*function, given, figures);
}

// An exception let through would end LibreOffice; a defect of ours is an error in the cell.
template <class Work>
Any guarded(Work work) {
  try {
    return any_of(work());
  } catch (const std::exception& defect) {
    return any_of(grid_of(Error{Fault::value, defect.what()}));
  }
}

Grid reasons_of(const Grid& answer) {
  Grid reasons = answer;
  for (auto& cell : reasons.cells) {
    const auto* error = std::get_if<Error>(&cell);
    cell = error == nullptr ? functions::Value() : functions::Value(error->reason);
  }
  return reasons;
}

// "GROW", or as it stands in a cell, "STP.GROW".
const Function* function_of_cell(std::string_view name) {
  constexpr std::string_view prefix = "STP.";
  const auto* function = find_function(name);
  return function == nullptr && (name.starts_with(prefix) || name.starts_with("stp."))
             ? find_function(name.substr(prefix.size()))
             : function;
}

Grid reason_for(const Workbook& workbook, const std::string& name, const Sequence<Any>& arguments) {
  const Function* function = function_of_cell(name);
  if (function == nullptr) return reasons_of(unknown(name));
  std::vector<Grid> given;
  for (sal_Int32 i = 0; i < arguments.getLength(); ++i)
    given.push_back(grid_of_any(arguments.getConstArray()[i]));
  const DocumentFigures figures(workbook);
  return reasons_of(functions::call(*function, given, &figures));
}

}  // namespace

const Function* find_function(std::string_view name) { return table() ? table()->find(name) : nullptr; }

Any answer(const Function* function, std::initializer_list<const Any*> arguments) {
  return guarded([&] { return called(function, arguments, nullptr); });
}

Any answer_from_files(const Function* function, const Workbook& workbook,
                      std::initializer_list<const Any*> arguments) {
  return guarded([&] {
    const DocumentFigures figures(workbook);
    return called(function, arguments, &figures);
  });
}

Any reason(const Workbook& workbook, const Any& name, const Sequence<Any>& arguments) {
  return guarded([&] { return reason_for(workbook, to_text(grid_of_any(name)), arguments); });
}

}  // namespace stp::addin
