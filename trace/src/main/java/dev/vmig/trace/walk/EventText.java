package dev.vmig.trace.walk;

import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Command;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.DataSize;
import dev.vmig.trace.TraceEvent.DataSizeDone;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.Doorbell;
import dev.vmig.trace.TraceEvent.FunctionReset;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.PrecopyInfo;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.Reset;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.Write;
import dev.vmig.trace.TraceEvent.WriteDone;

/** Events in the field's words, for messages. */
public final class EventText {
    private EventText() {}

    /** One event in a short clause, as reports show it. */
    public static String of(TraceEvent event) {
        if (event instanceof SetState e) {
            return "the VMM asks for " + e.requested();
        } else if (event instanceof SetStateDone e) {
            return answer(e.errno(), e.dataFile(), e.state());
        } else if (event instanceof Read e) {
            return "read answers " + e.errno() + " with " + e.bytes() + " bytes";
        } else if (event instanceof Write e) {
            return "the VMM writes " + e.bytes() + " bytes";
        } else if (event instanceof WriteDone e) {
            return "write answers " + e.errno() + (e.pending() == Pending.YES ? ", a record pending" : "");
        } else if (event instanceof DataSize) {
            return "the VMM asks for MIG_DATA_SIZE";
        } else if (event instanceof DataSizeDone e) {
            return "MIG_DATA_SIZE answers " + e.errno();
        } else if (event instanceof PrecopyInfo) {
            return "the VMM asks for the pre-copy info";
        } else if (event instanceof PrecopyInfoDone e) {
            return "the pre-copy info answers " + e.errno();
        } else if (event instanceof Reset) {
            return "the device is to be reset";
        } else if (event instanceof ResetDone e) {
            return "the reset is done, in state " + e.state();
        } else if (event instanceof Command e) {
            return "command " + e.command();
        } else if (event instanceof Completion e) {
            return completion(e.errno());
        } else if (event instanceof FunctionReset) {
            return "a function-level reset";
        } else if (event instanceof Doorbell) {
            return "a doorbell";
        } else if (event instanceof Dma) {
            return "a DMA of the device";
        } else if (event instanceof Interrupt) {
            return "an interrupt of the device";
        } else {
            return "the end of the device's transactions";
        }
    }

    static String answer(String errno, boolean dataFile, String state) {
        return "answer " + errno + (dataFile ? " with a data file" : "") + " in state " + state;
    }

    static String completion(String errno) {
        return errno.equals("0") ? "the command completes" : "the command fails with " + errno;
    }
}
