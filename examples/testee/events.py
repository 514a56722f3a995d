#!/usr/bin/env python3
"""The device of registers.py with events, and a guest that waits for them: the port GUEST_WORK.

    vmig conform --testee 'python3 examples/testee/events.py'

With --fault an event that is pending when the device stops is not saved, which VMIG-MIG-010 finds.
"""
from registers import FAULTY, RESUMING, STOP_COPY, Adapter, Device, serve

WORK = 2
COUNTER = 31  # The register with the number of pending events; it is loaded and saved like the others.


class EventDevice(Device):
    """Each piece of work ends with an event, which stays pending until the guest has taken it."""

    pending = 0

    def arc(self, to):
        before = self.state
        if to == STOP_COPY and not FAULTY:
            self.registers = self.registers[:COUNTER] + bytes([self.pending])
        opened = super().arc(to)
        if before == RESUMING:
            self.pending = self.registers[COUNTER]
        return opened

    def reset(self):
        super().reset()
        self.pending = 0


class EventAdapter(Adapter):
    """A guest has given some work, and has taken some events."""

    def hello(self, call):
        return {**super().hello(call), "name": "events.py", "ports": ["GUEST", "GUEST_WORK"]}

    def open(self, call):
        super().open(call)
        self.devices = {"source": EventDevice(), "target": EventDevice()}
        self.guests = {"source": [0, 0], "target": [0, 0]}

    def set_up(self, call):
        super().set_up(call)
        self.device(call).pending = 0
        self.guests[call["device"]] = [0, 0]

    def work(self, call):
        self.device(call).pending += WORK
        self.guests[call["device"]][0] += WORK

    def move(self, call):
        other = "target" if call["device"] == "source" else "source"
        self.guests[other] = self.guests[call["device"]]

    def finish(self, call):
        guest, device = self.guests[call["device"]], self.device(call)
        guest[1] += device.pending
        device.pending = 0
        return {"given": guest[0], "done": guest[1]}


if __name__ == "__main__":
    serve(EventAdapter())
