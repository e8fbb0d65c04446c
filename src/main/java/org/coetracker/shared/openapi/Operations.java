package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Gives each operation the parameters, statuses and headers that its kind has. */
final class Operations {
    private final OpenAPI document;
    private final Schemas schemas;
    private final Code code;
    private final SharedParts parts;
    private final Descriptions descriptions;

    Operations(OpenAPI document, Schemas schemas, Code code, Descriptions descriptions) {
        this.document = document;
        this.schemas = schemas;
        this.code = code;
        this.descriptions = descriptions;
        this.parts = new SharedParts(document.getComponents(), descriptions);
    }

    void apply() {
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> complete(new Kind(path, method, operation))));
    }

    /** What decides how an operation is completed. */
    private record Kind(String path, HttpMethod method, Operation operation) {
        boolean hasPathParameter() {
            return path.contains("{");
        }

        boolean takes(String header) {
            return parameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
        }

        boolean hasBody() {
            return operation.getRequestBody() != null;
        }

        List<Parameter> parameters() {
            return operation.getParameters() == null ? List.of() : operation.getParameters();
        }
    }

    private void complete(Kind kind) {
        boolean idempotent = code.isIdempotent(kind.operation.getOperationId());
        Set<Integer> statuses = statuses(kind, idempotent);
        answers(kind, statuses, idempotent);
        parameters(kind, idempotent);
    }

    /** The statuses beside success: those of the kind, and those that the resource names itself. */
    private static Set<Integer> statuses(Kind kind, boolean idempotent) {
        Set<Integer> statuses = new TreeSet<>(List.of(400, 401, 403, 406, 429, 500, 503));
        if (kind.takes(SharedParts.IF_NONE_MATCH)) {
            statuses.add(304);
        }
        if (kind.hasPathParameter()) {
            statuses.add(404);
        }
        if (kind.takes(SharedParts.IF_MATCH)) {
            statuses.addAll(List.of(412, 428));
            if (kind.method != HttpMethod.PATCH) {
                // A move or a deletion, which the record's state may forbid.
                statuses.add(409);
            }
        }
        if (kind.hasBody()) {
            statuses.addAll(List.of(408, 413, 415, 422));
        }
        if (idempotent) {
            statuses.add(422);
        }
        kind.operation.getResponses().getAPIResponses().keySet().stream()
                .map(Integer::valueOf)
                .filter(status -> status >= 300)
                .forEach(statuses::add);
        return statuses;
    }

    private void answers(Kind kind, Set<Integer> statuses, boolean idempotent) {
        Map<String, APIResponse> answers = new TreeMap<>();
        kind.operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2")) {
                headers(kind, status, answer, idempotent);
                answers.put(status, answer);
            }
        });
        statuses.forEach(status -> answers.put(String.valueOf(status), parts.answer(status)));
        kind.operation.getResponses().setAPIResponses(answers);
    }

    private void headers(Kind kind, String status, APIResponse answer, boolean idempotent) {
        List<String> headers =
                new ArrayList<>(List.of(SharedParts.REQUEST_ID, SharedParts.RATE_LIMIT, SharedParts.RATE_LIMIT_POLICY));
        String schema = schemaOf(answer);
        if (kind.takes(SharedParts.IF_NONE_MATCH) || kind.method != HttpMethod.GET && code.isTagged(schema)) {
            headers.add(SharedParts.ETAG);
        }
        if (status.equals("201")) {
            headers.add(SharedParts.LOCATION);
        }
        if (itemOf(schema) != null) {
            headers.add(SharedParts.LINK);
        }
        if (idempotent) {
            headers.add(SharedParts.REPLAYED);
        }
        headers.stream().sorted().forEach(header -> answer.addHeader(header, parts.header(header)));
        kind.parameters().stream()
                .filter(parameter -> parameter.getName().equals(SharedParts.PREFER))
                .forEach(parameter ->
                        answer.addHeader(SharedParts.PREFERENCE_APPLIED, parts.preferenceApplied(parameter)));
    }

    private void parameters(Kind kind, boolean idempotent) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : kind.parameters()) {
            if (parameter.getName().equals(SharedParts.PREFER)) {
                parameters.add(SharedParts.preference(parameter));
                continue;
            }
            if (parameter.getIn() == Parameter.In.HEADER) {
                parameters.add(parts.parameter(parameter.getName()));
                continue;
            }
            if (parameter.getDescription() == null) {
                parameter.setDescription(descriptions.of("parameter." + parameter.getName()));
            }
            if (parameter.getName().equals("sort")) {
                sorts(kind, parameter.getSchema());
            }
            parameters.add(parameter);
        }
        if (idempotent) {
            parameters.add(parts.parameter(SharedParts.IDEMPOTENCY_KEY));
        }
        parameters.add(parts.parameter(SharedParts.REQUEST_ID));
        kind.operation.setParameters(parameters);
    }

    private void sorts(Kind kind, Schema sort) {
        String item = itemOf(schemaOf(kind.operation.getResponses().getAPIResponse("200")));
        List<String> sorts = item == null ? List.of() : code.sorts(item);
        sort.setEnumeration(sorts.isEmpty() ? null : new ArrayList<>(sorts));
    }

    private static String schemaOf(APIResponse answer) {
        if (answer == null || answer.getContent() == null) {
            return "";
        }
        MediaType json = answer.getContent().getMediaType("application/json");
        String target = json == null ? null : Schemas.target(json.getSchema());
        return target == null ? "" : target;
    }

    /** The schema of the items when the schema is one of a page. */
    private String itemOf(String page) {
        Map<String, Schema> members = schemas.get(page) == null ? Map.of() : Schemas.properties(schemas.get(page));
        return members.containsKey("nextCursor") && members.containsKey("items")
                ? Schemas.target(members.get("items").getItems())
                : null;
    }
}
