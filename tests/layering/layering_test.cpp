// The promises of the house that decay unless a test holds them. The first half shows that the test can fail.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/layering/sources.h"
#include "tests/layering/types.h"

using namespace layering;

namespace {

std::vector<std::string> problems(const std::string& path, const std::string& text) {
  return wrong_includes({path, text});
}

// The codes of editions and the ids of rules, as the text files have them.
std::vector<std::string> names_in(const std::string& file, const std::string& key) {
  std::ostringstream text;
  text << std::ifstream(std::string(STP_SOURCE_DIR) + "/templates/" + file).rdbuf();
  const std::regex named("\\b" + key + ":\\s*\"?([A-Za-z0-9._-]+)");
  const std::string whole = text.str();
  std::vector<std::string> names;
  for (std::sregex_iterator match(whole.begin(), whole.end(), named), end; match != end; ++match)
    names.push_back((*match)[1]);
  return names;
}

std::vector<std::string> editions_and_rules() {
  std::vector<std::string> names = names_in("editions.yaml", "code");
  REQUIRE(names.size() >= 2);
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(STP_SOURCE_DIR) + "/templates/rules")) {
    const auto rules = names_in("rules/" + file.path().filename().string(), "id");
    REQUIRE_FALSE(rules.empty());
    names.insert(names.end(), rules.begin(), rules.end());
  }
  return names;
}

}  // namespace

TEST_CASE("an include that points the wrong way is found") {
  CHECK(problems("calc/base/x.cpp", "#include \"calc/model/entry.h\"\n").size() == 1);
  CHECK(problems("calc/formula/x.h", "  #  include \"calc/form/template.h\"\n").size() == 1);
  CHECK(problems("calc/form/x.h", "#include \"calc/calculate.h\"\n").size() == 1);
  CHECK(problems("calc/x.cpp", "#include \"xlsx/file/workbook.h\"\n").size() == 1);
  CHECK(problems("calc/consolidate/x.cpp", "#include \"service/pipeline/pipeline.h\"\n").size() == 1);
  CHECK(problems("xlsx/file/x.cpp", "#include \"calc/model/entry.h\"\n").size() == 1);
  CHECK(problems("xlsx/file/x.cpp", "#include \"xlsx/form/form.h\"\n").size() == 1);
  CHECK(problems("service/pipeline/x.cpp", "#include \"service/cli/commands.h\"\n").size() == 1);
  CHECK(problems("service/disk/x.cpp", "#include \"service/worker/workers.h\"\n").size() == 1);
  CHECK(problems("service/report/x.cpp", "#include \"service/files/templates_folder.h\"\n").size() == 1);
  CHECK(problems("calc/base/x.cpp", "#include \"decimal.h\"\n").size() == 1);
  CHECK(problems("elsewhere/x.cpp", "").size() == 1);
}

TEST_CASE("an include that points the right way is let be") {
  CHECK(
      problems("calc/form/x.cpp", "#include <yaml-cpp/yaml.h>\n#include \"calc/formula/parse.h\"\n").empty());
  CHECK(problems("calc/x.h",
                 "#include <vector>\n#include \"calc/form/template.h\"\n#include \"calc/finding.h\"\n")
            .empty());
  CHECK(problems("xlsx/form/x.cpp", "#include \"calc/calculate.h\"\n#include \"xlsx/file/workbook.h\"\n")
            .empty());
  CHECK(problems("service/cli/x.cpp", "#include \"service/files/x.h\"\n#include \"xlsx/form/form.h\"\n")
            .empty());
}

TEST_CASE(
    "third-party headers in a header, Poco outside service and LibreOffice outside the add-in are found") {
  CHECK(problems("calc/base/x.h", "#include <boost/multiprecision/cpp_int.hpp>\n").size() == 1);
  CHECK(problems("calc/form/x.h", "#include <expat.h>\n").size() == 1);
  CHECK(problems("calc/base/x.h", "#include <tl/expected.hpp>\n").empty());
  CHECK(problems("calc/x.cpp", "#include <Poco/Net/Net.h>\n").size() == 1);
  CHECK(problems("service/http/x.cpp", "#include <Poco/Net/Net.h>\n").empty());
  CHECK(problems("service/http/x.cpp", "#include <com/sun/star/uno/Any.hxx>\n").size() == 1);
  CHECK(problems("service/addin/calc/x.cpp", "#include <rtl/ustring.hxx>\n").empty());
  CHECK(problems("service/addin/calc/x.h", "#include <rtl/ustring.hxx>\n").size() == 1);
}

TEST_CASE("codes of lines, rules and editions are found in code and texts, not in comments") {
  const auto found = [](const std::string& text) {
    return domain_codes({"calc/x.cpp", text}, {"edition-7", "STR-01"}).size();
  };
  CHECK(found("auto line = form.line(\"F2310\");") == 1);
  CHECK(found("const char* rule = R\"(STR-01)\"; enum { A1010 };") == 2);
  CHECK(found("if (edition == \"edition-7\") return;") == 1);
  CHECK(found("\"// no comment\"; \"W6010\"") == 1);
  CHECK(found("// F2310 and STR-01\n/* edition-7 */ int x = 1'000; // A1010") == 0);
  CHECK(found("char quote = '\"'; // F2310") == 0);
  CHECK(found("int F23101; \"UTF-16\"; \"#F2310FF\"") == 0);
}

TEST_CASE("types are found by their whole names, where others can name them") {
  using Names = std::vector<std::string>;
  CHECK(types_defined(
            "namespace a::b { struct C { class D final : E<1, 2> {}; enum class F : int { g }; }; }") ==
        Names{"a::b::C", "a::b::C::D", "a::b::C::F"});
  CHECK(types_defined("namespace a { struct B; class C; enum class D : int; friend struct E; }").empty());
  CHECK(types_defined("namespace a { namespace { struct B {}; } struct C {}; }") == Names{"a::C"});
  CHECK(types_defined("void f() { struct A {}; } class [[nodiscard]] B {}; union alignas(8) C {};") ==
        Names{"B", "C"});
  CHECK(types_defined("template <class T> struct A {}; template <> struct A<int> {};") == Names{"A"});
  CHECK(types_defined("class A { struct B; }; struct A::B { int c{0}; };") == Names{"A", "A::B"});
  CHECK(types_defined("struct tm now() { return {}; } struct stat about; enum { nameless };").empty());
  CHECK(types_defined(
            "// struct A {};\nconst char* b = \"struct C {\"; auto d = R\"x(struct E {)x\"; char f = '{';\n"
            "#define G struct H {\nstruct I {};") == Names{"I"});
}

TEST_CASE("two files that define one type are found, one that only declares it is not") {
  const std::string taken = "namespace stp { struct Taken { int count; }; }";
  const auto found = [&](const std::string& other) {
    return defined_twice({{"calc/a.h", taken}, {"service/b.cpp", other}});
  };
  REQUIRE(found("namespace stp { enum class Taken { yes }; }").size() == 1);
  CHECK(found("namespace stp { class Taken {}; }")[0] == "stp::Taken is defined in calc/a.h service/b.cpp");
  CHECK(found("namespace stp { struct Taken; }").empty());
  CHECK(found("namespace stp { namespace { struct Taken {}; } }").empty());
  CHECK(found("namespace stp::watch { struct Taken {}; }").empty());
  CHECK(found("namespace stp { struct Outer { struct Taken {}; }; }").empty());
}

TEST_CASE("no two files define a type of one name") {
  const auto sources = sources_below({"calc", "xlsx", "service", "tests"});
  std::size_t types = 0;
  for (const Source& source : sources) types += types_defined(source.text).size();
  REQUIRE(types > 400);
  for (const std::string& twice : defined_twice(sources)) FAIL_CHECK(twice);
}

TEST_CASE("no include points the wrong way") {
  const auto sources = sources_below({"calc", "xlsx", "service"});
  REQUIRE(sources.size() > 20);
  for (const Source& source : sources)
    for (const std::string& wrong : wrong_includes(source)) FAIL_CHECK(wrong);
}

TEST_CASE("no line code, rule id or edition name stands in C++ outside tests") {
  const auto names = editions_and_rules();
  for (const Source& source : sources_below({"calc", "xlsx", "service"}))
    for (const std::string& named : domain_codes(source, names)) FAIL_CHECK(named);
}

TEST_CASE("a test's name with a semicolon is found, one in its body is not") {
  CHECK(names_cut({"tests/x.cpp", "TEST_CASE(\n    \"one \"\n \"two; three\") { f(); }"}).size() == 1);
  CHECK(names_cut({"tests/x.cpp", "TEST_CASE(\"one\") { f(\"a;b\"); }"}).empty());
}

TEST_CASE("no test has a semicolon in its name") {
  for (const Source& source : sources_below({"tests"}))
    if (source.path.rfind("tests/layering/", 0) != 0)  // those above are meant
      for (const std::string& cut : names_cut(source)) FAIL_CHECK(cut);
}
