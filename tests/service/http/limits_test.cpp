// Every limit is met with an answer that really arrives.
#include <catch2/catch.hpp>

#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

const std::string host = "Host: localhost\r\n";

// One field or file of a form, as its header's parameters say.
std::string part(const std::string& parameters, const std::string& content, const std::string& more = "") {
  return "--b\r\nContent-Disposition: form-data; " + parameters + "\r\n" + more + "\r\n" + content + "\r\n";
}
Answer upload(unsigned short port, const std::string& parts,
              const std::string& type = "multipart/form-data; boundary=b") {
  return post(port, "/upload", parts, type);
}

}  // namespace

TEST_CASE("heads beyond the limits are refused") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(get(server.port(), "/hello", "X: " + std::string(8000, 'x') + "\r\n").status == 200);
  CHECK(get(server.port(), "/hello", "X: " + std::string(9000, 'x') + "\r\n").status == 431);
  CHECK(get(server.port(), "/hello", "X: " + std::string(100'000, 'x') + "\r\n").status == 431);
  CHECK(get(server.port(), "/echo/" + std::string(9000, 'x')).status == 414);
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  CHECK(get(server.port(), "/hello", many).status == 431);
  Client endless(server.port());
  const std::string pieces(64 << 10, 'x');
  endless.send("GET /hello HTTP/1.1\r\nX: ");
  for (int i = 0; i < 20 && endless.send(pieces); ++i) {
  }
  CHECK(endless.answer().status == 431);
}

TEST_CASE("a body over its limit gets its answer, though the client sends all of it first") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  SECTION("a form") { CHECK(post(server.port(), "/form", "a=" + std::string(70 << 10, 'x')).status == 413); }
  SECTION("JSON") {
    const std::string json = "application/json";
    CHECK(post(server.port(), "/json", std::string(128 << 10, ' '), json).status == 200);
    CHECK(post(server.port(), "/json", std::string((128 << 10) + 1, ' '), json).status == 413);
  }
  SECTION("in all") {
    Client client(server.port());
    client.send("POST /upload HTTP/1.1\r\n" + host +
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 20971520\r\n\r\n");
    CHECK(client.send(std::string(20 << 20, 'x')));  // all of it, deaf to the answer
    const Answer answer = client.answer();
    CHECK(answer.status == 413);
    CHECK(code_of(answer) == "body-too-large");
    CHECK(client.closed_within(3000));
    CHECK_FALSE(client.was_reset());
  }
  SECTION("in chunks, which do not say how much will come") {
    Client client(server.port());
    client.send("POST /raw HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    for (int i = 0; i < 64; ++i) CHECK(client.send(chunk));
    client.send("0\r\n\r\n");
    CHECK(client.answer().status == 413);
    CHECK_FALSE(client.was_reset());
  }
  SECTION("one file") {
    const Answer answer = upload(
        server.port(), part("name=\"f\"; filename=\"big.xlsx\"", std::string(1100 << 10, 'x')) + "--b--");
    CHECK(answer.status == 413);
    CHECK(code_of(answer) == "file-too-large");
    CHECK(answer.body.find("file big.xlsx") != std::string::npos);
  }
  SECTION("one field among files") {
    CHECK(code_of(upload(server.port(), part("name=\"f\"", std::string(70 << 10, 'x')) + "--b--")) ==
          "field-too-large");
  }
  SECTION("its number of fields") {
    std::string many;
    for (int i = 0; i < 51; ++i) many += "a=b&";
    CHECK(post(server.port(), "/form", many).status == 413);
    CHECK(get(server.port(), "/hello?" + many).status == 413);
  }
  SECTION("its number of parts") {
    std::string many;
    for (int i = 0; i < 21; ++i) many += part("name=\"f\"; filename=\"a\"", "x");
    CHECK(code_of(upload(server.port(), many + "--b--")) == "too-many-parts");
  }
}

TEST_CASE("a limit is a limit and not one less") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string file(1 << 20, 'x');
  CHECK(upload(server.port(), part("name=\"f\"; filename=\"a\"", file) + "--b--").body == "f:a:1048576;");
  CHECK(post(server.port(), "/raw", file, "a/b").status == 200);
  CHECK(post(server.port(), "/raw", file + "x", "a/b").status == 413);
}

TEST_CASE("forms whose parts cannot be told apart are refused") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string good = part("name=\"f\"; filename=\"a\"", "x");
  CHECK(upload(server.port(), good + "--b--").status == 200);
  CHECK(upload(server.port(), good + "--b--\r\nan epilogue").status == 200);
  CHECK(upload(server.port(), "--b--").status == 200);
  const std::string seventy(70, 'y'), one_more(71, 'y');
  CHECK(upload(server.port(), "--" + seventy + "--", "multipart/form-data; boundary=" + seventy).status ==
        200);
  for (const std::string& type : std::vector<std::string>{
           "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
           "multipart/form-data; boundary=" + one_more, "multipart/form-data; boundary=other"})
    CHECK(upload(server.port(), good + "--b--", type).status == 400);
  CHECK(upload(server.port(), good + "--b--", "multipart/form-data; boundary=b; boundary=c").status == 415);
  CHECK(upload(server.port(), good + "--b--", "multipart/mixed; boundary=b").status == 415);
  for (const std::string& body : std::vector<std::string>{
           "x",
           good,
           good + "--b",
           good + "--b-",
           good + "--b\r\n",
           good + "--bx",
           "a preamble\r\n" + good + "--b--",
           good.substr(0, 20),
           "--b\r\n\r\nno name\r\n--b--",
           "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--",
           part("filename=\"a\"", "x") + "--b--",
           part("name=\"\"", "x") + "--b--",
           part("name=\"a", "x") + "--b--",
           part("name=\"a\"; name=\"b\"", "x") + "--b--",
           part("name=\"a\"", "x", "Content-Disposition: form-data; name=\"b\"\r\n") + "--b--",
           part("name=\"a\"", "eA==", "Content-Transfer-Encoding: base64\r\n") + "--b--",
           part("name=\"a\"", "x", "No colon\r\n") + "--b--",
           part("name=\"a\"", "x", "X: a\nb\r\n") + "--b--",
           part("name=\"a\"", "\xff") + "--b--",
           part("name=\"a\"", std::string("\0", 1)) + "--b--"})
    CHECK(upload(server.port(), body).status == 400);
  CHECK(upload(server.port(), part("name=\"a\"", "x", "X: " + std::string(9000, 'x') + "\r\n") + "--b--")
            .status == 431);
}

TEST_CASE("a boundary that almost comes, and comes across reads, is found where it is") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string content = "\r\n--\r\n--a\r\n-\r\n--B\r\n--\r\n";
  const std::string body = part("name=\"f\"; filename=\"a\"", content) + "--b--";
  Client client(server.port());
  client.send("POST /upload HTTP/1.1\r\n" + host +
              "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (const char c : body) client.send("1\r\n" + std::string(1, c) + "\r\n");
  client.send("0\r\n\r\n");
  CHECK(client.answer().body == "f:a:" + std::to_string(content.size()) + ";");
}

TEST_CASE("names of files come without folders and without what is no name") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const auto name_of = [&](const std::string& parameters) {
    const Answer answer = upload(server.port(), part("name=\"f\"; " + parameters, "x") + "--b--");
    return answer.status == 200 ? answer.body : std::to_string(answer.status);
  };
  CHECK(name_of("filename=\"book.xlsx\"") == "f:book.xlsx:1;");
  CHECK(name_of("filename=book.xlsx") == "f:book.xlsx:1;");
  CHECK(name_of("filename=\"../../etc/passwd\"") == "f:passwd:1;");
  CHECK(name_of("filename=\"C:\\Users\\ann\\book.xlsx\"") == "f:book.xlsx:1;");
  CHECK(name_of("filename=\"..\"") == "f::1;");
  CHECK(name_of("filename=\"a/\"") == "f::1;");
  CHECK(name_of("filename=\"a\\\"b;c=d.xlsx\"") == "f:a\"b;c=d.xlsx:1;");
  // As browsers write quotation marks in a name; they escape nothing else, so that %25 is a name of its own.
  CHECK(name_of("filename=\"%22x%22 100%25.xlsx\"") == "f:\"x\" 100%25.xlsx:1;");
  CHECK(name_of("filename=\"%2522.xlsx\"") == "f:%2522.xlsx:1;");
  CHECK(name_of("filename=\"a%0D%0Ab.xlsx\"") == "400");
  CHECK(name_of("filename=\"caf\xc3\xa9 \xe2\x82\xac.xlsx\"") == "f:caf\xc3\xa9 \xe2\x82\xac.xlsx:1;");
  CHECK(name_of("filename=\"plain.xlsx\"; filename*=UTF-8''%e2%82%ac%20rates.xlsx") ==
        "f:\xe2\x82\xac rates.xlsx:1;");
  CHECK(name_of("filename*=UTF-8''..%2F..%2Fpasswd") == "f:passwd:1;");
  CHECK(name_of("filename*=UTF-8''a%00b") == "400");
  CHECK(name_of("filename*=UTF-8''a%zz") == "400");
  CHECK(name_of("filename*=latin1''a") == "400");
  CHECK(name_of("filename=\"caf\xe9.xlsx\"") == "400");
  CHECK(name_of("filename=\"a\tb\"") == "400");
  CHECK(name_of(std::string("filename=\"a\0b\"", 14)) == "400");
}

TEST_CASE("who waits to be told before sending the body is told") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string start = "POST /form HTTP/1.1\r\n" + host +
                            "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n";
  Client client(server.port());
  client.send(start + "Content-Length: 3\r\n\r\n");
  CHECK(client.answer().status == 100);
  client.send("a=b");
  CHECK(client.answer().body == "a=b;");
  Client too_much(server.port());
  too_much.send(start + "Content-Length: 300000\r\n\r\n");
  CHECK(too_much.answer().status == 413);  // without a byte of it sent
  Client stranger(server.port());
  stranger.send("POST /private/upload HTTP/1.1\r\n" + host +
                "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(stranger.answer().status == 401);
  CHECK(get(server.port(), "/hello", "Expect: a-pony\r\n").status == 417);
}

TEST_CASE("bodies share one allowance of memory, who finds none is told when to come again") {
  HttpServerOptions options = example::quick();
  options.limits.bodies_in_memory = 1 << 20;
  options.times.grace = std::chrono::milliseconds(5000);
  const HttpServer server(options, example::routes(), example::hooks());
  Client slow(server.port());
  slow.send("POST /raw HTTP/1.1\r\n" + host +
            "Authorization: Bearer leeds\r\nContent-Length: 1000000\r\n\r\n" + std::string(990'000, 'x'));
  while (server.load().body_bytes < 990'000) {
  }
  Client another(server.port());  // what has come by then is thrown away with its connection
  another.send("POST /raw HTTP/1.1\r\n" + host + "Content-Length: 100000\r\n\r\n" + std::string(90'000, 'y'));
  const Answer full = another.answer();
  CHECK(full.status == 503);
  CHECK(code_of(full) == "too-busy");
  CHECK(full.headers.at("retry-after") == "5");
  CHECK(full.headers.at("connection") == "close");
  CHECK(post(server.port(), "/raw", std::string(10'000, 'y'), "a/b").status == 200);
  slow.send(std::string(10'000, 'x'));
  CHECK(slow.answer().body.size() == 1'000'000);
  while (server.load().body_bytes > 0) {
  }
  CHECK(post(server.port(), "/raw", std::string(100'000, 'y'), "a/b").status == 200);
}
