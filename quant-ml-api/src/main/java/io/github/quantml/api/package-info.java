/**
 * The types everything passes through, and the contracts every module keeps.
 *
 * <p>Start here: {@link io.github.quantml.api.BarSeries} holds prices, {@link
 * io.github.quantml.api.MarketContext} holds what else was known and when, a {@link
 * io.github.quantml.api.ModelTrainer} makes a {@link io.github.quantml.api.Model}, a model answers
 * with a {@link io.github.quantml.api.Forecast}, and the ensemble with a {@link
 * io.github.quantml.api.Prediction}. Host applications plug in through {@code
 * io.github.quantml.api.spi}; authors of a model check it with {@code
 * io.github.quantml.api.contract}.
 */
@NullMarked
package io.github.quantml.api;

import org.jspecify.annotations.NullMarked;
