#!/usr/bin/env python3
"""The device of registers.py with P2P and PRE_COPY: features 7, behind the testee protocol.

    vmig conform --testee 'python3 examples/testee/precopy.py'

The stream is one or more images of the registers; the last one counts. In PRE_COPY an image follows whenever the
registers have changed. With --fault-precopy a read that finds nothing in PRE_COPY answers 0 bytes, which VMIG-STR-002 finds.
"""
import sys

from registers import MAGIC, RESUMING, RUNNING, STOP, STOP_COPY, Adapter, Device, Failed, File, serve

RUNNING_P2P, PRE_COPY, PRE_COPY_P2P = 5, 6, 7
IMAGE = 36
FAULTY = "--fault-precopy" in sys.argv
# The next state on the way: a row for each current state, a column for each requested one, None for EINVAL.
# vmig table --features 7
NEXT = {
    STOP: [None, 1, 5, 3, 4, 5, 5, 5],
    RUNNING: [None, 5, 2, 5, 5, 5, 6, 5],
    STOP_COPY: [None, 1, 1, 3, 1, 1, None, None],
    RESUMING: [None, 1, 1, 1, 4, 1, 1, 1],
    RUNNING_P2P: [None, 1, 2, 1, 1, 5, 2, 7],
    PRE_COPY: [None, 2, 2, 7, 2, 2, 6, 7],
    PRE_COPY_P2P: [None, 5, 5, 3, 5, 5, 6, 7],
}


class Saving(File):
    """The data file of a saving session that may have begun in PRE_COPY."""

    def __init__(self, device):
        super().__init__(True)
        self.device, self.initial, self.sent = device, 0, None

    def append(self):
        self.sent = self.device.registers
        self.data += MAGIC + self.sent

    def refresh(self):
        if self.device.state != STOP_COPY and self.sent != self.device.registers:
            self.append()

    def read(self, length):
        if not self.ended:
            self.refresh()
            if not self.data and length > 0 and self.device.state != STOP_COPY and not FAULTY:
                raise Failed("ENOMSG")
        piece = super().read(length)
        self.initial = max(0, self.initial - len(piece))
        return piece

    def precopy_info(self):
        if self.ended:
            raise Failed("ENODEV")
        if self.device.state == STOP_COPY:
            raise Failed("EINVAL")
        self.refresh()
        return {"initial": self.initial, "dirty": len(self.data) - self.initial}


class Loading(File):
    """The data file of a resuming session: any number of images."""

    def __init__(self):
        super().__init__(False)

    def write(self, data):
        if self.ended or self.failed:
            raise Failed("ENODEV")
        self.data += data
        for at in range(0, len(self.data), IMAGE):
            if not MAGIC.startswith(self.data[at:at + 4]):
                self.failed = True
                raise Failed("EINVAL")
        return len(data)


class PreCopyDevice(Device):
    """The states and arcs of features 7."""

    def set(self, state):
        if not 1 <= state <= 7 or NEXT[self.state][state] is None:
            raise Failed("EINVAL")
        opened = None
        while self.state != state:
            opened = self.arc(NEXT[self.state][state])
        return opened

    def arc(self, to):
        opened = None
        if self.state == RESUMING:
            if self.file.failed or not self.file.data or len(self.file.data) % IMAGE:
                raise Failed("EINVAL")
            self.registers = self.file.data[-IMAGE + 4:]
        if to == STOP_COPY and self.state == PRE_COPY_P2P:
            self.file.append()
        elif to in (STOP_COPY, PRE_COPY, PRE_COPY_P2P) and self.state in (STOP, RUNNING, RUNNING_P2P):
            opened = self.file = Saving(self)
            self.file.append()
            self.file.initial = 0 if to == STOP_COPY else IMAGE
        elif to == RESUMING:
            opened = self.file = Loading()
        elif to in (STOP, RUNNING, RUNNING_P2P):
            self.end_session()
        self.state = to
        return opened


class PreCopyAdapter(Adapter):
    """The calls that features 7 changes."""

    def hello(self, call):
        return dict(super().hello(call), name="precopy.py", features=7,
                    traits=["SAME_STATE_SAME_BYTES", "EXACT_COUNTERS", "TRACKS_CHANGES"])

    def open(self, call):
        self.devices, self.files = {"source": PreCopyDevice(), "target": PreCopyDevice()}, []

    def precopy_v2(self, call):
        pass

    def precopy_info(self, call):
        return self.files[call["file"]].precopy_info()


if __name__ == "__main__":
    sys.exit(serve(PreCopyAdapter()))
