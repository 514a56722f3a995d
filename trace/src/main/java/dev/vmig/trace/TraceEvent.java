package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One event of one device. Calls of the VMM have two events each, one when they begin and one when they are answered,
 * because admin commands, resets and the device's own doings come in between.
 *
 * <p>{@code at} is in nanoseconds of the run's own clock; {@code errno} is a name of the uAPI, or {@code 0}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TraceEvent.SetState.class, name = "set_state"),
    @JsonSubTypes.Type(value = TraceEvent.SetStateDone.class, name = "set_state_done"),
    @JsonSubTypes.Type(value = TraceEvent.Read.class, name = "read"),
    @JsonSubTypes.Type(value = TraceEvent.Write.class, name = "write"),
    @JsonSubTypes.Type(value = TraceEvent.WriteDone.class, name = "write_done"),
    @JsonSubTypes.Type(value = TraceEvent.DataSize.class, name = "data_size"),
    @JsonSubTypes.Type(value = TraceEvent.DataSizeDone.class, name = "data_size_done"),
    @JsonSubTypes.Type(value = TraceEvent.PrecopyInfo.class, name = "precopy_info"),
    @JsonSubTypes.Type(value = TraceEvent.PrecopyInfoDone.class, name = "precopy_info_done"),
    @JsonSubTypes.Type(value = TraceEvent.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = TraceEvent.ResetDone.class, name = "reset_done"),
    @JsonSubTypes.Type(value = TraceEvent.Command.class, name = "command"),
    @JsonSubTypes.Type(value = TraceEvent.Completion.class, name = "completion"),
    @JsonSubTypes.Type(value = TraceEvent.FunctionReset.class, name = "function_reset"),
    @JsonSubTypes.Type(value = TraceEvent.Doorbell.class, name = "doorbell"),
    @JsonSubTypes.Type(value = TraceEvent.Dma.class, name = "dma"),
    @JsonSubTypes.Type(value = TraceEvent.Interrupt.class, name = "interrupt"),
    @JsonSubTypes.Type(value = TraceEvent.BusQuiet.class, name = "bus_quiet"),
})
public sealed interface TraceEvent {
    /** When, in nanoseconds. */
    long at();

    /** Whose: a name of the header. */
    String device();

    /**
     * The VMM asks for a state.
     *
     * @param requested the state's name, or the number that is none
     */
    record SetState(long at, String device, String requested) implements TraceEvent {}

    /**
     * It has been answered.
     *
     * @param state what GET says afterwards
     * @param dataFile whether a data file came back
     */
    record SetStateDone(long at, String device, String errno, String state, boolean dataFile) implements TraceEvent {}

    /**
     * The VMM has read from a saving file.
     *
     * @param length how much it asked for
     * @param bytes how much it got
     */
    record Read(long at, String device, int length, String errno, int bytes) implements TraceEvent {}

    /** The VMM writes to a resuming file. */
    record Write(long at, String device, int bytes) implements TraceEvent {}

    /**
     * It has been answered.
     *
     * @param pending whether the bytes written so far end inside a record
     */
    record WriteDone(long at, String device, String errno, Pending pending) implements TraceEvent {}

    /** The VMM asks how much STOP_COPY would bring. */
    record DataSize(long at, String device) implements TraceEvent {}

    /** It has been answered, with 0 bytes if it failed. */
    record DataSizeDone(long at, String device, String errno, long bytes) implements TraceEvent {}

    /** The VMM asks how much there is to read in PRE_COPY. */
    record PrecopyInfo(long at, String device) implements TraceEvent {}

    /** It has been answered, with 0 bytes if it failed. */
    record PrecopyInfoDone(long at, String device, String errno, long initialBytes, long dirtyBytes)
            implements TraceEvent {}

    /** The VMM, or the guest, resets the device. */
    record Reset(long at, String device) implements TraceEvent {}

    /** The reset has been carried out. */
    record ResetDone(long at, String device, String state) implements TraceEvent {}

    /**
     * The driver issues an admin command.
     *
     * @param command as {@code VirtioVf} names it, {@code DEV_MODE_SET STOPPED} for one
     */
    record Command(long at, String device, String command) implements TraceEvent {}

    /**
     * The device answers it.
     *
     * @param errno what the status says, {@code EIO} if the owner was reset
     * @param bytes of the result; for DEV_PARTS_METADATA_GET the size that it tells
     */
    record Completion(long at, String device, String command, String errno, long bytes) implements TraceEvent {}

    /** The function is reset. */
    record FunctionReset(long at, String device) implements TraceEvent {}

    /** The guest rings a doorbell. */
    record Doorbell(long at, String device) implements TraceEvent {}

    /** The device starts a DMA. */
    record Dma(long at, String device) implements TraceEvent {}

    /** The device sends an interrupt. */
    record Interrupt(long at, String device) implements TraceEvent {}

    /** Nothing is outstanding on the device's side of the bus any more. */
    record BusQuiet(long at, String device) implements TraceEvent {}
}
