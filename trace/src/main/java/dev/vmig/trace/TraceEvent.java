package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;

/**
 * One event of one device. A call of the VMM has two events, one when it begins and one when it is answered, because other
 * calls, admin commands, resets and the device's own actions come in between.
 *
 * <p>{@code at} is in nanoseconds of the run's own clock; {@code errno} is a name of the uAPI, or {@code 0}. A field
 * that the trace omits is empty.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TraceEvent.SetState.class, name = "set_state"),
    @JsonSubTypes.Type(value = TraceEvent.SetStateDone.class, name = "set_state_done"),
    @JsonSubTypes.Type(value = TraceEvent.GetState.class, name = "get_state"),
    @JsonSubTypes.Type(value = TraceEvent.GetStateDone.class, name = "get_state_done"),
    @JsonSubTypes.Type(value = TraceEvent.Read.class, name = TraceEvent.READ_AT_ONCE),
    @JsonSubTypes.Type(value = TraceEvent.ReadCall.class, name = "read"),
    @JsonSubTypes.Type(value = TraceEvent.ReadDone.class, name = "read_done"),
    @JsonSubTypes.Type(value = TraceEvent.Write.class, name = "write"),
    @JsonSubTypes.Type(value = TraceEvent.WriteDone.class, name = "write_done"),
    @JsonSubTypes.Type(value = TraceEvent.DataSize.class, name = "data_size"),
    @JsonSubTypes.Type(value = TraceEvent.DataSizeDone.class, name = "data_size_done"),
    @JsonSubTypes.Type(value = TraceEvent.PrecopyInfo.class, name = "precopy_info"),
    @JsonSubTypes.Type(value = TraceEvent.PrecopyInfoDone.class, name = "precopy_info_done"),
    @JsonSubTypes.Type(value = TraceEvent.Close.class, name = "close"),
    @JsonSubTypes.Type(value = TraceEvent.CloseDone.class, name = "close_done"),
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
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface TraceEvent {
    /** The {@code read} of version 1, a call with its answer, under a name that no trace uses. */
    String READ_AT_ONCE = "read at once";

    /** The target of a DMA that does not go to a device. */
    String MEMORY = "memory";

    /** Time in nanoseconds. */
    long at();

    /** The device, by its name in the header. */
    String device();

    /** The kinds of calls. */
    enum Call {
        SET_STATE(SetState.class, SetStateDone.class),
        GET_STATE(GetState.class, GetStateDone.class),
        READ(ReadCall.class, ReadDone.class),
        WRITE(Write.class, WriteDone.class),
        DATA_SIZE(DataSize.class, DataSizeDone.class),
        PRECOPY_INFO(PrecopyInfo.class, PrecopyInfoDone.class),
        CLOSE(Close.class, CloseDone.class),
        RESET(Reset.class, ResetDone.class);

        private final Class<? extends Begin> begin;
        private final Class<? extends Answer> answer;

        Call(Class<? extends Begin> begin, Class<? extends Answer> answer) {
            this.begin = begin;
            this.answer = answer;
        }

        private static Call of(TraceEvent event) {
            return Arrays.stream(values())
                    .filter(call -> call.begin.isInstance(event) || call.answer.isInstance(event))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A call begins. */
    sealed interface Begin extends TraceEvent {
        /** Its kind. */
        default Call call() {
            return Call.of(this);
        }

        /** The caller; empty if the trace does not distinguish callers. */
        String caller();

        /** The argument as the specification models it: the requested state, or whether bytes are requested. */
        default String argument() {
            return "";
        }
    }

    /** The answer to a call. */
    sealed interface Answer extends TraceEvent {
        /** The kind of the call. */
        default Call call() {
            return Call.of(this);
        }

        /** The caller; empty if the trace does not distinguish callers. */
        String caller();
    }

    /**
     * The VMM requests a state.
     *
     * @param requested the state's name, or a number that is not a state
     */
    record SetState(long at, String device, String caller, String requested) implements Begin {
        /** Made by the only caller. */
        public SetState(long at, String device, String requested) {
            this(at, device, "", requested);
        }

        @Override
        public String argument() {
            return requested;
        }
    }

    /**
     * The answer to the call.
     *
     * @param state the answer of a GET afterwards; empty if the caller has made none
     * @param dataFile whether the request returned a data file
     */
    record SetStateDone(long at, String device, String caller, String errno, String state, boolean dataFile)
            implements Answer {
        /** For the only caller. */
        public SetStateDone(long at, String device, String errno, String state, boolean dataFile) {
            this(at, device, "", errno, state, dataFile);
        }
    }

    /** The VMM reads the device state. */
    record GetState(long at, String device, String caller) implements Begin {}

    /** The answer to GET; without a state if it failed. */
    record GetStateDone(long at, String device, String caller, String errno, String state) implements Answer {}

    /**
     * The VMM has read from a saving file: a call and its answer in one.
     *
     * @param length requested length in bytes
     * @param bytes number of bytes returned
     */
    record Read(long at, String device, int length, String errno, int bytes) implements TraceEvent {}

    /** The VMM reads from a data file. */
    record ReadCall(long at, String device, String caller, int length) implements Begin {
        @Override
        public String argument() {
            return length == 0 ? "0" : "";
        }
    }

    /**
     * The answer to the call.
     *
     * @param bytes number of bytes returned
     */
    record ReadDone(long at, String device, String caller, String errno, int bytes) implements Answer {}

    /** The VMM writes to a data file. */
    record Write(long at, String device, String caller, int bytes) implements Begin {
        /** Made by the only caller. */
        public Write(long at, String device, int bytes) {
            this(at, device, "", bytes);
        }
    }

    /**
     * The answer to the call.
     *
     * @param pending whether the bytes written so far end inside a record
     */
    record WriteDone(long at, String device, String caller, String errno, Pending pending) implements Answer {
        /** For the only caller. */
        public WriteDone(long at, String device, String errno, Pending pending) {
            this(at, device, "", errno, pending);
        }
    }

    /** The VMM reads MIG_DATA_SIZE. */
    record DataSize(long at, String device, String caller) implements Begin {
        /** Made by the only caller. */
        public DataSize(long at, String device) {
            this(at, device, "");
        }
    }

    /** The answer, with 0 bytes if the call failed. */
    record DataSizeDone(long at, String device, String caller, String errno, long bytes) implements Answer {
        /** For the only caller. */
        public DataSizeDone(long at, String device, String errno, long bytes) {
            this(at, device, "", errno, bytes);
        }
    }

    /** The VMM reads the pre-copy info. */
    record PrecopyInfo(long at, String device, String caller) implements Begin {
        /** Made by the only caller. */
        public PrecopyInfo(long at, String device) {
            this(at, device, "");
        }
    }

    /** The answer, with 0 bytes if the call failed. */
    record PrecopyInfoDone(long at, String device, String caller, String errno, long initialBytes, long dirtyBytes)
            implements Answer {
        /** For the only caller. */
        public PrecopyInfoDone(long at, String device, String errno, long initialBytes, long dirtyBytes) {
            this(at, device, "", errno, initialBytes, dirtyBytes);
        }
    }

    /** The VMM closes its data file. */
    record Close(long at, String device, String caller) implements Begin {}

    /** The data file is closed. */
    record CloseDone(long at, String device, String caller) implements Answer {}

    /** The VMM, or the guest, resets the device. */
    record Reset(long at, String device, String caller) implements Begin {
        /** Made by the only caller. */
        public Reset(long at, String device) {
            this(at, device, "");
        }
    }

    /** The reset is complete. */
    record ResetDone(long at, String device, String caller, String state) implements Answer {
        /** For the only caller. */
        public ResetDone(long at, String device, String state) {
            this(at, device, "", state);
        }
    }

    /**
     * The driver issues an admin command.
     *
     * @param command as {@code VirtioVf} names it, such as {@code DEV_MODE_SET STOPPED}
     */
    record Command(long at, String device, String command) implements TraceEvent {}

    /**
     * The device answers an admin command.
     *
     * @param errno of the status; {@code EIO} if the owner was reset
     * @param bytes of the result; for DEV_PARTS_METADATA_GET the reported size
     */
    record Completion(long at, String device, String command, String errno, long bytes) implements TraceEvent {}

    /** The function is reset. */
    record FunctionReset(long at, String device) implements TraceEvent {}

    /** The guest rings a doorbell. */
    record Doorbell(long at, String device) implements TraceEvent {}

    /**
     * The device starts a DMA.
     *
     * @param to {@value #MEMORY}, or the name of a device; empty if not recorded
     */
    record Dma(long at, String device, String to) implements TraceEvent {
        /** With an unrecorded target. */
        public Dma(long at, String device) {
            this(at, device, "");
        }
    }

    /** The device sends an interrupt. */
    record Interrupt(long at, String device) implements TraceEvent {}

    /** The device has no outstanding transactions on the bus. */
    record BusQuiet(long at, String device) implements TraceEvent {}
}
