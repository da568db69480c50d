// Tokens that callers carry from one call to the next (pages, watches) and cannot read or make: the
// state of a list or watch, sealed with a MAC over it and over everything the token is bound to.
// A token that is used by another caller, for another ente, filter or method, does not open.

#ifndef TRAGUARDO_SERVICES_API_SEAL_H_
#define TRAGUARDO_SERVICES_API_SEAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace traguardo::api {

// What a token is good for: all of it must be the same when it comes back.
class SealBinding {
 public:
  // `purpose` names method and layout, for instance "ListObjectives 1".
  explicit SealBinding(std::string_view purpose) { Add(purpose); }
  SealBinding& Add(std::string_view part);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Any thread.
class Sealer {
 public:
  static constexpr size_t kKeyBytes = 32;

  // `key` is kKeyBytes secret random bytes, kept with the log so that tokens outlive a restart.
  explicit Sealer(std::string key) : key_(std::move(key)) {}

  // Letters, digits, '-' and '_' only.
  std::string Seal(std::string_view state, const SealBinding& binding) const;
  // Null for anything that Seal() did not make with this binding.
  std::optional<std::string> Open(std::string_view token, const SealBinding& binding) const;

 private:
  std::string Mac(std::string_view state, const SealBinding& binding) const;

  const std::string key_;
};

// The state of a token as numbers and texts in a row.
class TokenWriter {
 public:
  TokenWriter& Number(uint64_t number);
  TokenWriter& Text(std::string_view text);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads them back. After the last one AtEnd() says whether all of it fitted.
class TokenReader {
 public:
  explicit TokenReader(std::string_view bytes) : rest_(bytes) {}
  uint64_t Number();
  std::string Text();
  bool AtEnd() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_SEAL_H_
