package org.countersign.scim.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a secret may go.
class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com/scim/v2",
                "http://127.0.0.1.example.com/scim",
                "http://10.0.0.1/scim",
                "http://localhost.example.com/",
                "ftp://app.example.com/",
                "file:///etc/passwd",
                "https://user:geheim@app.example.com/",
                "https://app.example.com/?x=geheim",
                "https://app.example.com/#geheim",
                "https:///scim",
                "https://a b/",
                "https://app.example.com:0/",
                "https://app.example.com:70000/",
                "https://app.example.com:-1/",
                "https://[fe80::1%25eth0]/",
                "https://bücher.example/",
                "https://app.example.com\r\nX-Evil: geheim/",
                "scim"
            })
    void whatIsNoSafeAddressIsRefused(String url) {
        assertThatThrownBy(() -> Endpoint.of(url))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2002:7f00:1::"
            })
    void privateAddressesAreKnown(String address) throws Exception {
        assertThat(PrivateAddresses.holds(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "193.168.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::",
                "::ffff:1.1.1.1"
            })
    void publicAddressesAreFree(String address) throws Exception {
        assertThat(PrivateAddresses.holds(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aPrivateAddressNeedsAWord() throws Exception {
        URI metadata = Endpoint.of("https://169.254.169.254/latest").base();
        var gate = new Gate(Network.PUBLIC, InetAddress::getAllByName);
        assertThatThrownBy(() -> gate.check(metadata))
                .hasMessage("https://169.254.169.254/latest: Its name leads to 169.254.169.254, a private address. If"
                        + " that is meant, pull with --allow-private.");
        new Gate(new Network(true, List.of(), Proxies.NONE), InetAddress::getAllByName).check(metadata);
        gate.check(Endpoint.of("http://127.0.0.1:8080/scim").base());
        gate.check(Endpoint.of("http://[::1]:8080/scim").base());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/scim/v2/Users",
                "http://app.example/scim/v2/Users",
                "https://app.example:8443/scim/v2/Users",
                "https://x@app.example/scim/v2/Users",
                "https://app.example/admin",
                "https://app.example/scim/v2evil/Users",
                "https://app.example/scim/v2/../../admin",
                "https://app.example/scim/v2/%2E%2e/%2e%2E/admin",
                "https://app.example.evil/scim/v2/Users"
            })
    void linksStayWithTheirServer(String link) throws Exception {
        assertThat(Endpoint.of("https://app.example/scim/v2").holds(URI.create(link)))
                .isFalse();
    }

    @Test
    void theSameServerIsKnownInEverySpelling() throws Exception {
        Endpoint endpoint = Endpoint.of("https://App.example/scim/v2/");
        assertThat(endpoint.holds(URI.create("HTTPS://app.EXAMPLE:443/scim/v2/Users?cursor=x")))
                .isTrue();
    }
}
