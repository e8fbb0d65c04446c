package org.coetracker.attachment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;
import org.coetracker.access.Operation;
import org.coetracker.coe.CoeBelongings;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.LargeBodies;

/** Where files are taken. */
@Singleton
class Uploads implements LargeBodies {
    private static final Pattern PATH = Pattern.compile("/api/v1/coes/([^/]+)/attachments/?");
    private static final long MOST_BYTES = 25L << 20;

    private final CoeBelongings coes;

    Uploads(CoeBelongings coes) {
        this.coes = coes;
    }

    @Override
    public boolean areTakenAt(String method, String path) {
        return method.equals("POST") && PATH.matcher(path).matches();
    }

    @Override
    public void require(RoutingContext request, SecurityIdentity sender) {
        Matcher path = PATH.matcher(request.normalizedPath());
        if (!path.matches()) {
            throw new IllegalStateException("No files are taken at " + request.normalizedPath());
        }
        CoeRef coe = CoeRef.parse(path.group(1));
        Actor actor = Caller.actor(request, sender);
        QuarkusTransaction.requiringNew().run(() -> coes.require(coe, Operation.ATTACH_FILE, actor));
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }
}
