// Bytes on a port, without anybody's idea of a protocol.

#ifndef TRAGUARDO_TESTS_CRASH_RAW_CONNECTION_H_
#define TRAGUARDO_TESTS_CRASH_RAW_CONNECTION_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace traguardo::crash {

class RawConnection {
 public:
  // To 127.0.0.1. connected() says whether somebody listens.
  explicit RawConnection(int port);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool connected() const { return socket_ >= 0; }
  // False: the other side has closed.
  bool Send(std::string_view bytes);
  // No more will be sent.
  void EndSending();
  // Everything that comes until the other side closes, or the time passes.
  std::string ReadAll(absl::Duration within);

 private:
  int socket_ = -1;
};

// What a client of HTTP/2 begins with, up to and including its empty SETTINGS.
std::string Http2Preface();
// A frame that says it has `stated_bytes` and brings `payload`.
std::string Http2Frame(uint8_t type, uint8_t flags, uint32_t stream, uint32_t stated_bytes,
                       std::string_view payload);

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_RAW_CONNECTION_H_
