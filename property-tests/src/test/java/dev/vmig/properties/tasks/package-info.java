/**
 * Tasks with stacks of their own in virtual time: {@link dev.vmig.properties.tasks.VirtualTasks} runs many migrations at
 * once, and {@link dev.vmig.properties.tasks.SerialisedDevice} lets several tasks use one device.
 */
@NullMarked
package dev.vmig.properties.tasks;

import org.jspecify.annotations.NullMarked;
