// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

/**
 * The jump-wings parameters of an SVI smile.
 *
 * @param v variance at the money, annualised
 * @param psi skew at the money
 * @param p slope of the put wing
 * @param c slope of the call wing
 * @param least minimum variance, annualised
 */
public record JumpWings(double v, double psi, double p, double c, double least) {}
