package io.everthread.port.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls from many threads at once. */
final class InParallel {

    private InParallel() {}

    /** What one of the threads does. */
    interface Work<T> {
        T by(int thread) throws Exception;
    }

    /**
     * Calls {@code work} once on each of so many threads, and returns the results by thread.
     *
     * @throws Exception what a call threw, wrapped
     */
    static <T> List<T> call(int threads, Work<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                calls.add(() -> work.by(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(calls, 30, TimeUnit.SECONDS)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
