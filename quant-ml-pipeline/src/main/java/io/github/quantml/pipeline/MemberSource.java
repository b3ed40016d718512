// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.tune.ParameterValues;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a member comes from: a trainer, or a recipe whose settings are searched for first.
 *
 * @param trainer null when there is a recipe
 * @param recipe null when there is a trainer
 */
record MemberSource(String name, @Nullable ModelTrainer trainer, @Nullable MemberRecipe recipe) {
  static MemberSource of(ModelTrainer trainer) {
    return new MemberSource(trainer.name(), trainer, null);
  }

  static MemberSource of(MemberRecipe recipe) {
    return new MemberSource(recipe.name(), null, recipe);
  }

  /** The trainer of a choice; the choice is null when there is nothing to choose. */
  ModelTrainer trainer(@Nullable ParameterValues chosen) {
    if (recipe != null && chosen != null) {
      return recipe.of(chosen);
    }
    if (trainer == null) {
      throw new QuantMlException("member '" + name + "': nothing was chosen for its recipe");
    }
    return trainer;
  }

  /** Everything that decides what it trains, beside data, horizon and seed. */
  String description() {
    return recipe == null
        ? name + " " + (trainer == null ? "" : new TreeMap<>(trainer.settings()))
        : name + " [" + recipe.space() + "]";
  }
}
