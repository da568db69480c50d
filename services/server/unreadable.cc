#include "services/server/unreadable.h"

#include <filesystem>
#include <system_error>

namespace traguardo::server {

Reason WhyUnreadable(const std::string& path) {
  std::error_code error;
  switch (std::filesystem::status(path, error).type()) {
    case std::filesystem::file_type::not_found:
      return {"non c'è", "it is not there"};
    case std::filesystem::file_type::directory:
      return {"è una cartella", "it is a folder"};
    case std::filesystem::file_type::none:
    case std::filesystem::file_type::regular:
    case std::filesystem::file_type::symlink:
    case std::filesystem::file_type::block:
    case std::filesystem::file_type::character:
    case std::filesystem::file_type::fifo:
    case std::filesystem::file_type::socket:
    case std::filesystem::file_type::unknown:
      return {"manca il permesso, o il disco non risponde",
              "permission is missing, or the disk does not answer"};
  }
  return {"non si sa perché", "nobody knows why"};
}

}  // namespace traguardo::server
