#include "services/projection/render/time_shape_text.h"

namespace traguardo::projection {
namespace {

void AppendPeriod(const event::v1::Period& period, std::string& text) {
  text.append(" ").append(period.from()).append("/").append(period.to());
}

}  // namespace

std::string TimeShapeText(const event::v1::TimeShape& shape) {
  switch (shape.shape_case()) {
    case event::v1::TimeShape::kByDate:
      return "by_date " + shape.by_date().deadline();
    case event::v1::TimeShape::kContinuous: {
      std::string text = "continuous";
      if (shape.continuous().has_period()) AppendPeriod(shape.continuous().period(), text);
      return text;
    }
    case event::v1::TimeShape::kSeasonal: {
      std::string text = "seasonal";
      for (const auto& window : shape.seasonal().windows()) AppendPeriod(window, text);
      return text;
    }
    case event::v1::TimeShape::kRecurringChecks: {
      std::string text = "recurring_checks";
      for (const std::string& date : shape.recurring_checks().dates())
        text.append(" ").append(date);
      return text;
    }
    case event::v1::TimeShape::kMultiYear: {
      std::string text = "multi_year";
      AppendPeriod(shape.multi_year().period(), text);
      if (!shape.multi_year().this_year_deadline().empty()) {
        text.append(" ").append(shape.multi_year().this_year_deadline());
      }
      return text;
    }
    case event::v1::TimeShape::kTiedToEvent: {
      std::string text = "tied_to_event";
      if (!shape.tied_to_event().expected_on().empty()) {
        text.append(" ").append(shape.tied_to_event().expected_on());
      }
      return text;
    }
    case event::v1::TimeShape::kNotStated:
      return "not_stated";
    case event::v1::TimeShape::SHAPE_NOT_SET:
      break;
  }
  return "";
}

}  // namespace traguardo::projection
