package org.coetracker.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as the code flow needs: cookies of several places, and redirects that are followed on request. */
final class Browser {
    private static final Pattern LOGIN_FORM = Pattern.compile("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    /** By host, port and name: places on one machine differ by their ports alone. */
    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    /** One request, without following where it leads. */
    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(address, HttpRequest.newBuilder(address).GET());
    }

    /** Sends a form from a page of the same place. */
    HttpResponse<String> post(URI address, Map<String, String> fields) throws IOException, InterruptedException {
        return send(
                address,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://" + address.getAuthority())
                        .POST(BodyPublishers.ofString(Keycloak.form(fields))));
    }

    private HttpResponse<String> send(URI address, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String sent = cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(address.getAuthority() + " "))
                .map(Map.Entry::getValue)
                .filter(cookie -> address.getPath().startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        HttpResponse<String> answer =
                client.send(request.header("Accept", "text/html,*/*;q=0.8").build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(header -> keep(address, header));
        return answer;
    }

    private void keep(URI address, String header) {
        for (HttpCookie cookie : HttpCookie.parse(header)) {
            String key = address.getAuthority() + " " + cookie.getName();
            if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                cookies.remove(key);
            } else {
                cookie.setPath(cookie.getPath() == null ? "/" : cookie.getPath());
                cookies.put(key, cookie);
            }
        }
    }

    /** Where an answer sends the browser. */
    static URI target(HttpResponse<?> answer) {
        Optional<String> location = answer.headers().firstValue("Location");
        assertThat(location).as(answer.statusCode() + " " + answer.body()).isPresent();
        return answer.uri().resolve(location.get());
    }

    /** Follows redirects as long as they lead to the same place. */
    HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        HttpResponse<String> last = answer;
        while (last.statusCode() / 100 == 3
                && target(last).getAuthority().equals(answer.uri().getAuthority())) {
            last = get(target(last));
        }
        return last;
    }

    /** Fills in Keycloak's page; the answer leads back to whoever asked for the sign-in. */
    HttpResponse<String> logIn(HttpResponse<String> page, String user, String password)
            throws IOException, InterruptedException {
        Matcher form = LOGIN_FORM.matcher(page.body());
        assertThat(form.find()).as(page.uri() + " " + page.body()).isTrue();
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        return post(action, Map.of("username", user, "password", password, "credentialId", ""));
    }

    static boolean asksForPassword(HttpResponse<String> page) {
        return page.statusCode() == 200 && page.body().contains("kc-form-login");
    }

    Optional<String> cookie(URI place, String name) {
        return Optional.ofNullable(cookies.get(place.getAuthority() + " " + name))
                .map(HttpCookie::getValue);
    }

    /** The names of the cookies of a place. */
    java.util.List<String> cookieNames(URI place) {
        return cookies.keySet().stream()
                .filter(key -> key.startsWith(place.getAuthority() + " "))
                .map(key -> key.substring(key.indexOf(' ') + 1))
                .toList();
    }

    void forget(URI place, String name) {
        cookies.remove(place.getAuthority() + " " + name);
    }
}
