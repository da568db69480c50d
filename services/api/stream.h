// A stream of messages in both directions, whatever carries it.
//
// Threads. Everything that is called on a StreamHandler is called on one thread, one call at a time,
// and that is where Stream's methods belong too, but for Wake(), which is for everybody. So handlers
// need no locks but around what other threads bring them.
//
// Flow. At most one read and one write are under way. A handler that does not ask for the next
// message makes the sender wait, and one that has a write under way keeps what comes next until
// OnWritten(): both directions are bounded by what the handler chooses to keep.

#ifndef TRAGUARDO_SERVICES_API_STREAM_H_
#define TRAGUARDO_SERVICES_API_STREAM_H_

#include <memory>
#include <string_view>

#include "absl/time/time.h"
#include "services/api/payload.h"
#include "services/api/reply.h"

namespace traguardo::api {

class Stream {
 public:
  virtual ~Stream() = default;

  // Asks for the next message: OnMessage() or OnHalfClose() follows, or OnDone().
  virtual void Read() = 0;
  // OnWritten() follows, or OnDone(). None may be under way.
  virtual void Write(Payload message) = 0;
  // The last thing the server says; null means OK. OnDone() follows. No write may be under way;
  // nothing may be called afterwards but Wake().
  virtual void Finish(ErrorStatus error) = 0;
  // Ends the stream without a word; OnDone() follows. For a caller who takes nothing any more, so
  // that a write never ends.
  virtual void Cancel() = 0;
  // OnWake() follows, once for any number of calls since the last one. Any thread; after OnDone()
  // nothing happens.
  virtual void Wake() = 0;
  // OnWake() follows after this long, unless OnDone() comes first. One at a time: a later call
  // takes the place of an earlier one.
  virtual void WakeAfter(absl::Duration delay) = 0;
};

class StreamHandler {
 public:
  virtual ~StreamHandler() = default;

  // Called once, first. `stream` may be kept as long as the handler lives, and longer.
  virtual void OnOpen(std::shared_ptr<Stream> stream) = 0;
  // `bytes` live only during the call.
  virtual void OnMessage(std::string_view bytes) = 0;
  // The caller sends nothing more.
  virtual void OnHalfClose() = 0;
  virtual void OnWritten() = 0;
  virtual void OnWake() = 0;
  // The server is stopping: finish soon, with `error` if there is nothing better to say.
  virtual void OnShutdown(ErrorStatus error) = 0;
  // The stream is over, for whatever reason. The last call.
  virtual void OnDone() = 0;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_STREAM_H_
