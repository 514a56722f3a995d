/**
 * The VFIO migration v2 uAPI of Linux ({@code include/uapi/linux/vfio.h}) as Java: states, features, arcs, the
 * transition table, and the interface that a device under test implements.
 *
 * <table>
 *   <caption>The states</caption>
 *   <tr><th>value</th><th>state</th><th>needs</th><th>device</th><th>data file</th></tr>
 *   <tr><td>0</td><td>ERROR</td><td>-</td><td>failed; only a reset leaves it</td><td>-</td></tr>
 *   <tr><td>1</td><td>STOP</td><td>STOP_COPY</td><td>stopped</td><td>-</td></tr>
 *   <tr><td>2</td><td>RUNNING</td><td>STOP_COPY</td><td>running; after open and after reset</td><td>-</td></tr>
 *   <tr><td>3</td><td>STOP_COPY</td><td>STOP_COPY</td><td>stopped</td><td>saving</td></tr>
 *   <tr><td>4</td><td>RESUMING</td><td>STOP_COPY</td><td>stopped</td><td>resuming</td></tr>
 *   <tr><td>5</td><td>RUNNING_P2P</td><td>P2P</td><td>starts no peer-to-peer DMA</td><td>-</td></tr>
 *   <tr><td>6</td><td>PRE_COPY</td><td>PRE_COPY</td><td>running</td><td>saving</td></tr>
 *   <tr><td>7</td><td>PRE_COPY_P2P</td><td>P2P and PRE_COPY</td><td>starts no peer-to-peer DMA</td><td>saving</td></tr>
 * </table>
 *
 * <p>A request names a target state. {@link dev.vmig.fsm.TransitionTable} breaks it into arcs, {@link
 * dev.vmig.fsm.ArcRunner} has a driver execute them one after the other.
 */
@NullMarked
package dev.vmig.fsm;

import org.jspecify.annotations.NullMarked;
