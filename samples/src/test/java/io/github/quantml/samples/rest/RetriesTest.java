// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.QuantMlException;
import io.github.quantml.samples.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {
  private static final TrainJob TRAINING = new TrainJob("AAPL", "5b", "ensemble", List.of(), false);

  private final Retries retries = new Retries();
  private final Job job = new Job(new JobDetails(TRAINING));

  private StateName fail(Exception cause) {
    job.failed("failed", cause);
    retries.onStateElection(job, job.getJobState());
    return job.getState();
  }

  @Test
  void aFailureIsTriedTwiceMoreAndNotForEver() {
    assertThat(fail(new QuantMlException("no answer"))).isEqualTo(StateName.SCHEDULED);
    assertThat(fail(new QuantMlException("no answer"))).isEqualTo(StateName.SCHEDULED);
    assertThat(fail(new QuantMlException("no answer"))).isEqualTo(StateName.FAILED);
    assertThat(JobView.of(job, TRAINING).error()).isEqualTo("no answer");
  }

  @Test
  void whatMustFailAgainIsNotTriedAgain() {
    assertThat(fail(new JobRunrException("too few bars", true))).isEqualTo(StateName.FAILED);
  }

  @Test
  void aStopOfTheServiceCostsNoTry() {
    for (int i = 0; i < 5; i++) {
      assertThat(fail(new ServiceStoppingException())).isEqualTo(StateName.ENQUEUED);
    }
    aFailureIsTriedTwiceMoreAndNotForEver();
  }

  @Test
  void theWeeklyJobQueuesEveryRegisteredModel(@TempDir Path home) {
    Host host = TestService.host(home);
    TestService.train(host, "AAPL", "5b", false);
    TestService.train(host, "AAPL", "7b", false);
    List<TrainJob> queued = new ArrayList<>();

    new RetrainHandler(host, queued::add).run(new RetrainJob());

    assertThat(queued)
        .containsExactlyInAnyOrder(
            new TrainJob("AAPL", "5b", "ensemble", List.of(), false),
            new TrainJob("AAPL", "7b", "ensemble", List.of(), false));
  }
}
