package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;

/** Nobody is named and nobody is blamed: the words of a list and the names of people of this service. */
final class BlamelessWording extends Rule {
    private static final int MOST = 5;

    BlamelessWording() {
        super("blameless-wording", null);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        for (Passage passage : Passage.of(coe)) {
            List<String> names = terms.people().in(passage.text());
            List<String> blame = terms.blame().in(passage.text());
            if (!names.isEmpty() || !blame.isEmpty()) {
                List<String> messages = new ArrayList<>();
                List<String> advice = new ArrayList<>();
                if (!names.isEmpty()) {
                    messages.add("This names a person: " + quoted(names) + ".");
                    advice.add(
                            "Name the role instead, such as \"the engineer on call\": the record is about what let it"
                                    + " happen.");
                }
                if (!blame.isEmpty()) {
                    messages.add("This blames: " + quoted(blame) + ".");
                    advice.add("Say what was seen and done, and what made it look right at the time.");
                }
                remarks.add(new Remark(
                        passage.question(), passage.pointer(), String.join(" ", messages), String.join(" ", advice)));
            }
        }
        return remarks;
    }

    /** The first few; a message is no place for a hundred. */
    private static String quoted(List<String> words) {
        int shown = Math.min(MOST, words.size());
        return "\"" + String.join("\", \"", words.subList(0, shown)) + "\""
                + (words.size() > shown ? " and " + (words.size() - shown) + " more" : "");
    }
}
