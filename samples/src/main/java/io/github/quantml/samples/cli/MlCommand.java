// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import picocli.CommandLine.Command;

/** What is done with models; a further command is added to the list. */
@Command(
    name = "ml",
    description = "Models: train, deploy, predict, research, and the journals of runs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      DeployCommand.class,
      PredictCommand.class,
      ResearchCommand.class,
      RunsCommand.class,
      ReplayCommand.class
    })
final class MlCommand {}
