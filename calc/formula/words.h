// An expression as a sentence a finance lead reads: "Total in-year resource less Total expenditure".
#pragma once

#include <string>

#include "calc/formula/expression.h"
#include "calc/formula/vocabulary.h"

namespace stp {

std::string in_words(const Expression& expression, const FormulaVocabulary& vocabulary);

}  // namespace stp
