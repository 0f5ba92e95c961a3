package runnel.cube;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The recorded queries on MariaDB, where the machine has one. */
final class GoldenMariaDbTest extends GoldenOnMySql {
    @Override
    MySqlServer begin(Path directory) throws Exception {
        assumeTrue(
                MySqlServer.Kind.MARIADB.isInstalled(),
                "no MariaDB on this machine: apt-get install mariadb-server");
        return MySqlServer.start(MySqlServer.Kind.MARIADB, directory);
    }
}
