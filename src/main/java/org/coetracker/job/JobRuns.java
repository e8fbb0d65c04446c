package org.coetracker.job;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The records of all runs. */
@ApplicationScoped
class JobRuns implements PanacheRepositoryBase<JobRun, UUID> {
    /** A run that has not been heard of for so long has lost its node; a batch takes a fraction of a second. */
    static final Duration SILENT_FOR = Duration.ofMinutes(2);

    private final Clock clock;

    JobRuns(Clock clock) {
        this.clock = clock;
    }

    /** Adds to what a run has done. */
    void add(UUID run, Counts done) {
        update(
                "scanned = scanned + ?1, flagged = flagged + ?2, resolved = resolved + ?3, noticed = noticed + ?4,"
                        + " seenAt = ?5 where id = ?6",
                done.scanned(),
                done.flagged(),
                done.resolved(),
                done.noticed(),
                clock.instant(),
                run);
    }

    /**
     * Ends the records of runs that ended without saying so: silent ones, and those of an earlier process of this node.
     *
     * @param running the runs of this process that are under way
     */
    void closeInterrupted(String job, String node, Collection<UUID> running, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        update job_run set finished_at = seen_at,
                            error = 'interrupted: the node stopped before the run ended; what is counted was done'
                        where job = :job and finished_at is null
                            and (seen_at < :silent or (node = :node and not id = any(:running)))""")
                .setParameter("job", job)
                .setParameter("silent", now.minus(SILENT_FOR))
                .setParameter("node", node)
                .setParameter("running", running.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** The run of each job that began last. */
    Map<String, JobRun> latest(Collection<String> jobs) {
        List<JobRun> runs = getEntityManager()
                .createNativeQuery("""
                        select r.* from unnest(:jobs) as j (name) cross join lateral (
                            select * from job_run where job = j.name order by started_at desc, id desc limit 1) r""", JobRun.class)
                .setParameter("jobs", jobs.toArray(String[]::new))
                .getResultList();
        return runs.stream().collect(Collectors.toMap(JobRun::job, Function.identity()));
    }

    /**
     * When a job last succeeded, and since when it is tried.
     *
     * @param lastSuccessAt null when it never has
     * @param triedSince when its first run began; null when there was none
     */
    record Success(Instant lastSuccessAt, Instant triedSince) {}

    /** When each job last succeeded. */
    Map<String, Success> successes(Collection<String> jobs) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select j.name,
                            (select max(finished_at) from job_run
                             where job = j.name and finished_at is not null and error is null and not dry_run),
                            (select min(started_at) from job_run where job = j.name)
                        from unnest(:jobs) as j (name)""", Object[].class)
                .setParameter("jobs", jobs.toArray(String[]::new))
                .getResultList();
        Map<String, Success> successes = new HashMap<>();
        rows.forEach(row -> successes.put((String) row[0], new Success((Instant) row[1], (Instant) row[2])));
        return successes;
    }
}
