"""Writes a trace of vmig (docs/trace-format.md): python3 trace_writer.py > run.jsonl && vmig trace run.jsonl"""
import json
import time


class TraceWriter:
    def __init__(self, out, devices):
        self.out, self.events = out, 0
        self.line(vmigTrace=2, seed=0, devices=devices)

    def line(self, **fields):
        print(json.dumps(fields, separators=(",", ":")), file=self.out, flush=True)

    def event(self, event, device, **fields):
        self.line(event=event, at=time.monotonic_ns(), device=device, **fields)
        self.events += 1

    def end(self):
        self.line(end=self.events)


if __name__ == "__main__":
    import sys

    trace = TraceWriter(sys.stdout, [{"name": "vf0", "driver": "mydriver", "features": 3}])
    trace.event("set_state", "vf0", caller="main", requested="STOP_COPY")
    trace.event("set_state_done", "vf0", caller="main", errno="0", state="STOP_COPY", dataFile=True)
    trace.event("read", "vf0", caller="reader", length=4096)
    trace.event("read_done", "vf0", caller="reader", errno="0", bytes=1234)
    trace.end()
