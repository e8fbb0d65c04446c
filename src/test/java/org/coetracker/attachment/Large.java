package org.coetracker.attachment;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;

/** Requests with bodies that REST Assured, which writes each one down in case it has to be shown, would take long for. */
final class Large {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Large() {}

    static HttpResponse<byte[]> post(String path, BodyPublisher body) throws IOException, InterruptedException {
        return CLIENT.send(
                to(path).header("Content-Type", "application/octet-stream")
                        .POST(body)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** A form as browsers send it. */
    static HttpResponse<byte[]> form(String path, String name, byte[] content, String title, String sha256)
            throws IOException, InterruptedException {
        String part = "--frontier\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        List<byte[]> parts = List.of(
                Files.text(part.formatted("file", "; filename=\"" + name + "\"\r\nContent-Type: text/html")),
                content,
                Files.text("\r\n" + part.formatted("title", "") + title),
                Files.text("\r\n" + part.formatted("sha256", "") + sha256 + "\r\n--frontier--\r\n"));
        return CLIENT.send(
                to(path).header("Content-Type", "multipart/form-data; boundary=frontier")
                        .POST(BodyPublishers.ofByteArrays(parts))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(to(path).build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Fixture.API + path))
                .header("Authorization", "Bearer " + SignedIn.bearer());
    }
}
