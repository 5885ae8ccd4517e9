// The figures of a return as its calculated cells state them, inputs as they are: what a formula should give
// if the cells it reads are taken at their word. A cell that follows from another wrong one is then not wrong
// itself.
#pragma once

#include "calc/return_figures.h"

namespace stp::detect {

// Everything but lines is asked of the return.
class OtherFigures : public Figures {
 public:
  OtherFigures(const ReturnFigures& figures, const Template& form) : figures_(figures), form_(form) {}
  Value stated(LineIndex line, const Position& at) const override { return figures_.stated(line, at); }
  Value earlier(LineIndex line, const Position& at) const override { return figures_.earlier(line, at); }
  Value constant(ConstantIndex constant, PeriodIndex period) const override {
    return figures_.constant(constant, period);
  }
  Value cover(CoverIndex field) const override { return figures_.cover(field); }
  std::string cover_text(CoverIndex field) const override { return figures_.cover_text(field); }
  bool answered(LineIndex line, const Position& at) const override { return figures_.answered(line, at); }
  Value rows(const Expression& rows, const Position& at) const override { return figures_.rows(rows, at); }
  std::vector<OrganisationIndex> organisations(TypeSet types) const override {
    return figures_.organisations(types);
  }
  Value places(const Expression& operand, const Position& at, bool outside) const override {
    return figures_.places(operand, at, outside);
  }
  Decimal half_step(LineIndex line) const override { return figures_.half_step(line); }
  bool asked(LineIndex line, const Position& at) const override { return figures_.asked(line, at); }

 protected:
  bool calculated_here(LineIndex line, const Position& at) const {
    const Figure* figure = figures_.figure(line, at);
    return form_.lines[line.value].kind == LineKind::calculated && figure &&
           figure->state != FigureState::not_asked;
  }
  const ReturnFigures& figures_;
  const Template& form_;
};

class StatedFigures final : public OtherFigures {
 public:
  using OtherFigures::OtherFigures;
  Value line(LineIndex line, const Position& at) const override {
    if (!calculated_here(line, at)) return figures_.line(line, at);
    const Entry* entry = figures_.entry(line, at);
    return entry && entry->kind == EntryKind::value ? Value{entry->value, true} : Value::unknown();
  }
};

}  // namespace stp::detect
