// Texts that are broken as YAML, or made to crash or exhaust a reader.
#include <catch2/catch.hpp>
#include <chrono>

#include "calc/form/text_tree.h"
#include "tests/calc/form/minimal.h"

using namespace stp;

namespace {

Refusal refused(const std::string& text, const std::string& code) {
  TroubleList troubles;
  const auto started = std::chrono::steady_clock::now();
  const auto tree = read_text_tree({"x.yaml", text}, troubles);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(5));
  REQUIRE_FALSE(tree);
  REQUIRE(troubles.all().size() == 1);
  CHECK(troubles.all()[0].refusal.code == code);
  return troubles.all()[0].refusal;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("what is not YAML is refused where it stops being YAML") {
  CHECK(refused("lines:\n  - {code: F1\n", "yaml-malformed").where.starts_with("x.yaml:"));
  CHECK(refused("lines:\n  - \"open", "yaml-malformed").where.starts_with("x.yaml:"));
  refused("a: b: c\n", "yaml-malformed");
  refused("a: 1\n b: 2\n", "yaml-malformed");
  refused("a: @b\n", "yaml-malformed");
  refused("", "text-empty");
  refused("# nothing\n", "text-empty");
  refused("a: 1\n---\nb: 2\n", "yaml-documents");
}

TEST_CASE("a file that is not YAML is the only trouble: what it defines is not missed elsewhere") {
  check_refused(minimal().with("units.yaml", "units:\n", "units: [\n"), "yaml-malformed", "units.yaml:2:3");
}

TEST_CASE("aliases, anchors and tags are refused, and so is the bomb made of them") {
  CHECK(refused("a: &x 1\nb: *x\n", "yaml-alias").where == "x.yaml:1:4");
  refused("a: !!binary aGVsbG8=\n", "yaml-tag");
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  refused(bomb, "yaml-alias");
}

TEST_CASE("depth and size are bounded") {
  refused(repeated("[", 1000), "text-too-deep");
  refused(repeated("[", 1000000), "text-too-deep");
  refused(repeated("{a: ", 100000), "text-too-deep");
  refused(repeated("- ", 100000) + "a", "text-too-deep");
  refused(repeated("? ", 100000), "text-too-deep");
  refused(repeated("a", (1 << 20) + 1), "text-too-large");
}

TEST_CASE("a wide file is read in bounded time, and its troubles are cut off") {
  std::string wide = "lines:\n";
  for (int i = 0; i < 40000; ++i) wide += "- {k" + std::to_string(i) + ": 1}\n";
  const auto started = std::chrono::steady_clock::now();
  const Troubles troubles = troubles_of(minimal().with_file("lines/finance/F1.yaml", wide));
  CHECK(troubles.size() <= 1500);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(20));

  std::string keys = "a:\n";
  for (int i = 0; i < 60000; ++i) keys += "  k" + std::to_string(i) + ": 1\n";
  TroubleList none;
  CHECK(read_text_tree({"x.yaml", keys}, none)->find("a")->entries.size() == 60000);
}

TEST_CASE("bytes that are no text are refused at their place") {
  CHECK(refused("a: 1\nb: \xff\n", "text-not-utf8").where == "x.yaml:2:4");
  refused(std::string("a: \0", 4), "text-not-utf8");
  refused("a: \xc0\x80", "text-not-utf8");          // overlong
  refused("a: \xed\xa0\x80", "text-not-utf8");      // a surrogate
  refused("a: \xf4\x90\x80\x80", "text-not-utf8");  // beyond the last character
  refused("a: \xe2\x82", "text-not-utf8");          // cut off
}

TEST_CASE("columns count characters") {
  TroubleList troubles;
  const auto tree = read_text_tree({"x.yaml", "{a: \"££\", b: 1}"}, troubles);
  REQUIRE(tree);
  CHECK(tree->find("b")->column == 14);
}

TEST_CASE("lines ended as Windows ends them, and a byte order mark, are read alike") {
  const std::string hash = load_one(minimal()).hash;
  Texts windows = minimal();
  for (auto& [path, text] : windows.files) {
    std::string ended = "\xef\xbb\xbf";
    for (const char c : text) ended += c == '\n' ? std::string("\r\n") : std::string(1, c);
    text = ended;
  }
  CHECK(load_one(windows).hash == hash);
  check_refused(windows.with("lines/finance/F1.yaml", "sum(F1010:F1020)", "F1010 + F1011"), "formula",
                "lines/finance/F1.yaml:37:22");
}

TEST_CASE("more definitions than an edition can hold are refused") {
  std::string many = "sources:\n";
  for (int i = 0; i < 6000; ++i) many += "- {tag: X" + std::to_string(i) + ", title: a, kind: b}\n";
  check_among(minimal().with_file("more.yaml", many), "too-many", "more.yaml:5002:3");
}

TEST_CASE("a broken set of texts never crashes the loader") {
  const Texts whole = two_editions();
  for (const auto& [path, text] : whole.files) {
    for (std::size_t cut = 0; cut < text.size(); cut += 41) {
      load_templates(whole.with_file(path, text.substr(0, cut)).all());
      std::string flipped = text;
      flipped[cut] = static_cast<char>(flipped[cut] ^ 0x15);
      load_templates(whole.with_file(path, flipped).all());
    }
    load_templates(whole.without(path).all());
  }
  CHECK_FALSE(load_templates({}));
}

TEST_CASE("the same file given twice is refused") {
  auto texts = minimal().all();
  texts.push_back(texts.front());
  const auto loaded = load_templates(texts);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().front().code == "defined-twice");
}
