package runnel.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of the heap may be free: plenty while many answers are being written, as everybody waits
 * whenever the collector works, and it works less often then; little at rest, so that the machine
 * gets its memory back. Thread-safe.
 */
final class Heap {
    /** Answers at once from which on there is plenty, and down to which there stays. */
    static final int MANY_RUNS = 16;

    static final int FEW_RUNS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Heap.class);
    private static final String LEAST = "MinHeapFreeRatio";
    private static final String MOST = "MaxHeapFreeRatio";

    private volatile boolean ample;

    /** To be called when runs begin or end. */
    void fit(int runs) {
        if (ample ? runs <= FEW_RUNS : runs >= MANY_RUNS) {
            change(!ample);
        }
    }

    private synchronized void change(boolean wanted) {
        if (ample == wanted) {
            return;
        }
        ample = wanted;
        try {
            var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            // The smaller one must never be above the larger one.
            if (wanted) {
                machine.setVMOption(MOST, "90");
                machine.setVMOption(LEAST, "70");
            } else {
                machine.setVMOption(LEAST, "10");
                machine.setVMOption(MOST, "30");
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            LOG.debug("the heap stays as it is", e);
        }
    }
}
