// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.data.MarketSimulator;
import io.github.quantml.data.SimulatedSurroundings;
import io.github.quantml.data.SimulatorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Runs commands in this process, with a directory of models of their own. */
final class Commands implements AutoCloseable {
  private static final String HOME = "ML_MODEL_CACHE_DIR";
  private static final String JOURNALS = "ML_MLFLOW_JOURNAL_DIR";

  private final Path home;

  /** What a command did. */
  record Ran(int code, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + out + err, e);
      }
    }
  }

  private Commands(Path home) {
    this.home = home;
  }

  static Commands in(Path home) {
    System.setProperty(HOME, home.toString());
    System.setProperty(JOURNALS, home.resolve("journals").toString());
    return new Commands(home);
  }

  Path home() {
    return home;
  }

  Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new QuantMlCommand())
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  if (error instanceof QuantMlException
                      || error instanceof IllegalArgumentException) {
                    command.getErr().println("error: " + error.getMessage());
                    return 1;
                  }
                  throw error;
                });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    System.clearProperty(HOME);
    System.clearProperty(JOURNALS);
  }

  /** Daily bars of a simulated stock. */
  static BarSeries bars(String symbol, int n, long seed) {
    return MarketSimulator.of(
            SimulatorConfig.defaults()
                .withSymbol(symbol)
                .withBars(n)
                .withSurroundings(new SimulatedSurroundings(0, 0, 0, 0, 0)))
        .simulate(seed)
        .bars();
  }

  static Path csv(Path file, BarSeries bars) throws IOException {
    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (int i = 0; i < bars.size(); i++) {
      csv.append(bars.time(i)).append(',').append(bars.open(i)).append(',').append(bars.high(i));
      csv.append(',').append(bars.low(i)).append(',').append(bars.close(i)).append(',');
      csv.append(bars.volume(i)).append('\n');
    }
    return Files.writeString(file, csv);
  }
}
