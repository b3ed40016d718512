// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import org.jobrunr.jobs.lambdas.JobRequest;

/** The weekly look at all registered models: each is queued to be trained on the bars of today. */
public record RetrainJob() implements JobRequest {
  @Override
  public Class<RetrainHandler> getJobRequestHandler() {
    return RetrainHandler.class;
  }
}
