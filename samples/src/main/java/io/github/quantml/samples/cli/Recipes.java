// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.deep.LSTMModelConfig;
import io.github.quantml.deep.LSTMTrainer;
import io.github.quantml.deep.train.TrainingOptions;
import io.github.quantml.features.member.FeatureRegressionConfig;
import io.github.quantml.features.member.FeatureRegressionTrainer;
import io.github.quantml.features.selection.UnivariateSelector;
import io.github.quantml.pipeline.MemberRecipe;
import io.github.quantml.pipeline.tune.SearchSpace;
import java.util.List;

/** Members whose settings can be searched for, and where. */
final class Recipes {
  static final String FEATURE_REGRESSION = "feature_regression";
  static final String LSTM = "lstm";

  private Recipes() {}

  static List<String> names() {
    return List.of(FEATURE_REGRESSION, LSTM);
  }

  static MemberRecipe of(String member, QuantMlSettings settings) {
    return switch (member) {
      case FEATURE_REGRESSION -> featureRegression();
      case LSTM -> lstm(settings);
      default ->
          throw new IllegalArgumentException(
              "--model: must be one of " + names() + ", got '" + member + "'");
    };
  }

  /** How many features, how strongly they are shrunk, how quickly the variance forgets. */
  private static MemberRecipe featureRegression() {
    FeatureRegressionConfig base = FeatureRegressionConfig.defaults();
    return MemberRecipe.of(
        FEATURE_REGRESSION,
        SearchSpace.builder()
            .integer("max_features", 1, 60)
            .log()
            .real("penalty", 1e-3, 10)
            .log()
            .real("half_life", 5, 120)
            .log()
            .real("false_discoveries", 0.01, 0.5)
            .log()
            .build(),
        chosen ->
            FeatureRegressionTrainer.of(
                base.withMaxFeatures(chosen.integer("max_features"))
                    .withPenalty(chosen.real("penalty"))
                    .withHalfLife(chosen.real("half_life"))
                    .withSelector(UnivariateSelector.hac(chosen.real("false_discoveries")))));
  }

  /** The network of train-network; {@code ML_LSTM_EPOCHS} and {@code ML_LSTM_BATCH_SIZE} hold. */
  private static MemberRecipe lstm(QuantMlSettings settings) {
    return MemberRecipe.of(
        LSTM,
        SearchSpace.builder()
            .integer("sequence_length", 10, 120)
            .log()
            .integer("hidden_units", 8, 128)
            .log()
            .integer("layers", 1, 2)
            .real("dropout", 0, 0.5)
            .real("learning_rate", 1e-4, 1e-2)
            .log()
            .build(),
        chosen ->
            LSTMTrainer.of(
                LSTMModelConfig.defaults()
                    .withSequenceLength(chosen.integer("sequence_length"))
                    .withHiddenUnits(chosen.integer("hidden_units"))
                    .withLayers(chosen.integer("layers"))
                    .withDropout(chosen.real("dropout"))
                    .withTraining(
                        TrainingOptions.defaults()
                            .withEpochs(settings.lstmEpochs())
                            .withBatchSize(settings.lstmBatchSize())
                            .withLearningRate(chosen.real("learning_rate")))));
  }
}
