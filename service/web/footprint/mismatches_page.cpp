#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/provisional.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;
constexpr std::size_t per_page = 20;  // payments, each with its years

// Where a side's figure stands, for who may see that place's cells.
Html stands_at(const Caller& caller, const Json& pair, const char* side, const char* at) {
  const auto found = pair.find(at);
  if (found == pair.end() || !found->is_object() || text(*found, "sha256").empty()) return {};
  if (!allowed(caller, Need::see_place, text(pair.at(side), "place"))) return {};
  return escaped(" ") +
         link(cell_address(text(*found, "sha256"), text(*found, "sheet"), text(*found, "cell")),
              text(*found, "cell"), "where this figure stands");
}

Html side_cell(const Caller& caller, const Json& pair, const char* side, const char* figure, const char* at) {
  const std::string amount = text(pair, figure);
  return (amount.empty() ? span("nothing stated", "quiet") : escaped(grouped(amount))) +
         stands_at(caller, pair, side, at);
}

struct Standing {
  Shape shape;
  std::string words;
};
Standing standing(const Json& pair) {
  static const std::map<std::string, Standing> known{
      {"agreed", {Shape::good, "Agrees"}},
      {"within-threshold", {Shape::good, "Within the allowance of "}},  // the amount follows
      {"above-threshold", {Shape::trouble, "Differs"}},
      {"one-sided-payer", {Shape::warning, "Only the payer has said"}},
      {"one-sided-payee", {Shape::warning, "Only the payee has said"}},
      {"not-sent", {Shape::waiting, "The other side has not sent yet"}},
      {"disputed", {Shape::warning, "Disputed"}},
      {"outside-footprint", {Shape::none, "Outside the footprint"}},
      {"unknown-nature", {Shape::warning, "Not taken out: the kind of payment is not known"}}};
  const auto found = known.find(text(pair, "reason"));
  if (found == known.end()) return {Shape::none, "Not judged"};
  Standing stands = found->second;
  if (stands.words.ends_with(" ")) stands.words += grouped(text(pair, "allowed"));
  return stands;
}

ShownRow row_of(const Template& edition, const Caller& caller, const Json& pair) {
  const auto [shape, words] = standing(pair);
  return {{escaped(year_label(edition, text(pair, "year"))),
           side_cell(caller, pair, "payer", "payer_figure", "payer_at"),
           side_cell(caller, pair, "payee", "payee_figure", "payee_at"),
           escaped(grouped(text(pair, "unmatched"))), escaped(grouped(text(pair, "allowed"))),
           state(shape, words)}};
}

bool differs(const Json& pair) { return !pair.value("agreed_within", false); }

// "In 2015/16 and 2016/17 both sides agree; in 2017/18 they differ within the allowance."
std::string other_years(const Template& edition, const std::vector<Json>& payment) {
  std::string agree, within;
  for (const Json& pair : payment) {
    if (differs(pair)) continue;
    std::string& years = text(pair, "reason") == "agreed" ? agree : within;
    years += (years.empty() ? "" : ", ") + year_label(edition, text(pair, "year"));
  }
  std::string words;
  if (!agree.empty()) words = "Both sides agree in " + agree + ".";
  if (!within.empty())
    words +=
        (words.empty() ? "" : " ") + std::string("They differ, within the allowance, in ") + within + ".";
  return words;
}

// One payer, payee and kind of payment over the years.
using Payment = std::vector<Json>;
std::vector<Payment> payments_of(const Json& pairs) {
  const auto key = [](const Json& pair) {
    return text(pair.at("payer"), "code") + " " + text(pair.at("payee"), "code") + " " + text(pair, "nature");
  };
  std::vector<Payment> all;
  for (const Json& pair : pairs) {
    if (all.empty() || key(all.back().front()) != key(pair)) all.emplace_back();
    all.back().push_back(pair);
  }
  return all;
}

std::string comments_of(const Payment& payment) {
  std::vector<std::string> said;
  for (const Json& pair : payment)
    if (const auto comment = text(pair, "comment");
        !comment.empty() && std::find(said.begin(), said.end(), comment) == said.end())
      said.push_back(comment);
  std::string all;
  for (const auto& one : said) all += (all.empty() ? "" : " ") + one;
  return all;
}

Html payment_shown(const Desk& desk, const Template& edition, const Caller& caller, const Payment& payment,
                   bool all) {
  const Json& first = payment.front();
  const std::string nature = text(first, text(first, "nature_label").empty() ? "nature" : "nature_label");
  const std::string title = text(first.at("payer"), "name") + " pays " + text(first.at("payee"), "name");
  ShownTable years{title + ": " + nature + ", £000",
                   {{"Year"},
                    {"Payer states, £000", true},
                    {"Payee states, £000", true},
                    {"Payer less payee, £000", true},
                    {"May differ by, £000", true},
                    {"State"}},
                   {},
                   true};
  for (const Json& pair : payment)
    if (all || differs(pair)) years.rows.push_back(row_of(edition, caller, pair));
  Html inner = heading(2, title) +
               paragraph(nature + ". The payer is of " + place_name(desk, text(first.at("payer"), "place")) +
                         ", the payee of " + place_name(desk, text(first.at("payee"), "place")) + ".");
  if (const auto comments = comments_of(payment); !comments.empty())
    inner += paragraph("Said about it: " + comments);
  inner += table(years);
  if (const auto others = other_years(edition, payment); !all && !others.empty()) inner += paragraph(others);
  return panel(inner);
}

std::vector<std::string> places_asked(const Caller& caller) {
  return allowed(caller, Need::see_footprint, "") ? std::vector<std::string>{""} : places_of(caller);
}

}  // namespace

HttpAnswer mismatches_page(const Desk& desk, const HttpRequest& request) {
  const bool whole = allowed(request.caller, Need::see_footprint, "");
  Page shown{.title = "Mismatches", .tab = Tab::footprint, .crumbs = {{"Home", "/"}}};
  const auto places = places_asked(request.caller);
  const std::string round = request.one("round").empty() ? current_round(desk) : request.one("round");
  if (places.empty())
    return page_of_refusal(403, {"not-allowed", "Your roles see no payments.", "", "Ask an administrator."},
                           request);
  if (round.empty()) {
    shown.body = paragraph("No round is open. The regional team opens one.", "nhsuk-body-l");
    return page(request, shown);
  }
  shown.caption = round_label(desk, round);
  const bool all = request.one("all") == "yes";
  const std::string total_number = request.one("number");  // "": the newest
  const auto of = total(desk, round, std::strtoll(total_number.c_str(), nullptr, 10));
  if (!of && !total_number.empty()) return refused(request, of.error());
  const auto found =
      of ? mismatches(desk, round, places, false, of->number) : Result<std::string>(refuse(of.error()));
  if (!found) {
    shown.body = paragraph(found.error().sentence + " " + found.error().remedy);
    return page(request, shown);
  }
  shown.caption += ", total " + grouped(of->number);
  if (whole) shown.crumbs.push_back({"Footprint", footprint_address("", *of)});
  auto payments = payments_of(Json::parse(*found));
  const bool none_stated = payments.empty();
  if (!all)
    std::erase_if(payments, [](const Payment& payment) {
      return std::none_of(payment.begin(), payment.end(), differs);
    });
  const std::size_t number = page_within(std::max(1L, std::strtol(request.one("page").c_str(), nullptr, 10)),
                                         payments.size(), per_page);
  const std::size_t first = std::min((number - 1) * per_page, payments.size()),
                    last = std::min(first + per_page, payments.size());
  const auto at = [&](std::size_t which) {
    return address("/footprint/mismatches", {{"round", round},
                                             {"number", total_number},
                                             {"all", all ? "yes" : ""},
                                             {"page", std::to_string(which)}});
  };
  if (whole) shown.body = how_far(desk, *of);
  shown.body +=
      paragraph(std::string("What one member says it pays and the other says it receives, side by side. ") +
                    (whole ? "" : "You see the payments of your own place's organisations."),
                "reading") +
      paragraph(all ? link(address("/footprint/mismatches", {{"round", round}, {"number", total_number}}),
                           "Only those that differ")
                    : link(address("/footprint/mismatches",
                                   {{"round", round}, {"number", total_number}, {"all", "yes"}}),
                           "All payments, those that agree too"));
  shown.body +=
      payments.empty()
          ? paragraph(none_stated ? state(Shape::none, "No payment between members has been stated yet.")
                                  : state(Shape::good, "Both sides agree everywhere."))
          : paragraph(plural(static_cast<std::int64_t>(payments.size()), "payment", "payments") +
                      (all ? "."
                           : " with years whose two sides differ, or of which one has not been stated. Those "
                             "years are "
                             "shown."));
  for (std::size_t i = first; i < last; ++i)
    shown.body += payment_shown(desk, desk.form_of(round), request.caller, payments[i], all);
  shown.body += pagination(number > 1 ? at(number - 1) : "", last < payments.size() ? at(number + 1) : "",
                           "page " + std::to_string(number - 1), "page " + std::to_string(number + 1));
  return page(request, shown);
}

}  // namespace stp
