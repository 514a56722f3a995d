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
 * The driver's way to the simulated owner. A call lets virtual time pass until the command is answered; everything else
 * that is due happens meanwhile, except that a command for a member waits until the one before it is answered, whoever
 * sent that.
 */
final class SimulatedAdminQueue implements AdminQueue {
    /**
     * How long a command may stay unanswered before the owner is reset, which an administrator would do; Linux itself
     * waits for ever.
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

    /** What has to be done when the owner was reset, beyond that. */
    void afterReset(Runnable recovery) {
        afterReset = recovery;
    }

    /** The next command for a member is answered with an error, and has no effect. */
    void failNext(long member) {
        failingMembers.add(member);
    }

    /** Whether that has still to come. */
    boolean isFailing(long member) {
        return failingMembers.contains(member);
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
        long member = memberOf(command);
        if (!time.runUntil(() -> !busyMembers.contains(member), PATIENCE)) {
            resetOwner();
        }
        observer.issued(command);
        if (failingMembers.remove(member)) {
            return failed(command);
        }
        Answer answer = new Answer(command, member);
        owner.adminQueue().submit(command, StatusHeader.LENGTH + resultCapacity, answer);
        if (!time.runUntil(answer::isThere, PATIENCE)) {
            resetOwner();
        }
        AdminCompletion completion = answer.completion;
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

    /** The member that a command is for; {@link #NO_MEMBER} if it is for none. */
    private static long memberOf(byte[] bytes) {
        CommandView command = new CommandView().wrap(bytes, 0, bytes.length);
        return GroupType.of(command.groupType()) == GroupType.SR_IOV ? command.memberId() : NO_MEMBER;
    }

    /** What becomes of a command. Observers are told when it happens, not when the caller gets to know. */
    private final class Answer implements AdminReply {
        private final byte[] command;
        private final long member;
        private @Nullable AdminCompletion completion;
        private boolean aborted;

        Answer(byte[] command, long member) {
            this.command = command;
            this.member = member;
            if (member != NO_MEMBER) {
                busyMembers.add(member);
            }
        }

        boolean isThere() {
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
