// Ctrl-C for work that can stop between two steps and say how far it came.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_INTERRUPT_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_INTERRUPT_H_

#include <signal.h>

namespace traguardo::cli {

// While it lives, the first SIGINT or SIGTERM is only remembered; the next one ends the program as
// it always did, since what is waited for may never come. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool asked() const;

 private:
  struct sigaction before_interrupt_ {};
  struct sigaction before_terminate_ {};
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_INTERRUPT_H_
