// A call from a cell: the function found, asked, and its answer as LibreOffice takes it. Nothing is thrown.
#pragma once

#include <initializer_list>
#include <string_view>

#include "calc/functions/function.h"

namespace com::sun::star::uno {
class Any;
class XInterface;
template <class Interface>
class Reference;
template <class Element>
class Sequence;
}  // namespace com::sun::star::uno

namespace stp::addin {

// Null when the extension's texts do not declare it; they are read once, when first asked for.
const functions::Function* find_function(std::string_view name);

com::sun::star::uno::Any answer(const functions::Function* function,
                                std::initializer_list<const com::sun::star::uno::Any*> arguments);

// The same of a function that reads figures of returns and totals, as seen from the workbook that asks.
com::sun::star::uno::Any answer_from_files(
    const functions::Function* function,
    const com::sun::star::uno::Reference<com::sun::star::uno::XInterface>& workbook,
    std::initializer_list<const com::sun::star::uno::Any*> arguments);

// Why a function gives an error, in words; "" where it gives none.
com::sun::star::uno::Any reason(
    const com::sun::star::uno::Reference<com::sun::star::uno::XInterface>& workbook,
    const com::sun::star::uno::Any& name,
    const com::sun::star::uno::Sequence<com::sun::star::uno::Any>& arguments);

}  // namespace stp::addin
