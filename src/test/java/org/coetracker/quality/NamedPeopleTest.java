package org.coetracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.junit.QuarkusTest;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People of the service in what a record says; a tilde stands for an ending that makes them others in each test. */
@QuarkusTest
class NamedPeopleTest {
    /** Whether the wording of a title is found to name somebody of this name, or of this handle behind an @. */
    private static boolean isNamed(String person, String title) {
        String ending = name("x").replace("-", "");
        boolean byHandle = person.startsWith("@");
        post(
                        "/people",
                        byHandle
                                ? map("handle", person.substring(1).replace("~", ending), "name", "Somebody")
                                : map("handle", name("p"), "name", person.replace("~", ending)))
                .statusCode(201);
        String ref = QualityApiTest.good(team(), "title", title.replace("~", ending));
        List<Map<String, Object>> findings =
                get("/coes/" + ref + "/quality").statusCode(200).extract().path("findings");
        assertThat(findings).allSatisfy(finding -> assertThat(finding).containsEntry("rule", "blameless-wording"));
        return !findings.isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ravi Deshman~     | Then Ravi Deshman~ called",
                "Ravi Deshman~     | Ravi Deshman~'s change",
                "Ravi Deshman~     | Ravi Deshman~’s change",
                "Ravi Deshman~     | Told by _Ravi Deshman~_ at noon",
                "Ravi Deshman~     | Then Ravi K. Deshman~ called",
                "Ravi Deshman~     | Then Ravi K Deshman~ called",
                "Ravi K. Deshman~  | Then Ravi K. Deshman~ called",
                "Ravi K. Deshman~  | Then Ravi K Deshman~ called",
                "Ravi K. Deshman~  | Then Ravi Deshman~ called",
                "Ravi K J Deshman~ | Then Ravi Deshman~ called",
                "R. Deshman~       | Then R. Deshman~ called",
                "Zoë van Rijn~     | Then Zoë  van Rijn~'s pager rang",
                "Siobhán O’Neill~  | Then Siobhán O'Neill~ called",
                "Siobhán O'Neill~  | Then Siobhán O’Neill~ called",
                "Élodie Müller~    | Then Élodie Müller~ called",
                "ÉLODIE MÜLLER~    | Then Élodie Müller~ called",
                "Ömer Şahin~       | Then Ömer Şahin~ called",
                "İpek Çelik~       | Then İpek Çelik~ called",
                "Šárka Nová~       | Then Šárka Nová~ called",
                "Łukasz Żak~       | Then Łukasz Żak~ called",
                "Юрий Иванов~      | Потом Юрий Иванов~ позвонил",
                "Ζωή Νικολάου~     | Then Ζωή Νικολάου~ called",
                "@ravi~            | Told by @ravi~.",
                "@ravi~            | Told by @Ravi~, then all",
                "@ravi.d_2~        | Told by @ravi.d_2~-",
                "@7up~             | Told by @7up~"
            })
    void a_person_is_found_however_the_name_is_written(String person, String title) {
        assertThat(isNamed(person, title)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Grace Wetherby~  | By the Grace of luck",
                "Ravi Deshman~    | Then ravi deshman~ called",
                "Ravi Deshman~    | Told Ravi. Deshman~ called",
                "Ravi K. Deshman~ | Then Ravi B. Deshman~ called",
                "Élodie Müller~   | Then élodie müller~ called",
                "@example~.org    | Mail to zoe@example~.org",
                "@ravi~           | Told by @ravi~ndra"
            })
    void what_only_looks_like_a_name_is_none(String person, String title) {
        assertThat(isNamed(person, title)).isFalse();
    }

    @Test
    void accents_are_the_same_however_they_are_stored() {
        String composed = "Zoë Rijn~";
        String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(isNamed(apart, "Then " + composed + " called")).isTrue();
        assertThat(isNamed(composed, "Then " + apart + " called")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Élodie, élo", "Élodie, ÉLO", "Юрий, юр", "Ömer, ö", "İpek, İp", "İpek, ip", "Ζωή, ΖΩ"})
    void people_and_teams_are_looked_up_by_a_part_of_their_names_in_any_case(String first, String begun) {
        String handle = name("p");
        String named = handle + " " + first;
        post("/people", map("handle", name("q"), "name", named)).statusCode(201);
        post("/teams", map("handle", name("q"), "name", named, "timeZone", "UTC"))
                .statusCode(201);
        for (String list : List.of("/people", "/teams")) {
            get(list + "?q=" + handle + " " + begun).statusCode(200).body("items.name", contains(named));
        }
    }
}
