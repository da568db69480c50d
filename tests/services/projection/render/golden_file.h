// Rendered views against files under golden/. When a difference is meant, run the test with
// TRAGUARDO_REGENERATE_GOLDEN=1 and read the diff before it is committed.

#ifndef TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_GOLDEN_FILE_H_
#define TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_GOLDEN_FILE_H_

#include <string>

#include "google/protobuf/message.h"

namespace traguardo::projection {

// Collects messages as text protos, each under a heading.
class GoldenText {
 public:
  void Add(const std::string& heading, const google::protobuf::Message& message);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Fails with the first line that differs, or writes the file when it is regenerated.
void ExpectGolden(const std::string& file, const std::string& text);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_GOLDEN_FILE_H_
