// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ModelBundle;
import java.util.Optional;

/**
 * Keeps the members' models of a training while it goes on, so that one that was stopped goes on
 * from the models that were finished and comes to the same bytes.
 *
 * <p>A key names the member, the bars and context it was trained on, the horizon and the seed, but
 * not the member's configuration: whoever changes that takes another place to keep models in. Calls
 * come from several threads.
 */
public interface TrainingCheckpoints {
  /** Keeps nothing. */
  TrainingCheckpoints NONE =
      new TrainingCheckpoints() {
        @Override
        public Optional<ModelBundle> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, ModelBundle model) {}
      };

  /** The model kept under a key; one that cannot be read is none. */
  Optional<ModelBundle> find(String key);

  /**
   * Keeps a model: wholly or not at all.
   *
   * @param key letters, digits, {@code _ - .}
   */
  void keep(String key, ModelBundle model);
}
