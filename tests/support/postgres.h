// A real PostgreSQL 15 for tests: on a free loopback port, in a temporary folder, as the user postgres when
// the tests are root. Ends with the test's process, however that ends; its folder goes when it ends by
// itself.
#pragma once

#include <sys/types.h>

#include <string>

namespace test_postgres {

class Server {
 public:
  explicit Server(bool flushes = false);  // flushes: keeps its promises when it is killed; slower
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string new_database();  // "postgresql://postgres@127.0.0.1:PORT/NAME", empty
  void start();                // on the same port, after stop or kill
  void stop();                 // at once, breaking every connection
  void kill();                 // as a crash

 private:
  void end(int signal);
  std::string folder_;
  bool flushes_;
  int port_ = 0, databases_ = 0;
  pid_t process_ = 0;
};

// One for the whole test process, started when first asked for. It does not flush.
Server& shared_server();

}  // namespace test_postgres
