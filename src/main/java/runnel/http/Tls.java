package runnel.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import runnel.base.Problem;

/** TLS for a server, with HTTP/2 for clients that speak it. */
final class Tls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /**
     * @throws Problem {@code certificate-invalid} naming the file that cannot be used
     */
    static Tls of(Settings.Certificate files) {
        var password = new char[0];
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", key(files.key()), password, chain(files.chain()));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Tls(context);
        } catch (IOException | GeneralSecurityException e) {
            throw invalid(files.chain()).because(e);
        }
    }

    /** Speaks TLS over an accepted connection, and agrees on a protocol. */
    SSLSocket handshake(Socket raw) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
        socket.setUseClientMode(false);
        socket.setHandshakeApplicationProtocolSelector((any, offered) ->
                offered.contains("h2") ? "h2" : offered.contains("http/1.1") ? "http/1.1" : "");
        socket.startHandshake();
        return socket;
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayInputStream(Files.readAllBytes(file));
        var chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(bytes)
                        .toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw invalid(file);
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw invalid(file);
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Another algorithm, perhaps.
            }
        }
        throw invalid(file);
    }

    private static Problem invalid(Path file) {
        return new Problem(Problem.Kind.INVALID, "certificate-invalid", file);
    }
}
