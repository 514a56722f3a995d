package dev.vmig.device;

/** What identifies a part; flags and length are attributes (Virtio 1.4, 2.14). */
record PartKey(int type, long selector) {}
