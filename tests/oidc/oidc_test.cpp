// Signing in at a real provider of OpenID Connect, from npm, with the real service.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

namespace {

// Prints the status of one page and the page.
constexpr auto ask =
    "ask() { node -e 'fetch(process.argv[1]+process.argv[2]).then(async "
    "a=>console.log(a.status+\"\\n\"+await a.text()))' "
    "\"$@\"; }\n";

// The provider's packages once, then provider and service; both end with the script.
std::string served(const std::string& algorithm, const std::string& options, const std::string& then) {
  return "cp -r $SOURCE/tests/oidc provider && cd provider && npm ci >/dev/null 2>&1 && cd ..\n"
         "ALGORITHM=" +
         algorithm +
         " node provider/provider.mjs >issuer 2>provider.log & provider=$!\n"
         "trap 'kill $provider; kill -TERM $pid; wait' EXIT\n"
         "for i in $(seq 300); do grep -q http issuer && break; sleep 0.1; done\n"
         "printf 'secret with / and :' >secret\n"
         "$STP serve --data data --port 0 --oidc-issuer $(cat issuer) --oidc-client stp --oidc-secret-file "
         "secret " +
         options +
         " >log 2>&1 & pid=$!\n"
         "for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.1; done\n"
         "base=$(sed -n 's,^Serving on \\(.*\\)/$,\\1,p' log)\n"
         "journey() { node provider/journey.mjs $base \"$@\"; }\n" +
         ask + then;
}
bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a person signs in at a provider, and the groups it tells of become roles") {
  const std::string algorithm = GENERATE("RS256", "ES256");
  const Folder folder;
  const auto ran = run(served(algorithm, "--oidc-grant 'finance-leeds=preparer LE'",
                              "journey ann; journey ann; journey eve; $STP user list --data data"),
                       folder, 200);
  INFO(ran.out << ran.err << run("tail -20 log provider.log", folder).out);
  CHECK(says(ran.out, "200 /account"));
  CHECK(says(ran.out, "ann\tPerson ann\tpreparer@LE\tactive\n"));
  CHECK(says(ran.out, "eve\tPerson eve\tno roles\tactive\n"));
  CHECK_FALSE(says(ran.out, "ann-2"));  // the second time is the same person
}

TEST_CASE(
    "a provider's person never becomes a local user of the same name, and has no roles without a mapping") {
  const Folder folder;
  const auto ran = run(served("RS256", "",
                              "$STP user add ann --data data --role administrator >/dev/null\n"
                              "journey ann; $STP user list --data data"),
                       folder, 200);
  INFO(ran.out << ran.err << run("tail -20 log provider.log", folder).out);
  CHECK(says(ran.out, "ann-2\tPerson ann\tno roles\tactive\n"));
  CHECK(says(ran.out, "ann\tann\tadministrator\tno password yet\n"));
}

TEST_CASE("declined, replayed or finished in another browser, a sign-in comes to nothing") {
  const Folder folder;
  const auto ran = run(served("RS256", "",
                              "journey ann cancel; journey ann replay; journey ann another-browser\n"
                              "ask $base '/sign-in/provider/back?state=x&code=y' | head -1"),
                       folder, 200);
  INFO(ran.out << ran.err << run("tail -20 log provider.log", folder).out);
  CHECK(says(ran.out, "403 /sign-in/provider/back "));
  CHECK(says(ran.out, "sign-in-declined"));
  std::size_t lost = 0;
  for (std::size_t at = ran.out.find("sign-in-lost"); at != std::string::npos;
       at = ran.out.find("sign-in-lost", at + 1))
    ++lost;
  CHECK(lost == 2);
  CHECK(ran.out.ends_with("403\n"));
  CHECK_FALSE(says(ran.out, "200 /account"));
}

TEST_CASE("a provider that is away is said to be, and the password still works") {
  const Folder folder;
  const auto ran = run(
      std::string(
          "$STP serve --data data --port 0 --oidc-issuer http://127.0.0.1:9 --oidc-client stp >log 2>&1 & "
          "pid=$!\n"
          "trap 'kill -TERM $pid; wait' EXIT\n"
          "for i in $(seq 300); do grep -q '^Serving on' log && break; sleep 0.1; done\n"
          "base=$(sed -n 's,^Serving on \\(.*\\)/$,\\1,p' log)\n") +
          ask + "ask $base /sign-in/provider; ask $base /sign-in",
      folder);
  CHECK(says(ran.out, "502\n"));
  CHECK(says(ran.out, "provider-away"));
  CHECK(says(ran.out, "name=\"password\""));
  for (const char* issuer : {"http://login.example", "ftp://127.0.0.1", "nonsense"})
    CHECK(
        run(std::string("$STP serve --data data --port 0 --oidc-client stp --oidc-issuer ") + issuer, folder)
            .exit_code == 2);
}
