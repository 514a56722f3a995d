package dev.vmig.admin;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.ResultView;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayList;
import java.util.List;

/** Everything that one host sends to its owner, and what comes back. */
final class CommandLog implements AdminQueue {
    /**
     * One command.
     *
     * @param outstanding how many other commands were in flight when it was sent
     */
    @SuppressWarnings("ArrayRecordComponent") // Entries are not compared.
    record Sent(byte[] command, int capacity, int outstanding, AdminCompletion completion) {
        CommandView view() {
            return new CommandView().wrap(command, 0, command.length);
        }

        Opcode opcode() {
            return Opcode.of(view().opcode());
        }

        ResultView result() {
            byte[] writable = completion.writable();
            return new ResultView().wrap(writable, 0, writable.length, completion.usedLength());
        }

        boolean isOk() {
            return result().isOk();
        }

        Sent withByte(int at, int value) {
            byte[] changed = command.clone();
            changed[at] = (byte) value;
            return new Sent(changed, capacity, outstanding, completion);
        }

        Sent withCommand(byte[] other) {
            return new Sent(other, capacity, outstanding, completion);
        }

        Sent withCapacity(int other) {
            return new Sent(command, other, outstanding, completion);
        }

        Sent withOutstanding(int other) {
            return new Sent(command, capacity, other, completion);
        }
    }

    final List<Sent> sent = new ArrayList<>();
    private final AdminQueue device;
    private int outstanding;

    CommandLog(AdminQueue device) {
        this.device = device;
    }

    @Override
    public AdminCompletion submit(byte[] command, int capacity) throws ErrnoException {
        int others = outstanding++;
        try {
            AdminCompletion completion = device.submit(command, capacity);
            sent.add(new Sent(command.clone(), capacity, others, completion));
            return completion;
        } finally {
            outstanding--;
        }
    }
}
