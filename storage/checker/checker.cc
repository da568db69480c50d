#include "storage/checker/checker.h"

#include <rocksdb/sst_file_reader.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/checker/checker_state.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "storage/log/log_database.h"
#include "storage/log/tree_store.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

constexpr uint64_t kEntriesPerProgress = 8192;
constexpr size_t kReadaheadBytes = 2 << 20;

}  // namespace

std::string_view CheckAreaName(CheckArea area) {
  switch (area) {
    case CheckArea::kFiles:
      return "files";
    case CheckArea::kStreams:
      return "streams";
    case CheckArea::kRequests:
      return "requests";
    case CheckArea::kFacts:
      return "facts";
    case CheckArea::kTree:
      return "tree";
    case CheckArea::kOperational:
      return "operational";
  }
  return "";
}

absl::StatusOr<CheckReport> CheckLog(const CheckOptions& options) {
  EventLogOptions log_options;
  log_options.directory = options.directory;
  log_options.read_only = true;
  log_options.block_cache_bytes = options.block_cache_bytes;
  log_options.env = options.env;
  const absl::StatusOr<std::unique_ptr<LogDatabase>> database =
      LogDatabase::Open(log_options, nullptr);
  if (!database.ok()) return database.status();
  return LogCheck(options, **database).Run();
}

LogCheck::LogCheck(const CheckOptions& options, const LogDatabase& database)
    : options_(options), database_(database) {}

absl::StatusOr<CheckReport> LogCheck::Run() {
  const absl::StatusOr<TreeHead> head = ReadTreeHead(database_);
  if (head.ok()) {
    report_.tree_head = *head;
  } else {
    Find(CheckArea::kTree, 0, head.status().ToString());
  }
  CheckFiles();
  CheckStreams();
  CheckRequests();
  CheckFacts();
  CheckTreeKeys(report_.tiles);
  CheckOperational();
  if (is_cancelled_) return absl::CancelledError("the check was stopped");
  return std::move(report_);
}

bool LogCheck::IsCancelled() {
  is_cancelled_ = is_cancelled_ || (options_.is_cancelled && options_.is_cancelled());
  return is_cancelled_;
}

void LogCheck::Find(CheckArea area, Position position, std::string what) {
  ++report_.finding_count;
  if (report_.findings.size() < options_.finding_limit) {
    report_.findings.push_back({area, position, std::move(what)});
  }
}

void LogCheck::Tell(CheckArea area, uint64_t done, uint64_t total) {
  if (!options_.on_progress) return;
  if (done % kEntriesPerProgress == 0 || done == total || area == CheckArea::kFiles) {
    options_.on_progress({area, done, total});
  }
}

std::unique_ptr<rocksdb::Iterator> LogCheck::WalkOver(Family family, std::string_view from) const {
  rocksdb::ReadOptions options = OrderedRead();
  options.fill_cache = false;
  options.readahead_size = kReadaheadBytes;
  std::unique_ptr<rocksdb::Iterator> cursor(
      database_.db().NewIterator(options, database_.family(family)));
  cursor->Seek(AsSlice(from));
  return cursor;
}

uint64_t LogCheck::EstimateKeys(Family family) const {
  uint64_t keys = 0;
  database_.db().GetIntProperty(database_.family(family), rocksdb::DB::Properties::kEstimateNumKeys,
                                &keys);
  return keys;
}

// Every block, also of filters and indexes: a damaged filter would hide entries from point reads.
void LogCheck::CheckFiles() {
  std::vector<rocksdb::LiveFileMetaData> files;
  database_.db().GetLiveFilesMetaData(&files);
  rocksdb::Options options;
  options.env = database_.db().GetEnv();
  uint64_t done = 0;
  for (const rocksdb::LiveFileMetaData& file : files) {
    if (IsCancelled()) return;
    rocksdb::SstFileReader reader(options);
    rocksdb::Status status = reader.Open(absl::StrCat(file.db_path, "/", file.relative_filename));
    if (status.ok()) {
      rocksdb::ReadOptions read;
      read.readahead_size = kReadaheadBytes;
      status = reader.VerifyChecksum(read);
    }
    if (!status.ok()) {
      Find(CheckArea::kFiles, 0,
           absl::StrCat(file.relative_filename, " (", file.column_family_name,
                        "): ", status.ToString()));
    }
    Tell(CheckArea::kFiles, ++done, files.size());
  }
}

void LogCheck::CheckStreams() {
  const auto entries = WalkOver(Family::kStreams);
  for (; entries->Valid() && !IsCancelled(); entries->Next()) {
    CheckStreamEntry(AsView(entries->key()), AsView(entries->value()));
    Tell(CheckArea::kStreams, ++report_.stream_entries, report_.tree_head.size);
  }
  walked_all_streams_ = entries->status().ok();
  if (walked_all_streams_) return;
  Find(CheckArea::kStreams, 0,
       absl::StrCat("the index cannot be read after entry ", report_.stream_entries,
                    "; entries behind it are checked from their facts only: ",
                    entries->status().ToString()));
}

void LogCheck::CheckStreamEntry(std::string_view key, std::string_view value) {
  const std::optional<ParsedStreamKey> parsed = ParseStreamKey(key);
  if (!parsed || value.size() != kNumberBytes) {
    Find(CheckArea::kStreams, 0, absl::StrCat("entry ", report_.stream_entries, " is damaged"));
    return;
  }
  const Position position = ReadBigEndian(value);
  const std::string_view stream = key.substr(0, key.size() - kNumberBytes);
  if (stream != stream_) {
    stream_ = stream;
    revision_ = 0;
    stream_position_ = 0;
    ++report_.streams;
  }
  const auto name = [&] {
    return absl::StrCat("stream '", std::string(parsed->stream), "' of ente '",
                        std::string(parsed->ente), "'");
  };
  if (parsed->revision != revision_ + 1) {
    Find(CheckArea::kStreams, position,
         absl::StrCat(name(), " goes from revision ", revision_, " to ", parsed->revision));
  }
  if (position == 0 || position > report_.tree_head.size) {
    Find(CheckArea::kStreams, position,
         absl::StrCat(name(), ", revision ", parsed->revision, " points at no fact"));
  } else if (position <= stream_position_) {
    Find(CheckArea::kStreams, position,
         absl::StrCat(name(), ", revision ", parsed->revision, " goes back from position ",
                      stream_position_));
  } else if (!in_streams_.Insert(position)) {
    Find(CheckArea::kStreams, position,
         absl::StrCat(name(), ", revision ", parsed->revision,
                      " points at a fact that another entry points at"));
  }
  revision_ = parsed->revision;
  stream_position_ = position;
}

void LogCheck::CheckRequests() {
  const uint64_t total = EstimateKeys(Family::kRequests);
  const auto entries = WalkOver(Family::kRequests);
  for (; entries->Valid() && !IsCancelled(); entries->Next()) {
    CheckRequestEntry(AsView(entries->key()), AsView(entries->value()));
    Tell(CheckArea::kRequests, ++report_.request_entries, total);
  }
  if (entries->status().ok()) return;
  Find(CheckArea::kRequests, 0,
       absl::StrCat("the index cannot be read after entry ", report_.request_entries,
                    "; entries behind it are checked from their facts only: ",
                    entries->status().ToString()));
}

void LogCheck::CheckRequestEntry(std::string_view key, std::string_view value) {
  const absl::StatusOr<StoredRequest> request = DecodeRequestRecord(value);
  if (!ParseRequestKey(key) || !request.ok()) {
    Find(CheckArea::kRequests, 0,
         absl::StrCat("entry ", report_.request_entries,
                      " is damaged: ", request.ok() ? "its key" : request.status().ToString()));
    return;
  }
  const Position first = request->first_position;
  const Position head = report_.tree_head.size;
  if (first > head || request->fact_count > head - first + 1) {
    Find(
        CheckArea::kRequests, first,
        absl::StrCat("an entry claims ", request->fact_count, " facts and the log ends at ", head));
    return;
  }
  for (Position position = first; position < first + request->fact_count; ++position) {
    if (in_requests_.Insert(position)) continue;
    Find(CheckArea::kRequests, position, "two entries claim this fact");
    return;
  }
}

void LogCheck::CheckTreeKeys(uint64_t expected_tiles) {
  const auto keys = WalkOver(Family::kTree);
  uint64_t tiles = 0;
  for (; keys->Valid() && !IsCancelled(); keys->Next()) {
    const std::string_view key = AsView(keys->key());
    if (ParseTileKey(key)) {
      Tell(CheckArea::kTree, ++tiles, expected_tiles);
    } else if (key != kTreeHeadKey) {
      Find(CheckArea::kTree, 0, "there is a key that is neither a tile nor the head");
    }
  }
  if (!keys->status().ok()) {
    Find(CheckArea::kTree, 0, absl::StrCat("tiles cannot be read: ", keys->status().ToString()));
  } else if (tiles > expected_tiles) {
    // Missing ones were named while the facts were walked.
    Find(CheckArea::kTree, 0,
         absl::StrCat("there are ", tiles, " tiles, and the facts fill ", expected_tiles));
  }
}

void LogCheck::CheckOperational() {
  const uint64_t total = EstimateKeys(Family::kOperational);
  const auto entries = WalkOver(Family::kOperational);
  uint64_t done = 0;
  for (; entries->Valid() && !IsCancelled(); entries->Next()) {
    Tell(CheckArea::kOperational, ++done, total);
  }
  if (!entries->status().ok()) {
    Find(CheckArea::kOperational, 0, entries->status().ToString());
  }
}

}  // namespace traguardo::storage
