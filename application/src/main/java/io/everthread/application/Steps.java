package io.everthread.application;

import io.everthread.domain.RunId;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepState;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's steps in the store. */
final class Steps {

    private Steps() {}

    /** All of them, oldest first. */
    static List<RunStep> all(StateStore store, Project project, RunId run) {
        List<RunStep> steps = new ArrayList<>();
        PageRequest next = PageRequest.OLDEST;
        Page<RunStep> page;
        do {
            page = store.steps(project, run, next);
            steps.addAll(page.items());
            next = steps.isEmpty()
                    ? next
                    : next.after(steps.get(steps.size() - 1).id().value());
        } while (page.hasMore());
        return steps;
    }

    /** Those still in progress, oldest first: normally one, and two if the model went on talking after its calls. */
    static List<Versioned<RunStep>> open(StateStore store, Project project, RunId run) {
        return all(store, project, run).stream()
                .filter(step -> step.state().status() == StepState.Status.IN_PROGRESS)
                .map(step -> store.step(project, run, step.id()))
                .flatMap(Optional::stream)
                .toList();
    }
}
