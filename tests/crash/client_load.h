// Clients at work: several threads that record, alone, in bulk, all at once and twice over, until
// the server is gone.

#ifndef TRAGUARDO_TESTS_CRASH_CLIENT_LOAD_H_
#define TRAGUARDO_TESTS_CRASH_CLIENT_LOAD_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "tests/crash/command_ledger.h"

namespace traguardo::crash {

class ClientLoad {
 public:
  // Threads begin at once. `name` begins the request ids of all their commands; `seed` decides what
  // each of them does, the machine in which order.
  ClientLoad(const std::string& address, const std::string& name, uint64_t seed,
             CommandLedger& ledger);
  // Stops.
  ~ClientLoad();
  ClientLoad(const ClientLoad&) = delete;
  ClientLoad& operator=(const ClientLoad&) = delete;

  // Lets each thread finish the call it is in, and joins. A server that is gone ends it by itself.
  void Stop();

 private:
  void SendOneByOne(const std::string& name, uint64_t seed);
  void SendManyAtOnce(const std::string& name, uint64_t seed);
  void SendTwice(WireClient& client, const PlannedCommand& command);

  const std::string address_;
  CommandLedger& ledger_;
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> threads_;
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_CLIENT_LOAD_H_
