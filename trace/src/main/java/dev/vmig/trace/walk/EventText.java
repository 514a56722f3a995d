package dev.vmig.trace.walk;

import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.Begin;
import dev.vmig.trace.TraceEvent.Command;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.DataSizeDone;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.Doorbell;
import dev.vmig.trace.TraceEvent.FunctionReset;
import dev.vmig.trace.TraceEvent.GetStateDone;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.ReadCall;
import dev.vmig.trace.TraceEvent.ReadDone;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.Write;
import dev.vmig.trace.TraceEvent.WriteDone;

/** Describes events for messages. */
public final class EventText {
    private EventText() {}

    /** One event in a short clause, as reports show it. */
    public static String of(TraceEvent event) {
        if (event instanceof Begin begin) {
            return begin(begin);
        } else if (event instanceof Answer answer) {
            return answer(answer);
        } else if (event instanceof Read e) {
            return read(e.errno(), e.bytes());
        } else if (event instanceof Command e) {
            return "command " + e.command();
        } else if (event instanceof Completion e) {
            return e.errno().equals("0") ? "the command completes" : "the command fails with " + e.errno();
        } else if (event instanceof FunctionReset) {
            return "a function-level reset";
        } else if (event instanceof Doorbell) {
            return "a doorbell";
        } else if (event instanceof Dma e) {
            return "a DMA of the device" + (e.to().isEmpty() ? "" : " to " + e.to());
        } else if (event instanceof Interrupt) {
            return "an interrupt of the device";
        } else {
            return "the end of the device's transactions";
        }
    }

    private static String begin(Begin event) {
        if (event instanceof SetState e) {
            return "the VMM asks for " + e.requested();
        } else if (event instanceof ReadCall e) {
            return "the VMM reads " + e.length() + " bytes";
        } else if (event instanceof Write e) {
            return "the VMM writes " + e.bytes() + " bytes";
        }
        return switch (event.call()) {
            case GET_STATE -> "the VMM reads the device state";
            case DATA_SIZE -> "the VMM reads MIG_DATA_SIZE";
            case PRECOPY_INFO -> "the VMM reads the pre-copy info";
            case CLOSE -> "the VMM closes the data file";
            case RESET -> "the device is to be reset";
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    private static String answer(Answer event) {
        if (event instanceof SetStateDone e) {
            return answer(e.errno(), e.dataFile(), e.state());
        } else if (event instanceof GetStateDone e) {
            return "GET answers " + e.errno() + (e.state().isEmpty() ? "" : " and state " + e.state());
        } else if (event instanceof ReadDone e) {
            return read(e.errno(), e.bytes());
        } else if (event instanceof WriteDone e) {
            return "write answers " + e.errno() + (e.pending() == Pending.YES ? ", a record pending" : "");
        } else if (event instanceof DataSizeDone e) {
            return "MIG_DATA_SIZE answers " + e.errno();
        } else if (event instanceof PrecopyInfoDone e) {
            return "the pre-copy info answers " + e.errno();
        } else if (event instanceof ResetDone e) {
            return "the reset is done, in state " + e.state();
        } else {
            return "the data file is closed";
        }
    }

    private static String read(String errno, int bytes) {
        return "read answers " + errno + " with " + bytes + " bytes";
    }

    static String answer(String errno, boolean dataFile, String state) {
        return "answer " + errno + (dataFile ? " with a data file" : "")
                + (state.isEmpty() ? "" : " in state " + state);
    }

    /** A label of an event; equal for events that the specification does not distinguish. */
    static String label(TraceEvent event) {
        if (event instanceof Begin e) {
            return e.caller() + ':' + e.call() + ':' + e.argument();
        } else if (event instanceof ReadDone e) {
            return e.caller() + ":read:" + e.errno() + (e.bytes() > 0 ? ":bytes" : "");
        } else if (event instanceof WriteDone e) {
            return e.caller() + ":write:" + e.errno() + e.pending();
        } else if (event instanceof Answer e) {
            return e.caller() + ':' + of(e);
        } else if (event instanceof Read e) {
            return "read:" + e.errno() + (e.bytes() > 0 ? ":bytes" : "") + (e.length() == 0 ? ":none" : "");
        } else if (event instanceof Completion e) {
            return e.command() + ':' + e.errno() + (e.bytes() == 0 ? ":nothing" : "");
        }
        return of(event);
    }
}
