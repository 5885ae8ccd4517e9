// Figures of what a service holds, for doors that are not the service: asked as its API documents it. The
// door says how a request gets there, and with which key; a formula never says to whom.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "calc/base/result.h"
#include "calc/functions/figures.h"

namespace stp {

// The source "service" is its newest round (""), "service:2016-09-16" that round; anything else is files.
std::optional<std::string> round_of_service(std::string_view source);

// Posts calls of functions, and gives the body of the answer.
using AskFunctions = std::function<Result<std::string>(const std::string& calls)>;

// What was answered, and that nobody answered, is kept for some seconds: a thousand cells that ask alike ask
// once, and a service that is away is waited for once. Any thread may ask; one question at a time.
class ServedFigures final : public functions::Figures {
 public:
  explicit ServedFigures(AskFunctions ask, std::chrono::seconds kept_for = std::chrono::seconds(30));
  functions::Value line(const functions::FigureQuestion& question) const override;
  functions::Value total(const functions::FigureQuestion& question) const override;
  functions::Value check(const functions::CheckQuestion& question) const override;

 private:
  struct Kept {
    std::chrono::steady_clock::time_point until;
    functions::Value answer;
  };
  functions::Value answer(const std::string& calls) const;

  AskFunctions ask_;
  std::chrono::seconds kept_for_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Kept> kept_;
  mutable std::optional<Kept> away_;
};

// Each question to where its source lies. Both must outlive it.
class FiguresOfSources final : public functions::Figures {
 public:
  FiguresOfSources(const functions::Figures& files, const functions::Figures& service)
      : files_(files), service_(service) {}
  functions::Value line(const functions::FigureQuestion& question) const override {
    return at(question.source).line(question);
  }
  functions::Value total(const functions::FigureQuestion& question) const override {
    return at(question.source).total(question);
  }
  functions::Value check(const functions::CheckQuestion& question) const override {
    return at(question.source).check(question);
  }

 private:
  const functions::Figures& at(const std::string& source) const {
    return round_of_service(source) ? service_ : files_;
  }
  const functions::Figures& files_;
  const functions::Figures& service_;
};

}  // namespace stp
