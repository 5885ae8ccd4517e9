#include "service/worker/packing.h"

#include <cstring>

namespace stp {

namespace {

// Counts and lengths as 8 bytes, then what they count.
class Packing {
 public:
  Packing& count(std::uint64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
  }
  Packing& text(std::string_view text) {
    count(text.size());
    bytes_ += text;
    return *this;
  }
  Packing& refusal(const Refusal& one) {
    return text(one.code).text(one.sentence).text(one.where).text(one.remedy);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

struct Broken {};  // bytes that are none of ours

class Unpacking {
 public:
  explicit Unpacking(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t count() {
    std::uint64_t number = 0;
    if (rest_.size() < sizeof number) throw Broken();
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
    return number;
  }
  std::string text() {
    const auto length = count();
    if (rest_.size() < length) throw Broken();
    std::string text(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return text;
  }
  Refusal refusal() {
    Refusal one;
    for (auto* part : {&one.code, &one.sentence, &one.where, &one.remedy}) *part = text();
    return one;
  }
  void end() const {
    if (!rest_.empty()) throw Broken();
  }

 private:
  std::string_view rest_;
};

Refusal broken() { return {broken_packing, "These bytes are neither a request nor an answer.", "", ""}; }

Request request_of(Unpacking& from) {
  Request request{from.text(), {}, {}, {}};
  for (auto inputs = from.count(); inputs > 0; --inputs) {
    auto& files = request.files[from.text()];
    for (auto left = from.count(); left > 0; --left) {
      InputFile& file = files.emplace_back();
      for (auto* part : {&file.name, &file.folder, &file.bytes}) *part = from.text();
    }
  }
  for (auto options = from.count(); options > 0; --options) {
    auto& values = request.options[from.text()];
    for (auto left = from.count(); left > 0; --left) values.push_back(from.text());
  }
  for (auto formats = from.count(); formats > 0; --formats) request.formats.push_back(from.text());
  from.end();
  return request;
}

Result<Answer> answer_of(Unpacking& from) {
  if (from.count() == 0) {
    const Refusal refusal = from.refusal();
    from.end();
    return refuse(refusal);
  }
  Answer answer;
  for (auto left = from.count(); left > 0; --left) {
    Document& one = answer.documents.emplace_back();
    for (auto* part : {&one.format, &one.media_type, &one.file_name, &one.bytes}) *part = from.text();
  }
  answer.errors_found = from.count() != 0;
  answer.summary = from.text();
  for (auto left = from.count(); left > 0; --left) {
    const auto file = from.text();
    answer.refused.push_back({file, from.refusal()});
  }
  from.end();
  return answer;
}

}  // namespace

std::string pack(const Request& request) {
  Packing to;
  to.text(request.verb).count(request.files.size());
  for (const auto& [input, files] : request.files) {
    to.text(input).count(files.size());
    for (const auto& file : files) to.text(file.name).text(file.folder).text(file.bytes);
  }
  to.count(request.options.size());
  for (const auto& [option, values] : request.options) {
    to.text(option).count(values.size());
    for (const auto& value : values) to.text(value);
  }
  to.count(request.formats.size());
  for (const auto& format : request.formats) to.text(format);
  return to.take();
}

std::string pack(const Result<Answer>& answer) {
  Packing to;
  if (!answer) return to.count(0).refusal(answer.error()).take();
  to.count(1).count(answer->documents.size());
  for (const auto& one : answer->documents)
    to.text(one.format).text(one.media_type).text(one.file_name).text(one.bytes);
  to.count(answer->errors_found ? 1 : 0).text(answer->summary).count(answer->refused.size());
  for (const auto& one : answer->refused) to.text(one.file).refusal(one.refusal);
  return to.take();
}

Result<Request> unpack_request(std::string_view bytes) try {
  Unpacking from(bytes);
  return request_of(from);
} catch (const Broken&) {
  return refuse(broken());
}

Result<Answer> unpack_answer(std::string_view bytes) try {
  Unpacking from(bytes);
  return answer_of(from);
} catch (const Broken&) {
  return refuse(broken());
}

}  // namespace stp
