package dev.vmig.vmm;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.AdminQueue;
import dev.vmig.codec.StatusHeader;
import dev.vmig.device.AdminReply;
import dev.vmig.device.PhysicalFunction;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The driver's way to the simulated owner. A call lets virtual time pass until the command is answered; everything else
 * that is due happens meanwhile.
 */
final class SimulatedAdminQueue implements AdminQueue {
    /**
     * How long a command may stay unanswered before the owner is reset, which an administrator would do; Linux itself
     * waits for ever.
     */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PhysicalFunction owner;
    private final VirtualTime time;
    private final HostObserver observer;
    private Runnable afterReset = () -> {};
    private boolean recovering;

    SimulatedAdminQueue(PhysicalFunction owner, VirtualTime time, HostObserver observer) {
        this.owner = owner;
        this.time = time;
        this.observer = observer;
    }

    /** What has to be done when the owner was reset, beyond that. */
    void afterReset(Runnable recovery) {
        afterReset = recovery;
    }

    /** Resets the owner. During the recovery from a reset a further one is nothing but that. */
    void resetOwner() {
        owner.reset();
        if (!recovering) {
            recovering = true;
            try {
                afterReset.run();
            } finally {
                recovering = false;
            }
        }
    }

    @Override
    public AdminCompletion submit(byte[] command, int resultCapacity) throws ErrnoException {
        observer.issued(command);
        Answer answer = new Answer();
        owner.adminQueue().submit(command, StatusHeader.LENGTH + resultCapacity, answer);
        if (!time.runUntil(answer::isThere, PATIENCE)) {
            resetOwner();
        }
        AdminCompletion completion = answer.completion;
        if (completion == null) {
            observer.aborted(command);
            throw new ErrnoException(Errno.EIO, "the owner was reset while the command was pending");
        }
        observer.completed(command, completion);
        return completion;
    }

    private static final class Answer implements AdminReply {
        private @Nullable AdminCompletion completion;
        private boolean aborted;

        boolean isThere() {
            return completion != null || aborted;
        }

        @Override
        public void used(long usedLength, byte[] writable) {
            completion = new AdminCompletion(usedLength, writable);
        }

        @Override
        public void aborted() {
            aborted = true;
        }
    }
}
