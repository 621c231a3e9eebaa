package io.rivulet.testbed.qualification.job;

import io.rivulet.testbed.qualification.load.LoadPlan;
import io.rivulet.testbed.qualification.oracle.OutputChecker;

/**
 * A job to be put under load.
 *
 * @param name of the job; topics, group and transactions are its own
 * @param variant how it is put together
 * @param deployment how it runs until it is moved
 * @param checker of this job alone
 */
public record JobSetup(String name, JobVariant variant, Deployment deployment, LoadPlan load, OutputChecker checker) {

    /** The job itself, deployed as usual. */
    public static JobSetup usual(String name, LoadPlan load, OutputChecker checker) {
        return new JobSetup(name, JobVariant.UNCHANGED, Deployment.USUAL, load, checker);
    }

    /** This, put together in another way. */
    public JobSetup with(JobVariant other) {
        return new JobSetup(name, other, deployment, load, checker);
    }

    /** This, deployed in another way. */
    public JobSetup with(Deployment other) {
        return new JobSetup(name, variant, other, load, checker);
    }
}
