// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import picocli.CommandLine.Command;

/** What is done with models; a further command is added to the list. */
@Command(
    name = "ml",
    description = "Models: train, predict, backtest, tune, monitor, registry and journals.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      MlBacktestCommand.class,
      ModelsCommand.class,
      TuneCommand.class,
      AnomaliesCommand.class,
      MonitorCommand.class,
      TrainNetworkCommand.class,
      DeployCommand.class,
      ResearchCommand.class,
      RunsCommand.class,
      ReplayCommand.class
    })
final class MlCommand {}
