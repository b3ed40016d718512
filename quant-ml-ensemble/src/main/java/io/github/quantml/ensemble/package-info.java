/**
 * One calibrated forecast from many models.
 *
 * <p>Start with {@link io.github.quantml.ensemble.MultiModelEnsemble}: {@code trainer()} to make
 * one, {@code predict} to ask it, {@code save} and {@code load} to keep it. {@link
 * io.github.quantml.ensemble.Evaluation} tells how it did on bars it had not seen. Two baselines
 * live here, so that an ensemble is never without a yardstick: {@code random_walk} and {@code
 * volatility}.
 */
@NullMarked
package io.github.quantml.ensemble;

import org.jspecify.annotations.NullMarked;
