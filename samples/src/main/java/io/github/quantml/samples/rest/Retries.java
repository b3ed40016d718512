// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;

/**
 * What becomes of a job that failed. One that only stopped with the service is queued again at
 * once, as often as that happens; any other is tried twice more, after seconds.
 */
final class Retries extends RetryFilter {
  private static final int MOST = 2;
  private static final String STOPPED = ServiceStoppingException.class.getName();

  Retries() {
    super(MOST);
  }

  @Override
  public void onStateElection(Job job, JobState state) {
    if (state instanceof FailedState failed && hasStopped(failed)) {
      job.enqueue();
      return;
    }
    long stops =
        job.getJobStates().stream()
            .filter(s -> s instanceof FailedState failed && hasStopped(failed))
            .count();
    job.setAmountOfRetries((int) (MOST + stops));
    super.onStateElection(job, state);
  }

  private static boolean hasStopped(FailedState failed) {
    return STOPPED.equals(failed.getExceptionType());
  }
}
