// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.ensemble.TrainingCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finished models of a training, one file each; files are whole or not there. */
record FileCheckpoints(Path directory) implements TrainingCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(FileCheckpoints.class);

  @Override
  public Optional<ModelBundle> find(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ModelBundle.read(file, LoadLimits.defaults()));
    } catch (IOException | ModelFormatException e) {
      LOG.warn("checkpoint {} cannot be read, its model is trained again", file, e);
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, ModelBundle model) {
    try {
      model.write(file(key));
    } catch (IOException e) {
      throw new QuantMlException(file(key) + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private Path file(String key) {
    return directory.resolve(key + ".quantml");
  }
}
