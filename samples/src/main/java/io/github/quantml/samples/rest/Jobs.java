// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.quantml.samples.host.Host;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.scheduling.cron.Cron;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trainings in the background. JobRunr keeps them in a database, an H2 file by default, so that
 * they outlive the process: a job whose process died is taken up again, and its training goes on
 * from its finished models.
 */
final class Jobs implements AutoCloseable {
  private static final String WEEKLY = "retrain-weekly";
  private static final int MOST_LISTED = 100;
  private static final int WORKERS = 1;

  private final HikariDataSource database;
  private final StorageProvider storage;
  private final JobRequestScheduler scheduler;
  private final TrainHandler trainings;
  private final @Nullable JobDashboard dashboard;

  private Jobs(
      HikariDataSource database,
      StorageProvider storage,
      JobRequestScheduler scheduler,
      TrainHandler trainings,
      @Nullable JobDashboard dashboard) {
    this.database = database;
    this.storage = storage;
    this.scheduler = scheduler;
    this.trainings = trainings;
    this.dashboard = dashboard;
  }

  static Jobs start(RestConfig config, Host host, Runnable afterTraining) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(
        config.jobsDatabase().isBlank()
            ? "jdbc:h2:file:" + host.home().resolve("jobs").toAbsolutePath() + "/jobs"
            : config.jobsDatabase());
    pool.setMaximumPoolSize(5);
    HikariDataSource database = new HikariDataSource(pool);
    StorageProvider storage = SqlStorageProviderFactory.using(database);
    TrainHandler trainings = new TrainHandler(host, afterTraining);
    JobRequestScheduler[] queue = new JobRequestScheduler[1];
    RetrainHandler retraining = new RetrainHandler(host, job -> queue[0].enqueue(job));
    JobRunrConfiguration jobs =
        JobRunr.configure()
            .useStorageProvider(storage)
            .useJobActivator(new Handlers(trainings, retraining))
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andWorkerCount(WORKERS)
                    .andPollIntervalInSeconds(config.pollSeconds()));
    queue[0] = jobs.initialize().getJobRequestScheduler();
    queue[0].scheduleRecurrently(WEEKLY, Cron.weekly(), new RetrainJob());
    JobDashboard dashboard =
        config.jobDashboardPort() > 0
            ? JobDashboard.start(config.jobDashboardPort(), storage, config)
            : null;
    return new Jobs(database, storage, queue[0], trainings, dashboard);
  }

  private record Handlers(TrainHandler trainings, RetrainHandler retraining)
      implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type == TrainHandler.class ? type.cast(trainings) : type.cast(retraining);
    }
  }

  /** Queues a training; the same one that is queued or running already is not queued again. */
  JobView train(TrainJob request) {
    for (StateName state : List.of(StateName.PROCESSING, StateName.ENQUEUED)) {
      for (JobView job : list(state)) {
        if (job.request().equals(JobView.Request.of(request))) {
          return job;
        }
      }
    }
    return find(scheduler.enqueue(request).asUUID()).orElseThrow();
  }

  /** A training, or nothing when there is no job of that number. */
  Optional<JobView> find(UUID id) {
    try {
      return view(storage.getJobById(id));
    } catch (JobNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Latest trainings, newest first. */
  List<JobView> list() {
    List<JobView> all = new ArrayList<>();
    for (StateName state :
        List.of(
            StateName.SCHEDULED,
            StateName.ENQUEUED,
            StateName.PROCESSING,
            StateName.SUCCEEDED,
            StateName.FAILED,
            StateName.DELETED)) {
      all.addAll(list(state));
    }
    all.sort(Comparator.comparing(JobView::created).reversed());
    return List.copyOf(all.subList(0, Math.min(MOST_LISTED, all.size())));
  }

  private List<JobView> list(StateName state) {
    return storage.getJobList(state, new AmountRequest("updatedAt:DESC", MOST_LISTED)).stream()
        .flatMap(job -> view(job).stream())
        .toList();
  }

  private static Optional<JobView> view(Job job) {
    return job.getJobDetails().getJobParameters().stream()
        .map(JobParameter::getObject)
        .filter(TrainJob.class::isInstance)
        .findFirst()
        .map(request -> JobView.of(job, (TrainJob) request));
  }

  /** Takes a job back: what runs is asked to stop. */
  void cancel(UUID id) {
    scheduler.delete(id, "cancelled by a call");
    trainings.cancel(id);
  }

  /** How many jobs are in a state. */
  long count(StateName state) {
    return storage.countJobs(state);
  }

  /** Stops what runs; its jobs are taken up again when the service starts. */
  @Override
  public void close() {
    if (dashboard != null) {
      dashboard.close();
    }
    trainings.cancelAll();
    JobRunr.destroy();
    storage.close();
    database.close();
  }
}
