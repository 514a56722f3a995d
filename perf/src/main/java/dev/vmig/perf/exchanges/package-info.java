/**
 * An admin command written and its result read: DEV_PARTS_METADATA_GET, 40 bytes out and 16 bytes in, in batches of 256
 * (14 KiB). The rivals are those of {@link dev.vmig.perf.headers}.
 */
@NullMarked
package dev.vmig.perf.exchanges;

import org.jspecify.annotations.NullMarked;
