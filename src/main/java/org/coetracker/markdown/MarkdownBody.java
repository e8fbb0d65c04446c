package org.coetracker.markdown;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.coe.NewCoe;
import org.coetracker.shared.json.BodyForm;
import org.coetracker.shared.json.Command;
import org.coetracker.shared.json.RequestReader;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.SourceLines;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/** A COE to file, as a Markdown document. */
@Singleton
class MarkdownBody implements BodyForm {
    private final RequestReader reader;
    private final Rules rules;
    private final RoutingContext request;

    MarkdownBody(RequestReader reader, Rules rules, RoutingContext request) {
        this.reader = reader;
        this.rules = rules;
        this.request = request;
    }

    @Override
    public MediaType mediaType() {
        return MarkdownForm.TYPE;
    }

    @Override
    public Class<? extends Command> command() {
        return NewCoe.class;
    }

    @Override
    public Command read(byte[] body) {
        Reading reading = DocumentReader.read(text(body));
        // What is found later, by the rules or in the database, is on a line too.
        request.put(SourceLines.KEY, reading);
        request.put(IS_WHOLE, reading.isExport());
        List<Violation> wrong = new ArrayList<>(reading.wrong());
        NewCoe command = null;
        try {
            command = reader.convert(reading.record(), NewCoe.class);
        } catch (ProblemException e) {
            wrong.addAll(e.violations());
        }
        if (!wrong.isEmpty()) {
            if (command != null) {
                Violations broken = new Violations();
                rules.check(command, broken);
                wrong.addAll(broken.list());
            }
            throw ProblemException.of(ErrorCode.MALFORMED, wrong);
        }
        return command;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ErrorCode.MALFORMED, "The document is not UTF-8 text; save it as UTF-8.");
        }
    }
}
