package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import java.util.function.Function;

/** A device behind the protocol. */
final class RemoteDevice implements VfioDevice {
    private final Conversation conversation;
    private final FeatureSet features;
    private final Side side;

    RemoteDevice(Conversation conversation, FeatureSet features, Side side) {
        this.conversation = conversation;
        this.features = features;
        this.side = side;
    }

    /** As declared in {@code hello}. */
    @Override
    public FeatureSet features() {
        return features;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return ask(
                call("set").with("state", Integer.toUnsignedLong(requested)),
                answer -> answer.has("file")
                        ? Optional.of(new RemoteFile(this, answer.number("file")))
                        : Optional.empty());
    }

    @Override
    public MigrationState state() throws ErrnoException {
        int state = ask(call("get"), answer -> answer.small("state"));
        return MigrationState.of(state)
                .orElseThrow(() -> new RemoteFailureException("state " + state + ", which is none"));
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return ask(call("data_size"), answer -> answer.number("length"));
    }

    @Override
    public void usePrecopyInfoV2() throws ErrnoException {
        ask(call("precopy_v2"), answer -> true);
    }

    @Override
    public void reset() {
        command(call("reset"));
    }

    @Override
    public void close() {
        command(call("close"));
    }

    Message call(String name) {
        return conversation.call(name).with("device", side.toString());
    }

    <T> T ask(Message call, Function<Message, T> read) throws ErrnoException {
        return conversation.ask(call, read);
    }

    /** Makes a call that the uAPI does not let fail. */
    void command(Message call) {
        try {
            ask(call, answer -> true);
        } catch (ErrnoException e) {
            throw new RemoteFailureException(call.text("call") + " failed with " + e.errno());
        }
    }
}
