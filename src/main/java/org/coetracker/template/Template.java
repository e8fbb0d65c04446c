package org.coetracker.template;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.coetracker.coe.Kind;
import org.coetracker.policy.Severity;
import org.coetracker.shared.json.JsonText;
import org.hibernate.annotations.ColumnTransformer;

/** What authors are asked, and what they have to answer. A deleted one stays, for the COEs that began with it. */
@Entity
class Template {
    @Id
    private String name;

    @Version
    private int version;

    private String title;
    private String kind;
    private List<String> severities;

    @Column(columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String prompts;

    private List<String> required;

    @Column(columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String defaults;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For Hibernate. */
    protected Template() {}

    /** Makes one. The command's rules have been checked. */
    static Template of(NewTemplate command, Instant now) {
        Template template = new Template();
        template.name = command.name();
        template.version = 1;
        template.createdAt = now;
        template.say(command, now);
        return template;
    }

    /** Writes it anew; a deleted one is there again. */
    void say(NewTemplate command, Instant now) {
        title = command.title();
        kind = command.kind() == null ? null : word(command.kind());
        severities = command.severities().stream()
                .distinct()
                .sorted()
                .map(Template::word)
                .toList();
        prompts = JsonText.write(command.prompts());
        required = Section.ALL.stream().filter(command.required()::contains).toList();
        defaults = JsonText.write(command.defaults());
        updatedAt = now;
        deletedAt = null;
    }

    /** Offers it no longer. */
    void delete(Instant now) {
        updatedAt = now;
        deletedAt = now;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is meant for COEs like this. */
    boolean isFor(Kind ofKind, Severity ofSeverity) {
        return (kind == null || kind() == ofKind) && (severities.isEmpty() || severities.contains(word(ofSeverity)));
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    String title() {
        return title;
    }

    Kind kind() {
        return kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    List<Severity> severities() {
        return severities.stream()
                .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }

    Prompts prompts() {
        return JsonText.read(prompts, Prompts.class);
    }

    List<String> required() {
        return required;
    }

    Defaults defaults() {
        return JsonText.read(defaults, Defaults.class);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant deletedAt() {
        return deletedAt;
    }
}
