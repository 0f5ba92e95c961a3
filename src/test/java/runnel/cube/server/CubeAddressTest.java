package runnel.cube.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One address, one spelling. */
final class CubeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://cube:4000,http://cube:4000",
        "HTTP://Cube.Example:4000/,http://cube.example:4000",
        "http://cube.example:80,http://cube.example",
        "https://cube.example:443//,https://cube.example",
        "https://cube.example.:8443,https://cube.example:8443",
        "https://cube.example/team/a/,https://cube.example/team/a",
        "http://127.0.0.1:4000,http://127.0.0.1:4000",
        "http://[::1]:4000,http://[0:0:0:0:0:0:0:1]:4000",
        "http://[2001:DB8:0::5],http://[2001:db8:0:0:0:0:0:5]",
    })
    void spellingsThatMeanTheSameBecomeOne(String written, String url) {
        assertThat(CubeAddress.of(written)).contains(new CubeAddress(url));
        assertThat(CubeAddress.of(url)).contains(new CubeAddress(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cube:4000",
                "//cube:4000",
                "ftp://cube",
                "file:///etc/passwd",
                "http://",
                "http://a@cube:4000",
                "http://cube:4000@evil.example",
                "http://cube:4000?x",
                "http://cube:4000#x",
                "http://cube:0",
                "http://cube:65536",
                "http://cube:4000/../x",
                "http://cube:4000/%2e%2e/x",
                "http://cube:4000/a//b",
                "http://cube:4000\\@evil.example",
                " http://cube:4000",
                "http://cu be:4000",
                "http://cube:4000\r\nHost: x",
                "http://2130706433:4000",
                "http://0x7f000001:4000",
                "http://0x7f.0.0.1:4000",
                "http://0177.0.0.1:4000",
                "http://127.1:4000",
                "http://127.0.0.01:4000",
                "http://127.0.0.256:4000",
                "http://0:4000",
                "http://[::ffff:127.0.0.1]:4000",
                "http://[::ffff:7f00:1]:4000",
                "http://[::127.0.0.1]:4000",
                "http://[fe80::1%25eth0]:4000",
                "http://[::1:4000",
                "http://①②⑦.⓪.⓪.①:4000",
                "http://cube。example:4000",
                "http://cube%2eexample:4000"
            })
    void whatCanBeReadInTwoWaysIsNone(String written) {
        assertThat(CubeAddress.of(written)).isEmpty();
    }
}
