// SPDX-License-Identifier: Apache-2.0

/**
 * Which features to keep: {@link io.github.quantml.features.selection.Selector#fit} looks at
 * training rows only, and {@link io.github.quantml.features.selection.FittedSelector#transform}
 * applies the choice to any others.
 *
 * <p>Which one do I choose? To keep what carries information by itself, at a stated false discovery
 * rate: {@link io.github.quantml.features.selection.UnivariateSelector}, or {@link
 * io.github.quantml.features.selection.InformationSelector} when the relation may bend. To tell
 * apart correlated features: {@link io.github.quantml.features.selection.KnockoffSelector} or
 * {@link io.github.quantml.features.selection.StabilitySelector}. To keep everything relevant to a
 * forest: {@link io.github.quantml.features.selection.BorutaSelector}. To thin out without a
 * target: {@link io.github.quantml.features.selection.MedoidSelector} or {@link
 * io.github.quantml.features.selection.CollinearitySelector}.
 */
@NullMarked
package io.github.quantml.features.selection;

import org.jspecify.annotations.NullMarked;
