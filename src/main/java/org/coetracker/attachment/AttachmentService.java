package org.coetracker.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.attachment.storage.Storage;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.coe.CoeBelongings;
import org.coetracker.coe.CoeBelongings.Holder;
import org.coetracker.coe.CoeRef;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.Ids;
import org.coetracker.shared.Text;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.http.Upload;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;
import org.jboss.logging.Logger;

/** Attaches files to COEs, shows them, and takes them away. */
@ApplicationScoped
public class AttachmentService {
    private static final Logger LOG = Logger.getLogger(AttachmentService.class);

    private final AttachmentSettings settings;
    private final CoeBelongings coes;
    private final Attachments attachments;
    private final Storages storages;
    private final Contents contents;
    private final ContentTypes types;
    private final Thumbnails thumbnails;
    private final Pages pages;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    AttachmentService(
            AttachmentSettings settings,
            CoeBelongings coes,
            Attachments attachments,
            Storages storages,
            Contents contents,
            ContentTypes types,
            Thumbnails thumbnails,
            Pages pages,
            Rules rules,
            History history,
            Clock clock) {
        this.settings = settings;
        this.coes = coes;
        this.attachments = attachments;
        this.storages = storages;
        this.contents = contents;
        this.types = types;
        this.thumbnails = thumbnails;
        this.pages = pages;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /**
     * What became of a file that was sent.
     *
     * @param isNew whether it was not attached before, under the same name
     */
    record Attached(AttachmentView file, boolean isNew) {}

    /** A page of the files of a COE, oldest first unless asked otherwise. */
    Page<AttachmentView> page(CoeRef ref, PageQuery query, Actor actor) {
        Holder coe = coes.read(ref, actor);
        Violations violations = new Violations();
        PageRequest page = query.read(AttachmentSort.UPLOADED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Selection selection = new Selection().where("a.coeId = :coe", "coe", coe.id());
        return pages.<Attachment>fetch("a", "Attachment a", "a.id", selection, page)
                .map(file -> AttachmentView.of(file, coe));
    }

    /** What is known of a file. */
    AttachmentView read(CoeRef ref, String id, Actor actor) {
        Holder coe = coes.read(ref, actor);
        return AttachmentView.of(attachments.get(coe.id(), id), coe);
    }

    /**
     * A file, and the COE that it belongs to.
     *
     * @param coe the COE
     * @param file the file
     */
    public record Found(Holder coe, Attachment file) {}

    /** A file, for somebody who may see its COE. */
    public Found find(CoeRef ref, String id, Actor actor) {
        Holder coe = coes.read(ref, actor);
        return new Found(coe, attachments.get(coe.id(), id));
    }

    /** The small picture of a file, as PNG. */
    byte[] thumbnail(CoeRef ref, String id, Actor actor) {
        Attachment file = find(ref, id, actor).file();
        return attachments
                .thumbnail(file.id())
                .orElseThrow(() -> ProblemException.notFound("small picture of attachment " + id));
    }

    /**
     * Attaches a file that has come in. It is looked at, and put into its storage, before a transaction is begun; what
     * is refused then is kept nowhere.
     */
    Attached attach(CoeRef ref, Upload upload, NewAttachment command, Actor actor) throws IOException {
        Holder coe = coes.require(ref, Operation.ATTACH_FILE, actor);
        Violations violations = new Violations();
        check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Content content = content(upload);
        if (content.size() == 0) {
            violations.add("/" + Upload.FIELD, "empty", "The file is empty.");
        } else if (command.sha256() != null
                && !command.sha256().toLowerCase(Locale.ROOT).equals(content.sha256())) {
            violations.add(
                    "/" + Upload.FIELD,
                    "digest_mismatch",
                    "The SHA-256 of what arrived is " + content.sha256() + ", another one than was announced; send the"
                            + " file again.");
        }
        violations.orElseThrow(ErrorCode.INVALID);
        String name = FileName.safe(command.name());
        Optional<Attachment> known = attachments.same(coe.id(), content.sha256(), name);
        if (known.isPresent()) {
            return new Attached(again(ref, known.get(), command, upload, actor), false);
        }
        requireRoom(coe, content.size());
        content = content.as(types.of(upload.path(), name));
        Picture picture = thumbnails.of(upload.path(), content.mediaType());
        Storage storage = storages.current();
        UUID id = Ids.next();
        contents.stage(storage, id, upload.path(), content.size());
        Staged staged = new Staged(
                Attachment.of(
                        id,
                        coe.id(),
                        content,
                        name,
                        command.title(),
                        picture,
                        storage.name(),
                        actor.handle(),
                        clock.instant()),
                picture,
                storage);
        try {
            return keep(ref, staged, upload, actor);
        } finally {
            if (!staged.mayHaveRow) {
                contents.discard(storage, id);
            }
        }
    }

    /** A content that lies in its storage and has no row yet. */
    private static final class Staged {
        private final Attachment file;
        private final Picture picture;
        private final Storage storage;
        /** From the moment of the commit on, whatever it is said to have come to: the row may be there. */
        private boolean mayHaveRow;

        Staged(Attachment file, Picture picture, Storage storage) {
            this.file = file;
            this.picture = picture;
            this.storage = storage;
        }
    }

    /** The same file, sent again: mends what the storage has lost, takes the title that is given, and is looked at. */
    private AttachmentView again(CoeRef ref, Attachment known, NewAttachment command, Upload upload, Actor actor) {
        boolean retitled = command.title() != null && !command.title().equals(known.title());
        boolean damaged = isDamaged(known);
        Picture picture = known.hasThumbnail() ? Picture.NONE : thumbnails.of(upload.path(), known.mediaType());
        boolean seen = picture.thumbnail() != null;
        if (damaged) {
            LOG.infof("Attachment %s is damaged, and is mended by %s", known.id(), actor.handle());
            contents.stage(contents.storageOf(known), known.id(), upload.path(), known.size());
        }
        return retitled || damaged || seen
                ? renew(ref, known.id(), command.title(), damaged ? upload : null, seen ? picture : null, actor)
                : AttachmentView.of(known, coes.read(ref, actor));
    }

    private boolean isDamaged(Attachment file) {
        try {
            return !contents.isIntact(file);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            LOG.warnf("The content of attachment %s cannot be read: %s", file.id(), e.getMessage());
            return false; // Which says nothing about it.
        }
    }

    /** The part of that which is a transaction; null is left as it is. */
    @Transactional
    AttachmentView renew(CoeRef ref, UUID id, String title, Upload content, Picture picture, Actor actor) {
        Holder coe = coes.lock(ref, Operation.ATTACH_FILE, actor);
        Attachment file = attachments.get(coe.id(), id.toString());
        if (content != null) {
            insert(contents.storageOf(file), id, content);
            attachments.mended(id, clock.instant());
            record(actor, clock.instant(), coe, "file_mended", file);
        }
        if (title != null && !title.equals(file.title())) {
            attachments.title(id, title);
            String before = file.title() == null ? "without a title before" : "\"" + file.title() + "\" before";
            record(actor, clock.instant(), coe, "file_titled", file, ": \"" + title + "\", " + before);
        }
        if (picture != null && !file.hasThumbnail()) {
            attachments.picture(id, picture);
        }
        return AttachmentView.of(file.with(title, picture), coe);
    }

    private static void insert(Storage storage, UUID id, Upload content) {
        try {
            storage.insert(id, content.path());
        } catch (IOException e) {
            throw Spool.diskFailed(e); // Only that is read here.
        }
    }

    static Content content(Upload upload) {
        try {
            Content content = Content.of(upload.path());
            if (content.size() != upload.size()) {
                throw new IOException(content.size() + " of " + upload.size() + " bytes are there");
            }
            return content;
        } catch (IOException e) {
            throw Spool.diskFailed(e);
        }
    }

    private void check(NewAttachment command, Violations violations) {
        rules.check(command, violations);
        if (command.title() != null && !Text.isStorable(command.title())) {
            violations.add("/title", "not_text", "This is no text that can be stored.");
        }
    }

    /** Writes a file down, and its content with it where the database has that. */
    @Transactional
    Attached keep(CoeRef ref, Staged staged, Upload upload, Actor actor) {
        Attachment file = staged.file;
        Holder coe = coes.lock(ref, Operation.ATTACH_FILE, actor);
        Optional<Attachment> known = attachments.same(coe.id(), file.sha256(), file.name());
        if (known.isPresent()) {
            return new Attached(AttachmentView.of(known.get(), coe), false);
        }
        requireRoom(coe, file.size());
        attachments.add(file, staged.picture.thumbnail(), file.uploadedAt());
        insert(staged.storage, file.id(), upload);
        record(actor, file.uploadedAt(), coe, "file_attached", file);
        staged.mayHaveRow = true;
        return new Attached(AttachmentView.of(file, coe), true);
    }

    private void requireRoom(Holder coe, long more) {
        Attachments.Taken taken = attachments.taken(coe.id());
        if (taken.files() >= settings.mostPerCoe()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    coe.ref() + " has " + taken.files() + " files, which is as many as a COE may have; take away those"
                            + " that are not needed.");
        }
        long most = settings.bytesPerCoe().asLongValue();
        if (taken.bytes() + more > most) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "The files of " + coe.ref() + " may take " + (most >> 20)
                            + " MiB, and with this one they would take more; take away those that are not needed.");
        }
    }

    /** Takes a file away that no piece of evidence names. */
    void delete(CoeRef ref, String id, IfMatch expected, Actor actor) {
        contents.discard(strikeOut(ref, id, expected, actor));
    }

    /** The part of a deletion that is a transaction. */
    @Transactional
    Attachment strikeOut(CoeRef ref, String id, IfMatch expected, Actor actor) {
        Holder coe = coes.lock(ref, Operation.DELETE_ATTACHMENT, actor);
        Attachment file = attachments.get(coe.id(), id);
        expected.check(Attachment.VERSION);
        if (!coe.citing(file.id()).isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "The supporting data " + String.join(", ", coe.citing(file.id())) + " of " + coe.ref()
                            + " name this file; change them first.");
        }
        if (attachments.isInApproved(coe.id(), file.id())) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "A version of " + coe.ref() + " since its first approval names this file, so that it stays.");
        }
        attachments.remove(file.id());
        record(actor, clock.instant(), coe, "file_removed", file);
        return file;
    }

    /** In the COE's history; the record itself is left alone. */
    private void record(Actor actor, Instant now, Holder coe, String change, Attachment file) {
        record(actor, now, coe, change, file, "");
    }

    private void record(Actor actor, Instant now, Holder coe, String change, Attachment file, String more) {
        String what = "%s (%s, %d bytes, SHA-256 %s)%s"
                .formatted(file.name(), file.mediaType(), file.size(), file.sha256(), more);
        history.record(
                actor,
                now,
                new Change(AuditKind.COE.word(), coe.id().toString(), coe.id(), coe.version(), change, what, null));
    }
}
