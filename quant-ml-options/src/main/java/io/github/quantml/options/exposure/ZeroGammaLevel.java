// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

/**
 * A spot at which total gamma exposure changes its sign.
 *
 * @param level of the underlying
 * @param rising whether exposure is positive above and negative below
 */
public record ZeroGammaLevel(double level, boolean rising) {}
