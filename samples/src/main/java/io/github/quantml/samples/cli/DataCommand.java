// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import picocli.CommandLine.Command;

/** What is done with data. */
@Command(
    name = "data",
    description = "Data: validate.",
    mixinStandardHelpOptions = true,
    subcommands = ValidateCommand.class)
final class DataCommand {}
