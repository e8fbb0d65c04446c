package org.coetracker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.coetracker");

    @Test
    void features_have_no_cycles() {
        slices().matching("org.coetracker.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void each_feature_is_in_the_table_of_who_comes_new() throws IOException {
        Set<String> features = CODE.stream()
                .map(type -> type.getPackageName().replaceFirst("^org\\.coetracker\\.?", ""))
                .map(name -> name.replaceFirst("\\..*", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        Set<String> listed = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("CONTRIBUTING.md"))) {
            Matcher row = Pattern.compile("^\\| ((?:`[a-z]+`(?:, )?)+) \\|").matcher(line);
            if (row.find()) {
                listed.addAll(List.of(row.group(1).replace("`", "").split(", ")));
            }
        }
        assertThat(listed).isEqualTo(features);
    }

    @Test
    void ways_to_show_who_one_is_have_no_cycles() {
        slices().matching("org.coetracker.account.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void accounts_know_no_way_to_show_whose_they_are() {
        noClasses()
                .that()
                .resideInAPackage("org.coetracker.account")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.coetracker.account.*..")
                .check(CODE);
    }

    /** The packaged service, other than these tests, would take them in the place of the JDK's. */
    @Test
    void no_library_brings_classes_that_the_jdk_has() throws IOException {
        for (String name : List.of(
                "javax/xml/parsers/SAXParserFactory",
                "javax/xml/stream/XMLInputFactory",
                "javax/xml/transform/Transformer",
                "org/w3c/dom/Node",
                "org/w3c/dom/css/CSSRule",
                "org/xml/sax/XMLReader")) {
            assertThat(Collections.list(getClass().getClassLoader().getResources(name + ".class")))
                    .hasSize(1)
                    .allMatch(place -> place.getProtocol().equals("jrt"));
        }
    }

    @Test
    void shared_knows_no_feature() {
        noClasses()
                .that()
                .resideInAPackage("org.coetracker.shared..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.coetracker..").and(resideOutsideOfPackage("org.coetracker.shared..")))
                .check(CODE);
    }

    @Test
    void actions_do_not_know_the_records_that_they_belong_to() {
        noClasses()
                .that()
                .resideInAPackage("org.coetracker.action..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.coetracker.coe..", "org.coetracker.overdue..")
                .check(CODE);
    }

    @Test
    void the_time_comes_from_the_clock_alone() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void resources_speak_http_and_nothing_behind_them_does() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Service")
                .or()
                .areAnnotatedWith(Entity.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CODE);
    }

    @Test
    void resources_leave_transactions_and_the_database_to_services() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .notBeAnnotatedWith(Transactional.class)
                .andShould()
                .onlyDependOnClassesThat()
                .areNotAssignableTo(EntityManager.class)
                .check(CODE);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .notBeAnnotatedWith(Transactional.class)
                .check(CODE);
    }

    @Test
    void entities_have_no_setters() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .and()
                .areNotStatic()
                .should()
                .haveNameNotMatching("set[A-Z].*")
                .check(CODE);
    }
}
