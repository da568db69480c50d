// All methods that a server answers.

#ifndef TRAGUARDO_SERVICES_API_METHOD_TABLE_H_
#define TRAGUARDO_SERVICES_API_METHOD_TABLE_H_

#include <deque>
#include <utility>

#include "services/api/method.h"

namespace traguardo::api {

// Filled while the server is wired; transports keep pointers into it, so it must not change or move
// once they have seen it.
class MethodTable {
 public:
  MethodTable() = default;
  MethodTable(const MethodTable&) = delete;
  MethodTable& operator=(const MethodTable&) = delete;

  void Add(UnaryMethod method) { unary_methods_.push_back(std::move(method)); }
  void Add(StreamMethod method) { stream_methods_.push_back(std::move(method)); }

  const std::deque<UnaryMethod>& unary_methods() const { return unary_methods_; }
  const std::deque<StreamMethod>& stream_methods() const { return stream_methods_; }

 private:
  std::deque<UnaryMethod> unary_methods_;
  std::deque<StreamMethod> stream_methods_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_METHOD_TABLE_H_
