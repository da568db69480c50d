// Fields of a message written one by one, for answers that are put together from bytes that are
// serialised already.

#ifndef TRAGUARDO_SERVICES_API_WIRE_FORMAT_H_
#define TRAGUARDO_SERVICES_API_WIRE_FORMAT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace traguardo::api {

inline void AppendVarint(uint64_t number, std::string& out) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

// A number or bool; zero is not written, as in any proto3 message.
inline void AppendNumberField(int field, uint64_t number, std::string& out) {
  if (number == 0) return;
  AppendVarint(static_cast<uint64_t>(field) << 3, out);
  AppendVarint(number, out);
}

// A text or message; written also when it is empty.
inline void AppendBytesField(int field, std::string_view bytes, std::string& out) {
  AppendVarint(static_cast<uint64_t>(field) << 3 | 2, out);
  AppendVarint(bytes.size(), out);
  out += bytes;
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_WIRE_FORMAT_H_
