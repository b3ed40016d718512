// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.pipeline.tune.ParameterValues;
import io.github.quantml.pipeline.tune.SearchSpace;
import java.util.function.Function;

/**
 * A member whose settings are searched for.
 *
 * <pre>{@code
 * MemberRecipe.of("lstm",
 *     SearchSpace.builder().integer("hidden", 8, 128).log().real("learning_rate", 1e-4, 1e-2).log().build(),
 *     chosen -> LSTMTrainer.of(LSTMModelConfig.defaults().withHiddenUnits(chosen.integer("hidden"))))
 * }</pre>
 *
 * @param name name of the member; every trainer it makes has it
 * @param space what may be chosen
 * @param trainer the trainer of a choice: a pure function
 */
public record MemberRecipe(
    String name, SearchSpace space, Function<ParameterValues, ModelTrainer> trainer) {
  public static MemberRecipe of(
      String name, SearchSpace space, Function<ParameterValues, ModelTrainer> trainer) {
    return new MemberRecipe(name, space, trainer);
  }

  ModelTrainer of(ParameterValues chosen) {
    ModelTrainer made = trainer.apply(chosen);
    if (!made.name().equals(name)) {
      throw new IllegalArgumentException(
          "recipe '" + name + "': its trainer is named '" + made.name() + "'");
    }
    return made;
  }
}
