package org.coetracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private Spool spool() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(SpoolSettings.class)
                .withMapping(LimitSettings.class)
                .withConverter(
                        io.quarkus.runtime.configuration.MemorySize.class,
                        100,
                        new io.quarkus.runtime.configuration.MemorySizeConverter())
                .withConverter(java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(
                        Map.of("coe.spool.dir", directory.toString(), "coe.spool.bytes", "1000"), "test", 500))
                .build();
        return new Spool(
                config.getConfigMapping(SpoolSettings.class),
                config.getConfigMapping(LimitSettings.class),
                new SimpleMeterRegistry());
    }

    @Test
    void a_file_is_never_created_after_it_was_closed_and_written_no_further() throws IOException {
        Spool spool = spool();
        Spool.File early = spool.forUpload("alice", 10);
        early.close();
        assertThatThrownBy(early::create).isInstanceOf(ProblemException.class);
        assertThat(early.path()).doesNotExist();
        Spool.File late = spool.forUpload("alice", 10);
        try (OutputStream to = late.create()) {
            late.close();
            assertThatThrownBy(() -> to.write(1)).isInstanceOf(ProblemException.class);
        }
        assertThat(late.path()).doesNotExist();
        spool.end();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_file_that_went_with_its_request_is_no_error_of_the_disk_and_another_failure_is() {
        List<String> errors = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                    errors.add(entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Spool.class.getName());
        logger.addHandler(log);
        try {
            assertThat(Spool.diskFailed(new NoSuchFileException("gone"))).hasMessageContaining("request was over");
            assertThat(errors).isEmpty();
            assertThat(Spool.diskFailed(new FileSystemException("full"))).hasMessageContaining("disk is full");
            assertThat(errors).hasSize(1);
        } finally {
            logger.removeHandler(log);
        }
    }

    @Test
    void a_directory_that_somebody_has_cleaned_up_is_made_again() throws IOException {
        Spool spool = spool();
        try (Stream<Path> all = Files.walk(directory, new FileVisitOption[0])) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        try (Spool.File file = spool.forUpload("alice", 10);
                OutputStream to = file.create()) {
            to.write(1);
            assertThat(file.path()).exists();
        }
        spool.end();
    }

    @Test
    void a_person_has_a_few_files_and_each_direction_its_own_room() throws IOException {
        Spool spool = spool();
        List<Spool.File> files = IntStream.range(0, 3)
                .mapToObj(each -> spool.forUpload("alice", 100))
                .toList();
        assertThatThrownBy(() -> spool.forUpload("alice", 100)).hasMessageContaining("You have 3 files");
        assertThatThrownBy(() -> spool.forUpload("bob", 701)).hasMessageContaining("Too many files");
        spool.forUpload("bob", 700).close();
        files.forEach(Spool.File::close);
        files.forEach(Spool.File::close);
        spool.forUpload("alice", 1_000).close();
        spool.end();
    }

    @Test
    void processes_that_start_at_once_do_not_clear_each_others_directories() throws Exception {
        ExecutorService together = Executors.newFixedThreadPool(8);
        try {
            Set<Path> homes = new HashSet<>();
            List<Future<Spool>> started = IntStream.range(0, 40)
                    .mapToObj(each -> together.submit(this::spool))
                    .toList();
            for (Future<Spool> one : started) {
                try (Spool.File file = one.get().forUpload("alice", 10)) {
                    homes.add(file.path().getParent());
                    file.create().close();
                    assertThat(file.path()).exists();
                }
            }
            assertThat(homes).hasSize(40);
            for (Future<Spool> one : started) {
                one.get().end();
            }
        } finally {
            together.shutdownNow();
        }
    }

    private static Path abandoned(Path at) throws IOException {
        Files.createDirectories(at);
        Files.createFile(at.resolve(Leftovers.LOCK));
        return Files.createFile(at.resolve("content"));
    }

    @Test
    void what_was_left_behind_is_cleared_and_what_a_link_points_at_is_not(@TempDir Path elsewhere) throws IOException {
        Path left = abandoned(directory.resolve("coe-spool-left"));
        Path precious = abandoned(elsewhere);
        Files.createSymbolicLink(directory.resolve("coe-spool-linked"), elsewhere);
        Path locked = Files.createDirectory(directory.resolve("coe-spool-locked"));
        Files.createSymbolicLink(locked.resolve(Leftovers.LOCK), elsewhere.resolve(Leftovers.LOCK));
        Path beside = Files.createFile(locked.resolve("content"));
        spool().end();
        assertThat(left.getParent()).doesNotExist();
        assertThat(precious).exists();
        assertThat(beside).exists();
    }
}
