// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.ModelOutcome;
import io.github.quantml.pipeline.TrainingReport;
import io.github.quantml.samples.host.Host;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.context.JobContext;
import org.jobrunr.jobs.context.JobDashboardProgressBar;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.server.runner.ThreadLocalJobContext;

/** Does trainings; one that was killed goes on from its finished models when it is run again. */
public final class TrainHandler implements JobRequestHandler<TrainJob> {
  static final String STAGE = "stage";
  static final String ALL = "all";
  private static final int PER_CENT = 100;

  private final Host host;
  private final Runnable afterTraining;
  private final Map<UUID, Cancellation> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  TrainHandler(Host host, Runnable afterTraining) {
    this.host = host;
    this.afterTraining = afterTraining;
  }

  @Override
  public void run(TrainJob job) {
    JobContext context = ThreadLocalJobContext.getJobContext();
    Cancellation cancellation = new Cancellation();
    running.put(context.getJobId(), cancellation);
    try {
      if (stopping) {
        throw new ServiceStoppingException();
      }
      TrainingReport report = train(job, context, cancellation);
      context.logger().info(report.toString());
      if (!report.isComplete()) {
        // The pipeline has set apart what failed; the same bars would fail the same way again.
        throw new JobRunrException(failures(report), true);
      }
      afterTraining.run();
    } catch (CancellationException e) {
      if (stopping) {
        throw new ServiceStoppingException();
      }
      // Its job was deleted, so nothing is left to report.
      context.saveMetadata(STAGE, "cancelled");
    } catch (InsufficientDataException | InvalidDataException | IllegalArgumentException e) {
      throw new JobRunrException(String.valueOf(e.getMessage()), true, e);
    } finally {
      running.remove(context.getJobId());
    }
  }

  private static String failures(TrainingReport report) {
    return report.outcomes().stream()
        .filter(ModelOutcome.Failed.class::isInstance)
        .map(o -> o.model() + ": " + ((ModelOutcome.Failed) o).reason())
        .collect(Collectors.joining("; "));
  }

  private TrainingReport train(TrainJob job, JobContext context, Cancellation cancellation) {
    BarSeries bars = host.market().bars(job.ticker());
    JobDashboardProgressBar bar = context.progressBar(PER_CENT);
    StageProgress progress = new StageProgress(context, bar);
    MLTrainingPipeline pipeline =
        MLTrainingPipeline.of(
            host.training(bars, Horizon.parse(job.horizon()), job.members())
                .progress(progress)
                .cancellation(cancellation)
                .build());
    TrainingData data = TrainingData.of(bars);
    return job.model().equals(ALL)
        ? pipeline.trainAllModels(data)
        : pipeline.train(job.model(), data, job.force());
  }

  /** Asks a training to stop, if it runs here. */
  void cancel(UUID job) {
    Cancellation cancellation = running.get(job);
    if (cancellation != null) {
      cancellation.cancel();
    }
  }

  /** Asks all trainings to stop, and lets none begin; their jobs go back into the queue. */
  void stop() {
    stopping = true;
    running.values().forEach(Cancellation::cancel);
  }

  /** Tells the job store how far it has come, a few times a stage. */
  private static final class StageProgress implements io.github.quantml.api.Progress {
    private final JobContext context;
    private final JobDashboardProgressBar bar;
    private String stage = "";
    private long told = -1;

    StageProgress(JobContext context, JobDashboardProgressBar bar) {
      this.context = context;
      this.bar = bar;
    }

    @Override
    public synchronized void update(String now, long done, long total) {
      if (!now.equals(stage)) {
        stage = now;
        told = -1;
        context.saveMetadata(STAGE, stage);
      }
      long percent = PER_CENT * done / Math.max(1, total);
      if (percent != told) {
        told = percent;
        bar.setProgress(percent);
      }
    }
  }
}
