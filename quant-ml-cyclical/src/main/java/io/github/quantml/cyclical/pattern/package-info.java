/**
 * Stretches of the past that look like another stretch.
 *
 * <p>{@link io.github.quantml.cyclical.pattern.SubsequenceSearch} finds the nearest windows of a
 * series to a query in lock step, {@link io.github.quantml.cyclical.pattern.DtwSearch} with
 * warping, {@link io.github.quantml.cyclical.pattern.StreamingMatcher} as values arrive and {@link
 * io.github.quantml.cyclical.pattern.DtwLibrary} among named shapes; {@link
 * io.github.quantml.cyclical.pattern.Analogues} says which windows' outcomes were over and whether
 * they mean anything. {@link io.github.quantml.cyclical.pattern.Dtw} compares two series. {@link
 * io.github.quantml.cyclical.pattern.MatrixProfile} compares every window with every other one: its
 * motifs and discords know the future, its {@link io.github.quantml.cyclical.pattern.CausalProfile}
 * and {@link io.github.quantml.cyclical.pattern.StreamingMatrixProfile} do not.
 */
@NullMarked
package io.github.quantml.cyclical.pattern;

import org.jspecify.annotations.NullMarked;
