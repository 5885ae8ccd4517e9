// Figures of a service, asked by a door that is not it.
#include "service/figures/served_figures.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stp;
using functions::Value;

namespace {

std::string answer_of(const std::string& cell) {
  return R"({"answers": [{"function": "line", "unit": "", "cells": [[)" + cell + "]]}]}";
}

// A service that always answers this, and what it was asked.
struct Answering {
  Result<std::string> answer;
  std::vector<std::string> asked;
  AskFunctions ask() {
    return [this](const std::string& calls) {
      asked.push_back(calls);
      return answer;
    };
  }
};

std::string answered(const std::string& body) {
  Answering service{body, {}};
  return to_text(ServedFigures(service.ask()).line({"RR8", "F3290", "2020/21", "", "service"}));
}

}  // namespace

TEST_CASE("what a question asks of the service is a call with its round, what is left out is null") {
  Answering service{answer_of(R"({"kind": "number", "value": "-173314.123456789012"})"), {}};
  const ServedFigures figures(service.ask());
  CHECK(to_text(figures.line({"RR8", "F3290", "2020/21", "", "service:2016-09-16"})) ==
        "-173314.123456789012");
  CHECK(
      nlohmann::json::parse(service.asked.at(0)) ==
      nlohmann::json::parse(
          R"({"calls": [{"function": "line", "arguments": ["RR8", "F3290", "2020/21", null, "2016-09-16"]}]})"));
  figures.check({"ARI-02", "", "service"});
  CHECK(nlohmann::json::parse(service.asked.at(1)) ==
        nlohmann::json::parse(R"({"calls": [{"function": "check", "arguments": ["ARI-02", null, null]}]})"));
}

TEST_CASE("every kind of answer becomes that value, and what is none says so") {
  CHECK(answered(answer_of(R"({"kind": "text", "value": "holds"})")) == "holds");
  CHECK(answered(answer_of(R"({"kind": "yes-no", "value": "no"})")) == "no");
  CHECK(answered(answer_of(R"({"kind": "blank", "value": ""})")).empty());
  CHECK(answered(answer_of(R"({"kind": "error", "value": "#REF!", "reason": "Why."})")) == "#REF! Why.");
  for (const char* other : {"", "<html>", "[]", R"({"answers": []})"})
    CHECK(answered(other) == "#N/A What answered is no service for returns. Check the address.");
  CHECK(answered(answer_of(R"({"kind": "number", "value": "many"})")).starts_with("#N/A "));
}

TEST_CASE("a thousand cells that ask alike ask once, until what was answered may have changed") {
  Answering service{answer_of(R"({"kind": "number", "value": "5"})"), {}};
  const functions::FigureQuestion question{"RR8", "F3290", "2020/21", "", "service"};
  const ServedFigures figures(service.ask());
  for (int i = 0; i < 1000; ++i) CHECK(to_text(figures.line(question)) == "5");
  CHECK(service.asked.size() == 1);
  const ServedFigures impatient(service.ask(), std::chrono::seconds(0));
  impatient.line(question);
  impatient.line(question);
  CHECK(service.asked.size() == 3);
}

TEST_CASE("a service that is away is waited for once, whatever is asked") {
  Answering service{refuse(Refusal{"service-away", "The service was not reached.", "there", "Try again."}),
                    {}};
  const ServedFigures figures(service.ask());
  for (const char* line : {"F3290", "F8260"})
    CHECK(to_text(figures.line({"RR8", line, "2020/21", "", "service"})) ==
          "#N/A there: The service was not reached. Try again.");
  CHECK(service.asked.size() == 1);
}

TEST_CASE("only the word service, alone or with a round, is the service, all else is files") {
  CHECK(round_of_service("service") == "");
  CHECK(round_of_service("service:2016-09-16") == "2016-09-16");
  for (const char* file : {"", "service.xlsx", "services", "./service", "https://service"})
    CHECK_FALSE(round_of_service(file));
}
