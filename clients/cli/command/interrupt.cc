#include "clients/cli/command/interrupt.h"

#include <csignal>

namespace traguardo::cli {
namespace {

// All that a handler may write to.
volatile std::sig_atomic_t asked_to_stop = 0;

extern "C" void Remember(int) { asked_to_stop = 1; }

}  // namespace

Interrupt::Interrupt() {
  asked_to_stop = 0;
  struct sigaction action {};
  action.sa_handler = Remember;
  sigemptyset(&action.sa_mask);
  // Calls under way go on: what was sent is still answered.
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, &before_interrupt_);
  sigaction(SIGTERM, &action, &before_terminate_);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &before_interrupt_, nullptr);
  sigaction(SIGTERM, &before_terminate_, nullptr);
}

bool Interrupt::asked() const { return asked_to_stop != 0; }

}  // namespace traguardo::cli
