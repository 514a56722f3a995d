#!/usr/bin/env python3
"""A driver that vmig can test: a device with eight registers, features 1, behind the testee protocol.

    vmig conform --testee 'python3 examples/testee/registers.py'

The upper half is the driver, the lower half the adapter: take the lower half for a driver of yours.
With --fault the driver goes on answering 0 to reads when a session has ended, which VMIG-SES-001 finds.
"""
import json
import sys

STOP, RUNNING, STOP_COPY, RESUMING = 1, 2, 3, 4
ERRNO = {"EBADF": 9, "ENODEV": 19, "EINVAL": 22, "ENOTTY": 25, "ENOMSG": 42}
MAGIC = b"REGS"
FAULTY = "--fault" in sys.argv


class Failed(Exception):
    """A call fails with an errno."""


class File:
    """The data file of a session: what is left to read, or what has been written."""

    def __init__(self, saving, data=b""):
        self.saving, self.data, self.failed, self.ended = saving, data, False, False

    def read(self, length):
        if self.ended:
            if FAULTY:
                return b""
            raise Failed("ENODEV")
        if not self.saving:
            raise Failed("EBADF")
        piece, self.data = self.data[:length], self.data[length:]
        return piece

    def write(self, data):
        if self.ended or self.failed:
            raise Failed("ENODEV")
        if self.saving:
            raise Failed("EBADF")
        self.data += data
        if len(self.data) > 36 or not self.data.startswith(MAGIC[:len(self.data)]):
            self.failed = True
            raise Failed("EINVAL")
        return len(data)

    def precopy_info(self):
        raise Failed("ENODEV" if self.ended else "ENOTTY")


class Device:
    """The states and arcs of features 1: all ways lead through STOP."""

    def __init__(self):
        self.registers, self.state, self.file = bytes(32), RUNNING, None

    def set(self, state):
        if state not in (STOP, RUNNING, STOP_COPY, RESUMING):
            raise Failed("EINVAL")
        opened = None
        while self.state != state:
            opened = self.arc(STOP if self.state != STOP else state)
        return opened

    def arc(self, to):
        if self.state == RESUMING:
            if self.file.failed or len(self.file.data) != 36:
                raise Failed("EINVAL")
            self.registers = self.file.data[4:]
        self.end_session()
        if to == STOP_COPY:
            self.file = File(True, MAGIC + self.registers)
        elif to == RESUMING:
            self.file = File(False)
        self.state = to
        return self.file

    def end_session(self):
        if self.file:
            self.file.ended = True
        self.file = None

    def reset(self):
        self.end_session()
        self.registers, self.state = bytes(32), RUNNING


class Adapter:
    """The testee protocol: a method a call, which returns what its answer has beside "ok"."""

    def hello(self, call):
        return {"protocol": 1, "name": "registers.py", "features": 1, "uapi": "6.12",
                "traits": ["SAME_STATE_SAME_BYTES"], "ports": ["GUEST", "GUEST_VIEW"]}

    def open(self, call):
        self.devices, self.files = {"source": Device(), "target": Device()}, []

    def set(self, call):
        opened = self.device(call).set(call["state"])
        if opened:
            self.files.append(opened)
            return {"file": len(self.files) - 1}

    def get(self, call):
        return {"state": self.device(call).state}

    def data_size(self, call):
        return {"length": 36}

    def precopy_v2(self, call):
        raise Failed("EINVAL")

    def reset(self, call):
        self.device(call).reset()
    close = reset

    def read(self, call):
        return {"data": self.files[call["file"]].read(call["length"]).hex()}

    def write(self, call):
        return {"count": self.files[call["file"]].write(bytes.fromhex(call["data"]))}

    def precopy_info(self, call):
        self.files[call["file"]].precopy_info()

    def close_file(self, call):
        pass

    def set_up(self, call):
        self.device(call).registers = bytes(range(call.get("number", 0), call.get("number", 0) + 32))

    def view(self, call):
        return {"view": self.device(call).registers.hex()}

    def device(self, call):
        return self.devices[call["device"]]


def serve(adapter):
    """Answers calls until stdin ends. A defect of the driver or adapter is an answer too: the program lives on."""
    for line in sys.stdin:
        call = json.loads(line)
        answer = {"id": call["id"]}
        try:
            answer.update({"ok": True}, **(getattr(adapter, call["call"])(call) or {}))
        except Failed as failed:
            answer.update({"errno": str(failed), "number": ERRNO[str(failed)]})
        except Exception as error:
            answer = {"id": call["id"], "failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve(Adapter())
