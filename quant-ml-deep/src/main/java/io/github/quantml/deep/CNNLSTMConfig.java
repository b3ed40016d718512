// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Lstm;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/**
 * A convolution over time of all columns of all assets, then an LSTM, then one joint forecast;
 * {@link CNNLSTMTrainer} trains it.
 *
 * @param numAssets instruments, at least 1
 * @param cnnFilters channels of the convolution, at least 1
 * @param lstmHiddenUnits width of a state, at least 1
 * @param sequenceLength rows of a window, at least 1
 * @param featuresPerAsset columns of each asset, at least 1
 * @param kernel odd width of the convolution in rows
 * @param dropout in [0, 1)
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record CNNLSTMConfig(
    int numAssets,
    int cnnFilters,
    int lstmHiddenUnits,
    int sequenceLength,
    int featuresPerAsset,
    int kernel,
    double dropout,
    WindowNorm norm,
    Loss loss,
    TrainingOptions training)
    implements NetworkConfig {
  public CNNLSTMConfig {
    ConfigText.atLeast("numAssets", 1, numAssets);
    ConfigText.atLeast("cnnFilters", 1, cnnFilters);
    ConfigText.atLeast("lstmHiddenUnits", 1, lstmHiddenUnits);
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("featuresPerAsset", 1, featuresPerAsset);
    ConfigText.atLeast("kernel", 1, kernel);
    ConfigText.share("dropout", dropout);
  }

  /** Windows of 60 rows with 5 columns per asset, filters of 3 rows, the default training. */
  public CNNLSTMConfig(int numAssets, int cnnFilters, int lstmHiddenUnits) {
    this(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        60,
        5,
        3,
        0,
        WindowNorm.NONE,
        Loss.mse(),
        TrainingOptions.defaults());
  }

  /** 5 assets, 64 filters of 3 rows, 50 units, 60 rows of 5 columns each. */
  public static CNNLSTMConfig defaults() {
    return new CNNLSTMConfig(5, 64, 50);
  }

  @Override
  public String architecture() {
    return "cnn-lstm";
  }

  @Override
  public int inputFeatures() {
    return numAssets * featuresPerAsset;
  }

  @Override
  public CNNLSTMConfig withTraining(TrainingOptions value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        featuresPerAsset,
        kernel,
        dropout,
        norm,
        loss,
        value);
  }

  @Override
  public CNNLSTMConfig withLoss(Loss value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        featuresPerAsset,
        kernel,
        dropout,
        norm,
        value,
        training);
  }

  @Override
  public CNNLSTMConfig withNorm(WindowNorm value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        featuresPerAsset,
        kernel,
        dropout,
        value,
        loss,
        training);
  }

  public CNNLSTMConfig withLstmHiddenUnits(int value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        value,
        sequenceLength,
        featuresPerAsset,
        kernel,
        dropout,
        norm,
        loss,
        training);
  }

  public CNNLSTMConfig withNumAssets(int value) {
    return new CNNLSTMConfig(
        value,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        featuresPerAsset,
        kernel,
        dropout,
        norm,
        loss,
        training);
  }

  public CNNLSTMConfig withSequenceLength(int value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        value,
        featuresPerAsset,
        kernel,
        dropout,
        norm,
        loss,
        training);
  }

  public CNNLSTMConfig withFeaturesPerAsset(int value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        value,
        kernel,
        dropout,
        norm,
        loss,
        training);
  }

  public CNNLSTMConfig withDropout(double value) {
    return new CNNLSTMConfig(
        numAssets,
        cnnFilters,
        lstmHiddenUnits,
        sequenceLength,
        featuresPerAsset,
        kernel,
        value,
        norm,
        loss,
        training);
  }

  @Override
  public Network network(Io io) {
    return new Lstm(io, lstmHiddenUnits, 1, false, false, dropout, cnnFilters, kernel);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(
        this,
        training(),
        "numAssets",
        numAssets,
        "cnnFilters",
        cnnFilters,
        "lstmHiddenUnits",
        lstmHiddenUnits,
        "featuresPerAsset",
        featuresPerAsset,
        "kernel",
        kernel,
        "dropout",
        dropout);
  }
}
