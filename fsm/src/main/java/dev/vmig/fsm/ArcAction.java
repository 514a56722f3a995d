package dev.vmig.fsm;

/**
 * The action that an arc requires of a driver, in the words of the uAPI's description of the arcs.
 */
public enum ArcAction {
    /** Start no new peer-to-peer DMA, and end what is outstanding. */
    QUIESCE_P2P,
    /** Allow peer-to-peer DMA again. */
    UNQUIESCE_P2P,
    /** Stop the device: no DMA, no interrupt, no change of its state. */
    STOP,
    /** Let a stopped device run, with or without peer-to-peer DMA as the target state says. */
    START,
    /** Open a saving session on a stopped device and return its data file. */
    START_SAVING,
    /** Open a saving session on a running device and return its data file. */
    START_PRE_COPY,
    /** Append the final state to the open saving session; the stream then has a permanent end. */
    COPY_FINAL_STATE,
    /** Stop the device, and then {@link #COPY_FINAL_STATE}. */
    STOP_AND_COPY_FINAL_STATE,
    /** End the saving session. */
    END_SAVING,
    /** Open a resuming session and return its data file; the device's own state is lost from here on. */
    START_RESUMING,
    /** Load the written data, check that they are complete and valid, and end the resuming session. */
    END_RESUMING
}
