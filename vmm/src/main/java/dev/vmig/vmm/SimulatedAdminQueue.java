package dev.vmig.vmm;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.AdminQueue;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.StatusHeader;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.device.AdminReply;
import dev.vmig.device.PhysicalFunction;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The admin queue of the simulated owner, as the driver uses it. A call lets virtual time pass until the command completes;
 * other events run meanwhile. A command for a member waits until the command in flight for that member has completed.
 */
final class SimulatedAdminQueue implements AdminQueue {
    /**
     * How long a command may stay in flight before the owner is reset, as an administrator would do; Linux itself waits
     * forever.
     */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long NO_MEMBER = 0;

    private final PhysicalFunction owner;
    private final VirtualTime time;
    private final HostObserver observer;
    private final Set<Long> busyMembers = new HashSet<>();
    private final Set<Long> failingMembers = new HashSet<>();
    private Runnable afterReset = () -> {};
    private boolean recovering;

    SimulatedAdminQueue(PhysicalFunction owner, VirtualTime time, HostObserver observer) {
        this.owner = owner;
        this.time = time;
        this.observer = observer;
    }

    /** Sets what runs after each reset of the owner. */
    void afterReset(Runnable recovery) {
        afterReset = recovery;
    }

    /** Fails the next command for a member, without effect. */
    void failNext(long member) {
        failingMembers.add(member);
    }

    /** Whether {@link #failNext} has not failed a command yet. */
    boolean isFailing(long member) {
        return failingMembers.contains(member);
    }

    /** Resets the owner and recovers; a reset during the recovery does not start another one. */
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
        long member = memberOf(command);
        if (!time.runUntil(() -> !busyMembers.contains(member), PATIENCE)) {
            resetOwner();
        }
        observer.issued(command);
        if (failingMembers.remove(member)) {
            return failed(command);
        }
        PendingReply reply = new PendingReply(command, member);
        owner.adminQueue().submit(command, StatusHeader.LENGTH + resultCapacity, reply);
        if (!time.runUntil(reply::hasArrived, PATIENCE)) {
            resetOwner();
        }
        AdminCompletion completion = reply.completion;
        if (completion == null) {
            throw new ErrnoException(Errno.EIO, "the owner was reset while the command was pending");
        }
        return completion;
    }

    private AdminCompletion failed(byte[] command) {
        byte[] status = new byte[StatusHeader.LENGTH];
        StatusHeader.encode(status, 0, AdminStatus.EINVAL, StatusQualifier.INVALID_COMMAND);
        AdminCompletion completion = new AdminCompletion(status.length, status);
        observer.completed(command, completion);
        return completion;
    }

    /** The member that a command addresses; {@link #NO_MEMBER} if it addresses none. */
    private static long memberOf(byte[] bytes) {
        CommandView command = new CommandView().wrap(bytes, 0, bytes.length);
        return GroupType.of(command.groupType()) == GroupType.SR_IOV ? command.memberId() : NO_MEMBER;
    }

    /** The reply to a command. Observers are notified when it arrives, not when the caller resumes. */
    private final class PendingReply implements AdminReply {
        private final byte[] command;
        private final long member;
        private @Nullable AdminCompletion completion;
        private boolean aborted;

        PendingReply(byte[] command, long member) {
            this.command = command;
            this.member = member;
            if (member != NO_MEMBER) {
                busyMembers.add(member);
            }
        }

        boolean hasArrived() {
            return completion != null || aborted;
        }

        @Override
        public void used(long usedLength, byte[] writable) {
            AdminCompletion used = new AdminCompletion(usedLength, writable);
            completion = used;
            busyMembers.remove(member);
            observer.completed(command, used);
        }

        @Override
        public void aborted() {
            aborted = true;
            busyMembers.remove(member);
            observer.aborted(command);
        }
    }
}
