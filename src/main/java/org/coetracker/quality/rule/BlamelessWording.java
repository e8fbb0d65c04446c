package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;

/** Nobody is named and nobody is blamed: the words of a list and the names of people of this service. */
final class BlamelessWording extends Rule {
    BlamelessWording() {
        super("blameless-wording", null);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        for (Passage passage : Passage.of(coe)) {
            List<String> names = terms.people().in(passage.text());
            List<String> blame = terms.blame().in(passage.text());
            if (!names.isEmpty()) {
                remarks.add(
                        new Remark(
                                passage.question(),
                                passage.pointer(),
                                "This names a person: " + quoted(names) + ".",
                                "Name the role instead, such as \"the engineer on call\": the record is about what let it happen."));
            } else if (!blame.isEmpty()) {
                remarks.add(new Remark(
                        passage.question(),
                        passage.pointer(),
                        "This blames: " + quoted(blame) + ".",
                        "Say what was seen and done, and what made it look right at the time."));
            }
        }
        return remarks;
    }

    private static String quoted(List<String> words) {
        return "\"" + String.join("\", \"", words) + "\"";
    }
}
