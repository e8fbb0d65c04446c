package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.coetracker.shared.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final AllowList NOTHING = AllowList.of("");

    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestNames names = new TestNames();
    private final Resolver resolver = new Resolver(names);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "169.254.169.254",
                "169.254.0.1",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fe80::1%1",
                "febf::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.1.2.3",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::8.8.8.8",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "4000::1"
            })
    void no_internal_address_is_reached(String address) {
        names.say("inside.test", address);
        assertThat(Addresses.isPublic(TestNames.address(address))).isFalse();
        assertThatThrownBy(() -> new Addresses(resolver, NOTHING).of(Target.of("https://inside.test/hook"), SOON))
                .isInstanceOf(Addresses.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.216.34",
                "11.0.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "169.253.1.1",
                "126.255.255.255",
                "128.0.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::8.8.8.8"
            })
    void a_public_address_is_reached_by_https_alone(String address) throws Exception {
        names.say("outside.test", address);
        Addresses addresses = new Addresses(resolver, NOTHING);
        assertThat(addresses.of(Target.of("https://outside.test/hook"), SOON))
                .containsExactly(TestNames.address(address));
        assertThatThrownBy(() -> addresses.of(Target.of("http://outside.test/hook"), SOON))
                .isInstanceOf(Addresses.Refused.class)
                .hasMessageContaining("https");
    }

    @Test
    void a_name_with_one_internal_address_among_public_ones_is_refused() {
        names.say("mixed.test", "8.8.8.8", "10.0.0.1");
        assertThatThrownBy(() -> new Addresses(resolver, NOTHING).of(Target.of("https://mixed.test/"), SOON))
                .isInstanceOf(Addresses.Refused.class);
    }

    @Test
    void what_a_name_stands_for_is_asked_each_time_and_answered_with_what_was_checked() throws Exception {
        Addresses addresses = new Addresses(resolver, NOTHING);
        Target target = Target.of("https://moving.test/");
        names.say("moving.test", "8.8.8.8");
        assertThat(addresses.of(target, SOON)).containsExactly(TestNames.address("8.8.8.8"));
        assertThat(names.timesAsked("moving.test")).isEqualTo(1);
        names.say("moving.test", "127.0.0.1");
        assertThatThrownBy(() -> addresses.of(target, SOON)).isInstanceOf(Addresses.Refused.class);
    }

    @Test
    void what_the_operator_allows_is_reached_and_its_neighbours_are_not() throws Exception {
        Addresses addresses =
                new Addresses(resolver, AllowList.of(" chat.test, 10.1.0.0/16,192.168.7.7 ,fd12:3456::/32"));
        names.say("chat.test", "172.16.5.5");
        names.say("other.test", "172.16.5.5");
        names.say("ten.test", "10.1.255.1");
        names.say("mapped.test", "10.1.2.3", "fd12:3456:7::1");
        names.say("beside.test", "10.2.0.1");
        for (String url :
                List.of("http://chat.test/", "http://CHAT.test:8065/", "https://ten.test/", "http://mapped.test/")) {
            assertThat(addresses.of(Target.of(url), SOON)).as(url).isNotEmpty();
        }
        assertThat(addresses.of(Target.of("http://192.168.7.7:8080/"), SOON))
                .containsExactly(InetAddress.getByName("192.168.7.7"));
        for (String url :
                List.of("https://other.test/", "https://beside.test/", "https://192.168.7.8/", "https://[::1]/")) {
            assertThatThrownBy(() -> addresses.of(Target.of(url), SOON)).as(url).isInstanceOf(Addresses.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0",
                "http://chat.test",
                "chat.test:80",
                "*",
                "a b",
                "10.0.0.1/"
            })
    void a_list_that_cannot_be_taken_ends_the_start(String list) {
        assertThatThrownBy(() -> AllowList.check(Map.of("COE_WEBHOOK_ALLOW", "good.test," + list)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("COE_WEBHOOK_ALLOW")
                .hasMessageContaining(list);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a.test/, scheme",
        "file:///etc/passwd, scheme",
        "gopher://a.test/, scheme",
        "//a.test/, scheme",
        "a.test, scheme",
        "https:///x, host",
        "https:a.test, host",
        "https://a b.test/, form",
        "https://ana@a.test/, user_info",
        "https://ana:secret@a.test/, user_info",
        "https://a.test@127.0.0.1/, user_info",
        "https://a.test/#x, fragment",
        "https://a.test:0/, port",
        "https://a.test:22/, port",
        "https://a.test:25/, port",
        "https://a.test:70000/, port",
        "https://a.test:/, port",
        "https://2130706433/, host",
        "https://017700000001/, host",
        "https://0x7f000001/, host",
        "https://0x7f.0.0.1/, host",
        "https://0177.0.0.1/, host",
        "https://127.0.0.01/, host",
        "https://127.1/, host",
        "https://127.0.1/, host",
        "https://127.0.0.1./, host",
        "https://localhost./, host",
        "https://a.0x7f/, host",
        "https://[fe80::1%25eth0]/, host",
        "https://a_b.test/, host",
        "https://-a.test/, host",
        "https://ex\u24d0mple.test/, host",
        "https://127\u30020\u30020\u30021/, host",
    })
    void a_url_of_an_odd_form_is_refused(String url, String code) {
        Violations violations = new Violations();
        assertThat(Target.read(url, violations)).isNull();
        assertThat(violations.list()).extracting(Violation::code).containsExactly(code);
        assertThat(violations.list()).extracting(Violation::pointer).containsExactly("/url");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test, a.test, 443",
        "HTTPS://A.Test/x?y=z, a.test, 443",
        "http://a.test:8080/, a.test, 8080",
        "https://93.184.216.34/, 93.184.216.34, 443",
        "https://[2606:4700::1111]:8443/, 2606:4700::1111, 8443",
        "https://xn--bcher-kva.test/, xn--bcher-kva.test, 443",
        "https://hooks.slack.com/services/T0/B0/xyz, hooks.slack.com, 443",
    })
    void a_usual_url_is_taken_apart(String url, String host, int port) {
        Target target = Target.of(url);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
    }
}
