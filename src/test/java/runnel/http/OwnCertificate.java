package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that the JDK's tool made, as PEM files, and clients that trust it.
 *
 * @param files for the server
 * @param trust for its clients
 */
public record OwnCertificate(Settings.Certificate files, SSLContext trust) {
    private static final String PASSWORD = "changeit";
    private static final List<String> OPTIONS =
            List.of(
                    "-genkeypair -alias own -keyalg EC -dname CN=localhost -validity 2 -storetype PKCS12",
                    "-ext san=dns:localhost,ip:127.0.0.1 -storepass " + PASSWORD);

    public static OwnCertificate in(Path directory) throws Exception {
        var store = store(directory);
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("own", store.getCertificate("own"));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(authorities);
        var trust = SSLContext.getInstance("TLS");
        trust.init(null, trusted.getTrustManagers(), null);
        var chain = store.getCertificate("own").getEncoded();
        var key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
        return new OwnCertificate(
                new Settings.Certificate(
                        pem(directory.resolve("chain.pem"), "CERTIFICATE", chain),
                        pem(directory.resolve("key.pem"), "PRIVATE KEY", key)),
                trust);
    }

    /** A server that has this certificate and waits no longer than a second at its end. */
    Server serve(Routes routes) {
        var settings =
                Settings.at("127.0.0.1", 0).with(files).with(Limits.DEFAULT.withGraceMillis(1_000));
        return Server.start(settings, routes);
    }

    HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    private static KeyStore store(Path directory) throws Exception {
        var file = directory.resolve("store.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = tool + " " + String.join(" ", OPTIONS) + " -keystore " + file;
        var process =
                new ProcessBuilder(command.split(" "))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static Path pem(Path file, String type, byte[] bytes) throws Exception {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        var begin = "-----BEGIN " + type + "-----\n";
        return Files.writeString(file, begin + base64 + "\n-----END " + type + "-----\n");
    }
}
