// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.Progress;
import io.github.quantml.samples.ConsoleProgress;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How results are shown: for a reader or for a program. */
final class OutputOptions {
  @Option(names = "--json", description = "Prints JSON and nothing else on standard output.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Shows no progress bar.")
  boolean quiet;

  /** News of a long work: a bar on the error stream, unless it is not wanted. */
  Watch watch(String title) {
    return new Watch(quiet ? null : new ConsoleProgress(title));
  }

  /** Prints what a reader sees, or the same as JSON. */
  void print(PrintWriter out, String text, Object json) {
    if (this.json) {
      out.println(JsonText.of(json));
    } else {
      out.print(text.endsWith("\n") || text.isEmpty() ? text : text + System.lineSeparator());
    }
    out.flush();
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A progress bar or nothing. */
  static final class Watch implements Progress, AutoCloseable {
    private final @Nullable ConsoleProgress bar;

    Watch(@Nullable ConsoleProgress bar) {
      this.bar = bar;
    }

    @Override
    public void update(String stage, long done, long total) {
      if (bar != null) {
        bar.update(stage, done, total);
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
