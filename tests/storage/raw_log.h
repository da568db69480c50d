// A log's RocksDB without the log's rules, to plant damage that no program of ours would write.
// The log must be closed.

#ifndef TRAGUARDO_TESTS_STORAGE_RAW_LOG_H_
#define TRAGUARDO_TESTS_STORAGE_RAW_LOG_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace traguardo::storage {

// Every call ends the process when RocksDB refuses: the test is wrong then.
class RawLog {
 public:
  explicit RawLog(const std::string& directory);
  ~RawLog();

  // `family` by its name on disk; "default" is meta.
  std::optional<std::string> Get(const std::string& family, std::string_view key) const;
  void Put(const std::string& family, std::string_view key, std::string_view value);
  void Delete(const std::string& family, std::string_view key);
  std::vector<std::string> Keys(const std::string& family) const;
  void MakeFamily(const std::string& family);
  void DropFamily(const std::string& family);
  // Puts everything into tables; `compact` also leaves only the newest value of each key.
  void Flush();
  void Compact();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Changes one bit of a file.
void FlipBit(const std::string& file, size_t offset);

// Files of a directory whose names end so.
std::vector<std::string> FilesEndingWith(const std::string& directory, std::string_view ending);

// How many files of a directory hold these bytes.
size_t FilesContaining(const std::string& directory, std::string_view bytes);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_TESTS_STORAGE_RAW_LOG_H_
