package org.coetracker.job;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.page.SortKey;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/** The jobs that there are, and how they did. */
@ApplicationScoped
class Jobs {
    private final Map<String, Job> jobs = new TreeMap<>();
    private final JobRuns runs;
    private final JobRunner runner;
    private final Scheduler scheduler;
    private final Pages pages;

    Jobs(@All List<Job> jobs, JobRuns runs, JobRunner runner, Scheduler scheduler, Pages pages) {
        jobs.forEach(job -> this.jobs.put(job.name(), job));
        this.runs = runs;
        this.runner = runner;
        this.scheduler = scheduler;
        this.pages = pages;
    }

    /** All of them, by name. */
    List<Job> all() {
        return List.copyOf(jobs.values());
    }

    /** A page of the jobs, by name. */
    Page<JobView> page(PlainPageQuery query, Actor actor) {
        int limit = query.readLimit();
        if (query.cursor() != null && !jobs.containsKey(query.cursor())) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
        }
        List<Job> behind = jobs.values().stream()
                .filter(job -> query.cursor() == null || job.name().compareTo(query.cursor()) > 0)
                .sorted(Comparator.comparing(Job::name))
                .toList();
        List<Job> shown = behind.subList(0, Math.min(limit, behind.size()));
        String next = shown.size() < behind.size() ? shown.get(limit - 1).name() : null;
        return new Page<>(views(shown, actor), next, null);
    }

    /** One job. */
    JobView read(String name, Actor actor) {
        return views(List.of(named(name)), actor).get(0);
    }

    /** A page of a job's runs, newest first. */
    Page<JobRunView> runs(String name, PlainPageQuery query, Actor actor) {
        Selection ofJob =
                new Selection().where("r.job = :job", "job", named(name).name());
        PageRequest page = new PageRequest(NewestFirst.STARTED_AT, true, query.readLimit(), query.cursor(), false);
        Page<JobRun> found = pages.fetch("r", "JobRun r", "r.id", ofJob, page);
        return found.map(run -> shown(run, actor));
    }

    /** One run of a job. */
    @Transactional
    JobRunView run(String name, String id, Actor actor) {
        UUID known = Ids.parse(id).orElseThrow(() -> noRun(name, id));
        return runs.find("id = ?1 and job = ?2", known, named(name).name())
                .firstResultOptional()
                .map(run -> shown(run, actor))
                .orElseThrow(() -> noRun(name, id));
    }

    private static JobRunView shown(JobRun run, Actor actor) {
        return Visibility.of(actor).isEverything() ? run.view() : run.view().withoutCounts();
    }

    /** Runs a job now, for somebody, and waits for its end. */
    JobRunView runNow(String name, boolean dryRun, Actor actor) {
        return runner.runFor(actor, named(name), dryRun);
    }

    private List<JobView> views(List<Job> shown, Actor actor) {
        List<String> names = shown.stream().map(Job::name).toList();
        Map<String, JobRunView> latest = new TreeMap<>();
        runs.latest(names).forEach((job, run) -> latest.put(job, shown(run, actor)));
        Map<String, JobRuns.Success> successes = runs.successes(names);
        List<JobView> views = new ArrayList<>();
        for (Job job : shown) {
            views.add(new JobView(
                    job.name(),
                    job.schedule(),
                    successes.get(job.name()).lastSuccessAt(),
                    latest.get(job.name()),
                    nextRunAt(job)));
        }
        return views;
    }

    /** When a job runs next, by the schedule that all nodes share; null when none is to run it. */
    Instant nextRunAt(Job job) {
        Trigger trigger = scheduler.isStarted() ? scheduler.getScheduledJob(job.name()) : null;
        return trigger == null ? null : trigger.getNextFireTime();
    }

    private Job named(String name) {
        Job job = jobs.get(name);
        if (job == null) {
            throw ProblemException.notFound("job \"" + name + "\"; there are " + String.join(", ", jobs.keySet()));
        }
        return job;
    }

    private static ProblemException noRun(String name, String id) {
        return ProblemException.notFound("run " + id + " of " + name);
    }

    private enum NewestFirst implements SortKey {
        STARTED_AT;

        @Override
        public String parameter() {
            return "startedAt";
        }

        @Override
        public String expression() {
            return "r.startedAt";
        }

        @Override
        public Class<?> type() {
            return Instant.class;
        }
    }
}
