package org.coetracker.shared.http;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Picks the form of an answer by what the caller accepts (RFC 9110, section 12.5.1). */
public final class Negotiation {
    private Negotiation() {}

    /**
     * The best of the types that there are: the one with the highest quality by the range that fits it most closely;
     * among equals the one that was named more closely, then earlier, then the first of ours.
     *
     * @param accepted the ranges of the header Accept; none is anything
     * @return nothing when no type is accepted
     */
    public static Optional<MediaType> best(List<MediaType> accepted, List<MediaType> offered) {
        if (accepted.isEmpty()) {
            return offered.stream().findFirst();
        }
        MediaType best = null;
        double[] most = {0, 0, 0};
        for (MediaType type : offered) {
            double[] worth = worth(accepted, type);
            if (worth[0] > 0 && (best == null || compare(worth, most) > 0)) {
                best = type;
                most = worth;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The best of the types that there are, JSON first of all.
     *
     * @throws NotAcceptableException 406 when the caller accepts none of them
     */
    public static MediaType jsonOr(HttpHeaders headers, MediaType... others) {
        List<MediaType> offered = new ArrayList<>(List.of(MediaType.APPLICATION_JSON_TYPE));
        offered.addAll(List.of(others));
        return best(headers.getAcceptableMediaTypes(), offered).orElseThrow(NotAcceptableException::new);
    }

    /** Quality, closeness and place of the range that fits a type most closely. */
    private static double[] worth(List<MediaType> accepted, MediaType type) {
        double[] worth = {0, -1, 0};
        for (int place = 0; place < accepted.size(); place++) {
            MediaType range = accepted.get(place);
            int closeness = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
            if (range.isCompatible(type) && closeness > worth[1]) {
                worth = new double[] {quality(range), closeness, -place};
            }
        }
        return worth;
    }

    private static double quality(MediaType range) {
        try {
            String quality = range.getParameters().get("q");
            double said = quality == null ? 1 : Double.parseDouble(quality);
            return Double.isNaN(said) ? 0 : Math.max(0, Math.min(1, said));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int compare(double[] one, double[] other) {
        for (int index = 0; index < one.length; index++) {
            int order = Double.compare(one[index], other[index]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
