// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

/**
 * Greeks as the source published them, 0 where it gave none.
 *
 * @param delta ∂V/∂S
 * @param gamma ∂²V/∂S²
 */
public record FeedGreeks(double delta, double gamma) {}
