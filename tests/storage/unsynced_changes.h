// What a disk could forget at a power cut: bytes of files that were not synced, and names that
// were made, renamed or deleted in folders that were not synced. The strictest reading of POSIX:
// everything not synced is forgotten.

#ifndef TRAGUARDO_TESTS_STORAGE_UNSYNCED_CHANGES_H_
#define TRAGUARDO_TESTS_STORAGE_UNSYNCED_CHANGES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace traguardo::storage {

// What is left of a file behind its last synced byte.
enum class UnsyncedTail {
  kDropped,  // nothing
  kTorn,     // some of its first bytes
  kZeroed,   // its length, but only zeros from some byte on
};

// Works on real files. Not thread-safe.
class UnsyncedChanges {
 public:
  // Call before a file is made, or made anew in place of one that is there.
  void Create(const std::string& path);
  // Call before a file is opened to be appended to.
  void Reopen(const std::string& path);
  void CreateDirectory(const std::string& path);
  void Append(const std::string& path, uint64_t bytes);
  void Truncate(const std::string& path, uint64_t size);
  void Sync(const std::string& path);
  // Call before they happen.
  void Rename(const std::string& from, const std::string& to);
  void Delete(const std::string& path);
  void SyncDirectory(const std::string& directory);

  // Puts the files into the state that the disk remembers, and forgets everything noted so far.
  void PowerCut(UnsyncedTail tail, std::mt19937& random);

 private:
  struct File {
    uint64_t written = 0;
    uint64_t synced = 0;
  };
  // A change to names, with what is needed to undo it.
  struct NameChange {
    std::string path;                        // whose name came or went
    std::optional<std::string> moved_from;   // of a rename
    std::optional<std::string> old_content;  // of what was at `path`
  };

  void CutTail(const std::string& path, const File& file, UnsyncedTail tail, std::mt19937& random);
  std::string DurableContent(const std::string& path) const;

  std::map<std::string, File> files_;
  std::vector<NameChange> name_changes_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_TESTS_STORAGE_UNSYNCED_CHANGES_H_
