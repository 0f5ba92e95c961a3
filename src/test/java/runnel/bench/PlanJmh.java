package runnel.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.cube.Golden;
import runnel.cube.Plan;
import runnel.cube.Query;
import runnel.cube.query.QueryReader;
import runnel.cube.sql.Dialect;
import runnel.cube.sql.Planner;

/** Measures planning a query and compiling models with JMH, whose options it takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class PlanJmh {
    private final QueryReader reader = new QueryReader(Clock.system());
    private final Planner planner = new Planner(Golden.catalog(), Dialect.of("duckdb"));
    private final Query fanOut = read();
    private final Map<String, String> golden;
    private final Map<String, String> many = BenchModels.many(200);

    public PlanJmh() {
        try {
            golden = BenchModels.golden();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(arguments))
                                .include(PlanJmh.class.getName())
                                .build())
                .run();
    }

    @Benchmark
    public Plan planTheFanOutQuery() {
        return planner.plan(fanOut);
    }

    @Benchmark
    public Plan readAndPlanTheFanOutQuery() {
        return planner.plan(read());
    }

    @Benchmark
    public int compileTheGoldenModel() {
        return BenchModels.compile(golden);
    }

    @Benchmark
    public int compile200Cubes() {
        return BenchModels.compile(many);
    }

    private Query read() {
        return reader.read(Json.parse(BenchModels.FAN_OUT), false).only().query();
    }
}
