// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import picocli.CommandLine.Command;

/** The command line of the library. */
@Command(
    name = "quantml",
    description = "Trains, tests, serves and watches models.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong use, 3 ml monitor asks for something, 130 stopped.",
      "",
      "Begin with:",
      "  samples/run quantml doctor",
      "  samples/run quantml ml train --symbol BTC/USD",
      "  samples/run quantml ml predict BTC/USD"
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      MlCommand.class,
      DataCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
public final class QuantMlCommand {
  /** For picocli. */
  public QuantMlCommand() {}
}
