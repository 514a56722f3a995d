package dev.vmig.conformance.kit;

/** Port: makes any command of the driver fail, once or repeatedly. */
public interface FaultSchedule {
    /**
     * Commands fail, in place of those of an earlier schedule.
     *
     * @param skip how many commands succeed before
     * @param times how many commands fail then, one after the other; 0 ends the schedule
     */
    void fail(Side side, int skip, int times);

    /** How many commands have failed by this port so far. */
    long struck(Side side);
}
