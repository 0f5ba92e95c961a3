package runnel.cube;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * The recorded queries on MySQL: on the machine's own, or on the empty database that
 * RUNNEL_MYSQL_URL names.
 */
final class GoldenMySqlTest extends GoldenOnMySql {
    @Override
    MySqlServer begin(Path directory) throws Exception {
        var url = System.getenv("RUNNEL_MYSQL_URL");
        assumeTrue(
                url != null || MySqlServer.Kind.MYSQL.isInstalled(),
                "no MySQL: set RUNNEL_MYSQL_URL to an empty database of one");
        return url == null
                ? MySqlServer.start(MySqlServer.Kind.MYSQL, directory)
                : MySqlServer.at(url);
    }
}
