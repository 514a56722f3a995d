package dev.vmig.conformance.kit;

/** Port: makes any command of the driver fail, once or repeatedly. */
public interface FaultSchedule {
    /**
     * Sets the commands that fail, in place of an earlier schedule.
     *
     * @param skip number of commands that succeed first
     * @param times number of commands that fail after them; 0 ends the schedule
     */
    void fail(Side side, int skip, int times);

    /** The number of commands that the schedule has made fail so far. */
    long struck(Side side);
}
