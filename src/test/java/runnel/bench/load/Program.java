package runnel.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A process of this machine. Linux only.
 *
 * @param family whether all that it has started counts too
 */
public record Program(ProcessHandle process, boolean family) {
    private static final int KILO = 1024;

    /** Columns of {@code /proc/stat} in which nothing was done. */
    private static final int IDLE = 4;

    private static final int WAITING = 5;
    private static final double TICKS_A_SECOND = 100;

    /**
     * What it uses of the machine.
     *
     * @param cpuSeconds processor time, of all cores together
     * @param residentBytes memory that it holds, what it shares with others included
     */
    public record Use(double cpuSeconds, long residentBytes) {
        Use since(Use earlier) {
            return new Use(cpuSeconds - earlier.cpuSeconds, residentBytes);
        }

        public double residentMegabytes() {
            return residentBytes / 1e6;
        }
    }

    public static Program of(Process process) {
        return new Program(process.toHandle(), true);
    }

    /** What all programs of this machine use. */
    static Use machine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var ticks = lines.findFirst().orElseThrow().split(" +");
            var busy = 0L;
            for (var i = 1; i < ticks.length; i++) {
                busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(ticks[i]);
            }
            return new Use(busy / TICKS_A_SECOND, 0);
        } catch (IOException e) {
            return new Use(Double.NaN, 0);
        }
    }

    public Use use() {
        var cpu = 0.0;
        var resident = 0L;
        var descendants = family ? process.descendants() : Stream.<ProcessHandle>of();
        for (var one : Stream.concat(Stream.of(process), descendants).toList()) {
            cpu += one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
            resident += resident(one.pid());
        }
        return new Use(cpu, resident);
    }

    private static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .sum();
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }
}
