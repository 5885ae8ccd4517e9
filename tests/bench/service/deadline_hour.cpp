// The deadline hour: every return of 44 areas of six places in three sections comes at once, while the checks
// run behind. Then the same question for fairness: do a thousand files of one place delay the others'? usage:
// deadline_hour PROGRAM DEMO_FOLDER WORK_FOLDER
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "tests/bench/service/served.h"
#include "tests/bench/service/workbooks.h"
#include "tests/service/http/client.h"

namespace {

using load::Handed;
using load::Served;

constexpr std::size_t areas = 44, connections = 8;
constexpr long long longest_milliseconds = 20 * 60 * 1000;

double milliseconds_now() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

// A client that keeps its connection, and opens another when the service closed it.
class Caller {
 public:
  explicit Caller(const Served& served) : served_(served) {}
  hostile::Answer ask(const std::string& request) {
    for (int tries = 0; tries < 2; ++tries) {
      if (!client_) client_ = std::make_unique<hostile::Client>(served_.port());
      client_->send(request);
      hostile::Answer answer = client_->answer(false, 60'000);
      if (answer.status == 0 || answer.headers["connection"] == "close") client_.reset();
      if (answer.status != 0) return answer;
    }
    throw std::runtime_error("the service does not answer");
  }
  std::string head(const std::string& line) const {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + served_.key() + "\r\n";
  }
  nlohmann::json get(const std::string& target) {
    const auto answer = ask(head("GET " + target) + "\r\n");
    if (answer.status != 200)
      throw std::runtime_error(fmt::format("{}: {} {}", target, answer.status, answer.body));
    return nlohmann::json::parse(answer.body);
  }
  // The receipt's hash.
  std::string hand_in(const Handed& file) {
    const std::string start = "--boundary-of-load\r\nContent-Disposition: form-data; name=\"";
    const std::string body = start + "place\"\r\n\r\n" + file.place + "\r\n" + start + "file\"; filename=\"" +
                             file.name + "\"\r\n\r\n" + file.bytes + "\r\n--boundary-of-load--\r\n";
    const auto answer =
        ask(head("POST /api/v1/submissions") +
            "Content-Type: multipart/form-data; boundary=boundary-of-load\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body);
    if (answer.status != 201)
      throw std::runtime_error(fmt::format("no receipt: {} {}", answer.status, answer.body));
    return nlohmann::json::parse(answer.body)["submissions"][0]["receipt"]["sha256"];
  }

 private:
  const Served& served_;
  std::unique_ptr<hostile::Client> client_;
};

double percentile(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(times.size())));
  return times.at(std::max<std::size_t>(at, 1) - 1);
}

struct Sent {
  std::vector<double> receipts;  // milliseconds each
  std::vector<std::string> hashes;
  double seconds = 0;
};

// All files over several connections at once.
Sent send_all(const Served& served, const std::vector<Handed>& files) {
  Sent sent;
  sent.receipts.resize(files.size());
  sent.hashes.resize(files.size());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::string trouble;
  const double start = milliseconds_now();
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < connections; ++i)
    threads.emplace_back([&] {
      try {
        Caller caller(served);
        for (std::size_t at; (at = next++) < files.size();) {
          const double before = milliseconds_now();
          sent.hashes[at] = caller.hand_in(files[at]);
          sent.receipts[at] = milliseconds_now() - before;
        }
      } catch (const std::exception& failed) {
        const std::lock_guard lock(mutex);
        trouble = failed.what();
      }
    });
  for (auto& thread : threads) thread.join();
  if (!trouble.empty()) throw std::runtime_error(trouble);
  sent.seconds = (milliseconds_now() - start) / 1000;
  return sent;
}

bool anything_left(Caller& caller) {
  for (const char* state : {"waiting", "checking"})
    if (!caller.get(fmt::format("/api/v1/submissions?limit=1&state={}", state))["items"].empty()) return true;
  return false;
}

void wait_until_checked(const Served& served) {
  Caller caller(served);
  const double start = milliseconds_now();
  while (anything_left(caller)) {
    if (milliseconds_now() - start > longest_milliseconds)
      throw std::runtime_error("not all were checked in 20 minutes");
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
  }
}

void print_receipts(const Sent& sent) {
  fmt::print("{:<42} {:>10.1f} /s\n", "receipts", static_cast<double>(sent.receipts.size()) / sent.seconds);
  for (const auto& [name, share] : {std::pair{"50th", 0.5}, {"99th", 0.99}, {"99.9th", 0.999}})
    fmt::print("{:<42} {:>10.1f} ms\n", fmt::format("receipt, {} percentile", name),
               percentile(sent.receipts, share));
}

// People who watch while it happens: each opens the same pages again and again, a second after the last came.
class Watching {
 public:
  explicit Watching(const Served& served) {
    for (std::size_t i = 0; i < people; ++i) threads_.emplace_back([this, &served] { watch(served); });
  }
  // Milliseconds each page took.
  std::vector<double> ended() {
    done_ = true;
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    if (!trouble_.empty()) throw std::runtime_error(trouble_);
    return times_;
  }
  ~Watching() {
    done_ = true;
    for (auto& thread : threads_) thread.join();
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  void watch(const Served& served) try {
    Caller caller(served);
    for (std::size_t turn = 0; !done_; ++turn) {
      const double before = milliseconds_now();
      const auto answer =
          caller.ask(caller.head(std::string("GET ") + (turn % 2 == 0 ? "/" : "/upload")) + "\r\n");
      if (answer.status != 200) throw std::runtime_error(fmt::format("a page answers {}", answer.status));
      {
        const std::lock_guard lock(mutex_);
        times_.push_back(milliseconds_now() - before);
      }
      for (int i = 0; i < 10 && !done_; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  } catch (const std::exception& failed) {
    const std::lock_guard lock(mutex_);
    trouble_ = failed.what();
  }
  static constexpr std::size_t people = 10;
  std::atomic<bool> done_{false};
  std::mutex mutex_;
  std::vector<double> times_;
  std::string trouble_;
  std::vector<std::thread> threads_;
};

void deadline_hour(const std::string& program, const std::vector<Handed>& files, const std::string& data) {
  const Served served(program, data);
  Watching watching(served);
  const double start = milliseconds_now();
  const Sent sent = send_all(served, files);
  wait_until_checked(served);
  const double checked = (milliseconds_now() - start) / 1000;
  const auto pages = watching.ended();
  fmt::print(
      "{} files of {} bytes on average, over {} connections\n", files.size(),
      [&] {
        std::size_t all = 0;
        for (const auto& file : files) all += file.bytes.size();
        return all / files.size();
      }(),
      connections);
  print_receipts(sent);
  fmt::print("{:<42} {:>10.1f} s\n", "all have receipts after", sent.seconds);
  fmt::print("{:<42} {:>10.1f} s\n", "all are checked after", checked);
  fmt::print("{:<42} {:>10.1f} ms median {:>8.1f} ms longest, of {}\n",
             "pages for ten people who watch meanwhile", percentile(pages, 0.5), percentile(pages, 1),
             pages.size());
  fmt::print("{:<42} {:>10} MB\n", "peak memory of the service", served.peak_of_service() >> 20);
  fmt::print("{:<42} {:>10} MB\n", "peak memory with its cages", served.peak_with_cages() >> 20);
}

// Seconds from each file's receipt to its check, one file after the other.
std::vector<double> times_to_check(const Served& served, const std::vector<Handed>& files) {
  Caller caller(served);
  std::vector<double> times;
  for (const Handed& file : files) {
    const std::string hash = caller.hand_in(file);
    const double start = milliseconds_now();
    for (std::string state; state != "checked" && state != "refused";) {
      if (milliseconds_now() - start > longest_milliseconds)
        throw std::runtime_error("a file was not checked in 20 minutes");
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      state = caller.get("/api/v1/submissions/" + hash)["state"];
    }
    times.push_back((milliseconds_now() - start) / 1000);
  }
  return times;
}

void print_times(const char* when, const std::vector<double>& times) {
  fmt::print("{:<42} {:>10.2f} s median {:>8.2f} s longest\n", when, percentile(times, 0.5),
             percentile(times, 1));
}

void fairness(const std::string& program, const std::vector<Handed>& flood, const std::vector<Handed>& others,
              const std::string& data) {
  const Served served(program, data);
  const std::size_t half = others.size() / 2;
  print_times("other places' files checked, no flood",
              times_to_check(served, {others.begin(), others.begin() + static_cast<std::ptrdiff_t>(half)}));
  send_all(served, flood);
  print_times(fmt::format("and behind {} of one place", flood.size()).c_str(),
              times_to_check(served, {others.begin() + static_cast<std::ptrdiff_t>(half), others.end()}));
  Caller caller(served);
  if (!anything_left(caller)) throw std::runtime_error("the flood was over before the others were measured");
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 4) throw std::runtime_error("usage: deadline_hour PROGRAM DEMO_FOLDER WORK_FOLDER");
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // each figure as soon as it is known
  const std::string program = arguments[1], demo = arguments[2], work = arguments[3];
  deadline_hour(program, load::distinct_workbooks(demo, areas), work + "/hour");
  std::vector<Handed> flood, others;
  for (auto& file : load::distinct_workbooks(demo, 334)) {
    if (file.place == "LE" && flood.size() < 1000)
      flood.push_back(std::move(file));
    else if (file.place != "LE" && others.size() < 30)
      others.push_back(std::move(file));
  }
  fairness(program, flood, others, work + "/fair");
} catch (const std::exception& trouble) {
  fmt::print(stderr, "deadline_hour: {}\n", trouble.what());
  return 1;
}
