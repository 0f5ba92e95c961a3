package runnel.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.auth.Access;

class SqlTokenStoreTest {
    @TempDir Path directory;

    @Test
    void sessionsThatHaveEndedAreForgottenWithTheNextLogin() {
        var now = new AtomicReference<>(Instant.EPOCH);
        try (var database = Database.sqlite(directory, false)) {
            var access = new Access(new SqlTokenStore(database), now::get, true);
            var token = access.newToken();
            access.login(token);
            now.set(now.get().plusMillis(Access.SESSION_MILLIS));
            var session = access.login(token);
            var kept = database.list("select hash from access", row -> row.getString(1));
            assertThat(kept).hasSize(2);
            assertThat(access.isValid(token, "")).isTrue();
            assertThat(access.isValid("", session)).isTrue();
        }
    }
}
