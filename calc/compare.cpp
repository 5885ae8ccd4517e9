#include "calc/compare.h"

#include <algorithm>

#include "calc/changes.h"
#include "calc/shown.h"
#include "calc/translate.h"

namespace stp {
namespace {

Decimal size(Decimal amount) { return absolute(amount); }

bool larger(const Change& a, const Change& b) {
  if (size(a.effect) != size(b.effect)) return size(a.effect) > size(b.effect);
  return size(a.difference) > size(b.difference);
}

void make(Replay& replay, const Edit& edit) {
  const Change& change = edit.change;
  if (change.kind == "row")
    return replay.set_cells(edit.cells, edit.cells.size() == 1 ? change.period : PeriodIndex{});
  if (change.kind == "cover") return replay.set_cover(edit.field, edit.cover);
  replay.set_entry({change.organisation, change.line, change.scenario, change.period}, edit.entry);
}

Value headline_of(const CalculatedReturn& figures, const Template& form, LineIndex line, PeriodIndex period) {
  return headline_of(figures, form, ReturnFigures(figures, form), line, period);
}

class Comparing {
 public:
  Comparing(const CalculatedReturn& after, const Template& form, LineIndex headline, PeriodIndex period)
      : after_(after), form_(form) {
    result_.headline = headline;
    result_.period = period;
    result_.after_edition = form.edition.code;
    const Value now = headline_of(after, form, headline, period);
    result_.after = now.number;
    result_.known = result_.after_known = now.known;
  }

  void start_from(Value before, const std::string& edition) {
    result_.before_edition = edition;
    result_.before = before.number;
    result_.before_known = before.known;
    result_.known = result_.known && before.known;
  }

  void lost(const Return& filed, const Template& from, const LeftOut& left_out) {
    const Entry& entry =
        filed.find(left_out.organisation)->entries.at(left_out.line, left_out.scenario, left_out.period);
    Change change;
    change.organisation = form_.organisation(from.organisations[left_out.organisation.value].code);
    change.scenario = form_.scenario(from.scenarios[left_out.scenario.value].code);
    change.period = form_.period(from.periods[left_out.period.value].code);
    change.kind = "retired";
    change.code = from.lines[left_out.line.value].code;
    change.label = from.lines[left_out.line.value].label;
    change.before = entry.kind == EntryKind::value ? to_text(entry.value) : std::string();
    change.before_at = entry.at;
    const CellText text = describe(filed, entry.at);
    if (!text.file.empty()) change.before_where = text.file + ", " + text.sheet + "!" + text.cell;
    result_.changes.push_back(std::move(change));
  }

  // `before` is of this edition. `older`: the edition it was translated from, whose lines were not new then.
  void replay(Return before, const Template* older) {
    make_room(before, after_.filed, form_);
    auto edits = changes_between(before, after_.filed, form_);
    Replay replay(std::move(before), form_, result_.headline, result_.period);
    Value last{result_.before, result_.known};
    const auto by_the_whole = older ? "edition" : "organisations";
    whole(by_the_whole, last, replay.headline());
    for (auto& edit : edits) {
      make(replay, edit);
      if (result_.known) edit.change.effect = move(last, replay.headline());
      if (older && edit.change.line && !older->line(edit.change.code)) edit.change.kind = "added";
      result_.changes.push_back(std::move(edit.change));
    }
    whole("organisations", last, {result_.after, result_.known});
  }

  ComparisonResult finish() {
    std::stable_sort(result_.changes.begin(), result_.changes.end(), larger);
    try {
      if (result_.known) result_.move = result_.after - result_.before;
      for (const auto& change : result_.changes) result_.explained += change.effect;
      result_.interaction = result_.move - result_.explained;
    } catch (const DecimalOverflow&) {
      result_.known = false;
    }
    return std::move(result_);
  }

 private:
  // While the headline is unknown nothing can be said; the change that makes it known again carries the whole
  // move.
  static Decimal move(Value& last, const Value& now) try {
    if (!now.known) return {};
    const Decimal moved = now.number - last.number;
    last = now;
    return moved;
  } catch (const DecimalOverflow&) {
    return {};
  }

  // What no single entry did: the rules of another edition, or organisations and sections that only one side
  // has.
  void whole(const std::string& kind, Value& last, const Value& now) {
    const Decimal effect = result_.known ? move(last, now) : Decimal();
    if (effect.is_zero()) return;
    const bool edition = kind == "edition";
    Change change;
    change.kind = kind;
    change.label = edition ? "Rules of the edition" : "Organisations or sections that only one side has";
    change.before = edition ? result_.before_edition : std::string();
    change.after = edition ? result_.after_edition : std::string();
    change.effect = effect;
    result_.changes.push_back(std::move(change));
  }

  const CalculatedReturn& after_;
  const Template& form_;
  ComparisonResult result_;
};

}  // namespace

ComparisonResult compare(const CalculatedReturn& before, const CalculatedReturn& after, const Template& form,
                         LineIndex headline, PeriodIndex period) {
  Comparing comparing(after, form, headline, period);
  comparing.start_from(headline_of(before, form, headline, period), form.edition.code);
  comparing.replay(before.filed, nullptr);
  return comparing.finish();
}

ComparisonResult compare(const CalculatedReturn& before, const Template& before_form,
                         const CalculatedReturn& after, const Template& form, LineIndex headline,
                         PeriodIndex period) {
  if (before_form.edition.code == form.edition.code) return compare(before, after, form, headline, period);
  Comparing comparing(after, form, headline, period);
  const LineIndex headline_then = before_form.line(form.lines[headline.value].code);
  const PeriodIndex period_then = before_form.period(form.periods[period.value].code);
  const bool had_it = headline_then && period_then;
  comparing.start_from(
      had_it ? headline_of(before, before_form, headline_then, period_then) : Value::unknown(),
      before_form.edition.code);
  Translated translated = translate(before.filed, before_form, form);
  for (const auto& left_out : translated.left_out) comparing.lost(before.filed, before_form, left_out);
  comparing.replay(std::move(translated.filed), &before_form);
  return comparing.finish();
}

}  // namespace stp
