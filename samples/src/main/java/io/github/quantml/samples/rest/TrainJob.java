// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import java.util.List;
import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * A training to be done: what the job store keeps of it.
 *
 * @param ticker whose bars
 * @param horizon how far ahead, as text
 * @param model a member's name, {@code ensemble}, or {@code all}
 * @param members names of members; empty for the host's
 * @param force whether to train what is up to date
 */
public record TrainJob(
    String ticker, String horizon, String model, List<String> members, boolean force)
    implements JobRequest {
  @Override
  public Class<TrainHandler> getJobRequestHandler() {
    return TrainHandler.class;
  }
}
