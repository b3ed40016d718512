// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import picocli.CommandLine.Command;

/** The command line of the library. */
@Command(
    name = "quantml",
    description = "Trains, registers and deploys models.",
    mixinStandardHelpOptions = true,
    subcommands = MlCommand.class)
public final class QuantMlCommand {
  /** For picocli. */
  public QuantMlCommand() {}
}
