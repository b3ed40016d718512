// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.samples.host.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.RecurringJob;
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
  private static final long CONNECT_MILLIS = 10_000;
  private static final Duration KEPT = Duration.ofDays(30);

  private final HikariDataSource database;
  private final StorageProvider storage;
  private final JobRequestScheduler scheduler;
  private final Host host;
  private final TrainHandler trainings;
  private final @Nullable JobDashboard dashboard;

  private Jobs(
      HikariDataSource database,
      StorageProvider storage,
      JobRequestScheduler scheduler,
      Host host,
      TrainHandler trainings,
      @Nullable JobDashboard dashboard) {
    this.database = database;
    this.storage = storage;
    this.scheduler = scheduler;
    this.host = host;
    this.trainings = trainings;
    this.dashboard = dashboard;
  }

  static Jobs start(RestConfig config, Host host, Runnable afterTraining) {
    HikariDataSource database = open(config, host);
    JobDashboard dashboard = null;
    try {
      StorageProvider storage = SqlStorageProviderFactory.using(database);
      // Before anything runs: its port may be taken.
      dashboard =
          config.jobDashboardPort() > 0
              ? JobDashboard.start(config.jobDashboardPort(), storage, config)
              : null;
      TrainHandler trainings = new TrainHandler(host, afterTraining);
      AtomicReference<Jobs> self = new AtomicReference<>();
      RetrainHandler retraining =
          new RetrainHandler(host, job -> Objects.requireNonNull(self.get()).train(job));
      JobRequestScheduler scheduler =
          JobRunr.configure()
              .useStorageProvider(storage)
              .withJobFilter(new Retries())
              .useJobActivator(new Handlers(trainings, retraining))
              .useBackgroundJobServer(
                  BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                      .andWorkerCount(WORKERS)
                      .andPollIntervalInSeconds(config.pollSeconds())
                      .andDeleteSucceededJobsAfter(KEPT)
                      .andPermanentlyDeleteDeletedJobsAfter(KEPT),
                  false)
              .initialize()
              .getJobRequestScheduler();
      Jobs jobs = new Jobs(database, storage, scheduler, host, trainings, dashboard);
      self.set(jobs);
      scheduler.scheduleRecurrently(WEEKLY, Cron.weekly(), new RetrainJob());
      JobRunr.getBackgroundJobServer().start();
      return jobs;
    } catch (RuntimeException e) {
      if (dashboard != null) {
        dashboard.close();
      }
      JobRunr.destroy();
      database.close();
      throw e;
    }
  }

  private static HikariDataSource open(RestConfig config, Host host) {
    HikariConfig pool = new HikariConfig();
    // H2's own hook would close the file while trainings still go back into the queue.
    String url =
        config.jobsDatabase().isBlank()
            ? "jdbc:h2:file:"
                + host.home().resolve("jobs").toAbsolutePath()
                // What was answered 202 must be on disk, not half a second later.
                + "/jobs;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
            : config.jobsDatabase();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(5);
    pool.setConnectionTimeout(CONNECT_MILLIS);
    try {
      return new HikariDataSource(pool);
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      // What follows the question mark may be a password.
      throw new QuantMlException(
          "jobs database "
              + url.split("[?;]", 2)[0]
              + ": cannot be opened: "
              + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private record Handlers(TrainHandler trainings, RetrainHandler retraining)
      implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type == TrainHandler.class ? type.cast(trainings) : type.cast(retraining);
    }
  }

  /** Queues a training; the same one that is queued or running already is not queued again. */
  synchronized JobView train(TrainJob request) {
    for (StateName state : List.of(StateName.PROCESSING, StateName.ENQUEUED, StateName.SCHEDULED)) {
      for (JobView job : list(state)) {
        if (target(job.request().job()).equals(target(request))) {
          return job;
        }
      }
    }
    return find(scheduler.enqueue(request).asUUID()).orElseThrow();
  }

  /** What a training makes: 30d of AAPL and 21b of it are one model. */
  private TrainJob target(TrainJob job) {
    try {
      BarSeries bars = host.market().bars(job.ticker());
      return new TrainJob(
          bars.symbol(),
          Horizon.parse(job.horizon()).resolve(bars).bars() + "b",
          job.model(),
          job.members(),
          job.force());
    } catch (QuantMlException | IllegalArgumentException e) {
      return job; // its bars are gone: it is the same as what says the same
    }
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

  OptionalInt dashboardPort() {
    return dashboard == null ? OptionalInt.empty() : OptionalInt.of(dashboard.port());
  }

  /** Names of what is queued again and again. */
  List<String> recurring() {
    return storage.getRecurringJobs().stream().map(RecurringJob::getId).toList();
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
    trainings.stop();
    JobRunr.destroy();
    storage.close();
    database.close();
  }
}
