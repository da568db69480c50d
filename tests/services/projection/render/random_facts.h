// Random facts about a small year: few ids, so that they meet; every kind that shows in a row; most
// of them sensible, some not, as a fold has to stand all.

#ifndef TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_RANDOM_FACTS_H_
#define TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_RANDOM_FACTS_H_

#include "rapidcheck.h"
#include "tests/services/projection/year_story.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::projection {

// A fact of 2024 or of an early day of 2025.
rc::Gen<testing::FactBuilder> AFact();

// A year begun as YearStory does, with up to `facts` more, some of which take earlier ones back.
// Inside a property only.
YearStory ARandomYear(int facts, bool with_corrections);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_TESTS_SERVICES_PROJECTION_RENDER_RANDOM_FACTS_H_
