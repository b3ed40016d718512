// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.spi.ModelTrainerProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Serves a member from its file; a process of its own for {@link ProcessTest}. */
final class ServingProcess {
  private ServingProcess() {}

  public static void main(String[] args) throws Exception {
    Sockets.watch();
    ModelBundle bundle = ModelBundle.read(Path.of(args[0]), LoadLimits.defaults());
    System.out.println(
        new LSTMLoader()
            .load(bundle)
            .predict(Worlds.bars("TEST", 400, 0, 1), MarketContext.empty()));
    boolean present =
        ServingProcess.class.getClassLoader().getResource("ai/djl/engine/Engine.class") != null;
    System.out.println("DJL: " + (present ? "present" : "absent"));
    ServiceLoader.load(ModelTrainerProvider.class)
        .forEach(p -> System.out.println(p.name() + " available: " + p.isAvailable()));
    System.out.println("sockets: " + Sockets.open());
    System.exit(0);
  }
}
