// The real nginx, with the configuration that is shipped, in front of the real server.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "tests/doors/shell.h"
#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;

namespace {

unsigned short free_port() {
  const int one = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof where;
  auto* const address = reinterpret_cast<sockaddr*>(&where);
  REQUIRE(::bind(one, address, size) == 0);
  REQUIRE(::getsockname(one, address, &size) == 0);
  ::close(one);
  return ntohs(where.sin_port);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);  // the configuration has what the test believes it has
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

class Nginx {
 public:
  explicit Nginx(unsigned short behind) : port_(free_port()), clear_port_(free_port()) {
    const auto made = doors::run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 2 -subj "
        "/CN=localhost",
        folder_);
    REQUIRE(made.exit_code == 0);
    std::string site = doors::read(std::string(STP_SOURCE_DIR) + "/service/deploy/nginx.conf");
    site = replaced(site, "listen 80;", "listen 127.0.0.1:" + std::to_string(clear_port_) + ";");
    site = replaced(site, "listen 443 ssl;", "listen 127.0.0.1:" + std::to_string(port_) + " ssl;");
    site = replaced(site, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(behind));
    site = replaced(site, "/etc/ssl/certs/returns.example.pem", folder_.file("certificate.pem"));
    site = replaced(site, "/etc/ssl/private/returns.example.key", folder_.file("key.pem"));
    doors::write(folder_.path() / "site.conf", site);
    std::string main =
        "worker_processes 1;\npid nginx.pid;\nerror_log error.log;\nevents {}\nhttp {\n  access_log off;\n";
    if (::geteuid() == 0) main = "user root;\n" + main;  // its workers must get into the test's folder
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      main += std::string("  ") + kind + "_temp_path temp_" + kind + ";\n";
    doors::write(folder_.path() / "nginx.conf", main + "  include site.conf;\n}\n");
    const auto started =
        doors::run("PATH=$PATH:/usr/sbin nginx -p \"$PWD\" -c nginx.conf -e error.log", folder_);
    INFO(started.err);
    REQUIRE(started.exit_code == 0);
  }
  ~Nginx() { doors::run("kill $(cat nginx.pid); while [ -e nginx.pid ]; do sleep 0.02; done", folder_, 20); }
  // What was said until nginx closed the connection, or for so long.
  std::string ask(const std::string& request, int seconds = 20) const {
    doors::write(folder_.path() / "request", request);
    return doors::run("timeout " + std::to_string(seconds) + " openssl s_client -quiet -connect 127.0.0.1:" +
                          std::to_string(port_) + " < request",
                      folder_, 30)
        .out;
  }
  unsigned short clear_port() const { return clear_port_; }
  // Sends the beginning of a request and keeps the connection open for so long.
  void hold(const std::string& beginning, int seconds) const {
    doors::write(folder_.path() / "beginning", beginning);
    const std::string time = std::to_string(seconds);
    doors::run("{ cat beginning; sleep " + time + "; } | timeout " + time +
                   " openssl s_client -quiet -connect 127.0.0.1:" + std::to_string(port_),
               folder_, 30);
  }

 private:
  doors::Folder folder_;
  unsigned short port_, clear_port_;
};

HttpServerOptions behind_nginx() {
  HttpServerOptions options = example::quick();
  options.trusted_proxies = {"127.0.0.1"};
  return options;
}

const std::string host = "Host: localhost\r\nConnection: close\r\n";
std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\n" + host + headers + "\r\n";
}
std::size_t answers_in(const std::string& said) {
  std::size_t count = 0;
  for (std::size_t at = said.find("HTTP/1.1 "); at != std::string::npos; at = said.find("HTTP/1.1 ", at + 1))
    ++count;
  return count;
}

}  // namespace

TEST_CASE("behind nginx the server is what it is without, and knows its clients") {
  const HttpServer server(behind_nginx(), example::routes(), example::hooks());
  const Nginx nginx(server.port());
  CHECK(nginx.ask(get("/hello")).ends_with("hello"));
  // What a client says of itself does not reach the server.
  CHECK(nginx.ask(get("/who", "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n"))
            .ends_with("127.0.0.1 by TLS"));
  const std::string answer = nginx.ask(get("/hello"));
  CHECK(answer.find("Strict-Transport-Security: ") != std::string::npos);
  CHECK(answer.find("Content-Security-Policy: ") != std::string::npos);
  const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
  CHECK(nginx
            .ask("POST /form HTTP/1.1\r\n" + host + form +
                 "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n")
            .ends_with("a=b;"));
  CHECK(nginx
            .ask("POST /form HTTP/1.1\r\n" + host + form +
                 "Origin: https://localhost\r\nContent-Length: 3\r\n\r\na=b")
            .ends_with("a=b;"));
}

TEST_CASE("nothing is smuggled through nginx") {
  const HttpServer server(behind_nginx(), example::routes(), example::hooks());
  const Nginx nginx(server.port());
  const std::string inner = "GET /large?bytes=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string length = "Content-Length: " + std::to_string(inner.size()) + "\r\n";
  for (const std::string& headers : std::vector<std::string>{
           length + "Transfer-Encoding: chunked\r\n", length + length, length + "Content-Length: 0\r\n",
           "Content-Length: -1\r\n", "Content-Length : 5\r\n", "Transfer-Encoding: gzip, chunked\r\n",
           "Transfer-Encoding: xchunked\r\n", "X: a\r\n " + length, length}) {
    const std::string said = nginx.ask("POST /nothing HTTP/1.1\r\n" + host + headers + "\r\n" + inner);
    INFO(headers);
    CHECK(answers_in(said) == 1);
    CHECK((said.starts_with("HTTP/1.1 4") || said.starts_with("HTTP/1.1 5")));
  }
  CHECK(nginx.ask(get("/echo/a%2Fb")).starts_with("HTTP/1.1 400 "));
  CHECK(nginx.ask(get("/echo/%00")).starts_with("HTTP/1.1 400 "));
  CHECK(nginx.ask(get("/hello", "X: " + std::string(9000, 'x') + "\r\n")).starts_with("HTTP/1.1 400 "));
}

TEST_CASE("who comes in the clear is sent to the site's own name, whatever name the request came with") {
  const HttpServer server(behind_nginx(), example::routes(), example::hooks());
  const Nginx nginx(server.port());
  const auto answer = hostile::ask(nginx.clear_port(),
                                   "GET /a?b=c HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  CHECK(answer.status == 301);
  CHECK(answer.headers.at("location") == "https://returns.example/a?b=c");
}

TEST_CASE("behind nginx, too, a name that is not the site's is not served") {
  HttpServerOptions options = behind_nginx();
  options.public_url = "https://returns.example";
  const HttpServer server(options, example::routes(), example::hooks());
  const Nginx nginx(server.port());
  const auto status = [&](const std::string& name) {
    return nginx.ask("GET /hello HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n").substr(9, 3);
  };
  CHECK(status("returns.example") == "200");
  CHECK(status("evil.example") == "421");
}

TEST_CASE("clients that are slow or send too much are met by nginx") {
  const HttpServer server(behind_nginx(), example::routes(), example::hooks());
  const Nginx nginx(server.port());
  const std::string large =
      nginx.ask("POST /raw HTTP/1.1\r\n" + host + "Content-Length: 300000000\r\n\r\n", 2);
  CHECK(large.starts_with("HTTP/1.1 413 "));
  CHECK(large.find("\"code\": \"body-too-large\"") != std::string::npos);
  std::thread slow([&] { nginx.hold("POST /raw HTTP/1.1\r\n" + host + "Content-Length: 1000\r\n\r\nx", 1); });
  std::size_t most = 0;
  for (int i = 0; i < 20; ++i) {
    most = std::max(most, server.load().connections);
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }
  slow.join();
  CHECK(most == 0);  // the service never saw it
}

TEST_CASE("tries to sign in are limited, and a service that is away is said to be") {
  auto server = std::make_unique<HttpServer>(behind_nginx(), example::routes(), example::hooks());
  const Nginx nginx(server->port());
  std::string said;
  int tries = 0;
  while (tries < 40 && !said.starts_with("HTTP/1.1 429 ")) {
    said = nginx.ask("POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n");
    ++tries;
  }
  CHECK(tries > 5);
  CHECK(tries < 40);
  const auto once_more = [&](const std::string& accept) {
    std::string answer;
    for (int i = 0; i < 20 && !answer.starts_with("HTTP/1.1 429 "); ++i)
      answer = nginx.ask("POST /sign-in HTTP/1.1\r\n" + host + "Accept: " + accept +
                         "\r\nContent-Length: 0\r\n\r\n");
    CHECK(answer.find("Retry-After: 5") != std::string::npos);
    return answer;
  };
  const std::string problem = once_more("application/json"), page = once_more("text/html,*/*;q=0.8");
  CHECK(problem.find("Content-Type: application/problem+json") != std::string::npos);
  CHECK(problem.find("\"code\": \"too-many-tries\"") != std::string::npos);
  CHECK(page.find("Content-Type: text/html; charset=utf-8") != std::string::npos);
  CHECK(page.find("<h1>Too many tries</h1>") != std::string::npos);
  CHECK(nginx.ask(get("/sign-in")).starts_with("HTTP/1.1 404 "));  // looking is not limited
  CHECK(nginx.ask(get("/hello")).starts_with("HTTP/1.1 200 "));
  server.reset();
  const std::string away = nginx.ask(get("/hello"));
  CHECK(away.starts_with("HTTP/1.1 503 "));
  CHECK(away.find("Retry-After: 5") != std::string::npos);
}
