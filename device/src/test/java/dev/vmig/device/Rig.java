package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.PartsObjectKind;

/** An owner in virtual time, and a driver that waits for each command. */
final class Rig {
    static final long GET_ID = 0;
    static final long SET_ID = 1;
    /** A broadcast packet. */
    static final byte[] PACKET = EthernetFrame.of(EthernetFrame.BROADCAST, 0x02, EthernetFrame.UNTAGGED, 1);

    private static final int ROOM = 1 << 16;

    final Agenda time = new Agenda();
    final PhysicalFunction pf;

    Rig(PfConfig config) {
        pf = new PhysicalFunction(config, time);
    }

    /** After the handshake, so that all commands are legal. */
    static Rig ready(PfConfig config) {
        Rig rig = new Rig(config);
        rig.handshake();
        return rig;
    }

    /** Two sound, strict VFs after the handshake. */
    static Rig ready() {
        return ready(PfConfig.of(2));
    }

    void handshake() {
        ok(Cmd.listUse(GroupType.SELF, Cmd.SELF_OPCODES));
        ok(Cmd.listUse(GroupType.SR_IOV, Cmd.SR_IOV_OPCODES));
        ok(Cmd.driverCapSet(0xff, 0xff));
    }

    /** One object of each kind for a VF: ids 2 * index and 2 * index + 1. */
    void createObjects(int vf) {
        ok(Cmd.create(vf + 1, getId(vf), PartsObjectKind.GET));
        ok(Cmd.create(vf + 1, setId(vf), PartsObjectKind.SET));
    }

    static long getId(int vf) {
        return 2L * vf;
    }

    static long setId(int vf) {
        return 2L * vf + 1;
    }

    Reply submit(byte[] command, int capacity) {
        Reply reply = new Reply();
        pf.adminQueue().submit(command, capacity, reply);
        return reply;
    }

    Reply submit(byte[] command) {
        return submit(command, ROOM);
    }

    Reply call(byte[] command, int capacity) {
        Reply reply = submit(command, capacity);
        assertThat(time.runUntil(reply::isAnswered))
                .as("the command is answered")
                .isTrue();
        return reply;
    }

    Reply call(byte[] command) {
        return call(command, ROOM);
    }

    Reply ok(byte[] command) {
        Reply reply = call(command);
        assertThat(reply.status()).as(() -> pf.lastRefusal().orElse("")).isEqualTo("0/0");
        return reply;
    }

    byte[] getAll(int vf) {
        return ok(Cmd.getAll(vf + 1, getId(vf))).result();
    }

    void stop(int vf) {
        ok(Cmd.mode(vf + 1, true));
    }

    void resume(int vf) {
        ok(Cmd.mode(vf + 1, false));
    }

    /** All that the driver can find out about the device without changing it. */
    String state() {
        StringBuilder state = new StringBuilder();
        pf.vfs().forEach(vf -> state.append(vf.mode()).append('\n').append(vf.describe()));
        return state.append(pf.objects()).toString();
    }
}
