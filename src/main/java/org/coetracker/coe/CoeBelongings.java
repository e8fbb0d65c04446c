package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.SupportingData.Evidence;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ProblemException;

/** The COE behind what belongs to it and is no part of its record, such as its files: who sees that, and changes it. */
@ApplicationScoped
public class CoeBelongings {
    private final Coes coes;

    CoeBelongings(Coes coes) {
        this.coes = coes;
    }

    /**
     * What has to be known of a COE.
     *
     * @param id its id
     * @param ref {@code COE-42}
     * @param version of the record
     * @param incident the key times
     * @param citations the ids of the pieces of evidence that name a file, by the file's id
     */
    public record Holder(
            UUID id, String ref, int version, IncidentTimes incident, Map<String, List<String>> citations) {
        /** The pieces of evidence that name a file. */
        public List<String> citing(UUID file) {
            return citations.getOrDefault(file.toString(), List.of());
        }
    }

    /**
     * The COE, for somebody who may see it.
     *
     * @throws ProblemException 404 when there is none that the actor may see
     */
    public Holder read(CoeRef ref, Actor actor) {
        return of(coes.get(ref, actor));
    }

    /** The COE, for somebody who may do this with what belongs to it. */
    public Holder require(CoeRef ref, Operation operation, Actor actor) {
        return of(allowed(coes.get(ref, actor), operation, actor));
    }

    /** The same, locked: nobody changes the record, or what belongs to it, until the transaction is over. */
    public Holder lock(CoeRef ref, Operation operation, Actor actor) {
        return of(allowed(coes.lock(ref, actor), operation, actor));
    }

    private static Coe allowed(Coe coe, Operation operation, Actor actor) {
        AccessPolicy.require(actor, operation, coe.involved());
        if (coe.status() == Status.WITHDRAWN) {
            throw ProblemException.illegalMove(
                    coe.ref() + " is withdrawn, so it stays as it is.",
                    coe.status().word(),
                    coe.status().openMoves());
        }
        return coe;
    }

    private static Holder of(Coe coe) {
        return new Holder(coe.id(), coe.ref(), coe.version(), coe.incident(), citations(coe));
    }

    private static Map<String, List<String>> citations(Coe coe) {
        String data = coe.answers().supportingData();
        if (!data.contains("\"attachment\":\"")) {
            return Map.of();
        }
        Map<String, List<String>> citations = new HashMap<>();
        for (Evidence evidence : JsonText.read(data, SupportingData.class).items()) {
            if (evidence.attachment() != null) {
                citations
                        .computeIfAbsent(evidence.attachment(), file -> new ArrayList<>())
                        .add(evidence.id());
            }
        }
        return citations;
    }
}
