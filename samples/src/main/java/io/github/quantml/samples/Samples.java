// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.samples.cli.QuantMlCommand;
import io.github.quantml.samples.rest.RestServiceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the samples. */
@Command(
    name = "samples/run",
    description = "Runs the samples of quant-ml.",
    mixinStandardHelpOptions = true,
    subcommands = {
      QuickstartCommand.class,
      CyclicalCommand.class,
      EnsembleCommand.class,
      MemberCommand.class,
      BacktestCommand.class,
      AuditCommand.class,
      FeaturesCommand.class,
      FactorsCommand.class,
      NetworkCommand.class,
      DeepCommand.class,
      ExchangeRateCommand.class,
      QuantMlCommand.class,
      RestServiceCommand.class,
      OptionsCommand.class
    })
public final class Samples {
  private Samples() {}

  /** Runs the command named by the first argument. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Samples()).setExecutionExceptionHandler(Samples::explain);
  }

  /** Errors of data and use are one clear line; anything else is a bug and shows its trace. */
  private static int explain(Exception error, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (error instanceof QuantMlException || error instanceof IllegalArgumentException) {
      command.getErr().println("error: " + error.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw error;
  }
}
