// Calderdale, three organisations, every expected figure worked out on paper from the definitions of
// lines.md:
//
// CCG 02T, 2020/21: resource 300,000 + 30,000 + 4,500 + 500 = 335,000; spend 346,175; in-year -11,175;
//   cumulative 1,000 - 11,175 = -10,175.
// Provider RWY: income 320,000; pay 210,000, other operating 120,000, so EBITDA -10,000; below it -11,000 -
// 9,000 - 2,000
//   - 500, so -32,500; adjusted by 1,200 to -31,300.
// Council: funding 120,000, spend 124,000, gap -4,000.
#include "tests/support/typed_return.h"

namespace stp::test {

Typed worked_example() {
  Typed typed(first_edition(), "calderdale");
  typed.type_all("02T", "Y0", {{"F2010", "330000"}, {"F2110", "329000"}})
      .type_all("02T", "Y4", {{"F2010", "327500"}})
      .type_all("02T", "Y5",
                {{"F2010", "300000"},
                 {"F2020", "30000"},
                 {"F2030", "4500"},
                 {"F2050", "500"},
                 {"F2060", "1000"},
                 {"F2110", "180000"},
                 {"F2150", "30000"},
                 {"F2170", "25000"},
                 {"F2190", "40000"},
                 {"F2200", "30000"},
                 {"F2220", "15000"},
                 {"F2230", "20000"},
                 {"F2240", "4500"},
                 {"F2260", "1675"},
                 {"F7020", "800"},
                 {"F7030", "700"},
                 {"F8020", "2600"},
                 {"F1090", "0.01"},
                 {"F1100", "0.02"}})
      .type_all("02T", "Y1", {{"F5040", "-500"}})
      .type_all("02T", "Y2", {{"F5050", "-700"}});
  typed.type_all("RWY", "Y1", {{"F3010", "300000"}, {"F3090", "11300"}, {"F3110", "305000"}})
      .type_all("RWY", "Y4",
                {{"F3110", "200000"},
                 {"F3150", "28000"},
                 {"F3160", "34000"},
                 {"F3230", "10000"},
                 {"F3240", "9000"},
                 {"F3250", "1000"}})
      .type_all("RWY", "Y5",
                {{"F3010", "250000"}, {"F3030", "40000"}, {"F3080", "30000"}, {"F3110", "190000"},
                 {"F3120", "8000"},   {"F3130", "12000"}, {"F3150", "30000"}, {"F3160", "35000"},
                 {"F3170", "9000"},   {"F3180", "20000"}, {"F3190", "22000"}, {"F3200", "4000"},
                 {"F3230", "11000"},  {"F3240", "9000"},  {"F3250", "2000"},  {"F3260", "-500"},
                 {"F3280", "1200"},   {"F3300", "-300"},  {"F3320", "-5000"}, {"F7010", "900"},
                 {"F8010", "9000"},   {"F8020", "500"},   {"F9010", "5000"},  {"F9040", "10000"},
                 {"F9110", "4000"},   {"F9140", "6000"}});
  typed.type_all("E08000033", "Y5",
                 {{"F4010", "80000"},
                  {"F4030", "6000"},
                  {"F4040", "13000"},
                  {"F4050", "21000"},
                  {"F4110", "50000"},
                  {"F4120", "40000"},
                  {"F4130", "9000"},
                  {"F4140", "12000"},
                  {"F4150", "13000"}});
  typed
      .row("register", {{"solution", "CA-01"},
                        {"name", "Right care"},
                        {"theme", "F6050"},
                        {"beneficiary", "02T"},
                        {"gross Y5", "6000"},
                        {"running Y5", "500"},
                        {"one_off Y5", "100"}})
      .row("register", {{"solution", "CA-02"},
                        {"name", "Efficiency"},
                        {"theme", "F6010"},
                        {"beneficiary", "RWY"},
                        {"gross Y4", "12000"},
                        {"gross Y5", "15000"},
                        {"one_off Y5", "1000"}})
      .row("register", {{"solution", "CA-03"},
                        {"name", "Out of hospital"},
                        {"theme", "F6090"},
                        {"beneficiary", "02T"},
                        {"counterparty", "RWY"},
                        {"gross Y5", "3000"},
                        {"counterparty_income Y5", "2000"},
                        {"overlap Y5", "400"}})
      .row("register", {{"solution", "CA-04"},
                        {"name", "Reablement"},
                        {"theme", "F6170"},
                        {"beneficiary", "E08000033"},
                        {"gross Y5", "1500"}});
  return typed;
}

}  // namespace stp::test
