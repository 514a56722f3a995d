package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;

/**
 * One event of one device. A call of the VMM has two events, one when it begins and one when it is answered, because other
 * calls, admin commands, resets and the device's own actions come in between.
 *
 * <p>{@code at} is in nanoseconds of the run's own clock; {@code errno} is a name of the uAPI, or {@code 0}. A text that
 * the trace leaves out is empty.
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
    /** What version 1 calls {@code read}, a call and its answer in one, by a name that no trace uses. */
    String READ_AT_ONCE = "read at once";

    /** Where a DMA goes that is none to a device. */
    String MEMORY = "memory";

    /** When, in nanoseconds. */
    long at();

    /** Whose: a name of the header. */
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

        /** The caller that makes it; empty if the trace does not tell its callers apart. */
        String caller();

        /** What of its arguments the specification knows: the state that is asked for, or whether bytes are. */
        default String argument() {
            return "";
        }
    }

    /** A call is answered. */
    sealed interface Answer extends TraceEvent {
        /** The kind of the call. */
        default Call call() {
            return Call.of(this);
        }

        /** The caller that made it; empty if the trace does not tell its callers apart. */
        String caller();
    }

    /**
     * The VMM asks for a state.
     *
     * @param requested the state's name, or the number that is none
     */
    record SetState(long at, String device, String caller, String requested) implements Begin {
        /** Of the only caller. */
        public SetState(long at, String device, String requested) {
            this(at, device, "", requested);
        }

        @Override
        public String argument() {
            return requested;
        }
    }

    /**
     * It has been answered.
     *
     * @param state what GET says afterwards; empty if the caller has not asked
     * @param dataFile whether a data file came back
     */
    record SetStateDone(long at, String device, String caller, String errno, String state, boolean dataFile)
            implements Answer {
        /** To the only caller. */
        public SetStateDone(long at, String device, String errno, String state, boolean dataFile) {
            this(at, device, "", errno, state, dataFile);
        }
    }

    /** The VMM asks in which state the device is. */
    record GetState(long at, String device, String caller) implements Begin {}

    /** It has been answered; without a state if it failed. */
    record GetStateDone(long at, String device, String caller, String errno, String state) implements Answer {}

    /**
     * The VMM has read from a saving file: a call and its answer in one.
     *
     * @param length how much it asked for
     * @param bytes how much it got
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
     * It has been answered.
     *
     * @param bytes how much the VMM got
     */
    record ReadDone(long at, String device, String caller, String errno, int bytes) implements Answer {}

    /** The VMM writes to a data file. */
    record Write(long at, String device, String caller, int bytes) implements Begin {
        /** By the only caller. */
        public Write(long at, String device, int bytes) {
            this(at, device, "", bytes);
        }
    }

    /**
     * It has been answered.
     *
     * @param pending whether the bytes written so far end inside a record
     */
    record WriteDone(long at, String device, String caller, String errno, Pending pending) implements Answer {
        /** To the only caller. */
        public WriteDone(long at, String device, String errno, Pending pending) {
            this(at, device, "", errno, pending);
        }
    }

    /** The VMM asks how much STOP_COPY would bring. */
    record DataSize(long at, String device, String caller) implements Begin {
        /** By the only caller. */
        public DataSize(long at, String device) {
            this(at, device, "");
        }
    }

    /** It has been answered, with 0 bytes if it failed. */
    record DataSizeDone(long at, String device, String caller, String errno, long bytes) implements Answer {
        /** To the only caller. */
        public DataSizeDone(long at, String device, String errno, long bytes) {
            this(at, device, "", errno, bytes);
        }
    }

    /** The VMM asks how much there is to read in PRE_COPY. */
    record PrecopyInfo(long at, String device, String caller) implements Begin {
        /** By the only caller. */
        public PrecopyInfo(long at, String device) {
            this(at, device, "");
        }
    }

    /** It has been answered, with 0 bytes if it failed. */
    record PrecopyInfoDone(long at, String device, String caller, String errno, long initialBytes, long dirtyBytes)
            implements Answer {
        /** To the only caller. */
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
        /** By the only caller. */
        public Reset(long at, String device) {
            this(at, device, "");
        }
    }

    /** The reset has been carried out. */
    record ResetDone(long at, String device, String caller, String state) implements Answer {
        /** To the only caller. */
        public ResetDone(long at, String device, String state) {
            this(at, device, "", state);
        }
    }

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

    /**
     * The device starts a DMA.
     *
     * @param to where: {@value #MEMORY}, or the name of a device; empty if the trace does not tell
     */
    record Dma(long at, String device, String to) implements TraceEvent {
        /** To somewhere. */
        public Dma(long at, String device) {
            this(at, device, "");
        }
    }

    /** The device sends an interrupt. */
    record Interrupt(long at, String device) implements TraceEvent {}

    /** Nothing is outstanding on the device's side of the bus any more. */
    record BusQuiet(long at, String device) implements TraceEvent {}
}
