#include "clients/cli/command/file_trouble.h"

#include <cerrno>
#include <cstring>

namespace traguardo::cli {
namespace {

struct Trouble {
  int error_number;
  Text words;
};

constexpr Trouble kTroubles[] = {
    {ENOENT, {"non c'è, o non c'è la sua cartella", "it is not there, or its folder is not"}},
    {ENOTDIR, {"una parte del percorso non è una cartella", "a part of its path is no folder"}},
    {EISDIR, {"è una cartella", "it is a folder"}},
    {EACCES, {"manca il permesso", "permission is missing"}},
    {EPERM, {"manca il permesso", "permission is missing"}},
    {EROFS, {"il disco è in sola lettura", "the disk is read-only"}},
    {ENOSPC, {"il disco è pieno", "the disk is full"}},
    {EDQUOT, {"lo spazio assegnato è finito", "the quota is used up"}},
    {EFBIG, {"è troppo grande", "it is too large"}},
    {ELOOP, {"i collegamenti rimandano l'uno all'altro", "its links go round in circles"}},
    {ENAMETOOLONG, {"il nome è troppo lungo", "its name is too long"}},
};

}  // namespace

std::string FileTrouble(int error_number, Language language) {
  for (const Trouble& trouble : kTroubles) {
    if (trouble.error_number == error_number) return std::string(trouble.words.In(language));
  }
  return std::strerror(error_number);
}

}  // namespace traguardo::cli
