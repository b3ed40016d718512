/**
 * Stretches of the past that look like another stretch: z-normalised subsequence search.
 *
 * <p>{@link io.github.quantml.cyclical.pattern.SubsequenceSearch} finds the nearest windows of a
 * series to a query, none overlapping another and none whose outcome had not ended.
 */
@NullMarked
package io.github.quantml.cyclical.pattern;

import org.jspecify.annotations.NullMarked;
