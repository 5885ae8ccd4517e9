// What the functions are held against: random arguments, and Boost's exact fractions, which share no code
// with them.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <random>

#include "calc/functions/function.h"

namespace oracle {

using Fraction = boost::multiprecision::cpp_rational;

const stp::functions::Functions& table();
stp::functions::Grid answer(const std::string& name, const std::vector<stp::functions::Grid>& arguments);
stp::functions::Grid list_of(const std::vector<stp::Decimal>& numbers);

Fraction fraction(stp::Decimal amount);
// The nearest amount of twelve decimals, halves to even; nothing beyond what a Decimal holds.
std::optional<stp::Decimal> nearest(const Fraction& exact);

// Amounts as people have them and as they have not: any digits, any size, either sign, nought.
stp::Decimal any_amount(std::mt19937_64& random);
stp::Decimal any_rate(std::mt19937_64& random);  // within 100% either way, a few or all digits

// Does the function answer what the fraction says, or #NUM! where that is out of range, or #DIV/0! where
// working it out divides by nought?
void agrees(const std::string& name, const std::vector<stp::functions::Grid>& arguments,
            const std::function<Fraction()>& exact);

}  // namespace oracle
