// The parts of reading a rule, one file each.
#pragma once

#include "calc/form/formula_context.h"

namespace stp {

bool uses_this(const Expression& expression);

// `for:` -> which entries the rule looks at. A check without lines of its own stands at the first line it
// names.
Selector read_selector(FormDraft& draft, Fields& rule, const std::optional<Expression>& check);

// Where a selected line is looked at: its own types, periods and scenarios that the selector leaves.
Selector part_of(const Selector& selector, const Line& line);

// `with:` -> parameters of the detectors behind the rule's observations; refuses what none of them declares.
void read_parameters(FormDraft& draft, Fields& fields, Rule& rule);

// Runs every example; refuses one that does not do what it says, and a rule without one of each kind.
void read_examples(FormDraft& draft, Fields& fields, Rule& rule);

}  // namespace stp
