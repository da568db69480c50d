#include "services/runtime/readiness/readiness.h"

#include <utility>

namespace traguardo::runtime {

std::string_view PartName(Part part) {
  switch (part) {
    case Part::kLog:
      return "log";
    case Part::kSequencer:
      return "sequencer";
    case Part::kViews:
      return "views";
  }
  return "";
}

std::string Readiness::why_not() const {
  absl::MutexLock lock(&mutex_);
  std::string all;
  for (size_t i = 0; i < kPartCount; ++i) {
    if (!objections_[i].has_value()) continue;
    if (!all.empty()) all += "; ";
    all += PartName(static_cast<Part>(i));
    all += ": ";
    all += *objections_[i];
  }
  return all;
}

bool Readiness::ready() const {
  absl::MutexLock lock(&mutex_);
  return IsReady();
}

void Readiness::ReportReady(Part part) { Report(part, std::nullopt); }

void Readiness::ReportNotReady(Part part, std::string reason) { Report(part, std::move(reason)); }

void Readiness::Listen(std::function<void(bool)> listener) {
  absl::MutexLock telling(&telling_);
  listener(told_ready_);
  listeners_.push_back(std::move(listener));
}

void Readiness::Report(Part part, std::optional<std::string> objection) {
  absl::MutexLock telling(&telling_);
  bool is_ready = false;
  {
    absl::MutexLock lock(&mutex_);
    objections_[static_cast<size_t>(part)] = std::move(objection);
    is_ready = IsReady();
  }
  if (is_ready == told_ready_) return;
  told_ready_ = is_ready;
  for (const auto& listener : listeners_) listener(is_ready);
}

bool Readiness::IsReady() const {
  for (const std::optional<std::string>& objection : objections_) {
    if (objection.has_value()) return false;
  }
  return true;
}

}  // namespace traguardo::runtime
